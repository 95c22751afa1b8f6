#include "core/household/alarms.hpp"

#include <algorithm>

namespace dure::core {
namespace {

const char* unreachable_id(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::kMeter:
            return "meter-unreachable";
        case DeviceKind::kInverter:
            return "inverter-unreachable";
        case DeviceKind::kBattery:
            return "battery-unreachable";
        case DeviceKind::kCharger:
            break;
    }
    return "device-unreachable";
}

}  // namespace

std::vector<Trouble> plant_troubles(const PlantState& plant) {
    using Level = Alarm::Level;
    std::vector<Trouble> troubles;
    for (const DeviceState& device : plant.devices) {
        const bool meter = device.kind == DeviceKind::kMeter;
        if (device.link == LinkState::kUnreachable)
            troubles.push_back(
                {unreachable_id(device.kind), meter ? Level::kUrgent : Level::kCaution});
        if (device.link == LinkState::kWrongDevice)
            troubles.push_back({"wrong-device", Level::kUrgent});
        if (device.lease.phase == LeaseState::Phase::kIgnored)
            troubles.push_back({"limit-ignored", Level::kCaution});
        if (device.lease.commander == Commander::kForeign || device.lease.reason == "foreign-limit")
            troubles.push_back({"foreign-limit", Level::kCaution});
    }
    if (plant.selling_stopped) troubles.push_back({"selling-stopped", Level::kNotice});
    return troubles;
}

std::vector<Trouble> chain_troubles(const ChainView& chain) {
    using Level = Alarm::Level;
    std::vector<Trouble> troubles;
    if (chain.state == ChainState::kOffline) troubles.push_back({"chain-offline", Level::kUrgent});
    if (chain.state == ChainState::kLate) troubles.push_back({"chain-late", Level::kCaution});
    if (chain.state == ChainState::kStoreDamaged)
        troubles.push_back({"store-damaged", Level::kUrgent});
    if (chain.notice == "disk-full" || chain.notice == "key-twin") {
        troubles.push_back({chain.notice, Level::kUrgent});
    } else if (!chain.notice.empty()) {
        const auto worsens = chain.notice == "disk-low";
        troubles.push_back({chain.notice, worsens ? Level::kCaution : Level::kNotice});
    }
    return troubles;
}

void AlarmBoard::set(const std::vector<Trouble>& troubles, UtcTime now) {
    std::vector<Alarm> active;
    for (const Trouble& trouble : troubles) {
        const auto same = [&trouble](const Alarm& alarm) { return alarm.id == trouble.id; };
        if (std::any_of(active.begin(), active.end(), same)) continue;
        const auto known = std::find_if(active_.begin(), active_.end(), same);
        active.push_back(
            {trouble.id, trouble.level, known == active_.end() ? now : known->since, true});
        std::erase_if(ended_, same);
    }
    for (Alarm& alarm : active_) {
        const auto same = [&alarm](const Alarm& a) { return a.id == alarm.id; };
        if (std::any_of(active.begin(), active.end(), same)) continue;
        alarm.active = false;
        ended_.insert(ended_.begin(), alarm);
    }
    if (ended_.size() > kEnded) ended_.resize(kEnded);
    std::stable_sort(active.begin(), active.end(), [](const Alarm& a, const Alarm& b) {
        return a.level != b.level ? a.level < b.level : a.since > b.since;
    });
    active_ = std::move(active);
}

std::vector<Alarm> AlarmBoard::alarms() const {
    std::vector<Alarm> all = active_;
    all.insert(all.end(), ended_.begin(), ended_.end());
    return all;
}

}  // namespace dure::core
