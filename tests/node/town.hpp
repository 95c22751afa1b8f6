// Whole nodes that meet through frames: one clock, disks in memory, connections that a test makes,
// slows, cuts and falsifies. Everything happens in order of time, then of cause: a run repeats.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/dure-sim/fault_disk.hpp"
#include "chain/net/wire.hpp"
#include "tests/node/chain_fixture.hpp"
#include "tests/node/governed_state.hpp"

namespace dure::chain::testing {

class Town {
 public:
    using Index = std::size_t;
    explicit Town(Genesis genesis) : genesis_(std::move(genesis)) {}

    /// A node that signs with account `signer`; its transport key is node_key(signer), if no other
    /// is given.
    Index add(std::uint64_t signer, NodeConfig config = test_config(),
              std::optional<NodeKey> transport = std::nullopt) {
        auto& house = *houses_.emplace_back(std::make_unique<House>());
        house.key = transport.value_or(node_key(static_cast<Byte>(signer)));
        config.node_key = house.key;
        house.config = std::move(config);
        house.signer = make_signer(key(signer));
        open(houses_.size() - 1);
        return houses_.size() - 1;
    }
    Node& node(Index index) { return *houses_[index]->node; }
    Node& operator[](Index index) { return node(index); }
    const QuietLog& log(Index index) const { return houses_[index]->log; }

    void connect(Index a, Index b) {
        const auto left = next_peer_++, right = next_peer_++;
        lines_[left] = {.node = a, .other = right, .far = b};
        lines_[right] = {.node = b, .other = left, .far = a};
        act(a, node(a).on_event(PeerConnected{.peer = left, .key = houses_[b]->key}));
        // The first may have refused already.
        if (lines_.contains(right))
            act(b, node(b).on_event(PeerConnected{.peer = right, .key = houses_[a]->key}));
    }
    void connect_all() {
        for (Index a = 0; a < houses_.size(); ++a)
            for (Index b = 0; b < a; ++b) connect(a, b);
    }
    bool connected(Index a, Index b) const {
        for (const auto& [id, line] : lines_) {
            if (line.node == a && line.far == b) return true;
        }
        return false;
    }
    void disconnect(Index a) {
        std::vector<PeerId> cut;
        for (const auto& [id, line] : lines_) {
            if (line.node == a) cut.push_back(id);
        }
        for (const auto id : cut) hang_up(id);
    }
    /// Killed, and back with what its disk kept; not connected.
    void restart(Index index) {
        auto& house = *houses_[index];
        disconnect(index);
        house.node.reset();
        house.disk.restart();
        ++house.life;
        open(index);
    }

    /// Lets `ms` pass.
    void pass(std::int64_t ms) {
        run_until([] { return false; }, ms);
    }
    /// Whether it came true within `ms`; looked at after every event.
    bool run_until(const std::function<bool()>& done, std::int64_t ms) {
        const auto end = clock.now + ms;
        for (Index i = 0; i < houses_.size(); ++i) act(i, node(i).take_effects());
        while (!done()) {
            if (due_.empty() || due_.begin()->first.first > end) {
                clock.now = end;
                return done();
            }
            auto due = std::move(due_.begin()->second);
            clock.now = std::max(clock.now, due_.begin()->first.first);
            due_.erase(due_.begin());
            due();
        }
        return true;
    }

    /// A frame on its way: changed, or nothing to lose it. Null: all arrive as sent.
    std::function<std::optional<Bytes>(Index from, Index to, Bytes frame)> on_the_way;
    /// Milliseconds a frame takes.
    std::function<std::int64_t(Index from, Index to)> delay = [](Index, Index) { return 5; };

    ManualClock clock;
    std::map<std::pair<Index, wire::Kind>, std::size_t> sent;  ///< frames, by sender
    std::vector<std::pair<Index, std::string>> dropped;        ///< who dropped somebody, and why

