#include "devices/simulator/simulated_home.hpp"

#include <QTimer>
#include <chrono>
#include <utility>

#include "devices/link/devices_thread.hpp"
#include "devices/simulator/modbus_server.hpp"

namespace dure::devices {

namespace {

core::UtcTime system_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

core::MonotonicTime real_now() {
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

struct SimulatedHome::Server {
    Server(HouseModel model, const SimulatedHomeOptions& options)
        : clock(options.clock ? options.clock : &system_now),
          device(std::move(model), options.serial, options.obedience),
          unit(options.unit),
          server(options.unit,
                 RegisterService{
                     .read =
                         [this](std::uint16_t start, std::uint16_t count) {
                             live();
                             return device.read(start, count);
                         },
                     .write =
                         [this](std::uint16_t start, std::span<const std::uint16_t> values) {
                             live();
                             return device.write(start, values, real_now());
                         }}) {
        live();
        // Reversion timers run out and the house lives on when nobody asks.
        QObject::connect(&heartbeat, &QTimer::timeout, &heartbeat, [this] { live(); });
        heartbeat.start(std::chrono::milliseconds(500));
        plug_in(options.port);
    }

    void live() { device.advance(clock(), real_now()); }

    void plug_in(std::uint16_t wanted) {
        error = server.listen(wanted) ? "" : "port-busy";
        if (error.empty()) port = server.port();
    }

    std::function<core::UtcTime()> clock;
    HouseDevice device;
    std::uint8_t unit;
    ModbusServer server;
    QTimer heartbeat;
    std::string error;
    std::uint16_t port = 0;
};

SimulatedHome::SimulatedHome(HouseModel model, SimulatedHomeOptions options)
    : thread_(options.thread ? options.thread : std::make_shared<DevicesThread>()) {
    options.thread.reset();
    thread_->run([&] { server_ = new Server(std::move(model), options); });
}

SimulatedHome::~SimulatedHome() {
    thread_->run([this] { delete server_; });
}

bool SimulatedHome::listening() const { return error().empty(); }

std::string SimulatedHome::error() const {
    std::string error;
    thread_->run([&] { error = server_->error; });
    return error;
}

Endpoint SimulatedHome::endpoint() const {
    Endpoint endpoint;
    thread_->run([&] {
        endpoint = {TcpEndpoint{.host = "127.0.0.1", .port = server_->port}, server_->unit};
    });
    return endpoint;
}

HouseModel SimulatedHome::model() const {
    std::unique_ptr<HouseModel> copy;
    thread_->run([&] {
        server_->live();
        copy = std::make_unique<HouseModel>(server_->device.model());
    });
    return *copy;
}

void SimulatedHome::adjust(const std::function<void(HouseModel&)>& change) {
    thread_->run([&] {
        change(server_->device.model());
        server_->live();
    });
}

void SimulatedHome::pull_plug() {
    thread_->run([this] { server_->server.close(); });
}

void SimulatedHome::plug_in() {
    thread_->run([this] { server_->plug_in(server_->port); });
}

}  // namespace dure::devices
