#include "chain/net/links.hpp"

#include <algorithm>

namespace dure::chain {

/// A channel and what carries it: a stream, or a path through a relay.
struct Links::Link {
    Link(PeerId its_id, ChannelConfig channel_config, std::optional<Path> its_path,
         const LinkLimits& limits, std::int64_t factor, std::int64_t now_ms)
        : id(its_id),
          role(channel_config.role),
          channel(std::move(channel_config), now_ms),
          path(std::move(its_path)),
          bytes(limits.bytes_per_second * factor, limits.burst_bytes * factor),
          messages(limits.messages_per_second * factor, limits.burst_messages * factor),
          opened_ms(now_ms),
          received_ms(now_ms) {}

    bool is_stream() const { return !path; }

    PeerId id;
    NoiseRole role;
    SecureChannel channel;
    std::optional<Path> path;
    Pace bytes;
    Pace messages;
    std::size_t queued = 0;  ///< streams: given to be written and not written yet
    enum class State : std::uint8_t { kHandshake, kServing, kPeer } state = State::kHandshake;
    std::int64_t opened_ms;
    std::int64_t received_ms;
};

namespace {

// What stands before the bytes of a link in a packet: which of its two sides speaks, and its
// number.
enum class PathKind : Byte {
    kOpen = 0,  ///< the opener's first bytes
    kFromOpener = 1,
    kFromAnswerer = 2,
    kClosedByOpener = 3,
    kClosedByAnswerer = 4,
};
constexpr std::size_t kPathHeaderBytes = 1 + 8;
constexpr std::size_t kPathBytes = kPacketBytes - kRelayHeaderBytes - kPathHeaderBytes;

/// A link through a relay cannot be read slower, only ended; its sender is held to the plain pace.
constexpr std::int64_t kPathFactor = 2;
/// A node from which nothing came for so long may have started again and call anew.
constexpr std::int64_t kStaleMs = 7'000;
/// How long a direct call has before the relay is tried too.
constexpr std::int64_t kDirectFirstMs = 3'000;
constexpr std::int64_t kForgetMs = 60'000;

std::uint64_t number_at(ByteView bytes) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 8; ++i) out = out << 8 | bytes[i];
    return out;
}

}  // namespace

Links::Links(LinksConfig config)
    : config_(std::move(config)),
      relay_({.clients = config_.limits.relay_clients + config_.limits.peers,
              .bytes_per_second = config_.limits.bytes_per_second,
              .burst_bytes = config_.limits.burst_bytes},
             [this](const NodeKey& key, std::size_t bytes) {
                 const auto stream = streams_by_key_.find(key);
                 const auto* link =
                     stream == streams_by_key_.end() ? nullptr : find(stream->second);
                 return link != nullptr && link->queued + bytes <= queue_room();
             }) {}

Links::~Links() = default;

Links::Link* Links::find(PeerId id) {
    const auto at = links_.find(id);
    return at == links_.end() ? nullptr : at->second.get();
}

const Links::Link* Links::find(PeerId id) const {
    const auto at = links_.find(id);
    return at == links_.end() ? nullptr : at->second.get();
}

Links::Link& Links::open(NoiseRole role, std::optional<NodeKey> expected, std::optional<Path> path,
                         std::int64_t now) {
    const bool to_relay = !path && expected && config_.relays.contains(*expected);
    const auto factor = path ? kPathFactor : to_relay ? config_.limits.relay_factor : 1;
    const auto id = next_++;
    auto link = std::make_unique<Link>(id,
                                       ChannelConfig{.role = role,
                                                     .identity = config_.identity,
                                                     .prologue = config_.prologue,
                                                     .expected = expected,
                                                     .services = config_.services,
                                                     .fresh_key = config_.fresh_key,
                                                     .limits = config_.limits.channel},
                                       path, config_.limits, factor, now);
    if (path) paths_[*path] = id;
    return *(links_[id] = std::move(link));
}

PeerId Links::stream_opened(const NodeKey& called, std::int64_t now_ms) {
    auto& link = open(NoiseRole::kInitiator, called, std::nullopt, now_ms);
    const auto id = link.id;
    flush(link, now_ms);
    return id;
}

PeerId Links::stream_accepted(std::int64_t now_ms) {
    return open(NoiseRole::kResponder, std::nullopt, std::nullopt, now_ms).id;
}

