#include "ui/trade/coin_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ui/format/format.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/schedule.hpp"

namespace dure::ui {

namespace {

using deal::CoinFilter;
using deal::CoinKind;

auto tied(const CoinRow& row) {
    return std::tie(row.key, row.kind, row.received, row.pending, row.amount, row.at, row.day,
                    row.slot_start, row.slot_end, row.energy, row.partner_address, row.block,
                    row.tx);
}

CoinKind kind_of(const core::CoinMove& move, bool received) {
    switch (move.cause) {
        case core::CoinMove::Cause::kGrant:
            return CoinKind::Grant;
        case core::CoinMove::Cause::kDeposit:
            return CoinKind::Deposit;
        case core::CoinMove::Cause::kRedemption:
            return CoinKind::Redemption;
        case core::CoinMove::Cause::kTransfer:
            return CoinKind::Transfer;
        case core::CoinMove::Cause::kSettlement:
            break;
    }
    return received ? CoinKind::Sale : CoinKind::Purchase;
}

bool passes(CoinKind kind, CoinFilter filter) {
    switch (filter) {
        case CoinFilter::All:
            return true;
        case CoinFilter::Sales:
            return kind == CoinKind::Sale;
        case CoinFilter::Purchases:
            return kind == CoinKind::Purchase;
        case CoinFilter::Transfers:
            break;
    }
    return kind != CoinKind::Sale && kind != CoinKind::Purchase;
}

void add_slot(CoinRow& row, core::Slot slot, const core::HomeView& view) {
    row.slot_start = view.rules.start(slot);
    row.slot_end = view.rules.end(slot);
    const auto contract =
        std::find_if(view.contracts.begin(), view.contracts.end(),
                     [&](const core::ContractView& one) { return one.slot == slot; });
    if (contract != view.contracts.end()) row.energy = contract->contracted;
}

}  // namespace

bool operator==(const CoinRow& a, const CoinRow& b) {
    const auto seat = [](const CoinRow& row) { return row.partner ? row.partner->seat : -1; };
    return tied(a) == tied(b) && seat(a) == seat(b);
}

std::vector<CoinRow> coin_rows(const core::HomeView& view, deal::CoinFilter filter) {
    std::vector<CoinRow> rows;
    for (const auto& [slot, amount] : view.pending_coins) {
        CoinRow row;
        row.received = amount.value > 0;
        row.kind = row.received ? CoinKind::Sale : CoinKind::Purchase;
        if (!passes(row.kind, filter) || amount.value == 0) continue;
        row.key = QStringLiteral("slot-%1-%2").arg(slot.index).arg(row.received ? 1 : 0);
        row.pending = true;
        row.amount = row.received ? amount : -amount;
        add_slot(row, slot, view);
        row.at = *row.slot_end;
        row.day = local_day(*row.slot_start);
        rows.push_back(std::move(row));
    }

    std::map<QString, int> seen;  // a transaction may move coins of this home more than once
    for (const auto& move : view.coin_moves) {
        CoinRow row;
        row.received = move.to == view.address;
        row.kind = kind_of(move, row.received);
        row.tx = full_hex(move.tx);
        row.key = QStringLiteral("%1-%2").arg(row.tx).arg(seen[row.tx]++);
        if (!passes(row.kind, filter)) continue;
        row.amount = move.amount;
        row.at = move.at;
        row.block = move.block;
        if (move.slot) add_slot(row, *move.slot, view);
        row.day = local_day(row.at);
        if (row.kind == CoinKind::Transfer) {
            const auto& other = row.received ? move.from : move.to;
            row.partner_address = format::hash(other);
            const auto neighbour =
                std::find_if(view.neighbours.begin(), view.neighbours.end(),
                             [&](const core::Neighbour& one) { return one.owner == other; });
            if (neighbour != view.neighbours.end()) row.partner = *neighbour;
        }
        rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const CoinRow& a, const CoinRow& b) {
        return std::tie(b.day, b.pending, b.at) < std::tie(a.day, a.pending, a.at);
    });
    return rows;
}

}  // namespace dure::ui
