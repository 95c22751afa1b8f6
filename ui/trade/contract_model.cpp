#include "ui/trade/contract_model.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/frame/security.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/contract_steps.hpp"
#include "ui/trade/contracts_model.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

constexpr std::ptrdiff_t kBarsBefore = 13;  // the slots drawn about the contract's own
constexpr std::ptrdiff_t kBarsAfter = 6;

QString step_title(std::size_t step, deal::Side side) {
    switch (step) {
        //% "Submitted"
        case 0:
            return qtTrId("dure.step.submitted");
        //% "Matched"
        case 1:
            return qtTrId("dure.step.matched");
        case 2:
            //% "Sending"
            if (side == deal::Side::Sell) return qtTrId("dure.step.sending");
            //% "Receiving"
            return qtTrId("dure.step.receiving");
        //% "Metered"
        case 3:
            return qtTrId("dure.step.metered");
        //% "Settled"
        default:
            return qtTrId("dure.step.settled");
    }
}

QString block_words(std::uint64_t block) {
    //% "Block %1"
    return block == 0
               ? QString()
               : qtTrId("dure.contract.block").arg(format::count(static_cast<qint64>(block)));
}

}  // namespace

void ContractModel::setContract(const QString& contract) {
    if (contract == contract_) return;
    contract_ = contract;
    update();
}

void ContractModel::refresh() {
    one_.reset();
    const auto& contracts = home().contracts;
    if (contract_ == u"newest") {
        // The one being delivered, else the newest that there is.
        const auto running = std::find_if(contracts.begin(), contracts.end(), [](const auto& one) {
            return one.stage == core::ContractStage::kDelivering;
        });
        if (running != contracts.end()) one_ = *running;
        if (!one_ && !contracts.empty()) one_ = contracts.front();
    }
    for (const auto& one : home().contracts)
        if (contract_argument(one) == contract_ || QString::number(one.slot.index) == contract_)
            one_ = one;
    draw_bars();
}

deal::Side ContractModel::side() const {
    return one_ ? static_cast<deal::Side>(one_->side) : deal::Side::Sell;
}

deal::Stage ContractModel::stage() const {
    return one_ ? static_cast<deal::Stage>(one_->stage) : deal::Stage::Matched;
}

QString ContractModel::stageWords() const {
    return one_ ? stage_words(stage(), side()) : QString();
}

QString ContractModel::when() const {
    if (!one_) return {};
    return format::day_name(one_->start, now()) + u' ' + format::time_range(one_->start, one_->end);
}

QVariantList ContractModel::steps() const {
    QVariantList list;
    if (!one_) return list;
    const auto steps = contract_steps(*one_);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& step = steps[i];
        QString first = step.at ? format::time(*step.at) : QString();
        QString second = block_words(step.block);
        auto title = step_title(i, side());
        if (step.state == deal::StepState::Failed)
            title = stage_words(deal::Stage::Cancelled, side());
        if (i == 0 && first.isEmpty()) {
            // The condition applies to every slot; it was sent once.
            //% "Your condition"
            first = qtTrId("dure.contract.your-condition");
        }
        if (i == 2) {
            const auto end = format::time(one_->end);
            if (step.state == deal::StepState::Now) {
                //% "until %1"
                first = qtTrId("dure.contract.until").arg(end);
                second = format::percent(delivered_permille(*one_)).text();
            } else if (step.state == deal::StepState::Todo) {
                //% "from %1"
                first = qtTrId("dure.contract.from").arg(format::time(one_->start));
            } else {
                first = format::time_range(one_->start, one_->end);
            }
        }
        if (i == 3 && step.state == deal::StepState::Now) {
            //% "by %1"
            first =
                qtTrId("dure.contract.by").arg(format::time(home().rules.readings_due(one_->slot)));
        }
        if (i == 4 && step.state == deal::StepState::Now) {
            //% "after %1"
            first = qtTrId("dure.contract.after")
                        .arg(format::time(home().rules.settles_from(one_->slot)));
        }
        list.append(QVariantMap{{QStringLiteral("title"), title},
                                {QStringLiteral("state"), static_cast<int>(step.state)},
                                {QStringLiteral("first"), first},
                                {QStringLiteral("second"), second}});
    }
    return list;
}

Quantity ContractModel::contracted() const {
    return format::energy_exact(one_ ? std::optional(one_->contracted) : std::nullopt);
}

Quantity ContractModel::delivered() const {
    const bool known =
        one_ && (one_->delivered_known || one_->stage == core::ContractStage::kDelivering);
    return format::energy_exact(known ? std::optional(one_->delivered) : std::nullopt);
}

int ContractModel::deliveredShare() const { return one_ ? delivered_permille(*one_) : 0; }

Quantity ContractModel::metered() const {
    const bool known = one_ && one_->settlement;
    return format::energy_exact(known ? std::optional(one_->settlement->metered) : std::nullopt);
}

QString ContractModel::meteredWords() const {
    if (!one_ || !one_->settlement) return {};
    //% "sent out"
    if (one_->settlement->metered.value >= 0) return qtTrId("dure.contract.metered-out");
    //% "taken in"
    return qtTrId("dure.contract.metered-in");
}

