// Monitoring (one of the six functions): the community's times and whether its market runs.
#pragma once

#include <optional>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

Bytes ask_rules();
std::optional<core::SlotRules> read_rules(ByteView answer);
Bytes ask_paused();
Bytes ask_seat_count();

enum class MarketRun : std::uint8_t { kPaused, kRunning };
/// Manager only.
Message set_market_run(const Suite& suite, MarketRun run);

}  // namespace dure::chain::api
