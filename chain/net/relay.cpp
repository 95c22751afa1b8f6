#include "chain/net/relay.hpp"

#include <algorithm>

namespace dure::chain {

namespace {

enum class Kind : Byte {
    kEnrol = 1,
    kTo = 2,
    kPresent = 3,
    kAbsent = 4,
    kFrom = 5,
    kLost = 6,
};
constexpr std::size_t kKeyBytes = 32;

void append(Bytes& out, const NodeKey& key) {
    out.insert(out.end(), key.bytes.begin(), key.bytes.end());
}

NodeKey key_at(ByteView bytes) {
    NodeKey key;
    std::copy_n(bytes.begin(), kKeyBytes, key.bytes.begin());
    return key;
}

Bytes with_key(Kind kind, const NodeKey& key, ByteView payload = {}) {
    Bytes out;
    out.reserve(kRelayHeaderBytes + payload.size());
    out.push_back(static_cast<Byte>(kind));
    append(out, key);
    out.insert(out.end(), payload.begin(), payload.end());
    return out;
}

struct Encoder {
    Bytes operator()(const RelayEnrol&) const { return {static_cast<Byte>(Kind::kEnrol)}; }
    Bytes operator()(const RelayTo& p) const { return with_key(Kind::kTo, p.key, p.payload); }
    Bytes operator()(const RelayAbsent& p) const { return with_key(Kind::kAbsent, p.key); }
    Bytes operator()(const RelayFrom& p) const { return with_key(Kind::kFrom, p.key, p.payload); }
    Bytes operator()(const RelayLost& p) const { return with_key(Kind::kLost, p.key); }
    Bytes operator()(const RelayPresent& p) const {
        Bytes out{static_cast<Byte>(Kind::kPresent)};
        for (const auto& key : p.keys) append(out, key);
        return out;
    }
};

std::optional<RelayPacket> decode_present(ByteView body) {
    if (body.empty() || body.size() % kKeyBytes != 0 || body.size() > kMostPresent * kKeyBytes)
        return std::nullopt;
    RelayPresent out;
    for (std::size_t at = 0; at < body.size(); at += kKeyBytes)
        out.keys.push_back(key_at(body.subspan(at)));
    return out;
}

}  // namespace

Bytes encode(const RelayPacket& packet) { return std::visit(Encoder{}, packet); }

std::optional<RelayPacket> decode_relay_packet(ByteView bytes) {
    if (bytes.empty()) return std::nullopt;
    const auto kind = static_cast<Kind>(bytes[0]);
    const auto body = bytes.subspan(1);
    if (kind == Kind::kEnrol) {
        if (!body.empty()) return std::nullopt;
        return RelayEnrol{};
    }
    if (kind == Kind::kPresent) return decode_present(body);
    if (body.size() < kKeyBytes) return std::nullopt;
    const auto key = key_at(body);
    const auto rest = body.subspan(kKeyBytes);
    if (kind == Kind::kTo) return RelayTo{key, Bytes(rest.begin(), rest.end())};
    if (kind == Kind::kFrom) return RelayFrom{key, Bytes(rest.begin(), rest.end())};
    if (!rest.empty()) return std::nullopt;
    if (kind == Kind::kAbsent) return RelayAbsent{key};
    if (kind == Kind::kLost) return RelayLost{key};
    return std::nullopt;
}

std::optional<std::vector<Relay::Out>> Relay::on_packet(const NodeKey& from, ByteView packet,
                                                        std::int64_t now_ms) {
    auto decoded = decode_relay_packet(packet);
    if (!decoded) return std::nullopt;
    if (std::holds_alternative<RelayEnrol>(*decoded)) return enrol(from);
    auto* to = std::get_if<RelayTo>(&*decoded);
    const auto client = clients_.find(from);
    if (to == nullptr || client == clients_.end()) return std::nullopt;
    auto& pace = client->second;
    const auto size = packet.size();
    const bool passes = to->key != from && clients_.contains(to->key) && !pace.exhausted(now_ms) &&
                        has_room_(to->key, size);
    if (!passes) return std::vector<Out>{{from, RelayLost{to->key}}};
    pace.spend(static_cast<std::int64_t>(size), now_ms);
    return std::vector<Out>{{to->key, RelayFrom{from, std::move(to->payload)}}};
}

std::vector<Relay::Out> Relay::enrol(const NodeKey& key) {
    std::vector<Out> out;
    if (clients_.contains(key)) return out;
    // A relay that is full goes on for those it has; the newcomer hears of nobody.
    if (clients_.size() >= limits_.clients) return out;
    RelayPresent others;
    for (const auto& [other, pace] : clients_) {
        if (others.keys.size() < kMostPresent) others.keys.push_back(other);
        out.push_back({other, RelayPresent{{key}}});
    }
    if (!others.keys.empty()) out.push_back({key, std::move(others)});
    clients_.emplace(key, Pace(limits_.bytes_per_second, limits_.burst_bytes));
    return out;
}

std::vector<Relay::Out> Relay::gone(const NodeKey& client) {
    std::vector<Out> out;
    if (clients_.erase(client) == 0) return out;
    for (const auto& [other, pace] : clients_) out.push_back({other, RelayAbsent{client}});
    return out;
}

}  // namespace dure::chain
