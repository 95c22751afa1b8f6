// The network between the simulated computers: links that open, stall, break and open again;
// frames that are delayed, and, where the seed says datagrams, lost, doubled, reordered or sent
// again from sessions long gone. Some links lead through a relay that may fail.
//
// A stream keeps its order and loses nothing while its connection lives, as TCP does: what is lost
// below shows as a stall. Above an encrypted channel that is all that can be; datagrams are
// harsher than any real network, because consensus must not lean on order.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "chain/net/secure_channel.hpp"
#include "plan.hpp"
#include "prng.hpp"
#include "schedule.hpp"

namespace dure::sim {

using chain::PeerId;

class Network {
 public:
    /// `is_on(node)`: whether the computer answers at all. `prologue` of encrypted channels.
    Network(Schedule& schedule, const Plan& plan, std::size_t nodes, Prng prng,
            std::function<bool(std::size_t)> is_on, chain::Bytes prologue);

    /// `through_relay`: 0 or 1; nothing: directly.
    void add_link(std::size_t a, std::size_t b, std::optional<std::size_t> through_relay);
    /// Every link tries to open soon.
    void start();

    /// Lost without a word when the connection is gone.
    void send(std::size_t node, PeerId peer, SharedFrame frame, Micros departs);
    void drop(std::size_t node, PeerId peer);
    /// The computer is gone: a killed process's peers hear it at once, after a power cut each
    /// learns it by its own timeout.
    enum class Farewell : std::uint8_t { kReset, kSilence };
    void node_gone(std::size_t node, Farewell farewell);

    // Happenings, answered with whom they concern; nothing when they are void by now.
    struct Notice {
        enum class Kind : std::uint8_t { kFrame, kOpened, kClosed } kind{};
        std::size_t node = 0;
        PeerId peer = 0;
        std::size_t other = 0;  ///< the node at the other end
        SharedFrame frame;
    };
    using Notices = std::vector<Notice>;
    Notices arrive(const Arrival&);
    Notices opened(const LinkOpened&);
    Notices closed(const LinkClosed&);

    // Faults
    /// Nothing passes from any of `from` to any of `to` until the number is given back.
    std::uint64_t cut(std::vector<bool> from, std::vector<bool> to);
    void mend(std::uint64_t cut);
    enum class RelayState : std::uint8_t { kWorks, kDown, kOneWay };
    void set_relay(std::size_t relay, RelayState state);
    /// No more faults; what is cut is mended.
    void heal();

    std::vector<PeerId> peers_of(std::size_t node) const;
    /// Which computer a peer of this one is; nothing when the connection is gone.
    std::optional<std::size_t> other_end(std::size_t node, PeerId peer) const;
    std::size_t frames_waiting() const;
    /// Encrypted channels that ended over bytes which were not the other side's.
    std::uint64_t broken_channels() const { return broken_channels_; }

 private:
    struct Side {
        std::size_t node = 0;
        PeerId peer = 0;  ///< 0: not told yet
        /// Streams: what is on its way to this side.
        std::deque<std::pair<Micros, SharedFrame>> stream;
        bool pump_is_due = false;
        std::unique_ptr<chain::SecureChannel> channel;  ///< null: frames travel as they are
    };
    struct Link {
        std::array<Side, 2> sides;
        std::optional<std::size_t> relay;
        std::uint32_t epoch = 0;
        bool is_open = false;
        bool try_is_due = false;
        bool watched = false;
    };
    struct Cut {
        std::vector<bool> from, to;
    };

    bool blocked(const Link&, SideId to) const;
    void plan_try(LinkId, Micros delay);
    void try_open(LinkId);
    void close(LinkId, Micros first, Micros second);
    void watch(LinkId);
    void look_for_blocked_links();
    Micros draw_delay();
    void put_on_stream(LinkId, SideId to, SharedFrame frame, Micros at);

    // Encrypted channels: network_sealed.cpp.
    std::int64_t now_ms() const { return schedule_.now() / kMillisecond; }
    void open_channels(LinkId);
    Notices take_piece(LinkId, SideId, const Frame& piece);
    /// What the side's channel wants written goes to the other side.
    void write_out(LinkId, SideId from, Micros departs);
    void look_after_channels(LinkId);
    Notice meet(LinkId, SideId);
    void remember_for_replay(LinkId, SideId to, const SharedFrame&);

    Schedule& schedule_;
    Plan plan_;
    Prng prng_;
    std::function<bool(std::size_t)> is_on_;
    chain::Bytes prologue_;
    std::vector<Link> links_;
    std::vector<std::map<PeerId, std::pair<LinkId, SideId>>> peers_;
    PeerId last_peer_ = 0;
    std::map<std::uint64_t, Cut> cuts_;
    std::uint64_t last_cut_ = 0;
    std::vector<std::uint8_t> cut_pairs_;  ///< from × nodes + to: how many cuts hold
    std::array<RelayState, 2> relays_{RelayState::kWorks, RelayState::kWorks};
    std::uint64_t broken_channels_ = 0;
    std::vector<Arrival> old_frames_;  ///< candidates for a replay
};

}  // namespace dure::sim
