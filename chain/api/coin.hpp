// Coin (one of the six functions): balances, transfers, deposits, and how coin moved.
#pragma once

#include <optional>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

Message send_coins(const Suite& suite, const Address& to, core::MilliWon amount);
/// Treasury only.
Message deposit_coins(const Suite& suite, const Address& to, core::MilliWon amount);

Bytes ask_balance(const Address& holder);
Bytes ask_locked(const Address& holder);
Bytes ask_supply();
/// Balances of the first `seats` seats.
Bytes ask_balances(std::size_t seats);
std::vector<core::MilliWon> read_balances(ByteView answer, std::size_t seats);

struct TransferLog {
    Address from, to;
    core::MilliWon amount;
};
std::optional<TransferLog> read_transfer(const Log& log);
/// Does the log say that the coin minted just before it was a grant or a deposit?
std::optional<core::CoinMove::Cause> read_mint_cause(const Log& log);

}  // namespace dure::chain::api
