// The six functions for integrators: dure_* beside a node's JSON-RPC, read from the contracts and
// their logs. Numbers are JSON integers: slots are indices, energy is Wh, money is milli-won (1,000
// are a coin, which is a won), prices are won per kWh, times are seconds since 1970 UTC; addresses
// and hashes are 0x strings. What is not known is null. Writing is a signed transaction to a
// contract of the suite, as any other (chain/contracts/artifacts has the ABIs).
//
//   conditions    dure_conditions [seat]            four recurring conditions
//                 dure_book [slot]                  Wh offered and wanted at each price
//   contracts     dure_slot [slot]                  stage, price, volume, where each step is on
//   chain
//                 dure_contracts [slot]             who sells how much to whom
//   coin          dure_coins [address]              balance, and what of it is locked
//                 dure_coinMoves [address, block?, most?]   newest last
//                 dure_supply []
//   settlement    dure_reading [slot, seat]         net Wh as posted, + export
//                 dure_settlement [slot, seat]      contracted, metered, deviation, coins
//   membership    dure_members []                   everybody who ever applied
//                 dure_member [address]
//   monitoring    dure_suite []                     where the contracts are
//                 dure_status []                    head, rules, seats, whether the market runs
//
// Error -32000 when no community's contracts stand on the chain.
#pragma once

#include <functional>
#include <optional>

#include "chain/base/types.hpp"
#include "chain/rpc/methods.hpp"

namespace dure::chain::api {

/// `manager` says whose suite it is (chain/api/suite.hpp); asked again until the suite stands.
rpc::ExtraMethods community_methods(std::function<std::optional<Address>(const Node&)> manager);

}  // namespace dure::chain::api
