// A whole community in one process: the node, the building manager, your home with its Modbus
// devices, and ten neighbours with keys and agents of their own. Composition root of `dure`.
//
// Threads: the node thread runs the chain, all households and the neighbours' models; the devices
// thread talks Modbus; the caller's (GUI) thread only takes views and makes requests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/ports/home.hpp"
#include "core/ports/keys.hpp"

namespace dure::app {

struct CommunityOptions {
    std::filesystem::path data_dir;  ///< created when missing; the community resumes from it
    std::optional<std::string>
        device;  ///< your home's hardware, "modbus-tcp://host:port/unit"; absent: simulated
    std::uint32_t slot_seconds = 900;  ///< of market time
    std::int32_t time_factor = 30;     ///< market seconds a real second; 1 with real hardware
    std::uint16_t rpc_port = 0;        ///< 0: any free port
    bool quick_members = true;         ///< neighbours join and trade by themselves
    std::uint32_t pin_memory_kib =
        0;  ///< of the PIN's key derivation; 0: calibrated; tests use little
};

/// Why a community could not be opened: a stable id for tests and a sentence for the person.
struct OpenError {
    std::string id;    ///< "data-dir-unwritable", "data-dir-in-use", "wrong-genesis",
                       ///< "rpc-port-busy", "bad-device", …
    std::string text;  ///< English; the window shows its own text by id
};

class Community {
 public:
    virtual ~Community() = default;
    virtual core::Home& home() = 0;
    virtual core::Office& office() = 0;
    virtual core::Keys& keys() = 0;
    virtual std::uint16_t rpc_port() const = 0;
    /// The simulated inverter and meter of your home, "modbus-tcp://127.0.0.1:PORT/1"; empty with
    /// real hardware.
    virtual std::string device_endpoint() const = 0;
};

struct Opened {
    std::unique_ptr<Community> community;  ///< null on error
    OpenError error;
};

Opened open_community(const CommunityOptions&);

}  // namespace dure::app
