#include "tests/bench/store_bench.hpp"

#include <cstdint>
#include <fstream>
#include <map>
#include <string>

#include "chain/api/abi.hpp"
#include "tests/api/village.hpp"
#include "tests/bench/timing.hpp"

namespace dure::bench {

namespace {

using namespace dure::chain::api::testing;

constexpr std::size_t kTransfers = 20;  // in a block, each by another home
constexpr int kRestarts = 5;

struct Written {
    double to_kernel_kib = 0;  ///< asked for by write calls
    double to_disk_kib = 0;    ///< caused on the storage layer; 0 on a file system in memory
};

Written written() {
    std::ifstream file("/proc/self/io");
    std::map<std::string, double> fields;
    std::string name;
    double bytes = 0;
    while (file >> name >> bytes) fields[name] = bytes / 1024;
    return {.to_kernel_kib = fields["wchar:"],
            .to_disk_kib = fields["write_bytes:"] - fields["cancelled_write_bytes:"]};
}

std::vector<chain::Bytes> transfers(const Village& village, std::uint64_t nonce_step,
                                    const std::vector<std::uint64_t>& first_nonces) {
    std::vector<chain::Bytes> out;
    for (std::size_t i = 0; i < kTransfers; ++i) {
        chain::Transaction tx;
        tx.type = chain::TransactionType::dynamic_fee;
        tx.chain_id = chain::testing::kChainId;
        tx.nonce = first_nonces[i] + nonce_step;
        tx.gas_limit = 100'000;
        tx.to = village.suite.coin;
        tx.data = chain::abi::Encoder("transfer(address,uint256)")
                      .address(account(100 + 3 * ((i + 7) % kTransfers)))
                      .word(chain::uint256{1000})
                      .finish();
        out.push_back(chain::encode(chain::sign(tx, key(100 + 3 * i))));
    }
    return out;
}

void close(Village& village) {
    village.markets.clear();
    village.manager.reset();
    village.community.reset();
    village.node.crash();
}

}  // namespace

std::vector<Figure> store_figures(std::size_t blocks) {
    Village village(quarter_hours(), kTransfers, 60'000, {});
    std::vector<std::uint64_t> nonces;
    for (std::size_t i = 0; i < kTransfers; ++i)
        nonces.push_back(village.node->next_nonce(account(100 + 3 * i)));

    std::vector<double> times;
    const auto before = written();
    const auto height = village.node->height();
    for (std::uint64_t i = 0; i < blocks; ++i) {
        const auto raw = transfers(village, i, nonces);
        times.push_back(took_ms(CLOCK_MONOTONIC, [&] {
            const auto block = village.node.make_block(raw);
            core::ensure(block->block.transactions.size() == kTransfers, "a full block");
        }));
    }
    const auto after = written();
    core::ensure(village.node->height() == height + blocks, "a block each time");
    const auto per_block = [&](double from, double to) {
        return (to - from) / static_cast<double>(blocks);
    };
    const auto of_blocks = " with " + std::to_string(village.node->height()) + " blocks";

    std::vector<double> node_times, community_times;
    for (int run = 0; run < kRestarts; ++run) {
        close(village);
        node_times.push_back(took_ms(CLOCK_MONOTONIC, [&] {
            core::ensure(!village.node.open().has_value(), "the store opens");
        }));
        community_times.push_back(took_ms(CLOCK_MONOTONIC, [&] { village.open(); }));
    }
    core::ensure(village.node->height() == height + blocks, "nothing is lost");

    return {
        {.name = "block of 20 coin transfers, all its way",
         .value = median(std::move(times)),
         .unit = "ms",
         .remark = "signatures, execution, root, seal, sync"},
        {.name = "given to the kernel for such a block",
         .value = per_block(before.to_kernel_kib, after.to_kernel_kib),
         .unit = "KiB"},
        {.name = "written to the disk for such a block",
         .value = per_block(before.to_disk_kib, after.to_disk_kib),
         .unit = "KiB",
         .remark = "mean, with every flush of the state"},
        {.name = "restart after a cut" + of_blocks,
         .value = median(std::move(node_times)),
         .unit = "ms"},
        {.name = "the community's ledger read from them",
         .value = median(std::move(community_times)),
         .unit = "ms"},
    };
}

}  // namespace dure::bench
