// Catching up as a pure machine: headers first, each proven by a quorum of seals before anything is
// asked about it, then the bodies behind them in ranges from several peers at once, handed out in
// order. It believes nobody: a claim of height only says whom to ask, a header must prove itself
// and a body must have its header's root. Memory is bounded by what it asks for.
//
// Validators may change within the blocks that are missing. A header that the validators known now
// do not prove waits until the chain has been carried on to its parent; only then is it judged.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/net/peer.hpp"
#include "chain/net/peer_set.hpp"
#include "chain/net/wire.hpp"

namespace dure::chain {

struct SyncLimits {
    std::uint64_t headers_per_question = 256;
    std::uint64_t blocks_per_question = 64;
    std::size_t questions_per_peer = 2;  ///< for bodies, so that none waits while a block executes
    std::size_t headers_ahead = 1'024;   ///< proven headers kept
    std::size_t blocks_ahead = 512;      ///< of these, how far bodies are asked for
    std::size_t bytes_ahead = 8 * 1024 * 1024;  ///< bodies kept
    std::int64_t answer_ms = 5'000;
    /// Who said anything within so long is asked before who did not: a connection may outlive the
    /// machine behind it, and each question to such a one costs answer_ms.
    std::int64_t lively_ms = 2'000;
    std::int64_t rest_ms = 10'000;  ///< who fails is left alone for so long, doubled each time
    /// One missing block is on its way by itself when all is well.
    std::int64_t grace_ms = 400;
};

/// How far a row of headers proves itself.
struct HeaderProof {
    std::size_t proven = 0;
    enum class Rest : std::uint8_t {
        kNone,       ///< all are proven
        kOtherwise,  ///< the next one may be by validators that are not known yet
        kWrong,      ///< the next one can never be a header of this chain
    } rest = Rest::kNone;
};
/// `parent` is proven. Whoever owns the chain answers with the validators in force at its head.
using ProveHeaders = std::function<HeaderProof(std::span<const Header>, const Header& parent)>;

class Sync {
 public:
    explicit Sync(SyncLimits limits = {}) : limits_(limits) {}

    /// Our chain ends here now.
    void set_head(const Header& head, const Hash256& hash);
    /// The peer says it has blocks up to `height`.
    void peer_has(PeerId peer, std::uint64_t height, std::int64_t now_ms);
    /// And bodies only from `oldest` on. Of a peer that has said its height.
    void peer_keeps(PeerId peer, std::uint64_t oldest);
    /// The peer said something, whatever it was.
    void peer_heard(PeerId peer, std::int64_t now_ms);
    void forget(PeerId peer);

    struct Question {
        PeerId peer = 0;
        std::variant<wire::GetHeaders, wire::GetBlocks> message;
    };
    /// What to ask now. Notes who has not answered in time.
    std::vector<Question> ask(std::int64_t now_ms);
    /// When `ask`, just called, should be called again if nothing else happens.
    std::optional<std::int64_t> wake_ms(std::int64_t now_ms) const;

    /// Whether an answer of the peer is awaited.
    bool awaits(PeerId peer) const;
    bool awaits_bodies() const;
    void hear(PeerId peer, wire::Headers answer, std::int64_t now_ms, const ProveHeaders& prove);
    void hear(PeerId peer, wire::Blocks answer, std::int64_t now_ms);

    /// A proven header and its transactions, next in order.
    struct Ready {
        Header header;
        Hash256 hash;
        wire::Body body;
        PeerId header_from = 0;
        PeerId body_from = 0;
    };
    /// The next blocks, at most `most`. They count as ahead until set_head says they are not.
    std::vector<Ready> take(std::size_t most);
    /// How many `take` would give.
    std::size_t ready() const;
    /// Headers that waited for the chain to be carried on are judged now, if it was.
    void reconsider(std::int64_t now_ms, const ProveHeaders& prove);
    /// The chain refused a block that was taken: start again from the head.
    void start_over();

    struct Blame {
        PeerId peer = 0;
        Offence offence{};
    };
    std::vector<Blame> take_blames();

    /// The highest header that proved itself; not below the head.
    std::uint64_t proven_height() const;
    /// The highest that a peer claims which has not failed to show it.
    std::uint64_t claimed_height() const;
    /// Whether there is more than what is on its way by itself.
    bool is_behind(std::int64_t now_ms) const;
    bool has_headers() const { return !ahead_.empty(); }

 private:
    struct Source {
        std::uint64_t height = 0;
        std::uint64_t oldest = 0;  ///< of its bodies
        std::optional<std::int64_t> heard_ms{};
        std::int64_t rests_until_ms = 0;
        int failures = 0;         ///< in a row
        std::uint64_t asked = 0;  ///< when last, as a sequence
    };
    struct Asked {
        PeerId peer = 0;
        std::uint64_t from = 0;
        std::uint64_t count = 0;
        std::int64_t until_ms = 0;
        enum class What : std::uint8_t { kHeaders, kBlocks } what{};
    };
    struct Pending {
        Header header;
        Hash256 hash;
        PeerId header_from = 0;
        enum class Body : std::uint8_t { kWanted, kAsked, kHere, kTaken } state = Body::kWanted;
        wire::Body body;
        PeerId body_from = 0;
        std::size_t bytes = 0;
    };
    /// What validators known now do not prove.
    struct Doubtful {
        std::vector<Header> headers;
        PeerId from = 0;
    };

    std::uint64_t tip() const { return head_.number + ahead_.size(); }
    const Header& tip_header() const { return ahead_.empty() ? head_ : ahead_.back().header; }
    void expire(std::int64_t now_ms);
    void rest(PeerId peer, std::int64_t now_ms);
    void blame(PeerId peer, Offence offence) { blames_.push_back({peer, offence}); }
    /// Takes the question that the answer is to; nothing when there is none (any more).
    std::optional<Asked> answered(PeerId peer, std::uint64_t id, Asked::What what);
    void want_again(const Asked& asked, std::uint64_t from);
    std::size_t questions(PeerId peer, Asked::What what) const;
    /// Who may have `from` to `to`.
    std::optional<PeerId> source_for(std::uint64_t from, std::uint64_t to, Asked::What what,
                                     std::int64_t now_ms) const;
    void add_headers(std::vector<Header> headers, PeerId from, std::int64_t now_ms,
                     const ProveHeaders& prove);
    bool keep_body(Pending& pending, wire::Body body, PeerId from);
    std::optional<Question> ask_headers(std::int64_t now_ms);
    std::optional<Question> ask_blocks(std::int64_t now_ms);
    std::uint64_t put(PeerId peer, Asked::What what, std::uint64_t from, std::uint64_t count,
                      std::int64_t now_ms);

    SyncLimits limits_;
    Header head_;
    Hash256 head_hash_;
    std::deque<Pending> ahead_;  ///< proven, from head + 1 without gaps
    std::size_t bytes_ = 0;
    std::optional<Doubtful> doubtful_;
    std::map<PeerId, Source> sources_;
    std::map<std::uint64_t, Asked> asked_;  ///< by id
    std::uint64_t next_id_ = 1;
    std::uint64_t next_sequence_ = 1;
    std::optional<std::int64_t> behind_since_ms_;
    std::vector<Blame> blames_;
};

}  // namespace dure::chain
