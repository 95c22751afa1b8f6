// A vote is remembered first and signed after: the only code that asks the validator's key for a
// signature asks the keeper before, so no vote can leave that a power cut makes the node forget.
#pragma once

#include <optional>

#include "chain/base/types.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/consensus/signer.hpp"

namespace dure::chain {

enum class VoteStep : std::uint8_t { kProposal, kPrepare, kCommit, kRoundChange };

struct Vote {
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    VoteStep step{};
    Hash256 digest;  ///< the block's; of a round change what its signature signs
    /// With a commit: what it rests on, to be shown in later rounds.
    const PreparedCertificate* prepared = nullptr;
};

class VoteKeeper {
 public:
    virtual ~VoteKeeper() = default;
    /// True: the vote is remembered across a power cut and contradicts none before it; it may be
    /// signed. A proposal stands for the prepare of the same block too.
    virtual bool keep(const Vote&) = 0;
};

/// Signs what the keeper has kept; nothing when it may not be signed.
class Voter {
 public:
    Voter(Signer& signer, VoteKeeper& keeper) : signer_(signer), keeper_(keeper) {}

    std::optional<Signed<ProposalPayload>> propose(ProposalPayload);
    std::optional<Prepare> prepare(PreparePayload);
    /// `certificate`: of the block in this round.
    std::optional<Commit> commit(std::uint64_t height, const PreparedCertificate& certificate);
    std::optional<Signed<RoundChangePayload>> ask_round(RoundChangePayload);

 private:
    Signer& signer_;
    VoteKeeper& keeper_;
};

}  // namespace dure::chain
