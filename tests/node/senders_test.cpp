// Who signed what: the same answers on one thread, on many, and from memory.
#include "chain/node/senders.hpp"

#include <gtest/gtest.h>

#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

/// Signed by accounts in turn; every seventh is signed by nobody.
std::vector<Transaction> mixed(std::size_t count) {
    std::vector<Transaction> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(sign(transfer(i, account(1), i), key(i % 5)));
        if (i % 7 == 6) out.back().signature.s = uint256{};
    }
    return out;
}

std::vector<const Transaction*> pointers(const std::vector<Transaction>& transactions) {
    std::vector<const Transaction*> out;
    for (const auto& transaction : transactions) out.push_back(&transaction);
    return out;
}

class CountingSenders final : public SenderRecovery {
 public:
    std::vector<std::optional<Address>> recover(
        std::span<const Transaction* const> transactions) override {
        asked += transactions.size();
        return make_direct_senders()->recover(transactions);
    }
    std::size_t asked = 0;
};

TEST(Senders, are_those_who_signed) {
    const auto transactions = mixed(14);
    const auto found = make_direct_senders()->recover(pointers(transactions));
    ASSERT_EQ(found.size(), transactions.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (i % 7 == 6) {
            EXPECT_FALSE(found[i].has_value());
        } else {
            EXPECT_EQ(found[i], account(i % 5));
        }
    }
}

TEST(Senders, are_the_same_on_any_number_of_threads) {
    const auto transactions = mixed(64);
    const auto all = pointers(transactions);
    const auto expected = make_direct_senders()->recover(all);
    for (std::size_t helpers = 0; helpers < 4; ++helpers) {
        const auto senders = make_parallel_senders(helpers);
        // Many short rounds: helpers come late to one and must not miss or mix up the next.
        for (std::size_t round = 0; round < 100; ++round) {
            const auto count = round % 5 == 0 ? all.size() : round % 4;
            const auto found = senders->recover(std::span{all}.first(count));
            ASSERT_TRUE(std::equal(found.begin(), found.end(), expected.begin())) << helpers;
            ASSERT_EQ(found.size(), count);
        }
    }
}

TEST(Senders, of_several_streams_are_each_their_own) {
    const auto transactions = mixed(90);
    const auto all = pointers(transactions);
    const auto expected = make_direct_senders()->recover(all);
    const auto part = [&](std::size_t from, std::size_t count) {
        return std::vector(all.begin() + static_cast<std::ptrdiff_t>(from),
                           all.begin() + static_cast<std::ptrdiff_t>(from + count));
    };
    const auto are_of = [&](const std::vector<std::optional<Address>>& found, std::size_t from) {
        return std::equal(found.begin(), found.end(),
                          expected.begin() + static_cast<std::ptrdiff_t>(from));
    };
    for (std::size_t helpers = 0; helpers < 4; ++helpers) {
        const auto senders = make_parallel_senders(helpers);
        for (int round = 0; round < 20; ++round) {
            auto first = senders->stream(part(0, 40));
            auto second = senders->stream(part(40, 50));
            ASSERT_TRUE(are_of(first->next(7), 0)) << helpers;
            ASSERT_TRUE(are_of(second->next(20), 40)) << "before the first is over";
            ASSERT_TRUE(are_of(senders->recover(all), 0)) << "nor is other work in the way";
            ASSERT_TRUE(are_of(first->next(33), 7));
            if (round % 2 == 0) first.reset();
            auto third = senders->stream(part(10, 30));
            ASSERT_TRUE(are_of(third->next(1), 10)) << "the rest is let go";
            ASSERT_TRUE(are_of(second->next(30), 60));
        }
    }
}

TEST(Senders, are_recovered_once_when_remembered) {
    CountingSenders counting;
    const auto senders = make_remembering_senders(counting);
    const auto transactions = mixed(20);
    const auto first = senders->recover(pointers(transactions));
    EXPECT_EQ(counting.asked, 20U);
    EXPECT_EQ(senders->recover(pointers(transactions)), first);
    EXPECT_EQ(counting.asked, 20U);
    EXPECT_EQ(first, make_direct_senders()->recover(pointers(transactions)));
}

TEST(Senders, remembered_ones_are_forgotten_beyond_the_bound) {
    CountingSenders counting;
    const auto senders = make_remembering_senders(counting, 8);
    const auto transactions = mixed(20);
    const auto first = senders->recover(pointers(transactions));
    EXPECT_EQ(senders->recover(pointers(transactions)), first);
    EXPECT_GT(counting.asked, 20U);
}

TEST(Senders, a_submission_of_many_has_an_answer_for_each) {
    TemporaryDirectory directory;
    TestNode node{directory.path()};
    ASSERT_FALSE(node.open());
    const auto good = raw(transfer(0, account(1), 1), 0);
    const auto next = raw(transfer(1, account(1), 1), 0);
    const auto other = raw(transfer(0, account(1), 1), 2);
    auto forged = sign(transfer(0, account(1), 1), key(3));
    forged.signature.s = secp256k1_half_order() + uint256{1};
    const auto unsigned_by_any = encode(forged);
    const Bytes garbage{0xff};
    const std::vector<ByteView> all{good, garbage, next, good, unsigned_by_any, other};
    const auto answers = node->submit(all);
    ASSERT_EQ(answers.size(), all.size());
    EXPECT_EQ(*answers[0], keccak256(good));
    EXPECT_EQ(answers[1].error(), Rejection::bad_encoding);
    EXPECT_EQ(*answers[2], keccak256(next));
    EXPECT_EQ(answers[3].error(), Rejection::already_known);
    EXPECT_EQ(answers[4].error(), Rejection::bad_signature);
    EXPECT_EQ(*answers[5], keccak256(other));
    node.pass(1'000);
    EXPECT_EQ(node->block(1)->block.transactions.size(), 3U);
}

}  // namespace
}  // namespace dure::chain
