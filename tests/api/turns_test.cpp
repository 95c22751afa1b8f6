// Missed turns are read from headers: a block of round r says who did not propose before it.
#include <gtest/gtest.h>

#include "chain/api/turns.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain::api {
namespace {

Address validator(Byte n) {
    Address address;
    address.bytes.fill(n);
    return address;
}

const std::vector<Address> kFour{validator(1), validator(2), validator(3), validator(4)};

/// The header after `parent`, decided in `round`.
Header next(const Header& parent, std::uint32_t round) {
    Header header;
    header.number = parent.number + 1;
    header.timestamp = parent.timestamp + 1;
    header.coinbase = proposer(kFour, parent.coinbase, round);
    header.extra_data = encode(QbftExtraData{
        .vanity = {}, .validators = {}, .vote = std::nullopt, .round = round, .seals = {}});
    return header;
}

TEST(Turns, a_validator_that_is_off_misses_every_turn_and_nobody_else_does) {
    TurnCount turns;
    Header head;
    head.coinbase = kFour[3];
    for (int i = 0; i < 40; ++i) {
        const bool off = proposer(kFour, head.coinbase, 0) == kFour[2];
        const auto block = next(head, off ? 1 : 0);
        turns.take(block, head, kFour);
        head = block;
    }
    const auto rows = turns.rows(kFour, kFour[1]);
    ASSERT_EQ(rows.size(), 4U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].address, kFour[i].bytes);
        EXPECT_EQ(rows[i].is_me, i == 1);
        EXPECT_EQ(rows[i].missed, i == 2 ? rows[i].turns : 0U);
        EXPECT_GE(rows[i].turns, 10U);
    }
    EXPECT_EQ(rows[2].last_block, 0U);
    EXPECT_EQ(turns.blocks(), 40U);
}

TEST(Turns, only_the_last_blocks_count_and_a_newcomer_has_no_turn) {
    TurnCount turns(4);
    Header head;
    head.coinbase = kFour[0];
    const auto late = next(head, 2);
    turns.take(late, head, kFour);
    head = late;
    auto five = kFour;
    five.push_back(validator(5));
    EXPECT_EQ(turns.rows(five, {})[4].turns, 0U);
    for (int i = 0; i < 4; ++i) {
        const auto block = next(head, 0);
        turns.take(block, head, kFour);
        head = block;
    }
    for (const auto& row : turns.rows(kFour, {})) EXPECT_EQ(row.missed, 0U);
}

TEST(Turns, a_header_that_claims_billions_of_rounds_costs_little) {
    TurnCount turns;
    Header head;
    head.coinbase = kFour[0];
    turns.take(next(head, UINT32_MAX), head, kFour);
    std::uint32_t missed = 0;
    for (const auto& row : turns.rows(kFour, {})) missed += row.missed;
    EXPECT_LE(missed, 64U);
}

}  // namespace
}  // namespace dure::chain::api
