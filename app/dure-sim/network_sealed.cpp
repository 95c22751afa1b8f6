// Links whose frames are the bytes of real encrypted channels: cut into pieces, changed on the way,
// torn off in the middle. A channel that notices ends its connection, and who dialled dials again.
#include "keys.hpp"
#include "network.hpp"
#include "votes.hpp"

namespace dure::sim {

using namespace chain;

void Network::open_channels(LinkId id) {
    auto& link = links_[id];
    const auto fresh_key = [this] {
        SecretBytes key(32);
        for (auto& byte : key.span()) byte = static_cast<Byte>(prng_.next());
        return key;
    };
    for (SideId side = 0; side < 2; ++side) {
        const auto dials = side == 0;
        auto config = ChannelConfig{.role = dials ? NoiseRole::kInitiator : NoiseRole::kResponder,
                                    .identity = identity(link.sides[side].node),
                                    .prologue = prologue_,
                                    .expected = std::nullopt,
                                    .fresh_key = fresh_key};
        if (dials) config.expected = node_key(link.sides[1].node);
        link.sides[side].channel = std::make_unique<SecureChannel>(std::move(config), now_ms());
    }
    write_out(id, 0, schedule_.now());
    look_after_channels(id);
}

Network::Notices Network::take_piece(LinkId id, SideId at, const Frame& piece) {
    auto& link = links_[id];
    auto& side = link.sides[at];
    Notices out;
    const auto was_known = side.channel->established();
    const auto error = side.channel->receive(piece.bytes, now_ms());
    if (!was_known && side.channel->established()) out.push_back(meet(id, at));
    for (auto& delivery : side.channel->take_deliveries()) {
        out.push_back({Notice::Kind::kFrame, side.node, side.peer, link.sides[1 - at].node,
                       shared(std::move(delivery.bytes))});
    }
    if (error) {
        ++broken_channels_;
        close(id, 0, draw_delay());
    } else {
        write_out(id, at, schedule_.now());
    }
    return out;
}

void Network::write_out(LinkId id, SideId from, Micros departs) {
    auto bytes = links_[id].sides[from].channel->take_output();
    if (bytes.empty()) return;
    const auto to = static_cast<SideId>(1 - from);
    auto at = std::max(departs, schedule_.now()) + draw_delay();
    if (plan_.loss > 0 && prng_.chance(plan_.loss)) at += prng_.between(200, 1'500) * kMillisecond;
    if (plan_.corrupt > 0 && prng_.chance(plan_.corrupt))
        bytes[prng_.below(bytes.size())] ^= static_cast<Byte>(1 + prng_.below(255));
    const auto is_torn = plan_.torn > 0 && prng_.chance(plan_.torn);
    if (is_torn || prng_.chance(0.2)) {
        const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(prng_.below(bytes.size()));
        put_on_stream(id, to, shared(Bytes(bytes.begin(), first)), at);
        bytes.erase(bytes.begin(), first);
        at += draw_delay();
    }
    if (!is_torn) return put_on_stream(id, to, shared(std::move(bytes)), at);
    schedule_.after(at - schedule_.now(), "torn", [this, id, epoch = links_[id].epoch] {
        if (links_[id].epoch == epoch) close(id, draw_delay(), draw_delay());
    });
}

/// Deadlines, signs of life, new keys.
void Network::look_after_channels(LinkId id) {
    auto& link = links_[id];
    auto next = INT64_MAX;
    for (const auto& side : link.sides) next = std::min(next, side.channel->next_tick_ms());
    const auto wait = std::max(next - now_ms(), std::int64_t{1'000}) * kMillisecond;
    schedule_.after(wait, "channels", [this, id, epoch = link.epoch] {
        auto& same = links_[id];
        if (!same.is_open || same.epoch != epoch) return;
        for (SideId side = 0; side < 2; ++side) {
            if (same.sides[side].channel->tick(now_ms())) return close(id, 0, 0);
            write_out(id, side, schedule_.now());
        }
        look_after_channels(id);
    });
}

}  // namespace dure::sim
