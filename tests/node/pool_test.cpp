// The pool's limits and its order.
#include "chain/pool/pool.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Hash256 id(std::uint64_t n) { return to_hash(uint256{n}); }

Result<Hash256, Rejection> add(Pool& pool, std::uint64_t sender, std::uint64_t nonce,
                               std::uint64_t unique, std::size_t bytes = 100,
                               std::uint64_t price = 0, std::int64_t now = 0) {
    auto tx = transfer(nonce, account(0), 0);
    tx.max_fee_per_gas = tx.max_priority_fee_per_gas = uint256{price};
    return pool.add(tx, id(unique), Address{{static_cast<Byte>(sender)}}, bytes, 0, now);
}

TEST(Pool, goes_by_arrival_among_senders_and_by_nonce_within_one) {
    Pool pool;
    ASSERT_TRUE(add(pool, 2, 1, 21));
    ASSERT_TRUE(add(pool, 9, 0, 90));
    ASSERT_TRUE(add(pool, 2, 0, 20));
    ASSERT_TRUE(add(pool, 1, 0, 10));
    std::vector<Hash256> order;
    for (const auto* entry : pool.ready()) order.push_back(entry->hash);
    EXPECT_EQ(order, (std::vector<Hash256>{id(90), id(20), id(21), id(10)}));
}

TEST(Pool, holds_back_what_is_behind_a_gap) {
    Pool pool;
    ASSERT_TRUE(add(pool, 1, 0, 1));
    ASSERT_TRUE(add(pool, 1, 2, 3));
    EXPECT_EQ(pool.ready().size(), 1U);
    EXPECT_EQ(pool.status().queued, 1U);
    EXPECT_EQ(pool.next_nonce(Address{{1}}, 0), 1U);
    ASSERT_TRUE(add(pool, 1, 1, 2));
    EXPECT_EQ(pool.ready().size(), 3U);
    EXPECT_EQ(pool.next_nonce(Address{{1}}, 0), 3U);
}

TEST(Pool, is_bounded_by_count_bytes_and_sender) {
    Pool count({.transactions = 3, .per_sender = 2});
    ASSERT_TRUE(add(count, 1, 0, 1));
    ASSERT_TRUE(add(count, 1, 1, 2));
    EXPECT_EQ(add(count, 1, 2, 3).error(), Rejection::nonce_too_high);
    ASSERT_TRUE(add(count, 2, 0, 4));
    EXPECT_EQ(add(count, 3, 0, 5).error(), Rejection::pool_full);

    Pool bytes({.bytes = 250, .transaction_bytes = 200});
    EXPECT_EQ(add(bytes, 1, 0, 1, 201).error(), Rejection::too_large);
    ASSERT_TRUE(add(bytes, 1, 0, 1, 200));
    EXPECT_EQ(add(bytes, 2, 0, 2, 51).error(), Rejection::pool_full);
    ASSERT_TRUE(add(bytes, 2, 0, 2, 50));
    EXPECT_EQ(bytes.status().bytes, 250U);
}

TEST(Pool, what_a_block_could_take_displaces_what_waits_behind_a_gap) {
    Pool pool({.transactions = 4});
    ASSERT_TRUE(add(pool, 1, 0, 10));
    ASSERT_TRUE(add(pool, 1, 2, 12));
    ASSERT_TRUE(add(pool, 2, 1, 21));
    ASSERT_TRUE(add(pool, 3, 5, 35));
    EXPECT_EQ(add(pool, 4, 1, 41).error(), Rejection::pool_full) << "it waits behind one itself";
    ASSERT_TRUE(add(pool, 4, 0, 40));
    EXPECT_EQ(pool.find(id(35)), nullptr) << "the youngest of those that wait";
    ASSERT_TRUE(add(pool, 1, 1, 11)) << "it fills a gap";
    EXPECT_EQ(pool.find(id(21)), nullptr);
    EXPECT_NE(pool.find(id(12)), nullptr);
    EXPECT_EQ(pool.status().pending, 4U);
    EXPECT_EQ(add(pool, 5, 0, 50).error(), Rejection::pool_full) << "nobody waits any more";
    EXPECT_EQ(pool.status().pending, 4U);
}

