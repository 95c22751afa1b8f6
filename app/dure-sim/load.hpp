// The people: residents who send transactions in bursts to whatever computer answers and ask again
// until theirs are final, and others who send what no node should take.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
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

    struct Waiting {
        chain::Bytes raw;
        Micros since = 0;  ///< first sent
    };

    /// Signs up to `most` new transactions; their raw forms, in the order to be sent.
    std::vector<chain::Bytes> burst(std::size_t most, Micros now);
    /// Something hostile: garbage, wrong chains, gaps, no money, large ones.
    std::vector<chain::Bytes> hostile(std::size_t most);
    void became_final(const chain::Hash256& transaction) { waiting_.erase(transaction); }

    /// Not final yet, a sender's in order of its nonces.
    std::vector<chain::Bytes> unanswered() const;
    std::size_t waiting() const { return waiting_.size(); }

 private:
    chain::Transaction draw(std::size_t resident, std::uint64_t nonce);

    Prng prng_;
    std::map<std::size_t, std::uint64_t> nonces_;
    std::map<chain::Hash256, std::pair<std::uint64_t, Waiting>> waiting_;  ///< with the nonce
};

}  // namespace dure::sim
