#include "devices/simulator/model_plant.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dure::devices {

namespace {

core::Watt watts(double value) { return core::Watt{std::llround(value)}; }
core::Wh watt_hours(double value) { return core::Wh{static_cast<std::int64_t>(std::floor(value))}; }

template <class T>
core::Reading<T> measured(T value, core::UtcTime at) {
    return {.value = value, .at = at, .quality = core::Quality::kMeasured};
}

constexpr std::int32_t kLeastPermille = 10;  // some inverters go to standby at zero

}  // namespace

ModelPlant::ModelPlant(HouseModel model, std::string serial)
    : model_(std::move(model)), serial_(std::move(serial)) {}

core::Handler ModelPlant::on_sample(std::function<void(const core::PlantSample&)> listener) {
    return samples_.add(std::move(listener));
}

core::Handler ModelPlant::on_state(std::function<void(const core::PlantState&)> listener) {
    return states_.add(std::move(listener));
}

void ModelPlant::order(core::LimitOutput order, core::Commander who) {
    if (limit_ && limit_->who == core::Commander::kResident && who != limit_->who) return;
    limit_ = Order{.who = who,
                   .permille = std::clamp(order.permille, kLeastPermille, 1000),
                   .duration = order.duration,
                   .until = std::nullopt,
                   .verified = false};
    changed_ = true;
}

void ModelPlant::order(core::HoldBattery order, core::Commander who) {
    if (hold_ && hold_->who == core::Commander::kResident && who != hold_->who) return;
    hold_ = Order{.who = who,
                  .permille = 0,
                  .duration = order.duration,
                  .until = std::nullopt,
                  .verified = false};
    changed_ = true;
}

void ModelPlant::order(core::ReleaseOutput, core::Commander who) {
    if (limit_ && limit_->who == core::Commander::kResident && who != limit_->who) return;
    changed_ |= limit_.has_value();
    limit_.reset();
}

void ModelPlant::order(core::ReleaseBattery, core::Commander who) {
    if (hold_ && hold_->who == core::Commander::kResident && who != hold_->who) return;
    changed_ |= hold_.has_value();
    hold_.reset();
}

void ModelPlant::order(core::StopSelling, core::Commander who) {
    changed_ |= !stopped_;
    stopped_ = true;
    stopped_by_ = who;
}

void ModelPlant::order(core::ResumeSelling, core::Commander who) {
    if (stopped_by_ == core::Commander::kResident && who != stopped_by_) return;
    changed_ |= stopped_;
    stopped_ = false;
    stopped_by_ = core::Commander::kNobody;
}

void ModelPlant::expire(core::UtcTime now) {
    for (auto* order : {&limit_, &hold_}) {
        if (!*order) continue;
        auto& entry = **order;
        if (!entry.until) entry.until = now + entry.duration;
        changed_ |= !std::exchange(entry.verified, true);
        if (now >= *entry.until) {
            order->reset();
            changed_ = true;
        }
    }
}

void ModelPlant::apply() {
    HouseControls controls;
    if (limit_)
        controls.output_limit_w = model_.parameters().inverter_max_w * limit_->permille / 1000;
    if (stopped_)
        controls.output_limit_w = std::min(controls.output_limit_w, model_.powers().load_w);
    if (hold_) controls.discharge_limit_w = 0;
    model_.control(controls);
}

void ModelPlant::advance(core::UtcTime market_now) {
    expire(market_now);
    apply();
    model_.advance(market_now);
    if (stopped_) apply();  // the load of now, not of the last advance
    samples_.publish(sample());
    if (std::exchange(changed_, false) || !std::exchange(announced_, true)) {
        states_.publish(plant_state());
    }
}

core::PlantSample ModelPlant::sample() const {
    const auto& powers = model_.powers();
    const auto& state = model_.state();
    const auto& parameters = model_.parameters();
    core::PlantSample sample;
    sample.at = state.at;
    sample.generation = measured(watts(powers.generation_w), state.at);
    sample.grid = measured(watts(powers.grid_w), state.at);
    sample.counters.imported = watt_hours(state.imported_wh);
    sample.counters.exported = watt_hours(state.exported_wh);
    sample.counters.generated = watt_hours(state.generated_wh);
    if (parameters.battery_wh > 0) {
        sample.battery = measured(watts(powers.battery_w), state.at);
        sample.charge_permille =
            measured(static_cast<std::int32_t>(std::lround(state.charge * 1000)), state.at);
    }
    if (parameters.inverter_max_w > 0) sample.rated = watts(parameters.inverter_max_w);
    return sample;
}

core::LeaseState ModelPlant::lease(const std::optional<Order>& order) const {
    core::LeaseState lease;
    if (!order) return lease;
    using enum core::LeaseState::Phase;
    lease.phase = order->verified ? kVerified : kRequested;
    lease.commander = order->who;
    lease.until = order->until;
    return lease;
}

core::PlantState ModelPlant::plant_state() const {
    const auto device = [this](const char* id, core::DeviceKind kind) {
        core::DeviceState state;
        state.id = id;
        state.kind = kind;
        state.manufacturer = "Dure";
        state.model = "House model";
        state.serial = serial_;
        state.address = "model:" + serial_;
        state.link = core::LinkState::kOnline;
        state.last_good = model_.state().at;
        return state;
    };
    core::PlantState state;
    state.selling_stopped = stopped_;
    if (model_.parameters().inverter_max_w > 0) {
        auto inverter = device("inverter", core::DeviceKind::kInverter);
        inverter.lease = lease(limit_);
        if (limit_) inverter.lease.limit_permille = limit_->permille;
        state.devices.push_back(inverter);
    }
    if (model_.parameters().battery_wh > 0) {
        auto battery = device("battery", core::DeviceKind::kBattery);
        battery.lease = lease(hold_);
        state.devices.push_back(battery);
    }
    state.devices.push_back(device("meter", core::DeviceKind::kMeter));
    return state;
}

}  // namespace dure::devices
