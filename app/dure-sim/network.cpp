#include "network.hpp"

#include "chain/net/wire.hpp"

namespace dure::sim {

namespace {

constexpr std::size_t kOldFrames = 256;

/// What a hostile member could say again: signed votes and transactions. Everything else belongs to
/// its session, which an encrypted channel keeps.
bool can_be_repeated(const SharedFrame& frame) {
    if (frame->bytes.empty()) return true;
    const auto kind = static_cast<chain::wire::Kind>(frame->bytes.front());
    return kind == chain::wire::Kind::kConsensus || kind == chain::wire::Kind::kTransactions;
}

}  // namespace

Network::Network(Schedule& schedule, const Plan& plan, std::size_t nodes, Prng prng,
                 std::function<bool(std::size_t)> is_on, chain::Bytes prologue)
    : schedule_(schedule),
      plan_(plan),
      prng_(prng),
      is_on_(std::move(is_on)),
      prologue_(std::move(prologue)),
      peers_(nodes),
      cut_pairs_(nodes * nodes, 0) {}

void Network::add_link(std::size_t a, std::size_t b, std::optional<std::size_t> through_relay) {
    Link link;
    link.sides[0].node = a;
    link.sides[1].node = b;
    link.relay = through_relay;
    links_.push_back(std::move(link));
}

void Network::start() {
    for (LinkId id = 0; id < links_.size(); ++id) plan_try(id, prng_.between(0, kSecond));
}

bool Network::blocked(const Link& link, SideId to) const {
    const auto from_node = link.sides[1 - to].node;
    const auto to_node = link.sides[to].node;
    if (cut_pairs_[from_node * peers_.size() + to_node] > 0) return true;
    if (!link.relay) return false;
    const auto state = relays_[*link.relay];
    return state == RelayState::kDown || (state == RelayState::kOneWay && to == 1);
}

Micros Network::draw_delay() {
    auto delay = std::min(prng_.exponential(plan_.mean_delay), 5 * kSecond);
    if (plan_.tail > 0 && prng_.chance(plan_.tail)) delay += prng_.between(0, 5 * kSecond);
    return delay + 50;
}

void Network::send(std::size_t node, PeerId peer, SharedFrame frame, Micros departs) {
    const auto found = peers_[node].find(peer);
    if (found == peers_[node].end()) return;
    const auto [id, side] = found->second;
    auto& link = links_[id];
    if (!link.is_open) return;
    const auto to = static_cast<SideId>(1 - side);
    if (auto& channel = link.sides[side].channel) {
        if (channel->send(frame->bytes, now_ms())) return close(id, 0, 0);
        return write_out(id, side, departs);
    }
    auto at = std::max(departs, schedule_.now()) + draw_delay();
    if (!plan_.datagrams) {
        // A loss below a stream: the retransmission's timeout.
        if (plan_.loss > 0 && prng_.chance(plan_.loss))
            at += prng_.between(200, 1'500) * kMillisecond;
        put_on_stream(id, to, std::move(frame), at);
        return;
    }
    if (blocked(link, to) || (plan_.loss > 0 && prng_.chance(plan_.loss))) return;
    const auto repeatable = can_be_repeated(frame);
    if (repeatable) remember_for_replay(id, to, frame);
    if (repeatable && plan_.duplicate > 0 && prng_.chance(plan_.duplicate))
        schedule_.add(at + draw_delay(), Arrival{id, to, link.epoch, frame});
    schedule_.add(at, Arrival{id, to, link.epoch, std::move(frame)});
}

void Network::put_on_stream(LinkId id, SideId to, SharedFrame frame, Micros at) {
    auto& side = links_[id].sides[to];
    if (!side.stream.empty()) at = std::max(at, side.stream.back().first);
    side.stream.emplace_back(at, std::move(frame));
    if (side.pump_is_due) return;
    side.pump_is_due = true;
    schedule_.add(at, Arrival{id, to, links_[id].epoch, nullptr});
}

void Network::remember_for_replay(LinkId id, SideId to, const SharedFrame& frame) {
    if (plan_.replay <= 0) return;
    if (old_frames_.size() < kOldFrames) {
        old_frames_.push_back({id, to, 0, frame});
    } else if (prng_.chance(0.1)) {
        old_frames_[prng_.below(kOldFrames)] = {id, to, 0, frame};
    }
    if (!prng_.chance(plan_.replay)) return;
    auto again = old_frames_[prng_.below(old_frames_.size())];
    again.epoch = links_[again.link].epoch;
    schedule_.add(schedule_.now() + draw_delay(), std::move(again));
}

Network::Notices Network::arrive(const Arrival& arrival) {
    auto& link = links_[arrival.link];
    auto& side = link.sides[arrival.side];
    if (!link.is_open || link.epoch != arrival.epoch) return {};
    const auto notice = [&](SharedFrame frame) {
        return Notices{{Notice::Kind::kFrame, side.node, side.peer,
                        link.sides[1 - arrival.side].node, std::move(frame)}};
    };
    if (arrival.frame) {
        if (side.peer == 0) return {};
        return notice(arrival.frame);
    }
    side.pump_is_due = false;
    if (side.stream.empty()) return {};
    // Not connected yet, or stalled: what waits is tried again.
    if ((side.peer == 0 && !side.channel) || blocked(link, arrival.side)) {
        side.pump_is_due = true;
        schedule_.add(schedule_.now() + prng_.between(100, 800) * kMillisecond,
                      Arrival{arrival.link, arrival.side, link.epoch, nullptr});
        return {};
    }
    auto frame = std::move(side.stream.front().second);
    side.stream.pop_front();
    if (!side.stream.empty()) {
        side.pump_is_due = true;
        schedule_.add(std::max(schedule_.now(), side.stream.front().first),
                      Arrival{arrival.link, arrival.side, link.epoch, nullptr});
    }
    if (side.channel) return take_piece(arrival.link, arrival.side, *frame);
    return notice(std::move(frame));
}

void Network::plan_try(LinkId id, Micros delay) {
    auto& link = links_[id];
    if (link.try_is_due || link.is_open) return;
    link.try_is_due = true;
    schedule_.after(delay, "dial", [this, id] { try_open(id); });
}

void Network::try_open(LinkId id) {
    auto& link = links_[id];
    link.try_is_due = false;
    if (link.is_open) return;
    // A connection that one end has not heard the end of yet would be two at once.
    const auto& [a, b] = link.sides;
    if (!is_on_(a.node) || !is_on_(b.node) || blocked(link, 0) || blocked(link, 1) || a.peer != 0 ||
        b.peer != 0) {
        plan_try(id, prng_.between(300, 3'000) * kMillisecond);
        return;
    }
    link.is_open = true;
    ++link.epoch;
    for (SideId side = 0; side < 2; ++side) {
        link.sides[side].stream.clear();
        link.sides[side].pump_is_due = false;
        if (!plan_.sealed)
            schedule_.add(schedule_.now() + draw_delay(), LinkOpened{id, side, link.epoch});
    }
    if (plan_.sealed) open_channels(id);
}

Network::Notice Network::meet(LinkId id, SideId at) {
    auto& link = links_[id];
    auto& side = link.sides[at];
    side.peer = ++last_peer_;
    peers_[side.node].emplace(side.peer, std::pair{id, at});
    return {Notice::Kind::kOpened, side.node, side.peer, link.sides[1 - at].node, nullptr};
}

Network::Notices Network::opened(const LinkOpened& happening) {
    const auto& link = links_[happening.link];
    if (!link.is_open || link.epoch != happening.epoch) return {};
    return {meet(happening.link, happening.side)};
}

void Network::close(LinkId id, Micros first, Micros second) {
    auto& link = links_[id];
    if (!link.is_open) return;
    link.is_open = false;
    link.watched = false;
    const std::array<Micros, 2> delays{first, second};
    for (SideId side = 0; side < 2; ++side) {
        if (link.sides[side].peer != 0)
            schedule_.add(schedule_.now() + delays[side],
                          LinkClosed{id, side, link.sides[side].peer});
    }
    // Nobody was connected yet who would hear of it and dial again.
    if (link.sides[0].peer == 0 && link.sides[1].peer == 0)
        plan_try(id, prng_.between(200, 2'000) * kMillisecond);
}

Network::Notices Network::closed(const LinkClosed& happening) {
    auto& link = links_[happening.link];
    auto& side = link.sides[happening.side];
    if (side.peer != happening.peer) return {};
    side.peer = 0;
    peers_[side.node].erase(happening.peer);
    plan_try(happening.link, prng_.between(200, 2'000) * kMillisecond);
    return {{Notice::Kind::kClosed, side.node, happening.peer, link.sides[1 - happening.side].node,
             nullptr}};
}

void Network::drop(std::size_t node, PeerId peer) {
    const auto found = peers_[node].find(peer);
    if (found == peers_[node].end()) return;
    const auto [id, side] = found->second;
    if (side == 0)
        close(id, 0, draw_delay());
    else
        close(id, draw_delay(), 0);
    plan_try(id, prng_.between(2, 10) * kSecond);
}

void Network::node_gone(std::size_t node, Farewell farewell) {
    for (LinkId id = 0; id < links_.size(); ++id) {
        auto& link = links_[id];
        for (SideId side = 0; side < 2; ++side) {
            if (link.sides[side].node != node) continue;
            const auto until_noticed = farewell == Farewell::kReset
                                           ? draw_delay()
                                           : prng_.between(500, 15'000) * kMillisecond;
            close(id, until_noticed, until_noticed);
            // The computer that went remembers nothing.
            peers_[node].erase(link.sides[side].peer);
            link.sides[side].peer = 0;
            plan_try(id, prng_.between(200, 2'000) * kMillisecond);
        }
    }
}

std::uint64_t Network::cut(std::vector<bool> from, std::vector<bool> to) {
    const auto nodes = peers_.size();
    for (std::size_t a = 0; a < nodes; ++a) {
        for (std::size_t b = 0; b < nodes; ++b) {
            if (from[a] && to[b] && a != b) ++cut_pairs_[a * nodes + b];
        }
    }
    cuts_.emplace(++last_cut_, Cut{std::move(from), std::move(to)});
    look_for_blocked_links();
    return last_cut_;
}

void Network::mend(std::uint64_t number) {
    const auto found = cuts_.find(number);
    if (found == cuts_.end()) return;
    const auto nodes = peers_.size();
    for (std::size_t a = 0; a < nodes; ++a) {
        for (std::size_t b = 0; b < nodes; ++b) {
            if (found->second.from[a] && found->second.to[b] && a != b) --cut_pairs_[a * nodes + b];
        }
    }
    cuts_.erase(found);
}

void Network::set_relay(std::size_t relay, RelayState state) {
    relays_[relay] = state;
    if (state == RelayState::kDown) {
        for (LinkId id = 0; id < links_.size(); ++id) {
            if (links_[id].relay == relay) close(id, draw_delay(), draw_delay());
        }
    }
    look_for_blocked_links();
}

void Network::look_for_blocked_links() {
    for (LinkId id = 0; id < links_.size(); ++id) {
        const auto& link = links_[id];
        if (link.is_open && (blocked(link, 0) || blocked(link, 1))) watch(id);
    }
}

void Network::watch(LinkId id) {
    if (links_[id].watched) return;
    links_[id].watched = true;
    const auto epoch = links_[id].epoch;
    schedule_.after(prng_.between(2, 20) * kSecond, "keepalive", [this, id, epoch] {
        auto& link = links_[id];
        if (link.epoch != epoch) return;
        link.watched = false;
        if (!blocked(link, 0) && !blocked(link, 1)) return;
        close(id, prng_.between(0, 3) * kSecond, prng_.between(0, 3) * kSecond);
    });
}

void Network::heal() {
    cuts_.clear();
    std::fill(cut_pairs_.begin(), cut_pairs_.end(), std::uint8_t{0});
    relays_ = {RelayState::kWorks, RelayState::kWorks};
    plan_.loss = plan_.duplicate = plan_.replay = plan_.tail = 0;
    plan_.corrupt = plan_.torn = 0;
    plan_.mean_delay = std::min(plan_.mean_delay, 100 * kMillisecond);
}

std::vector<PeerId> Network::peers_of(std::size_t node) const {
    std::vector<PeerId> out;
    for (const auto& [peer, place] : peers_[node]) out.push_back(peer);
    return out;
}

std::optional<std::size_t> Network::other_end(std::size_t node, PeerId peer) const {
    const auto found = peers_[node].find(peer);
    if (found == peers_[node].end()) return std::nullopt;
    const auto [link, side] = found->second;
    return links_[link].sides[1 - side].node;
}

std::size_t Network::frames_waiting() const {
    std::size_t waiting = 0;
    for (const auto& link : links_)
        waiting += link.sides[0].stream.size() + link.sides[1].stream.size();
    return waiting;
}

}  // namespace dure::sim
