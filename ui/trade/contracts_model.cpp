#include "ui/trade/contracts_model.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/frame/security.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/contract_steps.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

ContractsList::ContractsList(QObject* parent)
    : RoleModel(
          {{"slot", [](const ContractRow& row) -> QVariant { return row.slot; }},
           {"side", [](const ContractRow& row) -> QVariant { return static_cast<int>(row.side); }},
           {"stage",
            [](const ContractRow& row) -> QVariant { return static_cast<int>(row.stage); }},
           {"stageWords", [](const ContractRow& row) -> QVariant { return row.stage_words; }},
           {"day", [](const ContractRow& row) -> QVariant { return row.day; }},
           {"time", [](const ContractRow& row) -> QVariant { return row.time; }},
           {"partners", [](const ContractRow& row) -> QVariant { return row.partners; }},
           {"amount", [](const ContractRow& row) -> QVariant { return row.amount; }},
           {"price", [](const ContractRow& row) -> QVariant { return row.price; }},
           {"energy", [](const ContractRow& row) { return QVariant::fromValue(row.energy); }},
           {"delivered", [](const ContractRow& row) -> QVariant { return row.delivered; }},
           {"running", [](const ContractRow& row) -> QVariant { return row.running; }}},
          parent) {}

QString partners_words(const core::ContractView& contract,
                       std::span<const core::Neighbour> neighbours) {
    if (contract.partners.empty()) return {};
    const auto most = std::max_element(contract.partners.begin(), contract.partners.end(),
                                       [](const auto& a, const auto& b) { return a.wh < b.wh; });
    const auto name = alias(*most, neighbours);
    const auto others = contract.partners.size() - 1;
    if (others == 0) return name;
    //% "%1 and %2 more"
    return qtTrId("dure.contract.partners-more").arg(name).arg(others);
}

QString contract_argument(const core::ContractView& contract) {
    return QStringLiteral("%1-%2").arg(contract.slot.index).arg(static_cast<int>(contract.side));
}

ContractsModel::ContractsModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

int ContractsModel::running() const {
    return static_cast<int>(std::count_if(list_.rows().begin(), list_.rows().end(),
                                          [](const ContractRow& row) { return row.running; }));
}

void ContractsModel::refresh() {
    const auto& view = home();
    const bool visible = Security::instance().moneyVisible();
    const auto masked = QStringLiteral("•••");
    std::vector<ContractRow> rows;
    rows.reserve(view.contracts.size());
    for (const auto& one : view.contracts) {
        const auto side = static_cast<deal::Side>(one.side);
        const auto stage = static_cast<deal::Stage>(one.stage);
        rows.push_back({
            .id = qint64{one.slot.index} * 2 + static_cast<int>(one.side),
            .slot = contract_argument(one),
            .side = side,
            .stage = stage,
            .stage_words = stage_words(stage, side),
            .day = format::day_name(one.start, now()),
            .time = format::time_range(one.start, one.end),
            .partners = partners_words(one, view.neighbours),
            .amount = visible ? format::won(one.amount).text() : masked,
            .price = visible ? format::price(one.price).text() : masked,
            .energy = format::energy_exact(one.contracted),
            .delivered = delivered_permille(one),
            .running = stage != deal::Stage::Settled && stage != deal::Stage::Cancelled,
        });
    }
    list_.assign(std::move(rows));
}

}  // namespace dure::ui
