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

void Node::take_room_for_votes() {
    if (!has_room() || !qbft_->is_validator() || validators_.size() == 1) return;
    const auto taken = votes_->allocate();
    if (!taken && taken.error().kind != DiskError::Kind::kNoSpace) stop(taken.error().what);
}

}  // namespace dure::chain
