// The coin page's list as values: settled moves and amounts still being checked, newest first.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/ports/home.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

struct CoinRow {
    QString key;  ///< stable: tx and place in it, or the pending slot
    deal::CoinKind kind{};
    bool received = false;    ///< towards this home
    bool pending = false;     ///< not settled yet: clock and "확인 중"
    core::MilliWon amount{};  ///< > 0
    core::UtcTime at{};       ///< of the move, or the slot's end when pending
    std::int64_t day = 0;     ///< local, days since 1970-01-01
    std::optional<core::UtcTime> slot_start, slot_end;
    std::optional<core::Wh> energy;
    std::optional<core::Neighbour> partner;  ///< of a transfer, when known
    QString partner_address;                 ///< short, of a transfer
    std::uint64_t block = 0;
    QString tx;  ///< full hex, empty when pending

    friend bool operator==(const CoinRow&, const CoinRow&);
};

std::vector<CoinRow> coin_rows(const core::HomeView&, deal::CoinFilter);

}  // namespace dure::ui
