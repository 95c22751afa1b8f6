// A whole community in one process: the node, the building manager, your home with its Modbus
// devices, and ten neighbours with keys and agents of their own. Composition root of `dure`.
//
// Threads: the node thread runs the chain, all households and the neighbours' models; the devices
// thread talks Modbus; the caller's (GUI) thread only takes views and makes requests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/home/opened.hpp"

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

Opened open_community(const CommunityOptions&);

}  // namespace dure::app
