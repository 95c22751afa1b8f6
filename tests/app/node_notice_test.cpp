// Which of a node's troubles the screen names: one, and the worst.
#include <gtest/gtest.h>

#include "app/home/node_watch.hpp"

namespace dure::app {
namespace {

using chain::Room;
using chain::StoreNotice;
using chain::VoteSilence;

const std::vector<StoreNotice> kNothing;

TEST(NodeNotice, a_healthy_node_has_none) {
    EXPECT_EQ(notice_id(kNothing, Room::kPlenty, std::nullopt), "");
    EXPECT_EQ(notice_id({{StoreNotice::Kind::kTornTail, "a cut"}}, Room::kPlenty, std::nullopt), "")
        << "nothing was lost";
}

TEST(NodeNotice, why_a_validator_holds_its_tongue_is_said) {
    EXPECT_EQ(notice_id(kNothing, Room::kPlenty, VoteSilence::kForgetful), "votes-paused");
    EXPECT_EQ(notice_id(kNothing, Room::kPlenty, VoteSilence::kTwin), "key-twin");
}

TEST(NodeNotice, the_worst_comes_first) {
    const std::vector<StoreNotice> lost{{StoreNotice::Kind::kBlocksLost, "blocks 3 to 5"}};
    EXPECT_EQ(notice_id(lost, Room::kNone, VoteSilence::kTwin), "disk-full");
    EXPECT_EQ(notice_id(lost, Room::kScarce, VoteSilence::kTwin), "key-twin");
    EXPECT_EQ(notice_id(lost, Room::kScarce, VoteSilence::kForgetful), "blocks-lost");
    EXPECT_EQ(notice_id(kNothing, Room::kScarce, VoteSilence::kForgetful), "disk-low");
}

}  // namespace
}  // namespace dure::app
