// A home's hybrid inverter, battery and grid meter behind a real Modbus TCP server with a SunSpec
// map (models 1, 103, 120, 121, 122, 123, 124, 160, 203), moved by a HouseModel. Powers and
// counters live in market time; reversion timers and ramps are real time, as on hardware.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "devices/link/endpoint.hpp"
#include "devices/simulator/house_device.hpp"
#include "devices/simulator/house_model.hpp"

namespace dure::devices {

class DevicesThread;

struct SimulatedHomeOptions {
    std::uint16_t port = 0;  ///< 0: any free port
    std::uint8_t unit = 1;
    std::string serial = "DURE-0001";
    std::function<core::UtcTime()> clock;  ///< market time; empty: the system clock
    Obedience obedience = Obedience::kObeys;
    std::shared_ptr<DevicesThread> thread;  ///< empty: its own
};

class SimulatedHome {
 public:
    /// Listens on 127.0.0.1. `error()` says why not, for example "port-busy".
    SimulatedHome(HouseModel model, SimulatedHomeOptions options);
    ~SimulatedHome();
    SimulatedHome(const SimulatedHome&) = delete;
    SimulatedHome& operator=(const SimulatedHome&) = delete;

    bool listening() const;
    std::string error() const;  ///< stable id, empty when listening
    Endpoint endpoint() const;

    /// A copy of the model as it is now.
    HouseModel model() const;
    /// Changes the model on the devices thread and waits for it (scenarios, tests).
    void adjust(const std::function<void(HouseModel&)>& change);
    /// Pulls the plug: closes every connection and the port; plug_in() listens again on the same
    /// port.
    void pull_plug();
    void plug_in();

 private:
    struct Server;
    std::shared_ptr<DevicesThread> thread_;
    Server* server_;  ///< lives on the devices thread
};

}  // namespace dure::devices
