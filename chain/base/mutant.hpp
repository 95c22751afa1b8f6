// Planted bugs: each is one that an engine really had (design 06 section 1, K1 … K13) or that
// anybody could write. The simulator must catch every one of them, or it proves nothing. They exist
// only in sources compiled with DURE_MUTANTS, one at a time, which dure-sim-mutants alone is made
// of; everywhere else mutant() is false while compiling and nothing of them is left.
#pragma once

#include <cstdint>
#include <type_traits>

namespace dure::chain {

enum class Mutant : std::uint8_t {
    kNone,
    kQuorumOfHalf,          ///< K1
    kNoLock,                ///< K2: a prepared block binds nobody
    kStaysAtDecidedHeight,  ///< K3: an imported block does not end the vote on its height
    kRoundInHash,           ///< K4
    kNoReproposal,          ///< K5: a prepared block of another proposer is refused
    kHeartbeatByProposer,   ///< K6: who waits for an empty block does not miss it
    kEmptyStaysEmpty,       ///< K7: who has nothing asks for nothing
    kProposalStays,         ///< K8: the state keeps what was only proposed
    kTimerUnbounded,        ///< K9
    kHeadNotTold,           ///< K10: some new heads are dropped on the way
    kValidatorsLate,        ///< K11: a change of validators takes hold a block too late
    kNoJump,                ///< K12: f+1 who are ahead take nobody along
    kAmnesia,               ///< K13: votes are not remembered across a power cut
    kCommitUnprepared,
    kSealsUnchecked,
    kRoundChangeBelieved,  ///< its prepared block, whoever is said to have prepared it
    kProposalUnexecuted,
    kLogUnsynced,
    kVoteUnsynced,
    kInverseForgetsSlots,
    kSyncUnsealed,  ///< blocks from others need no quorum of seals
    kNoGossip,      ///< transactions are told only to who greets
    kEvidenceLost,
    kTimestampAnything,
    kForgetsRound,  ///< a restarted node begins its height at round 0
    kToldUnstored,  ///< a block is told as final before it is stored
};

#ifdef DURE_MUTANTS
inline Mutant planted_mutant = Mutant::kNone;
constexpr bool mutant(Mutant which) {
    return !std::is_constant_evaluated() && planted_mutant == which;
}
#else
constexpr bool mutant(Mutant) { return false; }
#endif

}  // namespace dure::chain
