// The Nth allocation fails, for every N, in every parser of foreign bytes: std::bad_alloc comes out
// or the parser answers with an error; nothing leaks, nothing ends the program. What the program
// makes of std::bad_alloc is one rule: nobody catches it below main. A node without memory ends as
// by kill -9, the service manager starts it again and the store resumes (kill_test).
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <new>

#include "chain/block/block.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/crypto/web3_keystore.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/genesis.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/store/block_record.hpp"
#include "chain/store/compression.hpp"
#include "tests/node/chain_fixture.hpp"

namespace {

bool counting = false;
std::int64_t live = 0;           // allocations less deallocations while counting
std::int64_t until_failure = 0;  // allocations that still succeed
bool struck = false;

void* allocate(std::size_t size, std::size_t alignment) {
    if (counting && until_failure-- == 0) {
        struck = true;
        throw std::bad_alloc();
    }
    auto* out = alignment <= alignof(std::max_align_t)
                    ? std::malloc(size == 0 ? 1 : size)
                    : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (out == nullptr) throw std::bad_alloc();
    if (counting) ++live;
    return out;
}

void release(void* memory) {
    if (memory != nullptr && counting) --live;
    std::free(memory);
}

}  // namespace

// The array and nothrow forms of the library call these.
void* operator new(std::size_t size) { return allocate(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }

namespace dure::chain {
namespace {

using namespace testing;

/// Runs `parse` with its first, second, … allocation failing, until none does.
void fail_each_allocation(const std::function<bool()>& parse) {
    ASSERT_TRUE(parse()) << "the input is not even good";
    std::int64_t nth = 0;
    for (;; ++nth) {
        bool parsed = false;
        live = 0;
        struck = false;
        until_failure = nth;
        counting = true;
        try {
            parsed = parse();
        } catch (const std::bad_alloc&) {
        }
        counting = false;
        ASSERT_EQ(live, 0) << "leaks when allocation " << nth << " fails";
        if (!struck) {
            ASSERT_TRUE(parsed);
            break;
        }
    }
    EXPECT_GT(nth, 0) << "nothing was allocated";
}

Block some_block() {
    Block block;
    block.header = genesis_block(test_genesis()).header;
    for (std::uint64_t i = 0; i < 3; ++i) {
        auto tx = transfer(i, account(2), 3);
        tx.data = Bytes(100, 7);
        tx.access_list = {{.address = account(3), .storage_keys = {Hash256{}, Hash256{}}}};
        block.transactions.push_back(sign(tx, key(0)));
    }
    return block;
}

BlockRecord some_record() {
    BlockRecord record;
    record.block = some_block();
    for (const auto& tx : record.block.transactions) {
        record.senders.push_back(account(0));
        record.transaction_hashes.push_back(hash(tx));
        Receipt receipt;
        receipt.succeeded = true;
        receipt.logs = {{.address = account(1), .topics = {Hash256{}}, .data = Bytes(40, 1)}};
        record.receipts.push_back(receipt);
    }
    return record;
}

TEST(FailingAllocation, transaction) {
    const auto bytes = encode(some_block().transactions.front());
    fail_each_allocation([&] { return decode_transaction(bytes).has_value(); });
}

TEST(FailingAllocation, block_and_header) {
    const auto block = some_block();
    const auto bytes = encode(block), header = encode(block.header);
    fail_each_allocation([&] { return decode_block(bytes).has_value(); });
    fail_each_allocation([&] { return decode_header(header).has_value(); });
    fail_each_allocation([&] { return decode_extra_data(block.header.extra_data).has_value(); });
}

TEST(FailingAllocation, block_record) {
    const auto bytes = encode(some_record());
    fail_each_allocation([&] { return decode_block_record(bytes).has_value(); });
    fail_each_allocation([&] { return decode_record_header(bytes).has_value(); });
    const auto packed = *compress(bytes);
    fail_each_allocation([&] { return decompress(packed).has_value(); });
}

TEST(FailingAllocation, frames_of_peers) {
    const auto block = some_block();
    std::vector<wire::Message> all;
    all.emplace_back(wire::NewBlock{block});
    all.emplace_back(wire::Transactions{.raw = {Bytes(100, 1), Bytes(200, 2)}});
    all.emplace_back(wire::Blocks{.id = 1, .bodies = {block.transactions, {}}});
    for (const auto& message : all) {
        const auto frame = wire::encode(message);
        fail_each_allocation([&] { return wire::decode(frame).has_value(); });
    }
}

TEST(FailingAllocation, consensus_messages) {
    Proposal proposal;
    proposal.proposed.payload = {.height = 1, .round = 0, .block = some_block()};
    proposal.round_changes.emplace_back().payload = {
        .height = 1, .round = 1, .prepared = PreparedRound{}};
    proposal.prepares.emplace_back().payload = {.height = 1, .round = 0, .digest = {}};
    const auto bytes = encode(QbftMessage{proposal});
    fail_each_allocation([&] { return decode_message(bytes).has_value(); });
}

TEST(FailingAllocation, genesis) {
    const auto text = to_json(test_genesis());
    fail_each_allocation([&] { return parse_genesis(text).has_value(); });
}

TEST(FailingAllocation, json_rpc_body) {
    const std::string text =
        R"([{"jsonrpc": "2.0", "id": 1, "method": "eth_call", "params": [{"to": "0x00"}, "latest"]},
            {"jsonrpc": "2.0", "id": "two", "method": "eth_blockNumber", "params": []}])";
    fail_each_allocation([&] {
        const auto body = rpc::parse_body(text, rpc::Limits{});
        return body && body->requests.size() == 2;
    });
}

TEST(FailingAllocation, web3_key_file) {
    const auto password = SecretBytes::copy_of(std::string_view("a password"));
    const auto text = export_web3(key(1), password, {.n = 2, .r = 1, .p = 1});
    ASSERT_TRUE(text);
    fail_each_allocation([&] { return import_web3(*text, password).has_value(); });
}

}  // namespace
}  // namespace dure::chain