void Links::stream_received(PeerId stream, ByteView bytes, std::int64_t now_ms) {
    auto* link = find(stream);
    if (link == nullptr) return;
    link->received_ms = now_ms;
    link->bytes.spend(static_cast<std::int64_t>(bytes.size()), now_ms);
    (void)link->channel.receive(bytes, now_ms);
    pump(stream, now_ms);
}

void Links::stream_written(PeerId stream, std::size_t bytes) {
    auto* link = find(stream);
    if (link == nullptr) return;
    const auto left = std::min(bytes, link->queued);
    link->queued -= left;
    queued_ -= left;
}

void Links::stream_closed(PeerId stream, std::int64_t now_ms) {
    if (find(stream) == nullptr) return;
    end(stream, "closed by the other side", now_ms);
}

std::int64_t Links::pause_ms(PeerId stream, std::int64_t now_ms) {
    auto* link = find(stream);
    if (link == nullptr) return 0;
    return std::max(link->bytes.wait_ms(now_ms), link->messages.wait_ms(now_ms));
}

bool Links::is_established(PeerId stream) const {
    const auto* link = find(stream);
    return link != nullptr && link->channel.established();
}

void Links::send(PeerId peer, ByteView message, std::int64_t now_ms) {
    auto* link = find(peer);
    if (link == nullptr || link->state != Link::State::kPeer) return;
    const auto stream = link->path ? link->path->relay : peer;
    if (is_too_slow(stream)) return end(stream, "too slow for what it is sent", now_ms);
    if (const auto error = link->channel.send(message, now_ms))
        return end(peer, std::string(to_string(*error)), now_ms);
    flush(*link, now_ms);
}

void Links::expect(PeerId peer, std::size_t bytes) {
    if (auto* link = find(peer))
        link->bytes.allow(static_cast<std::int64_t>(bytes), config_.limits.most_expected);
}

void Links::drop(PeerId peer, const std::string& reason, std::int64_t now_ms) {
    const auto* link = find(peer);
    if (link == nullptr) return;
    if (link->path) {
        // Not at once again, whoever calls.
        retries_[link->path->far] = {config_.limits.longest_retry_ms,
                                     now_ms + config_.limits.longest_retry_ms};
    }
    end(peer, reason, now_ms);
}

/// Delivers what a link's channel has taken in, and writes what it has to say.
void Links::pump(PeerId id, std::int64_t now) {
    auto* link = find(id);
    if (link == nullptr) return;
    if (link->channel.established() && link->state == Link::State::kHandshake) {
        flush(*link, now);
        established(id, now);
        link = find(id);
        if (link == nullptr) return;
    }
    for (auto& delivery : link->channel.take_deliveries()) {
        link->messages.spend(1, now);
        if (delivery.kind == SecureChannel::Delivery::Kind::kMessage) {
            if (link->state == Link::State::kPeer)
                actions_.push_back(LinkMessage{id, std::move(delivery.bytes)});
            continue;
        }
        on_packet(id, delivery.bytes, now);
        link = find(id);
        if (link == nullptr) return;
    }
    if (link->path && (link->bytes.exhausted(now) || link->messages.exhausted(now)))
        return end(id, "too much through the relay", now);
    if (const auto error = link->channel.error())
        return end(id, std::string(to_string(*error)), now);
    flush(*link, now);
}

void Links::flush(Link& link, std::int64_t now) {
    auto bytes = link.channel.take_output();
    if (bytes.empty()) return;
    if (link.is_stream()) return write_stream(link, std::move(bytes));
    const auto path = *link.path;
    const bool opener = path.role == NoiseRole::kInitiator;
    const bool first =
        opener && link.state == Link::State::kHandshake && !link.channel.established();
    const auto kind = first    ? PathKind::kOpen
                      : opener ? PathKind::kFromOpener
                               : PathKind::kFromAnswerer;
    for (std::size_t at = 0; at < bytes.size(); at += kPathBytes) {
        const auto part = ByteView{bytes}.subspan(at, std::min(kPathBytes, bytes.size() - at));
        send_on_path(path, static_cast<Byte>(kind), part, now);
    }
}

void Links::write_stream(Link& link, Bytes bytes) {
    link.queued += bytes.size();
    queued_ += bytes.size();
    actions_.push_back(WriteStream{link.id, std::move(bytes)});
}

