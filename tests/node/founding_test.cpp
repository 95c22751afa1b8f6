// When a validator without a block takes the community for as new as its directory.
#include "chain/node/founding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace dure::chain {
namespace {

constexpr std::int64_t kSilence = 2'000, kHearsay = 30'000;
constexpr Founding::Patience kPatience{.silence_ms = kSilence, .hearsay_ms = kHearsay};

Address validator(std::size_t i) {
    Address address;
    address.bytes.fill(static_cast<Byte>(i + 1));
    return address;
}

TEST(Founding, alone_it_is_never_known) {
    Founding founding;
    for (const std::int64_t now_ms : {std::int64_t{0}, 1'000 * kHearsay})
        EXPECT_FALSE(founding.is_new(1, now_ms, kPatience)) << now_ms;
}

TEST(Founding, one_more_than_may_lie_say_so_and_it_is) {
    Founding founding;
    founding.told(validator(0), 0);
    EXPECT_FALSE(founding.is_new(1, 0, kPatience));
    founding.told(validator(0), 0);
    EXPECT_FALSE(founding.is_new(1, 0, kPatience)) << "the same one twice";
    founding.told(validator(1), 0);
    EXPECT_TRUE(founding.is_new(1, 0, kPatience));
}

// A relay that is no validator between all of them.
TEST(Founding, where_no_validator_speaks_itself_silence_about_blocks_is_enough) {
    Founding founding;
    founding.heard(0, 5'000);
    EXPECT_FALSE(founding.is_new(2, 5'000 + kSilence - 1, kPatience));
    founding.heard(0, 5'000 + kSilence - 1);
    EXPECT_TRUE(founding.is_new(2, 5'000 + kSilence, kPatience)) << "since the first";
}

TEST(Founding, who_claims_blocks_has_one_longest_round_to_show_them) {
    Founding founding;
    founding.heard(0, 5'000);
    founding.heard(7, 6'000);
    EXPECT_FALSE(founding.is_new(2, 5'000 + kHearsay - 1, kPatience));
    EXPECT_TRUE(founding.is_new(2, 5'000 + kHearsay, kPatience));
    founding.voted_above_first(validator(0));
    EXPECT_TRUE(founding.is_new(2, 5'000 + kHearsay, kPatience)) << "one may lie";
    for (std::size_t i = 1; i < 3; ++i) founding.voted_above_first(validator(i));
    EXPECT_FALSE(founding.is_new(2, 1'000 * kHearsay, kPatience));
}

TEST(Founding, a_block_that_was_seen_ends_it_whatever_is_said) {
    Founding founding;
    for (std::size_t i = 0; i < 6; ++i) founding.told(validator(i), 0);
    founding.has_proof();
    EXPECT_FALSE(founding.is_new(2, 1'000 * kHearsay, kPatience));
}

TEST(Founding, a_live_word_outweighs_a_vote_of_former_days) {
    Founding founding;
    for (std::size_t i = 0; i < 3; ++i) founding.told(validator(i), 0);
    for (std::size_t i = 0; i < 3; ++i) founding.voted_above_first(validator(i));
    EXPECT_TRUE(founding.is_new(1, 0, kPatience)) << "a community that lost everything";
    founding.told(validator(0), 1);
    founding.told(validator(1), 1);
    EXPECT_FALSE(founding.is_new(1, 0, kPatience)) << "its first block was made without us";
}

// Who lies and who lost a disk are f together, this node among them or not.
RC_GTEST_PROP(Founding, f_liars_neither_begin_nor_forbid_it, ()) {
    const auto faulty = *rc::gen::inRange<std::size_t>(1, 8);
    const auto heights = *rc::gen::inRange<std::uint64_t>(0, 2);
    Founding founding;
    for (std::size_t i = 0; i < faulty; ++i) founding.told(validator(i), 1 - heights);
    RC_ASSERT(!founding.is_new(faulty, 0, kPatience));
    for (std::size_t i = 0; i <= faulty; ++i) founding.told(validator(faulty + i), heights);
    RC_ASSERT(founding.is_new(faulty, 0, kPatience) == (heights == 0));
}

}  // namespace
}  // namespace dure::chain
