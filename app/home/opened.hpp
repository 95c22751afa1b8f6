// An open home of a person: what the window gets, whichever community stands behind it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/ports/home.hpp"
#include "core/ports/keys.hpp"

namespace dure::app {

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

}  // namespace dure::app