    /// Hands a node a frame as if `from`, connected to it, had sent it.
    void inject(Index from, Index to, const Bytes& frame) {
        for (const auto& [id, line] : lines_) {
            if (line.node != to || line.far != from) continue;
            return act(to, node(to).on_event(FrameReceived{.peer = id, .frame = frame}));
        }
        ADD_FAILURE() << "not connected";
    }

 private:
    struct House {
        NodeKey key;
        NodeConfig config;
        std::unique_ptr<Signer> signer;
        sim::FaultDisk disk;
        QuietLog log;
        std::unique_ptr<Node> node;
        std::map<NodeTimer, std::uint64_t> timers;  ///< which setting counts
        int life = 0;
    };
    struct Line {
        Index node = 0;
        PeerId other = 0;
        Index far = 0;
    };

    void open(Index index) {
        auto& house = *houses_[index];
        house.timers.clear();
        auto opened = Node::open({.clock = clock,
                                  .disk = house.disk,
                                  .random = *random_,
                                  .signer = *house.signer,
                                  .senders = *senders_,
                                  .log = house.log},
                                 genesis_, house.config);
        ASSERT_TRUE(opened) << opened.error().what;
        house.node = *std::move(opened);
        act(index, house.node->take_effects());
    }

    void at(std::int64_t ms, std::function<void()> work) {
        due_[{ms, next_sequence_++}] = std::move(work);
    }

    void act(Index index, const std::vector<Effect>& effects) {
        auto& house = *houses_[index];
        for (const auto& effect : effects) {
            if (const auto* timer = std::get_if<SetTimer>(&effect)) {
                const auto setting = next_sequence_;
                house.timers[timer->timer] = setting;
                at(std::max(clock.now, timer->at_ms),
                   [this, index, which = timer->timer, setting, life = house.life] {
                       auto& home = *houses_[index];
                       if (home.life != life || home.timers[which] != setting) return;
                       act(index, home.node->on_event(TimerFired{which}));
                   });
            } else if (const auto* send = std::get_if<SendFrame>(&effect)) {
                deliver(*send);
            } else if (const auto* drop = std::get_if<DropPeer>(&effect)) {
                dropped.emplace_back(index, drop->reason);
                hang_up(drop->peer);
            }
        }
    }

    void deliver(const SendFrame& send) {
        const auto line = lines_.find(send.peer);
        if (line == lines_.end()) return;
        const auto [from, other, to] = line->second;
        ++sent[{from, static_cast<wire::Kind>(send.frame.front())}];
        std::optional<Bytes> frame = send.frame;
        if (on_the_way) frame = on_the_way(from, to, *std::move(frame));
        if (!frame) return;
        // In order, as a connection is.
        auto& last = last_arrival_[other];
        last = std::max(last, clock.now + delay(from, to));
        at(last, [this, peer = other, at_node = to, bytes = *std::move(frame)] {
            if (!lines_.contains(peer)) return;
            act(at_node, node(at_node).on_event(FrameReceived{.peer = peer, .frame = bytes}));
        });
    }

    void hang_up(PeerId id) {
        const auto line = lines_.find(id);
        if (line == lines_.end()) return;
        const auto one = line->second;
        lines_.erase(line);
        lines_.erase(one.other);
        at(clock.now, [this, one, id] { tell_gone(one.node, id); });
        at(clock.now, [this, one] { tell_gone(one.far, one.other); });
    }
    void tell_gone(Index index, PeerId id) {
        if (houses_[index]->node) act(index, node(index).on_event(PeerDisconnected{.peer = id}));
    }

    Genesis genesis_;
    std::shared_ptr<Random> random_ = make_system_random();
    std::unique_ptr<SenderRecovery> direct_ = make_direct_senders();
    std::unique_ptr<SenderRecovery> senders_ = make_remembering_senders(*direct_);
    std::vector<std::unique_ptr<House>> houses_;
    std::map<PeerId, Line> lines_;
    std::map<PeerId, std::int64_t> last_arrival_;
    PeerId next_peer_ = 1;
    std::uint64_t next_sequence_ = 1;
    std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> due_;
};

}  // namespace dure::chain::testing
