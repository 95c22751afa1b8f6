#include "core/household/energy_log.hpp"

#include <algorithm>

#include "core/forecast/forecast.hpp"
#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

constexpr const char* kMeterKey = "meter";
constexpr std::chrono::days kHistory{8};

MeterLimits limits_of(const EnergyLogSettings& settings) {
    // A tenth of a slot without samples leaves its boundaries sharp enough; a slow poll of a
    // compressed clock must not make every slot doubtful.
    const std::chrono::milliseconds tenth = std::chrono::seconds{settings.rules.slot_seconds} / 10;
    return {.grid = settings.grid_limit,
            .most_gap = std::max(tenth, 3 * settings.poll_in_market_time)};
}

}  // namespace

EnergyLog::EnergyLog(EnergyLogSettings settings, Journal& journal, Memory* memory, UtcTime now)
    : settings_(settings),
      journal_(journal),
      memory_(memory),
      meter_(settings.rules, limits_of(settings), now),
      battery_(settings.rules, limits_of(settings).most_gap) {
    if (!memory_) return;
    if (const auto state = memory_->recall(kMeterKey)) meter_.restore(*state);
}

std::vector<SlotReading> EnergyLog::take(const PlantSample& sample) {
    battery_.add(sample.at, sample.battery.value);
    auto readings = meter_.add(sample);
    write(readings);
    return readings;
}

std::vector<SlotReading> EnergyLog::close(UtcTime now) {
    auto readings = meter_.close(now);
    write(readings);
    return readings;
}

SlotEnergy EnergyLog::row(Slot slot) const {
    const auto known = journal_.range(settings_.rules.start(slot), settings_.rules.end(slot));
    if (!known.empty()) return known.front();
    SlotEnergy fresh;
    fresh.start = settings_.rules.start(slot);
    fresh.end = settings_.rules.end(slot);
    return fresh;
}

void EnergyLog::write(const std::vector<SlotReading>& readings) {
    for (const SlotReading& reading : readings) {
        SlotEnergy energy = row(reading.slot);
        // A restart may tell a slot again with less in it than the journal has.
        if (reading.quality < energy.quality) continue;
        energy.generated = reading.generated.value_or(Wh{});
        energy.imported = reading.imported.value_or(Wh{});
        energy.exported = reading.exported.value_or(Wh{});
        if (!reading.amended) {
            const TwoWayEnergy battery = battery_.take(reading.slot);
            energy.discharged = battery.positive;
            energy.charged = battery.negative;
        }
        energy.consumed = std::max(Wh{}, energy.generated + energy.imported - energy.exported +
                                             energy.discharged - energy.charged);
        energy.quality = reading.quality;
        journal_.put(energy);
        last_missing_ = !reading.net().has_value();
        dirty_ = true;
    }
    if (!readings.empty() && memory_) memory_->remember(kMeterKey, meter_.state());
}

void EnergyLog::settle(const SeatSettlement& settlement, Tick price) {
    if (settlement.contracted == Wh{}) return;
    const SlotEnergy before = row(settlement.slot);
    SlotEnergy energy = before;
    const bool sells = settlement.contracted > Wh{};
    const Wh contracted = sells ? settlement.contracted : -settlement.contracted;
    // What was contracted and not delivered went through the utility's account, not the
    // neighbour's.
    const bool metered = energy.quality >= Quality::kEstimated;
    const Wh flowed = metered ? (sells ? energy.exported : energy.imported) : contracted;
    (sells ? energy.sold : energy.bought) = std::min(contracted, flowed);
    (sells ? energy.earned : energy.paid) = contracted * price;
    if (energy == before) return;
    journal_.put(energy);
    dirty_ = true;
}

std::optional<Wh> EnergyLog::net_so_far(Slot slot) const {
    const SlotReading reading = meter_.so_far();
    return reading.slot == slot ? reading.net() : std::nullopt;
}

std::optional<Wh> EnergyLog::net_of(Slot slot) const {
    const SlotEnergy energy = row(slot);
    if (energy.quality < Quality::kEstimated) return std::nullopt;
    return energy.exported - energy.imported;
}

std::optional<Wh> EnergyLog::expected_net(Slot slot) const {
    const UtcTime start = settings_.rules.start(slot);
    const auto history = journal_.range(start - kHistory, start);
    return next_net(history, start);
}

void EnergyLog::refresh(UtcTime now) {
    const UtcTime day = day_start(local_day(now));
    if (!dirty_ && day == day_) return;
    const UtcTime month = month_start(local_month(now));
    const auto slot_seconds = settings_.rules.slot_seconds;
    days_ = journal_.usage(Period::kMonth, month - std::chrono::hours{1}, slot_seconds).buckets;
    const auto this_month = journal_.usage(Period::kMonth, now, slot_seconds).buckets;
    days_.insert(days_.end(), this_month.begin(), this_month.end());
    const auto today = std::find_if(days_.begin(), days_.end(),
                                    [day](const UsageBucket& b) { return b.start == day; });
    today_ = today == days_.end() ? UsageBucket{} : *today;
    day_ = day;
    dirty_ = false;
}

UsageBucket EnergyLog::today(UtcTime now) {
    refresh(now);
    return today_;
}

BillView EnergyLog::bill(UtcTime now) {
    refresh(now);
    BillView view;
    const auto month = local_month(now);
    for (const UsageBucket& day : days_)
        if (day.start >= month_start(month)) view.used += utility_use(day.sum);
    view.projected = month_projection(days_, now);
    const auto tariff = month_tariff(month, settings_.voltage);
    if (!tariff) return view;
    view.estimate = MilliWon{bill_of(*tariff, view.projected).total * 1000};
    const TierPlace place = tier_place(*tariff, view.used);
    view.tier = place.tier;
    view.tier_start = place.start;
    view.tier_end = place.end;
    view.to_next_tier = place.to_next;
    view.tier_ends = tier_ends(*tariff);
    for (const TariffStep& step : tariff->steps)
        view.tier_prices.push_back(to_tick(MilliWon{step.energy_deciwon * 100}));
    view.marginal = marginal_price(*tariff, view.used);
    return view;
}

}  // namespace dure::core