TEST(Pool, nothing_is_displaced_for_what_does_not_fit_even_so) {
    Pool pool({.bytes = 300});
    ASSERT_TRUE(add(pool, 1, 0, 10, 200));
    ASSERT_TRUE(add(pool, 2, 1, 21, 100));
    EXPECT_EQ(add(pool, 3, 0, 30, 150).error(), Rejection::pool_full);
    EXPECT_NE(pool.find(id(21)), nullptr);
    ASSERT_TRUE(add(pool, 3, 0, 30, 100));
    EXPECT_EQ(pool.find(id(21)), nullptr);
}

TEST(Pool, replaces_only_for_a_tenth_more) {
    Pool pool;
    ASSERT_TRUE(add(pool, 1, 0, 1, 100, 100));
    EXPECT_EQ(add(pool, 1, 0, 1).error(), Rejection::already_known);
    EXPECT_EQ(add(pool, 1, 0, 2, 100, 100).error(), Rejection::underpriced);
    EXPECT_EQ(add(pool, 1, 0, 2, 100, 109).error(), Rejection::underpriced);
    ASSERT_TRUE(add(pool, 1, 0, 2, 100, 110));
    EXPECT_EQ(pool.find(id(1)), nullptr);
    EXPECT_EQ(pool.status().pending, 1U);
}

TEST(Pool, a_replacement_that_does_not_fit_leaves_the_old_one) {
    Pool pool({.bytes = 150});
    ASSERT_TRUE(add(pool, 1, 0, 1, 100, 100));
    EXPECT_EQ(add(pool, 1, 0, 2, 151, 200).error(), Rejection::pool_full);
    EXPECT_NE(pool.find(id(1)), nullptr);
}

TEST(Pool, forgets_what_is_too_old_or_used_up) {
    Pool pool({.lifetime_ms = 1'000});
    ASSERT_TRUE(add(pool, 1, 0, 1, 100, 0, 0));
    ASSERT_TRUE(add(pool, 1, 1, 2, 100, 0, 500));
    pool.expire(1'000);
    EXPECT_EQ(pool.find(id(1)), nullptr);
    EXPECT_NE(pool.find(id(2)), nullptr);
    pool.advance(Address{{1}}, 2);
    EXPECT_EQ(pool.find(id(2)), nullptr);
    EXPECT_EQ(pool.status().bytes, 0U);
}

RC_GTEST_PROP(PoolProperty, what_is_ready_can_run_in_its_order, ()) {
    Pool pool({.transactions = 20, .bytes = 2'000, .per_sender = 8});
    std::map<Address, std::uint64_t> nonces;
    std::uint64_t unique = 0;
    const auto steps = *rc::gen::inRange(0, 80);
    for (int i = 0; i < steps; ++i) {
        const Address sender{{static_cast<Byte>(*rc::gen::inRange(1, 5))}};
        auto& account_nonce = nonces[sender];
        auto tx = transfer(account_nonce + *rc::gen::inRange<std::uint64_t>(0, 9), account(0), 0);
        tx.max_fee_per_gas = tx.max_priority_fee_per_gas =
            uint256{*rc::gen::inRange<std::uint64_t>(0, 3)};
        static_cast<void>(pool.add(tx, id(++unique), sender, 100, account_nonce, i));
        if (*rc::gen::inRange(0, 5) == 0) pool.advance(sender, ++account_nonce);
    }
    auto expected = nonces;
    for (const auto* entry : pool.ready())
        RC_ASSERT(entry->transaction.nonce == expected[entry->sender]++);
    const auto status = pool.status();
    RC_ASSERT(status.pending == pool.ready().size());
    RC_ASSERT(status.pending + status.queued <= 20U);
    RC_ASSERT(status.bytes == 100 * (status.pending + status.queued));
}

}  // namespace
}  // namespace dure::chain
