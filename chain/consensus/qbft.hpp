// One height of QBFT as a pure machine: messages, timers and blocks in, effects out, and at last a
// block with a quorum of seals. Nothing here reads a clock or a disk. Its own votes count like
// anybody's and are signed only behind the host's record (vote.hpp). A node that is no validator
// hears and decides without voting.
//
// A round that comes to nothing is left together: whoever's timer ran out asks for the next round;
// f+1 who ask for a later one take a node along; and until a quorum has asked for the round a node
// is in, it repeats its question instead of asking for more, so that nodes cut off from the others
// do not run ahead. The timer runs only while there is something to decide. It is short while the
// round's proposer has not asked for that round: the dead cost little, and who asks late gets its
// whole time. In every eighth turn of all validators nobody is taken for dead: somebody whose line
// is seconds slower than the others' leads too, if all else fails.
// Source: EEA QBFT specification and its formal model (arXiv 2002.03613); design 03 section 2.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/justification.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/consensus/vote.hpp"

namespace dure::chain {

struct RoundTiming {
    std::int64_t base_ms = 2'000;
    std::int64_t cap_ms = 30'000;

    /// base × 2^round, at most the cap.
    std::int64_t timeout_ms(std::uint32_t round) const;
};

/// What this node remembers of a height that it has voted in before it was started.
struct QbftMemory {
    std::uint32_t round = 0;
    /// It voted in that round, beyond having asked for it.
    bool voted = false;
    std::optional<PreparedCertificate> prepared;
};

/// What the machine needs done before it goes on.
class QbftHost : public VoteKeeper {
 public:
    /// Whether the block's execution gives what its header claims; its header fits already.
    virtual bool execution_agrees(const Block&) = 0;
};

/// To all other validators.
struct Broadcast {
    QbftMessage message;
};
/// Replaces the earlier setting; answered with round_expired.
struct SetRoundTimer {
    std::int64_t after_ms = 0;
};
using QbftEffect = std::variant<Broadcast, SetRoundTimer>;

class Qbft {
 public:
    /// Rounds ahead of this node's of which votes are kept, and behind it while late commits count.
    static constexpr std::uint32_t kRoundsAhead = 4;
    static constexpr std::uint32_t kRoundsBehind = 2;
    /// Who rejoins asks for no earlier round: others' questions for those before show who
    /// remembers.
    static constexpr std::uint32_t kRejoinRound = 2;

    /// `signer` must outlive the machine.
    Qbft(Signer& signer, QbftHeight height, RoundTiming timing = {});

    // Events. Effects come in the order in which they must happen.

    /// Takes up where the node was when it last ran.
    std::vector<QbftEffect> resume(QbftMemory memory, QbftHost& host);
    /// `author`: who signed it. What is of another height, by strangers, out of turn, repeated or
    /// unjustified says nothing.
    std::vector<QbftEffect> hear(const QbftMessage& message, const Address& author, QbftHost& host);
    /// There is something to decide: transactions wait or a heartbeat is due.
    std::vector<QbftEffect> wake();
    std::vector<QbftEffect> round_expired(QbftHost& host);
    /// Takes part from the next round on although it may have forgotten votes of this height: only
    /// where enough of `elders`, who remember theirs, have asked for the round.
    std::vector<QbftEffect> rejoin(std::set<Address> elders, QbftHost& host);
    /// One more, found after it has rejoined.
    void know_elder(const Address& elder) { elders_.insert(elder); }
    /// The block that this node proposes when `wants_block`. Its extra data: proposal_extra_data.
    std::vector<QbftEffect> propose(Block block, QbftHost& host);

    // What it stands at.

    std::uint64_t height() const { return height_.number(); }
    std::uint32_t round() const { return round_; }
    const ValidatorSet& validators() const { return height_.validators; }
    bool is_validator() const { return height_.validators.contains(me_); }
    bool awake() const { return awake_; }
    /// It is this node's turn, nothing is proposed in this round and no prepared block binds it. In
    /// round 0 when to propose is the caller's choice, later it is now.
    bool wants_block() const;
    QbftExtraData proposal_extra_data(const Hash256& vanity) const;
    /// What this node last said in this height, for a validator that may have missed it.
    std::vector<QbftMessage> said() const;
    /// The block with its quorum of seals, once decided.
    const std::optional<Block>& decided() const { return decided_; }

 private:
    struct Proposed {
        Block block;
        Hash256 digest;
    };
    struct Round {
        std::optional<Proposed> proposed;
        std::map<Address, Prepare> prepares;
        std::map<Address, Commit> commits;
    };
    using Changes = std::vector<Signed<RoundChangePayload>>;

    void hear_proposal(const Proposal&, const Address& author, QbftHost&);
    void hear_prepare(const Prepare&, const Address& author, QbftHost&);
    void hear_commit(const Commit&, const Address& author);
    void hear_round_change(const RoundChange&, const Address& author, QbftHost&);
    void accept(const Proposal&, QbftHost&);
    void commit_when_prepared(QbftHost&);
    void decide_when_committed(std::uint32_t round);
    void follow_round_changes(QbftHost&);
    void ask_round(std::uint32_t round, QbftHost&);
    void enter_round(std::uint32_t round);
    void lead_when_asked(QbftHost&);
    void make_proposal(Block block, Changes changes, std::vector<Prepare> prepares, QbftHost&);
    void keep_certificate(const PreparedCertificate&);
    void start_timer();
    void say(QbftMessage message);

    Changes changes_for_this_round() const;
    const PreparedCertificate* highest_certificate(const Changes&) const;
    bool rests_on_elders(const Changes&) const;
    bool supported() const;
    bool has_asked_here(const Address& author) const;
    std::vector<QbftEffect> take_effects() { return std::exchange(effects_, {}); }

    Signer* signer_;
    Address me_;
    QbftHeight height_;
    RoundTiming timing_;
    std::uint32_t round_ = 0;
    bool awake_ = false;
    bool supported_ = false;      ///< a quorum is known to have asked for this round or a later one
    std::uint32_t timeouts_ = 0;  ///< in this round
    bool proposed_ = false;       ///< by this node in this round
    bool prepared_here_ = false;  ///< in this round
    std::map<std::uint32_t, Round> rounds_;
    // Round changes by author for this round and later ones; few of each author.
    std::map<Address, std::map<std::uint32_t, Signed<RoundChangePayload>>> asked_;
    std::vector<PreparedCertificate> certificates_;  ///< heard, the highest rounds
    std::optional<PreparedCertificate> prepared_;    ///< this node's own
    std::map<MessageCode, QbftMessage> said_;        ///< last of each kind
    std::set<Address> elders_;                       ///< empty unless it has forgotten
    std::optional<Block> decided_;
    std::vector<QbftEffect> effects_;
};

}  // namespace dure::chain
