#include "ui/manager/settlement_model.hpp"

#include "ui/format/format.hpp"

namespace dure::ui {

namespace {

QString stage_words(core::SlotStage stage) {
    switch (stage) {
        //% "Open"
        case core::SlotStage::kOpen:
            return qtTrId("dure.slot.open");
        //% "Cleared"
        case core::SlotStage::kCleared:
            return qtTrId("dure.slot.cleared");
        //% "Readings in"
        case core::SlotStage::kReported:
            return qtTrId("dure.slot.reported");
        //% "Disputed"
        case core::SlotStage::kDisputed:
            return qtTrId("dure.slot.disputed");
        //% "Settled"
        case core::SlotStage::kSettled:
            return qtTrId("dure.slot.settled");
    }
    return {};
}

/// "13:25 · 1,284,906"
QString step_words(core::UtcTime at, std::uint64_t block) {
    if (block == 0) return QStringLiteral("–");
    const auto time = format::local(at).toString(QStringLiteral("HH:mm"));
    return time + QStringLiteral(" · ") + format::count(static_cast<qint64>(block));
}

}  // namespace

SlotLines::SlotLines(QObject* parent)
    : RoleModel({{"slotIndex", [](const SlotLine& row) -> QVariant { return row.id; }},
                 {"time", [](const SlotLine& row) -> QVariant { return row.time; }},
                 {"stage", [](const SlotLine& row) -> QVariant { return row.stage; }},
                 {"price", [](const SlotLine& row) -> QVariant { return row.price; }},
                 {"volume", [](const SlotLine& row) -> QVariant { return row.volume; }},
                 {"contracts", [](const SlotLine& row) -> QVariant { return row.contracts; }},
                 {"cleared", [](const SlotLine& row) -> QVariant { return row.cleared; }},
                 {"reported", [](const SlotLine& row) -> QVariant { return row.reported; }},
                 {"settled", [](const SlotLine& row) -> QVariant { return row.settled; }},
                 {"proof", [](const SlotLine& row) -> QVariant { return row.proof; }},
                 {"disputed", [](const SlotLine& row) -> QVariant { return row.disputed; }},
                 {"done", [](const SlotLine& row) -> QVariant { return row.done; }}},
                parent) {}

SettlementModel::SettlementModel(QObject* parent) : ViewModel(Follows::kOffice, parent) {
    refresh();
}

QString SettlementModel::settledVolume() const { return format::energy_large(volume_).text(); }
QString SettlementModel::settledMoney() const { return format::won(money_).text(); }

void SettlementModel::refresh() {
    settled_ = 0;
    disputed_ = 0;
    volume_ = {};
    money_ = {};
    std::vector<SlotLine> lines;
    const auto& rules = office().rules;
    for (const auto& slot : office().slots) {
        const auto start = rules.start(slot.slot);
        if (slot.stage == core::SlotStage::kSettled) {
            ++settled_;
            volume_ += slot.volume;
            money_ += slot.volume * slot.price;
        }
        if (slot.stage == core::SlotStage::kDisputed) ++disputed_;
        const bool traded = slot.volume.value > 0;
        lines.push_back({
            .id = slot.slot.index,
            .time = format::local(start).toString(QStringLiteral("MM-dd ")) +
                    format::time_range(start, rules.end(slot.slot)),
            .stage = stage_words(slot.stage),
            .price = format::price(traded ? std::optional(slot.price) : std::nullopt).text(),
            .volume = format::energy_exact(slot.volume).text(),
            .contracts = format::count(slot.contracts),
            .cleared = step_words(slot.cleared_at, slot.cleared_block),
            .reported = step_words(slot.reported_at, slot.reported_block),
            .settled = step_words(slot.settled_at, slot.settled_block),
            .proof = traded ? format::hash(slot.contracts_hash) : QStringLiteral("–"),
            .disputed = slot.stage == core::SlotStage::kDisputed,
            .done = slot.stage == core::SlotStage::kSettled,
        });
    }
    lines_.assign(std::move(lines));
}

}  // namespace dure::ui
