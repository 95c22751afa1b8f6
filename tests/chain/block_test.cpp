#include "chain/block/block.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "chain/block/receipt.hpp"
#include "vectors.hpp"

namespace dure::chain {
namespace {

Header example_header() {
    Header header;
    header.parent_hash = keccak256(Bytes{1});
    header.coinbase = Address{{7}};
    header.difficulty = uint256{1};
    header.number = 42;
    header.gas_limit = 100'000'000;
    header.timestamp = 1'700'000'000;
    header.extra_data = Bytes(97, 0xee);
    return header;
}

Block example_block() {
    Block block{.header = example_header(), .transactions = {}, .withdrawals = {}};
    const auto key = *SecretKey::from_bytes(keccak256(Bytes{1}));
    for (std::uint64_t nonce = 0; nonce < 6; ++nonce) {
        Transaction tx;
        tx.type = static_cast<TransactionType>(nonce % 3);
        tx.chain_id = 7;
        tx.nonce = nonce;
        tx.gas_limit = 50'000;
        tx.to = Address{{9}};
        tx.data = Bytes(nonce * 40, 0x11);
        block.transactions.push_back(sign(tx, key));
    }
    return block;
}

TEST(Header, comes_back_from_its_encoding) {
    const auto header = example_header();
    const auto back = decode_header(encode(header));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, header);
    EXPECT_EQ(hash(header), keccak256(encode(header)));
}

TEST(Header, hashes_as_if_other_extra_data_stood_in_it) {
    const auto header = example_header();
    auto other = header;
    other.extra_data = Bytes{1, 2, 3};
    EXPECT_EQ(hash_with_extra_data(header, other.extra_data), hash(other));
    EXPECT_NE(hash(header), hash(other));
}

TEST(Block, comes_back_from_its_encoding) {
    auto block = example_block();
    block.withdrawals = {{1, 2, Address{{3}}, 4}};
    const auto back = decode_block(encode(block));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, block);
}

TEST(Block, with_an_ommer_is_refused) {
    const auto header = example_header();
    rlp::Encoder out;
    out.list([&](rlp::Encoder& parts) {
        append_to_list(parts, header);
        parts.list([](rlp::Encoder&) {});
        parts.list([&](rlp::Encoder& ommers) { append_to_list(ommers, header); });
        parts.list([](rlp::Encoder&) {});
    });
    const auto back = decode_block(out.bytes());
    ASSERT_FALSE(back.has_value());
    EXPECT_EQ(back.error(), BlockError::has_ommers);
}

TEST(Block, mutated_bytes_are_refused_or_encode_to_themselves) {
    const auto original = encode(example_block());
    EXPECT_TRUE(rc::check([&] {
        auto bytes = original;
        const auto changes = *rc::gen::inRange(1, 4);
        for (int i = 0; i < changes; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] = *rc::gen::arbitrary<Byte>();
        }
        bytes.resize(*rc::gen::weightedElement<std::size_t>(
            {{4, bytes.size()}, {1, bytes.size() / 2}, {1, bytes.size() - 1}}));
        const auto back = decode_block(bytes);
        if (back) RC_ASSERT(encode(*back) == bytes);
    }));
}

std::vector<Log> example_logs() {
    return {{Address{{1}}, {Hash256{{2}}, Hash256{{3}}}, Bytes(70, 4)}, {Address{{5}}, {}, {}}};
}

TEST(Receipt, every_type_comes_back_from_its_encoding) {
    for (const auto type :
         {TransactionType::legacy, TransactionType::access_list, TransactionType::dynamic_fee}) {
        const auto logs = example_logs();
        const Receipt receipt{.type = type,
                              .succeeded = type != TransactionType::access_list,
                              .cumulative_gas_used = 123'456,
                              .bloom = bloom_of(logs),
                              .logs = logs};
        const auto back = decode_receipt(encode(receipt));
        ASSERT_TRUE(back.has_value());
        EXPECT_EQ(*back, receipt);
    }
}

TEST(Receipt, mutated_bytes_are_refused_or_encode_to_themselves) {
    const auto logs = example_logs();
    const auto original = encode(Receipt{.type = TransactionType::dynamic_fee,
                                         .succeeded = true,
                                         .cumulative_gas_used = 1,
                                         .bloom = bloom_of(logs),
                                         .logs = logs});
    EXPECT_TRUE(rc::check([&] {
        auto bytes = original;
        // The long bloom in the middle is dull: change the ends.
        const auto from_start = *rc::gen::arbitrary<bool>();
        const auto offset = *rc::gen::inRange<std::size_t>(0, 12);
        bytes[from_start ? offset : bytes.size() - 1 - 12 * offset] = *rc::gen::arbitrary<Byte>();
        const auto back = decode_receipt(bytes);
        if (back) RC_ASSERT(encode(*back) == bytes);
    }));
}

TEST(Bloom, contains_what_was_added) {
    const auto logs = example_logs();
    const auto bloom = bloom_of(logs);
    EXPECT_TRUE(may_contain(bloom, logs[0].address));
    EXPECT_TRUE(may_contain(bloom, logs[0].topics[1]));
    EXPECT_FALSE(may_contain(bloom, Address{{0x77}}));
    Bloom merged;
    merge_into(merged, bloom);
    EXPECT_EQ(merged, bloom);
    EXPECT_TRUE(bloom_of({}).is_zero());
}

Hash256 hash_at(const boost::json::value& header, const char* field) {
    return *fixed_from_hex<Hash256>(vectors::text(header.at(field)));
}

TEST(BlockVectors, public_blocks_decode_to_their_hashes_and_roots) {
    DURE_NEEDS_VECTORS();
    int seen = 0;
    for (const auto& file : vectors::files_below("BlockchainTests/ValidBlocks")) {
        // Refused by other engines too: its signature has a high s.
        if (file.ends_with("/SimpleTx3LowS.json")) continue;
        for (const auto& [name, test] : vectors::load_object(file)) {
            for (const auto& entry : test.at("blocks").as_array()) {
                const auto bytes = vectors::from_plain_hex(vectors::text(entry.at("rlp")));
                const auto block = decode_block(bytes);
                ASSERT_TRUE(block.has_value()) << name;
                EXPECT_EQ(encode(*block), bytes) << name;
                const auto& header = entry.at("blockHeader");
                EXPECT_EQ(hash(block->header), hash_at(header, "hash")) << name;
                EXPECT_EQ(transactions_root(block->transactions),
                          hash_at(header, "transactionsTrie"))
                    << name;
                EXPECT_EQ(withdrawals_root(block->withdrawals), hash_at(header, "withdrawalsRoot"))
                    << name;
                const auto& listed = entry.at("transactions").as_array();
                ASSERT_EQ(listed.size(), block->transactions.size());
                for (std::size_t i = 0; i < listed.size(); ++i) {
                    const auto from = sender(block->transactions[i]);
                    ASSERT_TRUE(from.has_value());
                    EXPECT_EQ(to_hex(*from), vectors::text(listed[i].at("sender"))) << name;
                }
                ++seen;
            }
        }
    }
    EXPECT_GE(seen, 500);
}

}  // namespace
}  // namespace dure::chain
