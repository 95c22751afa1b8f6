// Validators as whole nodes in one thread: virtual time, disks in memory that fail, a mesh of
// connections whose frames a test loses.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/dure-sim/dice.hpp"
#include "app/dure-sim/fault_disk.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/governance.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

class Cluster {
 public:
    static constexpr std::int64_t kDelay = 10;  ///< ms on a link, and up to as much again

    enum class Rule : std::uint8_t { kFixed, kGoverned };

    /// Validators in address order, then followers.
    explicit Cluster(std::size_t count, std::uint64_t seed = 1, std::size_t followers = 0,
                     Rule rule = Rule::kFixed)
        : dice_(seed) {
        std::vector<std::pair<Address, std::uint64_t>> keys;
        for (std::uint64_t i = 0; i < count + followers; ++i)
            keys.emplace_back(account(100 + i), 100 + i);
        std::sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count));
        genesis_ = test_genesis();
        genesis_.validators.clear();
        for (const auto& [address, index] : keys) {
            if (members_.size() < count) genesis_.validators.push_back(address);
            members_.push_back(std::make_unique<Member>());
            members_.back()->number = index;
            members_.back()->signer = make_signer(key(index));
        }
        if (rule == Rule::kGoverned) {
            auto& governance = genesis_.governance.emplace();
            governance.manager = account(1);
            governance.code = governance_code();
            for (std::size_t i = 0; i < size(); ++i) {
                RegisteredNode node;
                node.key.bytes.fill(static_cast<Byte>(i + 1));
                node.owner = members_[i]->signer->address();
                node.role = NodeRole::kValidator;
                governance.nodes.push_back(node);
            }
        }
        config_.rounds = {.base_ms = 1'000, .cap_ms = 4'000};
        for (std::size_t i = 0; i < size(); ++i) open(i);
        pass(5 * kDelay);  // they say who they are
    }

    std::size_t size() const { return members_.size(); }
    Node& operator[](std::size_t i) { return *members_[i]->node; }
    sim::FaultDisk& disk(std::size_t i) { return members_[i]->disk; }
    Signer& signer(std::size_t i) { return *members_[i]->signer; }
    Address address(std::size_t i) const { return members_[i]->signer->address(); }
    /// The number of its key: testing::key.
    std::uint64_t key_of(std::size_t i) const { return members_[i]->number; }
    bool runs(std::size_t i) const { return members_[i]->node != nullptr; }
    const std::vector<std::string>& stopped(std::size_t i) const { return members_[i]->stopped; }
    std::int64_t now() const { return clock.now; }
    const Genesis& genesis() const { return genesis_; }

    void open(std::size_t i) {
        auto& member = *members_[i];
        config_.node_key.emplace().bytes.fill(static_cast<Byte>(i + 1));
        member.key = *config_.node_key;
        auto node = Node::open({.clock = clock,
                                .disk = member.disk,
                                .random = *random_,
                                .signer = *member.signer,
                                .senders = *senders_,
                                .log = member.log},
                               genesis_, config_);
        ASSERT_TRUE(node) << node.error().what;
        member.node = *std::move(node);
        take(i, member.node->take_effects());
        for (std::size_t other = 0; other < size(); ++other) meet(i, other);
    }
    /// Away at once; what it sent before is under way.
    void kill(std::size_t i) {
        members_[i]->node.reset();
        members_[i]->timers.clear();
        members_[i]->disk.restart();
    }
    void cut_power(std::size_t i) {
        members_[i]->node.reset();
        members_[i]->timers.clear();
        members_[i]->disk.power_cut(sim::Cut::kMixed, dice_.next());
    }

    /// Who hears whom; asked when a frame arrives.
    std::function<bool(std::size_t from, std::size_t to)> connected = [](auto, auto) {
        return true;
    };
    /// All links are whole again, and those at their ends connect anew.
    void heal() {
        connected = [](auto, auto) { return true; };
        for (std::size_t a = 0; a < size(); ++a) {
            for (std::size_t b = a + 1; b < size(); ++b) meet(a, b);
        }
    }

    /// To every node that runs.
    void submit(const Bytes& raw) {
        for (std::size_t i = 0; i < size(); ++i) {
            if (!runs(i)) continue;
            static_cast<void>(members_[i]->node->submit(raw));
            take(i, members_[i]->node->take_effects());
        }
    }

    void pass(std::int64_t ms) {
        const auto end = clock.now + ms;
        while (step(end)) {
        }
        clock.now = end;
    }
    /// Whether `happens` within `ms`.
    bool pass_until(const std::function<bool()>& happens, std::int64_t ms) {
        const auto end = clock.now + ms;
        while (!happens()) {
            if (!step(end)) return false;
        }
        return true;
    }
    bool all_at(std::uint64_t height) const {
        return std::all_of(members_.begin(), members_.end(),
                           [&](const auto& m) { return !m->node || m->node->height() >= height; });
    }
    /// No two nodes have different blocks at a height.
    void expect_agreement() {
        std::map<std::uint64_t, Hash256> decided;
        for (std::size_t i = 0; i < size(); ++i) {
            if (!runs(i)) continue;
            for (std::uint64_t h = 0; h <= members_[i]->node->height(); ++h) {
                const auto block = members_[i]->node->block(h);
                ASSERT_TRUE(block);
                EXPECT_EQ(decided.emplace(h, block->hash).first->second, block->hash)
                    << "height " << h << ", node " << i;
            }
        }
    }

    /// Sees each message that a node says of its own, before it is under way.
    std::function<void(std::size_t from, const QbftMessage&)> on_message;
    /// Messages that never arrive.
    std::function<bool(std::size_t from, std::size_t to, const QbftMessage&)> lost;
    std::uint64_t messages = 0;
    ManualClock clock;

 private:
    struct Member {
        sim::FaultDisk disk;
        std::uint64_t number = 0;  ///< of its signing key
        std::unique_ptr<Signer> signer;
        NodeKey key;
        QuietLog log;
        std::set<Hash256> said;
        std::map<NodeTimer, std::int64_t> timers;
        std::vector<std::string> stopped;
        std::unique_ptr<Node> node;
    };
    struct Arrival {
        std::size_t from = 0, to = 0;
        PeerId peer = 0;  ///< the receiver's end
        Bytes frame;
    };
    struct End {
        std::size_t owner = 0, far = 0;
        PeerId other = 0;
    };

    /// The next timer or arrival until `end`; false when there is none.
    bool step(std::int64_t end) {
        auto when = end + 1;
        std::size_t who = size();
        NodeTimer which{};
        for (std::size_t i = 0; i < size(); ++i) {
            for (const auto& [timer, at] : members_[i]->timers) {
                if (at < when) {
                    when = at;
                    who = i;
                    which = timer;
                }
            }
        }
        if (!arrivals_.empty() && arrivals_.begin()->first <= when) {
            if (arrivals_.begin()->first > end) return false;
            clock.now = std::max(clock.now, arrivals_.begin()->first);
            const auto arrival = std::move(arrivals_.begin()->second);
            arrivals_.erase(arrivals_.begin());
            arrive(arrival);
            return true;
        }
        if (who == size()) return false;
        clock.now = std::max(clock.now, when);
        members_[who]->timers.erase(which);
        run(who, [&](Node& node) { return node.on_event(TimerFired{which}); });
        return true;
    }

    void arrive(const Arrival& arrival) {
        if (!runs(arrival.to) || !connected(arrival.from, arrival.to)) return;
        if (!ends_.contains(arrival.peer)) return;
        run(arrival.to, [&](Node& node) {
            return node.on_event(FrameReceived{.peer = arrival.peer, .frame = arrival.frame});
        });
    }

    template <class Event>
    void run(std::size_t i, Event&& event) {
        auto& member = *members_[i];
        const auto effects = event(*member.node);
        if (member.disk.dead()) return;  // nothing of this event left the machine
        take(i, effects);
    }

    /// A new connection in place of the one they had.
    void meet(std::size_t a, std::size_t b) {
        if (a == b || !runs(a) || !runs(b)) return;
        hang_up(a, b);
        const auto left = next_peer_++, right = next_peer_++;
        ends_[left] = {.owner = a, .far = b, .other = right};
        ends_[right] = {.owner = b, .far = a, .other = left};
        run(a, [&](Node& node) { return node.on_event(PeerConnected{left, members_[b]->key}); });
        run(b, [&](Node& node) { return node.on_event(PeerConnected{right, members_[a]->key}); });
    }
    void hang_up(std::size_t a, std::size_t b) {
        std::vector<std::pair<std::size_t, PeerId>> gone;
        for (const auto& [id, end] : ends_) {
            if ((end.owner == a && end.far == b) || (end.owner == b && end.far == a))
                gone.emplace_back(end.owner, id);
        }
        for (const auto& [owner, id] : gone) ends_.erase(id);
        for (const auto& [owner, id] : gone) {
            if (!runs(owner)) continue;
            run(owner, [&](Node& node) { return node.on_event(PeerDisconnected{id}); });
        }
    }

    void send(std::size_t i, const SendFrame& frame) {
        const auto end = ends_.find(frame.peer);
        if (end == ends_.end()) return;
        const auto to = end->second.far;
        if (static_cast<wire::Kind>(frame.frame.front()) == wire::Kind::kConsensus) {
            const Bytes raw(frame.frame.begin() + 1, frame.frame.end());
            const auto said = *decode_message(raw);
            const auto own =
                author_of(said, *members_[i]->signer) == members_[i]->signer->address();
            if (own && members_[i]->said.insert(keccak256(raw)).second && on_message)
                on_message(i, said);
            ++messages;
            if (lost && lost(i, to, said)) return;
        }
        const auto delay = kDelay + static_cast<std::int64_t>(dice_.below(kDelay + 1));
        arrivals_.emplace(
            clock.now + delay,
            Arrival{.from = i, .to = to, .peer = end->second.other, .frame = frame.frame});
    }

    void take(std::size_t i, const std::vector<Effect>& effects) {
        for (const auto& effect : effects) {
            if (const auto* timer = std::get_if<SetTimer>(&effect)) {
                members_[i]->timers[timer->timer] = timer->at_ms;
            } else if (const auto* stop = std::get_if<Stopped>(&effect)) {
                members_[i]->stopped.push_back(stop->reason);
            } else if (const auto* frame = std::get_if<SendFrame>(&effect)) {
                send(i, *frame);
            } else if (const auto* drop = std::get_if<DropPeer>(&effect)) {
                const auto end = ends_.find(drop->peer);
                if (end != ends_.end()) hang_up(end->second.owner, end->second.far);
            }
        }
    }

    std::map<PeerId, End> ends_;
    PeerId next_peer_ = 1;
    sim::Dice dice_;
    Genesis genesis_;
    NodeConfig config_ = test_config();
    std::shared_ptr<Random> random_ = make_system_random();
    std::unique_ptr<SenderRecovery> senders_ = make_direct_senders();
    std::vector<std::unique_ptr<Member>> members_;
    std::multimap<std::int64_t, Arrival> arrivals_;
};

}  // namespace dure::chain::testing
