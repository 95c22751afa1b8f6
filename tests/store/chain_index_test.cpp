// The index finds what was put in, and only that, however the flushes fell.
#include "chain/store/chain_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "app/dure-sim/fault_disk.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/store/checksum.hpp"
#include "chain/store/compression.hpp"

namespace dure::chain {
namespace {

Hash256 hash_of(std::uint64_t height, std::uint64_t item) {
    Byte raw[16];
    for (std::size_t i = 0; i < 8; ++i) {
        raw[i] = static_cast<Byte>(height >> (8 * i));
        raw[8 + i] = static_cast<Byte>(item >> (8 * i));
    }
    return keccak256(ByteView{raw});
}

class Indexed {
 public:
    Indexed() : db_(*Sqlite::open(disk_.sqlite_path("i.db"), disk_.sqlite_vfs())), index(*db_) {
        EXPECT_TRUE(index.prepare());
    }

    void add(std::size_t blocks, std::size_t transactions) {
        std::vector<IndexedBlock> batch;
        for (std::size_t i = 0; i < blocks; ++i) {
            const auto height = sizes_.size();
            auto& block = batch.emplace_back();
            block.height = height;
            block.hash = hash_of(height, 0);
            block.place = place_of(height);
            for (std::size_t t = 1; t <= transactions; ++t)
                block.transactions.push_back(hash_of(height, t));
            sizes_.push_back(transactions);
        }
        const auto done = index.add(batch);
        EXPECT_TRUE(done);
    }

    static FramePlace place_of(std::uint64_t height) {
        return {.segment = static_cast<std::uint32_t>(height / 3 + 1),
                .offset = static_cast<std::uint32_t>(height % 3 * 512)};
    }

    std::optional<HashCandidate> find(const Hash256& hash) {
        std::optional<HashCandidate> out;
        const auto found = index.find(hash, [&](const HashCandidate& candidate) {
            const auto item = candidate.position == HashCandidate::kBlockItself
                                  ? 0
                                  : std::uint64_t{candidate.position} + 1;
            if (hash_of(candidate.height, item) != hash) return false;
            out = candidate;
            return true;
        });
        EXPECT_TRUE(found);
        EXPECT_EQ(*found, out.has_value());
        return out;
    }

    void expect_complete(std::size_t step) {
        for (std::size_t height = 0; height < sizes_.size(); height += step) {
            EXPECT_EQ(*index.place(height), place_of(height));
            ASSERT_EQ(find(hash_of(height, 0))->height, height);
            for (std::size_t t = 0; t < sizes_[height]; ++t) {
                const auto found = find(hash_of(height, t + 1));
                ASSERT_TRUE(found) << height << " " << t;
                EXPECT_EQ(found->height, height);
                EXPECT_EQ(found->position, t);
            }
            EXPECT_FALSE(find(hash_of(height, sizes_[height] + 1)));
        }
    }

 private:
    sim::FaultDisk disk_;
    std::unique_ptr<Sqlite> db_;
    std::vector<std::size_t> sizes_;

 public:
    ChainIndex index;
};

RC_GTEST_PROP(ChainIndexProperty, every_block_and_transaction_is_found_and_nothing_else, ()) {
    Indexed indexed;
    const auto flushes = *rc::gen::inRange(1, 40);
    for (int i = 0; i < flushes; ++i) {
        const auto blocks = static_cast<std::size_t>(*rc::gen::inRange(1, 30));
        indexed.add(blocks, static_cast<std::size_t>(*rc::gen::inRange(0, 12)));
    }
    indexed.expect_complete(1 + static_cast<std::size_t>(flushes) / 4);
    RC_ASSERT(indexed.index.verify(SIZE_MAX).has_value());
    const auto summary = indexed.index.summary();
    RC_ASSERT(indexed.index.restore(summary));
    RC_ASSERT(indexed.index.summary() == summary);
}

TEST(ChainIndex, stays_few_runs_however_many_flushes) {
    Indexed indexed;
    for (int flush = 0; flush < 600; ++flush) indexed.add(8, 4);
    EXPECT_LE(indexed.index.runs().size(), 4 * 8U);
    EXPECT_GE(indexed.index.runs().size(), 2U);
    indexed.expect_complete(97);
    indexed.add(400, 4);  // one larger than those before takes the small ones in
    indexed.add(1, 0);
    indexed.expect_complete(97);
}

TEST(ChainIndex, a_summary_that_contradicts_itself_is_refused) {
    Indexed indexed;
    indexed.add(3, 1);
    auto summary = indexed.index.summary();
    summary.pop_back();
    EXPECT_FALSE(indexed.index.restore(summary));
    summary = indexed.index.summary();
    EXPECT_FALSE(indexed.index.restore({}));
    ++summary[0];  // the number of blocks
    EXPECT_FALSE(indexed.index.restore(summary));
}

TEST(Checksum, is_castagnolis) {
    // RFC 3720 B.4: 32 bytes of zeros, of ones, ascending.
    Bytes ascending(32);
    for (std::size_t i = 0; i < ascending.size(); ++i) ascending[i] = static_cast<Byte>(i);
    EXPECT_EQ(crc32c(Bytes(32, 0)), 0x8a9136aaU);
    EXPECT_EQ(crc32c(Bytes(32, 0xff)), 0x62a8ab43U);
    EXPECT_EQ(crc32c(ascending), 0x46dd794eU);
    for (std::size_t cut = 0; cut <= ascending.size(); ++cut) {
        const ByteView view{ascending};
        EXPECT_EQ(crc32c(view.first(cut), view.subspan(cut)), 0x46dd794eU);
    }
}

TEST(Compression, gives_back_what_it_got_and_refuses_the_rest) {
    const Bytes plain(10'000, 7);
    const auto small = compress(plain);
    ASSERT_TRUE(small);
    EXPECT_LT(small->size(), 100U);
    EXPECT_EQ(decompress(*small), plain);
    EXPECT_EQ(decompress(*compress({})), Bytes{});
    EXPECT_FALSE(decompress({}));
    EXPECT_FALSE(decompress(plain));
    for (std::size_t i = 0; i < small->size(); ++i) {
        auto bad = *small;
        bad[i] ^= 0x41;
        static_cast<void>(decompress(bad));  // nothing or something, never a fault
        EXPECT_FALSE(decompress(ByteView{*small}.first(i)));
    }
}

}  // namespace
}  // namespace dure::chain