void Links::established(PeerId id, std::int64_t now) {
    auto& link = *find(id);
    const auto key = link.channel.remote();
    const auto services = link.channel.remote_services();
    if (key == config_.identity->key()) return end(id, "it is this node itself", now);
    if (link.path && key != link.path->far) return end(id, "the relay named another node", now);
    if (!has_place_for(key, services)) return end(id, "no place for more peers", now);
    link.state = Link::State::kServing;
    if (auto* other = duplicate_of(link)) {
        const bool keeps_first = first_stays(*other, link, now);
        const auto loser = keeps_first ? id : other->id;
        end(loser, "another link to the same node stays", now);
        if (find(id) == nullptr) return;
    }
    if (link.is_stream()) streams_by_key_[key] = id;
    if (link.path) retries_[key].pause_ms = 0;
    if (offers(services, Services::kChain) && offers(config_.services, Services::kChain)) {
        link.state = Link::State::kPeer;
        actions_.push_back(LinkUp{id, key});
    }
    enrol_at(link, now);
}

void Links::enrol_at(Link& link, std::int64_t now) {
    const bool is_ours = link.is_stream() && link.state != Link::State::kHandshake &&
                         config_.relays.contains(link.channel.remote()) &&
                         offers(link.channel.remote_services(), Services::kRelay);
    if (!is_ours || reachable_.contains(link.id)) return;
    reachable_[link.id];
    send_packet(link.id, RelayEnrol{}, now);
}

void Links::call(std::set<NodeKey> called, std::set<NodeKey> relays, std::int64_t now_ms) {
    config_.called = std::move(called);
    config_.relays = std::move(relays);
    for (auto& [id, link] : links_) enrol_at(*link, now_ms);
}

Links::Link* Links::duplicate_of(const Link& fresh) {
    for (auto& [id, link] : links_) {
        if (id != fresh.id && link->state != Link::State::kHandshake &&
            link->channel.remote() == fresh.channel.remote())
            return link.get();
    }
    return nullptr;
}

bool Links::first_stays(const Link& old, const Link& fresh, std::int64_t now) const {
    if (now - old.received_ms > kStaleMs) return false;
    if (old.is_stream() != fresh.is_stream()) return old.is_stream();
    if (old.role == fresh.role) return false;
    const bool we_are_smaller = config_.identity->key() < fresh.channel.remote();
    const auto preferred = we_are_smaller ? NoiseRole::kInitiator : NoiseRole::kResponder;
    return old.role == preferred;
}

bool Links::has_place_for(const NodeKey& key, Services services) const {
    if (config_.called.contains(key) || config_.far.contains(key) || is_connected(key)) return true;
    if (offers(services, Services::kChain) && offers(config_.services, Services::kChain))
        return chain_peers() < config_.limits.peers;
    const auto others = std::ranges::count_if(
        links_, [](const auto& entry) { return entry.second->state == Link::State::kServing; });
    return static_cast<std::size_t>(others) <= config_.limits.relay_clients;
}

std::size_t Links::chain_peers() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        links_, [](const auto& entry) { return entry.second->state == Link::State::kPeer; }));
}

void Links::end(PeerId id, const std::string& reason, std::int64_t now) {
    const auto at = links_.find(id);
    if (at == links_.end()) return;
    // Out of the tables first: what follows may look for it again.
    const auto link = std::move(at->second);
    links_.erase(at);
    queued_ -= link->queued;
    if (link->state == Link::State::kPeer) actions_.push_back(LinkDown{id});
    if (link->path) {
        paths_.erase(*link->path);
        const auto kind = link->path->role == NoiseRole::kInitiator ? PathKind::kClosedByOpener
                                                                    : PathKind::kClosedByAnswerer;
        send_on_path(*link->path, static_cast<Byte>(kind), {}, now);
        return;
    }
    actions_.push_back(CloseStream{id, reason});
    if (!link->channel.established()) return;
    end_paths(id, std::nullopt, "its relay is gone", now);
    reachable_.erase(id);
    const auto key = link->channel.remote();
    const auto stream = streams_by_key_.find(key);
    if (stream == streams_by_key_.end() || stream->second != id) return;
    streams_by_key_.erase(stream);
    pass_on(relay_.gone(key), now);
}

void Links::send_packet(PeerId stream, const RelayPacket& packet, std::int64_t now) {
    auto* link = find(stream);
    if (link == nullptr || !link->channel.established()) return;
    if (link->channel.send_packet(encode(packet), now)) return;  // pump will see its error
    write_stream(*link, link->channel.take_output());
}

