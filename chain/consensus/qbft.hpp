// One height of QBFT as a pure machine: authenticated messages in, messages to send and at last a
// sealed header out. It counts for any number of validators and hears its own messages like
// anybody's, so a single validator runs the same steps. It decides in the round it was started
// with; moving on to a later round is the caller's: start again with a higher one. Source: EEA QBFT
// specification; design 03 section 2.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/signer.hpp"

namespace dure::chain {

struct Proposal {
    Block block;  ///< without seals; the round stands in its extra data
};
struct Prepare {
    Hash256 digest;  ///< the proposal's block_hash
};
struct Commit {
    Hash256 digest;
    Seal seal{};  ///< over commit_seal_hash
};

/// Authenticated: `author` is who signed it.
struct QbftMessage {
    Address author;
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    std::variant<Proposal, Prepare, Commit> body;
};

/// What one height is about.
struct QbftHeight {
    Header parent;
    std::vector<Address> validators;  ///< sorted, not empty
    std::uint32_t round = 0;
};

class Qbft {
 public:
    Qbft(Signer& signer, QbftHeight height);

    bool my_turn() const;
    std::uint64_t height() const { return height_.parent.number + 1; }
    /// Extra data of a proposal in this round: validators and round, no seals.
    QbftExtraData proposal_extra_data(const Hash256& vanity) const;

    /// The proposal this node makes; to be heard by everybody, itself included.
    QbftMessage propose(Block block) const;

    /// Messages to send (to oneself too). Those of other heights or rounds, from strangers, out of
    /// turn or repeated say nothing. A proposal is answered only when its header fits and
    /// `execution_agrees(block)`.
    template <class Check>
    std::vector<QbftMessage> hear(const QbftMessage& message, Check&& execution_agrees) {
        if (const auto* block = acceptable_proposal(message)) {
            if (!execution_agrees(*block)) return {};
            return accept(*block);
        }
        return count(message);
    }

    /// The block with its quorum of seals, once decided.
    const std::optional<Block>& decided() const { return decided_; }

 private:
    bool is_validator(const Address&) const;
    bool concerns_us(const QbftMessage&) const;
    const Block* acceptable_proposal(const QbftMessage&) const;
    std::vector<QbftMessage> accept(Block block);
    std::vector<QbftMessage> count(const QbftMessage&);
    std::vector<QbftMessage> commit_when_prepared();
    void decide_when_committed();
    QbftMessage mine(std::variant<Proposal, Prepare, Commit> body) const;

    Signer& signer_;
    QbftHeight height_;
    std::optional<Block> proposal_;
    Hash256 digest_;       ///< of proposal_
    Hash256 seal_digest_;  ///< of proposal_
    bool commit_sent_ = false;
    // Votes may come before the proposal they are for: kept with what they vote for.
    std::map<Address, Hash256> prepares_;
    std::map<Address, Commit> commits_;
    std::optional<Block> decided_;
};

}  // namespace dure::chain
