// The peers connected now: who they are, what they said of themselves, and how they behaved. Order
// of iteration is order of connection, so that everything that follows from it is deterministic.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/net/letter_box.hpp"
#include "chain/net/peer.hpp"
#include "chain/net/rate_limit.hpp"
#include "chain/net/recent_hashes.hpp"
#include "chain/net/wire.hpp"

namespace dure::chain {

/// What a key is to the community.
enum class Standing : std::uint8_t {
    kStranger,  ///< unknown as far as our chain goes: may answer us, but not ask
    kGuest,     ///< holds an invite: may read the chain and redeem it
    kMember,
};

/// What a peer did that nobody honest does, or does seldom.
enum class Offence : std::uint8_t {
    kBadFrame,        ///< not a message of ours
    kBadConsensus,    ///< not signed by a validator
    kBadTransaction,  ///< can never be valid on any chain of ours
    kBadLetter,       ///< not written by whom it says
    kUnasked,         ///< an answer to no question, or what only a member may say
    kWrongHeader,     ///< a header that does not prove itself
    kWrongBlock,      ///< transactions that are not the header's
    kWithheld,        ///< does not have what it says it has, or does not answer in time
    kTooMuch,         ///< beyond its rate
};
std::string_view to_string(Offence);

/// Points of an offence; at kPointsToDrop the peer goes, and its key for a while with it. Points
/// fade, one a second.
constexpr std::int64_t kPointsToDrop = 100;
std::int64_t points(Offence);

struct Peer {
    PeerId id = 0;
    NodeKey key;
    Standing standing = Standing::kStranger;
    wire::Role role = wire::Role::kFollower;
    std::optional<Address> signer;  ///< proven in its Hello
    enum class Greeting : std::uint8_t { kAwaited, kDone } greeting = Greeting::kAwaited;
    Bytes invite;
    std::string program;  ///< its version, by its word

    // By its word, as of its last Status:
    std::optional<std::uint64_t> height;
    std::vector<Address> links;

    struct Asked {
        std::uint64_t id = 0;
        std::int64_t at_ms = 0;
    };
    std::optional<Asked> ping;               ///< not answered yet
    std::optional<std::int64_t> latency_ms;  ///< there and back; nothing when it does not answer
    std::int64_t pinged_ms = 0;

    std::int64_t connected_ms = 0;
    std::int64_t heard_ms = 0;
    std::int64_t points = 0;
    std::int64_t points_ms = 0;             ///< when they were counted
    RecentHashes transactions{1'024};       ///< that it has, or was told of
    std::map<Address, PassedOn> passed_on;  ///< of its votes, by author

    bool wants_letters = false;             ///< by its Hello
    RecentHashes letters{1'024};            ///< that it told us itself
    std::deque<LetterSubject> letters_due;  ///< it is to be told of
    TokenBucket letters_pace{100, 800};     ///< below what a member may send: PeerRates
    std::int64_t letters_ms = 0;            ///< when it was last sent some
    std::int64_t letters_offered_ms = 0;    ///< when it was last to be told of all
    PeerRates rates;

    bool admitted() const { return greeting == Greeting::kDone && standing != Standing::kStranger; }
    bool member() const { return greeting == Greeting::kDone && standing == Standing::kMember; }
};

struct PeerLimits {
    std::size_t peers = 32;
    std::size_t guests = 8;    ///< guests and strangers, of these
    std::size_t sessions = 2;  ///< of one key: while a broken one is not noticed yet
    std::size_t bans = 256;
    std::int64_t ban_ms = 10 * 60 * 1'000;
};

class PeerSet {
 public:
    explicit PeerSet(PeerLimits limits = {}) : limits_(limits) {}

    struct Added {
        Peer* peer = nullptr;      ///< null: there is no room, or the key is banned
        std::vector<PeerId> drop;  ///< must go for it
        std::string_view refusal{};
    };
    Added add(PeerId id, const NodeKey& key, Standing standing, std::int64_t now_ms);
    void remove(PeerId id) { peers_.erase(id); }
    Peer* find(PeerId id);
    const Peer* find(PeerId id) const;

    /// Whether the peer has to go now; its key is banned then.
    bool offend(Peer& peer, Offence offence, std::int64_t now_ms);
    bool banned(const NodeKey& key, std::int64_t now_ms) const;

    auto begin() { return peers_.begin(); }
    auto end() { return peers_.end(); }
    auto begin() const { return peers_.begin(); }
    auto end() const { return peers_.end(); }
    std::size_t size() const { return peers_.size(); }
    std::size_t members() const;

 private:
    PeerLimits limits_;
    std::map<PeerId, Peer> peers_;
    std::map<NodeKey, std::int64_t> banned_until_;
};

}  // namespace dure::chain
