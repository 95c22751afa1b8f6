#include "core/tariff/tariff.hpp"

#include <algorithm>

#include "core/tariff/tables.hpp"

namespace dure::core {
namespace {

constexpr std::int64_t kVatPermille = 100;

bool is_summer(std::chrono::month month) {
    return month == std::chrono::July || month == std::chrono::August;
}

bool is_hard(std::chrono::month month) {
    return is_summer(month) || month == std::chrono::December || month <= std::chrono::February;
}

std::int64_t whole_kwh(Wh used) { return std::max<std::int64_t>(0, used.value / 1000); }

/// Index of the step that the next kWh after `kwh` falls into.
std::size_t step_of_next(const MonthTariff& tariff, std::int64_t kwh) {
    std::size_t i = 0;
    while (tariff.steps[i].up_to_kwh != 0 && kwh >= tariff.steps[i].up_to_kwh) ++i;
    return i;
}

}  // namespace

std::optional<MonthTariff> month_tariff(std::chrono::year_month month, Voltage voltage) {
    const StepTable* table = nullptr;
    for (const auto& row : step_tables())
        if (row.voltage == voltage && row.from <= month) table = &row;
    if (!table) return std::nullopt;
    MonthTariff tariff;
    tariff.steps =
        is_summer(month.month()) && !table->summer.empty() ? table->summer : table->steps;
    if (is_hard(month.month())) tariff.heavy_deciwon = table->heavy_deciwon;
    for (const auto& row : surcharges()) {
        if (row.from > month) break;
        tariff.climate_deciwon = row.climate_deciwon;
        tariff.fuel_deciwon = row.fuel_deciwon;
        tariff.fund_permille = row.fund_permille;
    }
    return tariff;
}

Bill bill_of(const MonthTariff& tariff, Wh used) {
    const std::int64_t kwh = whole_kwh(used);
    std::int64_t energy_deciwon = 0, from = 0;
    Bill bill;
    for (const auto& step : tariff.steps) {
        const std::int64_t to = step.up_to_kwh == 0 ? kwh : std::min(kwh, step.up_to_kwh);
        energy_deciwon += (to - from) * step.energy_deciwon;
        bill.base = step.base_won;
        from = to;
        if (kwh <= step.up_to_kwh) break;
    }
    if (tariff.heavy_deciwon && kwh > kHeavyKwh)
        energy_deciwon +=
            (kwh - kHeavyKwh) * (*tariff.heavy_deciwon - tariff.steps.back().energy_deciwon);
    bill.energy = energy_deciwon / 10;
    bill.climate = kwh * tariff.climate_deciwon / 10;
    bill.fuel = kwh * tariff.fuel_deciwon / 10;
    bill.vat = (bill.before_tax() * kVatPermille + 500) / 1000;
    bill.fund = bill.before_tax() * tariff.fund_permille / 1000 / 10 * 10;
    bill.total = (bill.before_tax() + bill.vat + bill.fund) / 10 * 10;
    return bill;
}

TierPlace tier_place(const MonthTariff& tariff, Wh used) {
    // The kWh being used decides: exactly 200.000 kWh still lies in the first step.
    std::size_t i = 0;
    while (tariff.steps[i].up_to_kwh != 0 && used > Wh{tariff.steps[i].up_to_kwh * 1000}) ++i;
    TierPlace place;
    place.tier = static_cast<std::int32_t>(i) + 1;
    place.start = i == 0 ? Wh{} : Wh{tariff.steps[i - 1].up_to_kwh * 1000};
    place.end = Wh{tariff.steps[i].up_to_kwh * 1000};
    place.to_next = place.end == Wh{} ? Wh{} : place.end - used;
    return place;
}

std::vector<Wh> tier_ends(const MonthTariff& tariff) {
    std::vector<Wh> ends;
    for (const auto& step : tariff.steps)
        if (step.up_to_kwh != 0) ends.push_back(Wh{step.up_to_kwh * 1000});
    return ends;
}

MilliWon marginal_price(const MonthTariff& tariff, Wh used) {
    const std::int64_t kwh = whole_kwh(used);
    std::int64_t deciwon = tariff.steps[step_of_next(tariff, kwh)].energy_deciwon;
    if (tariff.heavy_deciwon && kwh >= kHeavyKwh) deciwon = *tariff.heavy_deciwon;
    deciwon += tariff.climate_deciwon + tariff.fuel_deciwon;
    return MilliWon{deciwon * (1000 + kVatPermille + tariff.fund_permille) / 10};
}

Tick to_tick(MilliWon per_kwh) {
    return Tick{static_cast<std::uint8_t>(std::clamp<std::int64_t>(per_kwh.value / 1000, 0, 255))};
}

}  // namespace dure::core