Quantity ContractModel::settledEnergy() const {
    const bool known = one_ && one_->settlement;
    return format::energy_exact(known ? std::optional(one_->settlement->contracted) : std::nullopt);
}

bool ContractModel::moneyVisible() const { return Security::instance().moneyVisible(); }

Quantity ContractModel::amount() const {
    return format::won(one_ ? std::optional(one_->amount) : std::nullopt);
}

Quantity ContractModel::price() const {
    return format::price(one_ ? std::optional(one_->price) : std::nullopt);
}

QVariantList ContractModel::partners() const {
    QVariantList list;
    if (!one_) return list;
    const auto& neighbours = home().neighbours;
    for (const auto& partner : one_->partners) {
        const auto known =
            std::find_if(neighbours.begin(), neighbours.end(),
                         [&](const auto& other) { return other.seat == partner.seat; });
        const bool common =
            known != neighbours.end() && known->kind == core::MemberKind::kCommonArea;
        list.append(QVariantMap{
            {QStringLiteral("name"), alias(partner, neighbours)},
            {QStringLiteral("energy"), format::energy_exact(partner.wh).text()},
            {QStringLiteral("amount"), format::won(partner.wh * one_->price).text()},
            {QStringLiteral("common"), common},
        });
    }
    return list;
}

void ContractModel::draw_bars() {
    bars_.clear();
    bars_top_.clear();
    if (!one_) return;
    std::vector<const core::ContractView*> side;
    for (const auto& other : home().contracts)
        if (other.side == one_->side) side.push_back(&other);
    std::sort(side.begin(), side.end(),
              [](const auto* a, const auto* b) { return a->slot < b->slot; });
    const auto here = std::find_if(side.begin(), side.end(),
                                   [&](const auto* other) { return other->slot == one_->slot; });
    const auto first = std::max(side.begin(), here - std::min(kBarsBefore, here - side.begin()));
    const auto last = here + std::min(kBarsAfter + 1, side.end() - here);
    std::int64_t most = 1;
    for (auto at = first; at != last; ++at)
        most = std::max({most, (*at)->contracted.value, (*at)->delivered.value});
    for (auto at = first; at != last; ++at) {
        const auto& other = **at;
        const bool known = other.delivered_known || other.stage == core::ContractStage::kDelivering;
        const auto begin = format::local(other.start).time();
        bars_.append(QVariantMap{
            {QStringLiteral("label"), begin.toString(QStringLiteral("H:mm"))},
            {QStringLiteral("agreed"), static_cast<int>(other.contracted.value * 1000 / most)},
            {QStringLiteral("metered"),
             known
                 ? static_cast<int>(std::max<std::int64_t>(0, other.delivered.value) * 1000 / most)
                 : 0},
            {QStringLiteral("known"), known},
            {QStringLiteral("here"), at == here},
        });
    }
    bars_top_ = format::energy_exact(core::Wh{most}).text();
}

bool ContractModel::lacking() const {
    if (!one_) return false;
    const auto kind = deviation_of(*one_).kind;
    return kind == deal::Deviation::SoldLess || kind == deal::Deviation::Cancelled;
}

QString ContractModel::explanation() const {
    if (!one_) return {};
    const auto deviation = deviation_of(*one_);
    const auto amount = format::energy_exact(deviation.amount).text();
    const auto words = [&]() -> QString {
        switch (deviation.kind) {
            case deal::Deviation::Coming:
                //% "Delivery begins at %1."
                return qtTrId("dure.deviation.coming").arg(format::time(one_->start));
            case deal::Deviation::Running:
                //% "Being delivered now. The meter decides at the end."
                return qtTrId("dure.deviation.running");
            case deal::Deviation::Waiting:
                //% "Delivered. Waiting for the meter reading."
                return qtTrId("dure.deviation.waiting");
            //% "Delivered exactly as agreed."
            case deal::Deviation::None:
                return qtTrId("dure.deviation.none");
            case deal::Deviation::SoldLess:
                //% "%1 were missing and came from the grid. There is no penalty."
                return qtTrId("dure.deviation.sold-less").arg(amount);
            case deal::Deviation::SoldMore:
                //% "%1 more than agreed went to the utility."
                return qtTrId("dure.deviation.sold-more").arg(amount);
            case deal::Deviation::UsedMore:
                //% "%1 more than agreed came from the utility."
                return qtTrId("dure.deviation.used-more").arg(amount);
            case deal::Deviation::UsedLess:
                //% "%1 of what was bought were not used and went to the grid."
                return qtTrId("dure.deviation.used-less").arg(amount);
            case deal::Deviation::Cancelled:
                //% "The contract was cancelled. No coins moved."
                return qtTrId("dure.deviation.cancelled");
        }
        return {};
    }();
    if (!deviation.estimated) return words;
    //% "%1 The reading was missing and is an estimate."
    return qtTrId("dure.deviation.estimated").arg(words);
}

QString ContractModel::proof() const { return one_ ? full_hex(one_->list_hash) : QString(); }
QString ContractModel::proofShort() const {
    return one_ ? format::hash(one_->list_hash) : QString();
}
QString ContractModel::proofBlock() const {
    return one_ ? block_words(one_->matched_block) : QString();
}

void ContractModel::copyProof() const { QGuiApplication::clipboard()->setText(proof()); }

}  // namespace dure::ui