void Links::send_on_path(const Path& path, Byte kind, ByteView bytes, std::int64_t now) {
    Bytes payload;
    payload.reserve(kPathHeaderBytes + bytes.size());
    payload.push_back(kind);
    for (int shift = 56; shift >= 0; shift -= 8)
        payload.push_back(static_cast<Byte>(path.number >> shift));
    payload.insert(payload.end(), bytes.begin(), bytes.end());
    send_packet(path.relay, RelayTo{path.far, std::move(payload)}, now);
}

void Links::on_packet(PeerId stream, ByteView packet, std::int64_t now) {
    const auto* link = find(stream);
    if (!link->is_stream()) return end(stream, "a packet where none belongs", now);
    if (reachable_.contains(stream)) {
        auto decoded = decode_relay_packet(packet);
        // What a client says to a relay comes from ours when it is also our client.
        const bool from_client = decoded && (std::holds_alternative<RelayEnrol>(*decoded) ||
                                             std::holds_alternative<RelayTo>(*decoded));
        if (!decoded) return end(stream, "a packet that makes no sense", now);
        if (!from_client) return from_relay(stream, *std::move(decoded), now);
    }
    if (!offers(config_.services, Services::kRelay))
        return end(stream, "a packet where none belongs", now);
    const auto out = relay_.on_packet(link->channel.remote(), packet, now);
    if (!out) return end(stream, "a packet that makes no sense", now);
    pass_on(*out, now);
}

void Links::pass_on(const std::vector<Relay::Out>& packets, std::int64_t now) {
    for (const auto& out : packets) {
        const auto stream = streams_by_key_.find(out.to);
        if (stream != streams_by_key_.end()) send_packet(stream->second, out.packet, now);
    }
}

void Links::from_relay(PeerId stream, RelayPacket packet, std::int64_t now) {
    auto& reachable = reachable_[stream];
    if (auto* present = std::get_if<RelayPresent>(&packet)) {
        for (const auto& key : present->keys) {
            if (reachable.size() < kMostPresent && key != config_.identity->key())
                reachable.insert(key);
        }
        return;
    }
    if (const auto* absent = std::get_if<RelayAbsent>(&packet)) {
        reachable.erase(absent->key);
        return end_paths(stream, absent->key, "it has left the relay", now);
    }
    if (const auto* lost = std::get_if<RelayLost>(&packet))
        return end_paths(stream, lost->key, "the relay lost a packet", now);
    if (const auto* from = std::get_if<RelayFrom>(&packet))
        return on_path_bytes(stream, from->key, from->payload, now);
}

void Links::on_path_bytes(PeerId stream, const NodeKey& far, ByteView payload, std::int64_t now) {
    if (payload.size() < kPathHeaderBytes) return;
    const auto kind = static_cast<PathKind>(payload[0]);
    const bool from_opener = kind == PathKind::kOpen || kind == PathKind::kFromOpener ||
                             kind == PathKind::kClosedByOpener;
    const Path path{.relay = stream,
                    .far = far,
                    .number = number_at(payload.subspan(1)),
                    .role = from_opener ? NoiseRole::kResponder : NoiseRole::kInitiator};
    const auto bytes = payload.subspan(kPathHeaderBytes);
    auto known = paths_.find(path);
    if (kind == PathKind::kOpen && known == paths_.end()) {
        std::size_t pending = 0, of_one = 0;
        for (const auto& [other, id] : paths_) {
            if (other.relay != stream || other.role != NoiseRole::kResponder ||
                find(id)->state != Link::State::kHandshake)
                continue;
            ++pending;
            of_one += other.far == far ? 1U : 0U;
        }
        if (pending >= config_.limits.pending_through_relay ||
            of_one >= config_.limits.pending_of_one)
            return;
        (void)open(NoiseRole::kResponder, far, path, now);
        known = paths_.find(path);
    }
    if (known == paths_.end()) return;  // of a link that is over
    const auto id = known->second;
    auto* link = find(id);
    if (kind == PathKind::kClosedByOpener || kind == PathKind::kClosedByAnswerer)
        return end(id, "closed by the other side", now);
    link->received_ms = now;
    link->bytes.spend(static_cast<std::int64_t>(bytes.size()), now);
    (void)link->channel.receive(bytes, now);
    pump(id, now);
}

