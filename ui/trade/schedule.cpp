#include "ui/trade/schedule.hpp"

#include "core/auction/schedule.hpp"

namespace dure::ui {

namespace {

constexpr std::uint8_t kAllDays = 0x7f;

}  // namespace

Quarters quarters_of(const core::Condition& condition) {
    auto hours = condition;
    hours.wh = 1;  // an unfinished draft has hours too
    hours.weekdays = kAllDays;
    Quarters quarters;
    for (std::uint8_t quarter = 0; quarter < kQuartersPerDay; ++quarter)
        quarters.set(quarter, core::applies(hours, {quarter, 0}));
    return quarters;
}

std::int64_t local_day(core::UtcTime moment) {
    return std::chrono::floor<std::chrono::days>(moment + kLocalOffset).time_since_epoch().count();
}

std::int64_t slots_a_day(const core::Condition& condition, const core::SlotRules& rules) {
    if ((condition.weekdays & kAllDays) == 0) return 0;
    const auto seconds =
        static_cast<std::int64_t>(quarters_of(condition).count()) * kSecondsPerQuarter;
    return seconds / rules.slot_seconds;
}

std::optional<core::Slot> first_slot(const core::Condition& condition, const core::SlotRules& rules,
                                     core::UtcTime now) {
    constexpr std::chrono::days kWeek{7};
    auto slot = rules.slot_at(now + std::chrono::seconds{rules.gate_seconds}) + 1;
    const auto end = rules.start(slot) + kWeek;
    for (; rules.start(slot) < end; slot = slot + 1)
        if (core::applies(condition, core::local_quarter(rules.start(slot)))) return slot;
    return std::nullopt;
}

}  // namespace dure::ui
