// The community's contracts on the chain: where they are and how they come there. Addresses follow
// from the manager's key alone, so every node knows them without being told.
#pragma once

#include <vector>

#include "chain/base/types.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/node/node.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

struct Suite {
    Address authority, registry, coin, policy, market;
    friend bool operator==(const Suite&, const Suite&) = default;
};

/// The suite that `manager` deploys with its first transactions.
Suite suite_of(const Address& manager);

struct CommunityTerms {
    core::SlotRules rules;
    core::MilliWon sign_up_grant{100'000'000};  ///< 100,000 coin
    Address metering;                           ///< may post readings; zero: the manager
};

/// What the manager signs, nonces from zero on: five contracts and their roles.
std::vector<Transaction> deployment(const Address& manager, std::uint64_t chain_id,
                                    const CommunityTerms& terms);

/// Sends what is missing of the deployment; after a crash in between it goes on where it stopped.
/// The manager's account must have done nothing else before. Final after the next blocks.
Result<Suite, Rejection> deploy_community(Node& node, const SecretKey& manager,
                                          const CommunityTerms& terms);
/// Does the whole suite stand on the node's head?
bool is_deployed(const Node& node, const Suite& suite);

}  // namespace dure::chain::api
