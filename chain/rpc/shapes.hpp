// Answers: the chain's values in the JSON shapes of ethereum/execution-apis.
#pragma once

#include "chain/node/node.hpp"
#include "chain/rpc/json_rpc.hpp"

namespace dure::chain::rpc {

std::string quantity(std::uint64_t);
std::string quantity(const uint256&);

enum class Transactions : std::uint8_t { kHashes, kFull };

/// What newHeads tells.
json::object header_json(const BlockRecord&);
json::value block_json(const BlockRecord&, Transactions);
json::value transaction_json(const Transaction&, const Hash256& hash, const Address& sender);
/// With its place in a block.
json::value transaction_json(const BlockRecord&, std::size_t index);
json::value receipt_json(const BlockRecord&, std::size_t index);
json::value log_json(const FoundLog&);
json::value proof_json(const Address&, const AccountProof&);

/// Code 3 with data for a revert, with the reason in words when it is Error(string) or
/// Panic(uint256).
Error call_error(const CallOutcome&);

}  // namespace dure::chain::rpc
