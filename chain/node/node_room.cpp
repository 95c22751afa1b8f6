// What the node does as its disk fills: RoomKeeper says how much there is.
#include "chain/node/node.hpp"
#include "chain/node/node_peers.hpp"

namespace dure::chain {

void Node::look_for_room() {
    effects_.emplace_back(SetTimer{.timer = NodeTimer::kRoom,
                                   .at_ms = env_.clock.steady_ms() + config_.room.look_ms});
    if (stopped_) return;
    const auto before = room_.room();
    const auto room = room_.look();
    if (!room) return stop(room.error().what);
    room_.keep_reserve();
    take_room_for_votes();
    if (*room != Room::kPlenty) prune();
    if (*room == before) return;
    env_.log.write(*room > before ? LogLevel::kWarning : LogLevel::kInfo,
                   "room on the disk: " + std::string(to_string(*room)) + ", " +
                       std::to_string(*room_.free_bytes() >> 20) + " MiB free");
    effects_.emplace_back(RoomChanged{*room});
    // The reserve was given up for this.
    if (*room == Room::kNone) flush();
    if (before != Room::kNone) return;
    // What was heard meanwhile may be of heights that are over: peers tell.
    settle();
    peers_->tick();
}

void Node::prune() {
    if (stopped_ || !has_room() || config_.keep_bodies_s == 0) return;
    if (head_.number <= config_.keep_blocks) return;
    const auto needs_room = room_.room() != Room::kPlenty;
    if (!needs_room && head_.timestamp <= config_.keep_bodies_s) return;
    const auto pruned =
        store_->prune({.before = needs_room ? UINT64_MAX : head_.timestamp - config_.keep_bodies_s,
                       .below = head_.number - config_.keep_blocks});
    if (!pruned) {
        // Its archive needs some room first.
        if (pruned.error().kind == DiskError::Kind::kNoSpace)
            return env_.log.write(LogLevel::kWarning, pruned.error().what);
        return stop(pruned.error().what);
    }
    if (*pruned) {
        env_.log.write(LogLevel::kInfo,
                       "pruned the bodies before block " + std::to_string(oldest_body()));
    }
}

void Node::take_room_for_votes() {
    if (!has_room() || !qbft_->is_validator() || validators_.size() == 1) return;
    const auto taken = votes_->allocate();
    if (!taken && taken.error().kind != DiskError::Kind::kNoSpace) stop(taken.error().what);
}

}  // namespace dure::chain
