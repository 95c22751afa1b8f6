// Conditions (one of the six functions): a seat's four recurring conditions in one word.
// Layout: chain/contracts/src/Conditions.sol.
#pragma once

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

uint256 pack(const core::Conditions& conditions);
/// Stamps and other spare bits are left out; empty places are default conditions.
core::Conditions unpack(const uint256& word);

Message set_conditions(const Suite& suite, const core::Conditions& conditions);
/// Stored words of seats 0 … count − 1.
Bytes ask_condition_words(std::uint16_t count);
/// Percent of normal in the slot that begins at `start`.
Bytes ask_forecast(core::UtcTime start);

}  // namespace dure::chain::api
