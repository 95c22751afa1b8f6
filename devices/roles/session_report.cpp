// What a session tells: its devices' state, and raw registers for the installer.
#include <utility>

#include "devices/roles/session.hpp"

namespace dure::devices {

void Session::publish_state() {
    const auto device = [this](const char* id, core::DeviceKind kind) {
        return core::DeviceState{.id = id,
                                 .kind = kind,
                                 .manufacturer = identity_.manufacturer,
                                 .model = identity_.model,
                                 .serial = identity_.serial,
                                 .version = identity_.version,
                                 .address = to_string(endpoint_),
                                 .link = state_,
                                 .last_good = last_good_,
                                 .polls = polls_,
                                 .errors = errors_,
                                 .error = error_,
                                 .lease = {}};
    };
    core::PlantState state;
    state.selling_stopped = controller_.selling_stopped();
    state.models = map_.models;
    if (map_.inverter || !map_.meter) {
        state.devices.push_back(device("inverter", core::DeviceKind::kInverter));
        state.devices.back().lease = controller_.limit_state();
    }
    if (map_.state_of_charge) {
        state.devices.push_back(device("battery", core::DeviceKind::kBattery));
        state.devices.back().lease = controller_.hold_state();
    }
    if (map_.meter) state.devices.push_back(device("meter", core::DeviceKind::kMeter));
    states_.publish(state);
}

Task<void> Session::answer_installer() {
    while (!reads_.empty() && link_.is_open()) {
        // It stays in the queue until answered: a session that ends meanwhile refuses it.
        const auto start = reads_.front().start;
        const auto count = reads_.front().count;
        auto answer = co_await link_.read(start, count);
        const auto read = std::move(reads_.front());
        reads_.pop_front();
        if (!answer.ok()) ++errors_;
        read.done({.start = read.start,
                   .registers = std::move(answer.registers),
                   .error = error_id(answer)});
    }
}

void Session::refuse_installer() {
    while (!reads_.empty()) {
        auto read = std::move(reads_.front());
        reads_.pop_front();
        read.done({.start = read.start,
                   .registers = {},
                   .error = error_.empty() ? "unreachable" : error_});
    }
}

void Session::read_registers(std::uint16_t start, std::uint16_t count, RegistersDone done) {
    constexpr std::size_t kMostWaiting = 16;
    const bool sound = count > 0 && count <= kMostReadRegisters && start + count <= 0x10000;
    if (!sound || reads_.size() >= kMostWaiting) {
        done({.start = start, .registers = {}, .error = sound ? "device-busy" : "bad-range"});
        return;
    }
    reads_.push_back({start, count, std::move(done)});
    if (on_contact()) {
        pause_.wake();
    } else {
        refuse_installer();
    }
}

}  // namespace dure::devices
