// A Byzantine validator: the product's own node, whose consensus messages are twisted on their way
// out. Liars conspire: two of them that equivocate show the same half of the community the same
// block.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "chain/consensus/messages.hpp"
#include "computer.hpp"
#include "plan.hpp"
#include "prng.hpp"

namespace dure::sim {

/// What all liars of a world know.
struct Conspiracy {
    /// Digests of the two blocks of one proposal: what the first half hears, and the second.
    std::map<chain::Hash256, chain::Hash256> twin_of;
    /// Prepares seen, for made-up certificates.
    std::vector<chain::Prepare> old_prepares;

    /// Which half a computer is in at a height; the same for every liar.
    static bool is_second_half(std::size_t computer, std::uint64_t height) {
        return ((computer * 0x9e3779b97f4a7c15ULL + height * 0xd1b54a32d192ed03ULL) >> 40) % 2 == 1;
    }
};

class Liar {
 public:
    Liar(chain::Signer& signer, std::uint32_t lies, Conspiracy& conspiracy, Prng prng)
        : signer_(signer), lies_(lies), conspiracy_(conspiracy), prng_(prng) {}

    /// What reaches `computer` instead of `frame`: nothing, something else, or more.
    std::vector<chain::Bytes> twist(std::size_t computer, const chain::Bytes& frame);
    /// Lies nobody asked for, to everybody.
    std::vector<chain::Bytes> spontaneous(const chain::Node& node);

 private:
    bool tells(Lie lie) const { return (lies_ & static_cast<std::uint32_t>(lie)) != 0; }
    template <class Payload>
    chain::Signed<Payload> signed_anew(Payload payload) const {
        const auto signature = signer_.sign(signing_hash(payload));
        return {std::move(payload), signature};
    }
    std::vector<chain::Bytes> twist(std::size_t computer, chain::Proposal proposal);
    std::vector<chain::Bytes> twist(std::size_t computer, chain::Prepare prepare);
    std::vector<chain::Bytes> twist(std::size_t computer, chain::Commit commit);
    std::vector<chain::Bytes> twist(std::size_t computer, chain::RoundChange change);
    chain::Block other_block(const chain::Block& block) const;
    std::optional<chain::Block> next_block(const chain::Node& node) const;
    chain::Bytes fake_block(const chain::Node& node) const;
    chain::RoundChange forged_claim(std::uint64_t height, std::uint32_t round,
                                    chain::Block block) const;
    void replace_prepared(chain::Proposal& proposal) const;
    std::vector<chain::Bytes> claims_ahead(std::uint32_t round) const;
    chain::Block invalid_block(chain::Block block);
    chain::Hash256 other_digest(const chain::Hash256& digest) const;
    chain::Hash256 random_hash();

    chain::Signer& signer_;
    std::uint32_t lies_;
    Conspiracy& conspiracy_;
    Prng prng_;
    /// Its last invalid proposal: height and round, and the block.
    std::optional<std::pair<std::pair<std::uint64_t, std::uint32_t>, chain::Block>> invalid_;
    /// Could follow the head, if its state root were right.
    std::optional<chain::Block> impossible_;
};

}  // namespace dure::sim
