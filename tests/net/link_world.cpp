#include "tests/net/link_world.hpp"

#include <algorithm>

namespace dure::chain::testing {

std::size_t LinkWorld::add(LinksConfig config, std::shared_ptr<const NodeIdentity> identity) {
    auto member = std::make_unique<Member>();
    member->identity = identity ? std::move(identity) : new_identity();
    config.identity = member->identity;
    config.fresh_key = [this] { return random_secret(random_); };
    if (config.prologue.empty()) config.prologue = channel_prologue(1, Hash256{});
    member->links = std::make_unique<Links>(std::move(config));
    members_.push_back(std::move(member));
    return members_.size() - 1;
}

std::size_t LinkWorld::connect(std::size_t from, std::size_t to) {
    auto stream = std::make_unique<Stream>();
    stream->ends[0] = {from, members_[from]->links->stream_opened(key(to), now), {}};
    stream->ends[1] = {to, members_[to]->links->stream_accepted(now), {}};
    streams_.push_back(std::move(stream));
    collect(from);
    return streams_.size() - 1;
}

void LinkWorld::cut(std::size_t index) {
    auto& stream = *streams_[index];
    if (!stream.open) return;
    stream.open = false;
    for (auto& end : stream.ends) {
        members_[end.node]->links->stream_closed(end.id, now);
        collect(end.node);
    }
}

void LinkWorld::collect(std::size_t node) { deliver(node, members_[node]->links->take_actions()); }

void LinkWorld::deliver(std::size_t node, std::vector<LinkAction> actions) {
    auto& member = *members_[node];
    for (auto& action : actions) {
        if (auto* write = std::get_if<WriteStream>(&action)) {
            for (auto& stream : streams_) {
                for (int end = 0; end < 2; ++end) {
                    if (!stream->open || stream->ends[end].node != node ||
                        stream->ends[end].id != write->stream)
                        continue;
                    member.links->stream_written(write->stream, write->bytes.size());
                    auto& other = stream->ends[1 - end];
                    if (!wiretap || wiretap(node, other.node, write->bytes))
                        other.to_come.push_back(std::move(write->bytes));
                }
            }
        } else if (auto* close = std::get_if<CloseStream>(&action)) {
            member.told.ended.push_back(close->reason);
            for (auto& stream : streams_) {
                for (int end = 0; end < 2; ++end) {
                    if (!stream->open || stream->ends[end].node != node ||
                        stream->ends[end].id != close->stream)
                        continue;
                    stream->open = false;
                    auto& other = stream->ends[1 - end];
                    members_[other.node]->links->stream_closed(other.id, now);
                    collect(other.node);
                }
            }
        } else if (auto* up = std::get_if<LinkUp>(&action)) {
            member.told.peers[up->peer] = up->key;
            ++member.told.ups;
        } else if (auto* down = std::get_if<LinkDown>(&action)) {
            member.told.peers.erase(down->peer);
        } else if (auto* message = std::get_if<LinkMessage>(&action)) {
            member.told.messages[member.told.peers.at(message->peer)].push_back(
                std::move(message->bytes));
        }
    }
}

void LinkWorld::carry(Stream& stream, int end) {
    auto& to = stream.ends[end];
    const auto bytes = std::move(to.to_come.front());
    to.to_come.pop_front();
    members_[to.node]->links->stream_received(to.id, bytes, now);
    collect(to.node);
}

void LinkWorld::step(std::size_t index) {
    auto& stream = *streams_[index];
    for (int end = 0; end < 2; ++end) {
        if (stream.open && !stream.ends[end].to_come.empty()) carry(stream, end);
    }
}

void LinkWorld::settle() {
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < streams_.size(); ++i) {
            for (int end = 0; end < 2; ++end) {
                if (!streams_[i]->open || streams_[i]->ends[end].to_come.empty()) continue;
                carry(*streams_[i], end);
                more = true;
            }
        }
    }
}

void LinkWorld::pass(std::int64_t ms) {
    for (const auto end = now + ms; now < end;) {
        now = std::min(end, now + 250);
        for (std::size_t node = 0; node < members_.size(); ++node) {
            members_[node]->links->tick(now);
            collect(node);
        }
        settle();
    }
}

void LinkWorld::send(std::size_t from, std::size_t to, const Bytes& message) {
    for (const auto& [peer, its_key] : members_[from]->told.peers) {
        if (its_key != key(to)) continue;
        members_[from]->links->send(peer, message, now);
        return collect(from);
    }
}

std::size_t LinkWorld::links_between(std::size_t from, std::size_t to) {
    return static_cast<std::size_t>(std::ranges::count_if(
        members_[from]->told.peers, [&](const auto& entry) { return entry.second == key(to); }));
}

}  // namespace dure::chain::testing