void Links::end_paths(PeerId relay, const std::optional<NodeKey>& far, const std::string& reason,
                      std::int64_t now) {
    std::vector<PeerId> over;
    for (const auto& [path, id] : paths_) {
        if (path.relay == relay && (!far || path.far == *far)) over.push_back(id);
    }
    for (const auto id : over) end(id, reason, now);
}

void Links::tick(std::int64_t now_ms) {
    std::vector<PeerId> ids;
    for (const auto& [id, link] : links_) ids.push_back(id);
    for (const auto id : ids) {
        auto* link = find(id);
        if (link == nullptr) continue;
        (void)link->channel.tick(now_ms);
        if (is_too_slow(id)) {
            end(id, "too slow for what it is sent", now_ms);
        } else {
            pump(id, now_ms);
        }
    }
    call_through_relays(now_ms);
    std::erase_if(retries_, [&](const auto& entry) {
        return now_ms - entry.second.at_ms > kForgetMs && !config_.called.contains(entry.first);
    });
}

bool Links::is_too_slow(PeerId stream) const {
    const auto* link = find(stream);
    const auto factor = reachable_.contains(stream) ? config_.limits.relay_factor : 1;
    return link != nullptr && link->queued > queue_room() * static_cast<std::size_t>(factor);
}

/// How much may wait for one stream.
std::size_t Links::queue_room() const {
    const auto& limits = config_.limits;
    if (queued_ <= limits.all_queues_bytes) return limits.queue_bytes;
    return std::min(limits.queue_bytes, limits.all_queues_bytes / links_.size());
}

void Links::call_through_relays(std::int64_t now) {
    if (reachable_.empty()) return;
    for (const auto& key : config_.far) (void)call_far(key, now);
    // Those we call directly come through a relay when that fails.
    for (const auto& key : config_.called) {
        retries_.try_emplace(key, Retry{.pause_ms = 0, .at_ms = now + kDirectFirstMs});
        (void)call_far(key, now);
    }
    // Others, from our own key on and around, so that every node's calls spread evenly.
    auto have = chain_peers() +
                static_cast<std::size_t>(std::ranges::count_if(paths_, [&](const auto& entry) {
                    return find(entry.second)->state == Link::State::kHandshake;
                }));
    for (const auto& [relay, keys] : reachable_) {
        const auto start = keys.upper_bound(config_.identity->key());
        for (auto at = start; at != keys.end() && have < config_.enough_peers; ++at)
            if (call_far(*at, now)) ++have;
        for (auto at = keys.begin(); at != start && have < config_.enough_peers; ++at)
            if (call_far(*at, now)) ++have;
    }
}

/// Whether a link to it was begun.
bool Links::call_far(const NodeKey& key, std::int64_t now) {
    const bool busy = std::ranges::any_of(links_, [&](const auto& entry) {
        const auto& link = *entry.second;
        return (link.path && link.path->far == key) ||
               (link.channel.established() && link.channel.remote() == key);
    });
    auto& retry = retries_[key];
    if (busy || now < retry.at_ms) return false;
    for (const auto& [relay, keys] : reachable_) {
        if (!keys.contains(key)) continue;
        retry.pause_ms = std::clamp(retry.pause_ms * 2, config_.limits.retry_ms,
                                    config_.limits.longest_retry_ms);
        retry.at_ms = now + retry.pause_ms;
        const auto number = number_at(config_.fresh_key().view());
        auto& link =
            open(NoiseRole::kInitiator, key, Path{relay, key, number, NoiseRole::kInitiator}, now);
        flush(link, now);
        return true;
    }
    return false;
}

bool Links::is_connected(const NodeKey& key) const {
    return std::ranges::any_of(links_, [&](const auto& entry) {
        return entry.second->state != Link::State::kHandshake &&
               entry.second->channel.remote() == key;
    });
}

bool Links::has_stream_to(const NodeKey& key) const { return streams_by_key_.contains(key); }

std::vector<LinkInfo> Links::peers() const {
    std::vector<LinkInfo> out;
    for (const auto& [id, link] : links_) {
        if (link->state != Link::State::kPeer) continue;
        LinkInfo info{.peer = id,
                      .key = link->channel.remote(),
                      .relay = std::nullopt,
                      .role = link->role,
                      .since_ms = link->opened_ms};
        if (link->path) {
            const auto* stream = find(link->path->relay);
            if (stream != nullptr) info.relay = stream->channel.remote();
        }
        out.push_back(info);
    }
    return out;
}

}  // namespace dure::chain
