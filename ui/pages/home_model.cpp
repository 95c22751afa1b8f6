#include "ui/pages/home_model.hpp"

#include <algorithm>
#include <cmath>

namespace dure::ui {
namespace {

// Below this a line rests: meters and inverters murmur a few watts.
constexpr std::int64_t kStillWatts = 20;

bool lost(core::Quality quality) {
    return quality == core::Quality::kMissing || quality == core::Quality::kStale;
}

std::optional<core::Watt> live(const core::Reading<core::Watt>& reading) {
    return lost(reading.quality) ? std::nullopt : reading.value;
}

int direction(std::optional<core::Watt> into_home) {
    if (!into_home || std::llabs(into_home->value) < kStillWatts) return 0;
    return into_home->value > 0 ? 1 : -1;
}

bool has_device(const core::PlantState& plant, core::DeviceKind kind) {
    return std::any_of(plant.devices.begin(), plant.devices.end(),
                       [kind](const core::DeviceState& device) { return device.kind == kind; });
}

std::optional<core::Wh> covered(const core::UsageBucket& bucket, core::Wh sum) {
    if (bucket.covered == 0) return std::nullopt;
    return sum;
}

}  // namespace

HomeModel::HomeModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

void HomeModel::refresh() {
    const auto& view = home();
    const auto stale_label = [this](const QString& name, const core::Reading<core::Watt>& reading) {
        //% "%1 · no value"
        if (reading.at == core::UtcTime{}) return qtTrId("dure.home.no-value").arg(name);
        //% "%1 · value %2"
        return qtTrId("dure.home.old-value").arg(name, format::age(reading.at, now()));
    };
    const auto node = [&](format::Power& power, const core::Reading<core::Watt>& reading, int sign,
                          const QString& name) {
        const auto value = live(reading);
        FlowNode result;
        result.quantity = power(value);
        result.stale = !value.has_value();
        result.flow = value ? direction(core::Watt{value->value * sign}) : 0;
        result.label = result.stale ? stale_label(name, reading) : name;
        return result;
    };

    //% "Solar"
    solar_ = node(solar_format_, view.generation, 1, qtTrId("dure.energy.solar"));
    solar_.present = has_device(view.plant, core::DeviceKind::kInverter) ||
                     view.generation.quality != core::Quality::kMissing;
    //% "Home"
    house_ = node(house_format_, view.consumption, 1, qtTrId("dure.energy.home"));

    //% "Battery"
    const auto battery_name = qtTrId("dure.energy.battery");
    battery_ = node(battery_format_, view.battery, 1, battery_name);
    battery_.present = has_device(view.plant, core::DeviceKind::kBattery) ||
                       view.battery.quality != core::Quality::kMissing;
    if (!battery_.stale) {
        auto name = battery_name;
        if (!lost(view.charge_permille.quality) && view.charge_permille.value)
            name += u' ' + format::percent(view.charge_permille.value).text();
        //% "%1 · idle"
        battery_.label = qtTrId("dure.home.resting").arg(name);
        //% "%1 · charging"
        if (battery_.flow < 0) battery_.label = qtTrId("dure.home.charging").arg(name);
        //% "%1 · in use"
        if (battery_.flow > 0) battery_.label = qtTrId("dure.home.discharging").arg(name);
    }

    //% "Grid"
    const auto grid_name = qtTrId("dure.energy.grid");
    const auto rest = grid_rest();
    grid_ = node(grid_format_, view.grid, 1, grid_name);
    if (rest) {
        grid_.quantity =
            grid_format_(std::llabs(rest->value) < kStillWatts ? core::Watt{0} : *rest);
        grid_.flow = direction(rest);
        grid_.label = qtTrId("dure.home.resting").arg(grid_name);
        //% "%1 · receiving"
        if (grid_.flow > 0) grid_.label = qtTrId("dure.home.receiving").arg(grid_name);
        //% "%1 · sending"
        if (grid_.flow < 0) grid_.label = qtTrId("dure.home.sending").arg(grid_name);
    }

    neighbours_ = {};
    neighbours_.quantity = neighbours_format_(view.trading);
    neighbours_.flow = view.trading_side ? direction(core::Watt{-view.trading.value}) : 0;
    neighbours_.stale = lost(view.grid.quality);
    if (neighbours_.stale) neighbours_.quantity = neighbours_format_(std::nullopt);
    //% "Neighbours"
    neighbours_.label = qtTrId("dure.energy.neighbours");
    //% "%n neighbour(s)"
    if (view.trading_partners > 0)
        neighbours_.label = qtTrId("dure.home.partners", static_cast<int>(view.trading_partners));

    switch (hero()) {
        case Hero::Selling:
        case Hero::Buying:
            hero_power_ = hero_format_(view.trading);
            break;
        case Hero::Exporting:
        case Hero::Importing:
            hero_power_ = hero_format_(rest);
            break;
        case Hero::SelfSufficient:
            hero_power_ = hero_format_(live(view.consumption));
            break;
        case Hero::Unknown:
            hero_power_ = hero_format_(std::nullopt);
            break;
    }
}

HomeModel::Hero HomeModel::hero() const {
    const auto& view = home();
    if (lost(view.grid.quality)) return Hero::Unknown;
    const bool trading = view.trading_side && std::llabs(view.trading.value) >= kStillWatts;
    if (trading) return *view.trading_side == core::Side::kSell ? Hero::Selling : Hero::Buying;
    switch (direction(grid_rest())) {
        case 1:
            return Hero::Importing;
        case -1:
            return Hero::Exporting;
        default:
            return Hero::SelfSufficient;
    }
}

QString HomeModel::heroWord() const {
    switch (hero()) {
        //% "Selling to neighbours"
        case Hero::Selling:
            return qtTrId("dure.home.hero.selling");
        //% "Buying from neighbours"
        case Hero::Buying:
            return qtTrId("dure.home.hero.buying");
        //% "Sending to the grid"
        case Hero::Exporting:
            return qtTrId("dure.home.hero.exporting");
        //% "Using grid power"
        case Hero::Importing:
            return qtTrId("dure.home.hero.importing");
        //% "Living on own power"
        case Hero::SelfSufficient:
            return qtTrId("dure.home.hero.self");
        case Hero::Unknown:
            //% "Waiting for the meter"
            if (home().grid.at == core::UtcTime{}) return qtTrId("dure.home.hero.waiting");
            //% "No meter reading"
            return qtTrId("dure.home.hero.unknown");
    }
    return {};
}

std::optional<core::Watt> HomeModel::grid_rest() const {
    const auto grid = live(home().grid);
    if (!grid) return std::nullopt;
    return core::Watt{grid->value + (home().trading_side ? home().trading.value : 0)};
}

QString HomeModel::flowSentence() const {
    QStringList parts;
    for (const auto* node : {&solar_, &house_, &neighbours_, &battery_, &grid_})
        if (node->present) parts += node->label + u' ' + node->quantity.text();
    return parts.join(QStringLiteral(", "));
}

Quantity HomeModel::generatedToday() const {
    return format::energy(covered(home().today, home().today.sum.generated));
}
Quantity HomeModel::consumedToday() const {
    return format::energy(covered(home().today, home().today.sum.consumed));
}

Quantity HomeModel::tradedToday() const {
    const auto& sum = home().today.sum;
    return format::energy(covered(home().today, std::max(sum.sold, sum.bought)));
}

QString HomeModel::tradedLabel() const {
    const auto& sum = home().today.sum;
    //% "Bought"
    if (sum.bought > sum.sold) return qtTrId("dure.home.bought");
    //% "Sold"
    return qtTrId("dure.home.sold");
}

Quantity HomeModel::billEstimate() const {
    return format::won(billKnown() ? std::optional(home().bill.estimate) : std::nullopt);
}

Quantity HomeModel::usedThisMonth() const {
    return format::energy(billKnown() ? std::optional(home().bill.used) : std::nullopt);
}

Quantity HomeModel::projected() const {
    return format::energy(billKnown() ? std::optional(home().bill.projected) : std::nullopt);
}

QList<double> HomeModel::tierEnds() const {
    QList<double> ends;
    for (const auto end : home().bill.tier_ends) ends += static_cast<double>(end.value);
    return ends;
}

QStringList HomeModel::tierLabels() const {
    QStringList labels;
    //% "Tier %1"
    for (std::size_t i = 0; i <= home().bill.tier_ends.size(); ++i)
        labels += qtTrId("dure.home.tier").arg(i + 1);
    return labels;
}

QStringList HomeModel::tierPriceLabels() const {
    auto labels = tierLabels();
    const auto& prices = home().bill.tier_prices;
    for (qsizetype i = 0; i < labels.size() && static_cast<std::size_t>(i) < prices.size(); ++i) {
        const auto price = core::MilliWon{prices[static_cast<std::size_t>(i)].value * 1000};
        labels[i] += u' ' + format::won(price).text();
    }
    return labels;
}

QString HomeModel::tierSentence() const {
    const auto& bill = home().bill;
    if (!billKnown()) return {};
    //% "You are in the highest tier"
    if (bill.tier_end == core::Wh{}) return qtTrId("dure.home.tier-top");
    //% "<b>%2</b> left to tier %1"
    return qtTrId("dure.home.tier-left")
        .arg(bill.tier + 1)
        .arg(format::energy(bill.to_next_tier).text());
}

QString HomeModel::tierShort() const {
    const auto& bill = home().bill;
    if (!billKnown()) return {};
    if (bill.tier_end == core::Wh{}) return qtTrId("dure.home.tier-top");
    //% "To tier %1 <b>%2</b>"
    return qtTrId("dure.home.tier-left-short")
        .arg(bill.tier + 1)
        .arg(format::energy(bill.to_next_tier).text());
}

const core::ContractView* HomeModel::contract() const {
    const core::ContractView* coming = nullptr;
    for (const auto& contract : home().contracts) {
        if (contract.stage == core::ContractStage::kDelivering) return &contract;
        if (contract.stage == core::ContractStage::kMatched) coming = &contract;
    }
    return coming;
}

QString HomeModel::contractTitle() const {
    const auto* contract = this->contract();
    if (contract == nullptr || contract->stage == core::ContractStage::kDelivering) {
        //% "Contract under way"
        return qtTrId("dure.home.contract");
    }
    //% "Next contract"
    return qtTrId("dure.home.contract-next");
}

QString HomeModel::contractSlot() const {
    const auto* contract = this->contract();
    return contract == nullptr ? QString() : QString::number(contract->slot.index);
}

QString HomeModel::contractUntil() const {
    const auto* contract = this->contract();
    if (contract == nullptr) return {};
    if (contract->stage == core::ContractStage::kDelivering) {
        //% "until %1"
        return qtTrId("dure.home.until").arg(format::time(contract->end));
    }
    //% "from %1"
    return qtTrId("dure.home.from").arg(format::time(contract->start));
}

QString HomeModel::contractUntilShort() const {
    const auto* contract = this->contract();
    if (contract == nullptr) return {};
    if (contract->stage == core::ContractStage::kDelivering)
        return qtTrId("dure.home.until").arg(format::clock(contract->end));
    return qtTrId("dure.home.from").arg(format::clock(contract->start));
}

Quantity HomeModel::delivered() const {
    const auto* contract = this->contract();
    if (contract == nullptr) return format::energy_exact(std::nullopt);
    if (contract->stage == core::ContractStage::kMatched) return format::energy_exact(core::Wh{});
    return format::energy_exact(contract->delivered_known ? std::optional(contract->delivered)
                                                          : std::nullopt);
}

Quantity HomeModel::contracted() const {
    const auto* contract = this->contract();
    return format::energy_exact(contract == nullptr ? std::nullopt
                                                    : std::optional(contract->contracted));
}

double HomeModel::contractShare() const {
    const auto* contract = this->contract();
    if (contract == nullptr || !contract->delivered_known || contract->contracted.value <= 0)
        return 0;
    return std::clamp(static_cast<double>(contract->delivered.value) /
                          static_cast<double>(contract->contracted.value),
                      0.0, 1.0);
}

QString HomeModel::contractPercent() const {
    const auto* contract = this->contract();
    if (contract == nullptr || !contract->delivered_known) return {};
    return format::percent(static_cast<std::int32_t>(std::lround(contractShare() * 1000))).text();
}

QString HomeModel::contractPartners() const {
    const auto* contract = this->contract();
    if (contract == nullptr) return {};
    return qtTrId("dure.home.partners", static_cast<int>(contract->partners.size()));
}

Quantity HomeModel::contractPrice() const {
    const auto* contract = this->contract();
    return format::price(contract == nullptr ? std::nullopt : std::optional(contract->price));
}

Quantity HomeModel::contractAmount() const {
    const auto* contract = this->contract();
    return format::won(contract == nullptr ? std::nullopt : std::optional(contract->amount));
}

bool HomeModel::selling() const {
    const auto* contract = this->contract();
    return contract == nullptr || contract->side == core::Side::kSell;
}

QString HomeModel::contractsSentence() const {
    switch (next()) {
        //% "Join the community to trade with neighbours."
        case Next::Join:
            return qtTrId("dure.home.next.join");
        //% "The office is checking your application."
        case Next::WaitForApproval:
            return qtTrId("dure.home.next.wait");
        //% "Set a price and surplus power sells by itself."
        case Next::MakeCondition:
            return qtTrId("dure.home.next.condition");
        //% "No contract right now. Your conditions apply to the next slot."
        case Next::Nothing:
            return qtTrId("dure.home.next.nothing");
    }
    return {};
}

HomeModel::Next HomeModel::next() const {
    switch (home().membership) {
        case core::Membership::kApplied:
            return Next::WaitForApproval;
        case core::Membership::kApproved:
            return home().conditions.empty() ? Next::MakeCondition : Next::Nothing;
        case core::Membership::kUnknown:
            return Next::Nothing;
        default:
            return Next::Join;
    }
}

}  // namespace dure::ui
