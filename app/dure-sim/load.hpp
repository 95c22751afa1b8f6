// The people: residents who send transactions in bursts to whatever computer answers and ask again
// until theirs are final, and others who send what no node should take.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "chain/node/genesis.hpp"
#include "clock.hpp"
#include "keys.hpp"
#include "prng.hpp"

namespace dure::sim {

constexpr std::uint64_t kChainId = 20'350;

/// Money for the residents, and a contract that stores what it is told, logs it and reads an old
/// block's hash.
void fund(chain::Genesis& genesis);

class Load {
 public:
    explicit Load(Prng prng) : prng_(prng) {}

    /// Signs up to `most` new transactions; their raw forms, in the order to be sent.
    std::vector<chain::Bytes> burst(std::size_t most);
    /// Votes of the validators of these key indices for a change of validators; either may be zero:
    /// only out, or only in.
    std::vector<chain::Bytes> votes(const std::vector<std::size_t>& voters,
                                    const chain::Address& removed, const chain::Address& added);
    /// Something hostile: garbage, wrong chains, gaps, no money, large ones.
    std::vector<chain::Bytes> hostile(std::size_t most);
    void became_final(const chain::Hash256& transaction) {
        waiting_.erase(transaction);
        votes_waiting_.erase(transaction);
    }

    /// Not final yet, a sender's in order of its nonces.
    std::vector<chain::Bytes> unanswered() const;
    std::size_t waiting() const { return waiting_.size(); }
    bool has_votes_waiting() const { return !votes_waiting_.empty(); }

 private:
    chain::Transaction draw(std::size_t resident, std::uint64_t nonce);

    chain::Bytes sign_and_wait(const chain::Transaction& tx, KeyKind kind, std::size_t index);

    Prng prng_;
    std::map<std::size_t, std::uint64_t> nonces_;
    std::map<std::size_t, std::uint64_t> voter_nonces_;
    std::set<chain::Hash256> votes_waiting_;
    std::map<chain::Hash256, std::pair<std::uint64_t, chain::Bytes>> waiting_;  ///< with the nonce
};

}  // namespace dure::sim
