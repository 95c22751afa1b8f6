// dure_scaling [MOST ACCOUNTS]: what a block costs as the state grows, and as the block grows.
// Processor time of execution, of applying the changes, and of the new root; all state in memory.
#include <malloc.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "chain/block/execution.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/evm/opcodes.hpp"
#include "chain/state/world_state.hpp"
#include "tests/bench/timing.hpp"

namespace {

using namespace dure::chain;
namespace op = evm::op;
using dure::bench::median;
using dure::bench::took_ms;

constexpr int kRounds = 9;
constexpr std::size_t kBlock = 200;  // transactions in a block of usual size
constexpr Address kKeeper{{0xcc}};

/// Anyone's: addresses are as good as random.
Address account(std::uint64_t number) {
    return Address::right_aligned(keccak256(to_hash(uint256{number})));
}

/// Stores the second word of its input at the first.
Bytes keeper_code() {
    return {op::PUSH1, 32, op::CALLDATALOAD, op::PUSH0, op::CALLDATALOAD, op::SSTORE, op::STOP};
}

double resident_mib() {
    std::ifstream file("/proc/self/statm");
    double total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

/// `count` accounts with a balance, and as many slots of one contract.
WorldState world_of(std::uint64_t count) {
    WorldState world;
    StateDiff diff;
    for (std::uint64_t i = 0; i < count; ++i) {
        diff.accounts.push_back({.address = account(i),
                                 .account = {.nonce = 0, .balance = uint256{1'000'000'000'000}},
                                 .old_storage = OldStorage::keep,
                                 .storage = {}});
        if (diff.accounts.size() == 10'000 || i + 1 == count) world.apply(std::exchange(diff, {}));
    }
    return world;
}

void add_slots(WorldState& world, std::uint64_t count) {
    const auto code = keeper_code();
    StateDiff diff;
    diff.new_code.push_back({.hash = keccak256(code), .code = std::make_shared<const Code>(code)});
    AccountChange keeper{.address = kKeeper,
                         .account = {.nonce = 1, .balance = {}, .code_hash = keccak256(code)},
                         .old_storage = OldStorage::keep,
                         .storage = {}};
    for (std::uint64_t i = 0; i < count; ++i)
        keeper.storage.push_back({.key = uint256{i}, .value = uint256{i + 1}});
    diff.accounts.push_back(std::move(keeper));
    world.apply(diff);
}

enum class Kind { kTransfer, kStore };

struct Cost {
    double execute_ms = 0;
    double root_ms = 0;  ///< changes applied and the root known
    double nodes = 0;    ///< of the account trie, hashed anew for a transaction: what log(n) means
    double total_ms() const { return execute_ms + root_ms; }
};

/// Nodes on the paths to the accounts that a block changes.
std::size_t changed_nodes(WorldState& world, const StateDiff& diff) {
    std::unordered_set<Hash256> nodes;
    for (const auto& change : diff.accounts) {
        for (const auto& node : world.prove(change.address, {}).proof) {
            nodes.insert(keccak256(node));
        }
    }
    return nodes.size();
}

class Blocks {
 public:
    Blocks(WorldState& world, std::uint64_t accounts) : world_(world), accounts_(accounts) {}

    /// Median of blocks of `count` transactions, each by another sender and to another place.
    Cost measure(std::size_t count, Kind kind) {
        std::vector<double> execute, root, nodes;
        for (int round = 0; round < kRounds; ++round) {
            fill(count, kind);
            StateDiff diff;
            execute.push_back(took_ms(CLOCK_THREAD_CPUTIME_ID, [&] {
                auto done = execute_block(world_, {.header = header_,
                                                   .transactions = transactions_,
                                                   .senders = senders_,
                                                   .withdrawals = {},
                                                   .chain_id = 1,
                                                   .block_hash = {}});
                if (!done) std::abort();
                diff = std::move(done->diff);
            }));
            root.push_back(took_ms(CLOCK_THREAD_CPUTIME_ID, [&] {
                world_.apply(diff);
                world_.root();
            }));
            nodes.push_back(static_cast<double>(changed_nodes(world_, diff)) /
                            static_cast<double>(count));
        }
        return {.execute_ms = median(execute), .root_ms = median(root), .nodes = median(nodes)};
    }

 private:
    void fill(std::size_t count, Kind kind) {
        header_.gas_limit = 1'000'000'000;
        transactions_.clear();
        senders_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const auto from = account(random_() % accounts_);
            Transaction tx;
            tx.type = TransactionType::dynamic_fee;
            tx.chain_id = 1;
            const auto [next, first] = nonces_.try_emplace(from, world_.account(from)->nonce);
            tx.nonce = next->second++;
            tx.gas_limit = 100'000;
            tx.to = kind == Kind::kTransfer ? account(random_() % accounts_) : kKeeper;
            if (kind == Kind::kTransfer) {
                tx.value = uint256{1};
            } else {
                const auto key = uint256{random_() % accounts_}, value = uint256{random_()};
                for (const auto& word : {key, value}) {
                    const auto be = word.to_be32();
                    tx.data.insert(tx.data.end(), be.begin(), be.end());
                }
            }
            transactions_.push_back(std::move(tx));
            senders_.push_back(from);
        }
        nonces_.clear();
    }

    WorldState& world_;
    std::uint64_t accounts_;
    std::mt19937_64 random_{1};
    Header header_;
    std::vector<Transaction> transactions_;
    std::vector<Address> senders_;
    std::unordered_map<Address, std::uint64_t> nonces_;
};

void print(const char* what, const Cost& cost, std::size_t count) {
    std::printf("  %-12s %5zu  %8.2f  %8.2f  %8.2f  %8.2f  %8.2f\n", what, count, cost.execute_ms,
                cost.root_ms, cost.total_ms(), 1000 * cost.total_ms() / static_cast<double>(count),
                cost.nodes);
}

}  // namespace

int main(int argc, char** argv) {
    const auto most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    for (std::uint64_t accounts = 1'000; accounts <= most; accounts *= 10) {
        malloc_trim(0);
        const auto before = resident_mib();
        auto world = world_of(accounts);
        world.root();
        malloc_trim(0);
        const auto with_accounts = resident_mib();
        add_slots(world, accounts);
        const auto first_root = took_ms(CLOCK_THREAD_CPUTIME_ID, [&] { world.root(); });
        malloc_trim(0);
        const auto with_slots = resident_mib();
        const auto each = 1048576 / static_cast<double>(accounts);
        std::printf(
            "%llu accounts, as many slots: %.0f bytes an account, %.0f a slot; the slots' first "
            "root %.0f ms\n",
            static_cast<unsigned long long>(accounts), (with_accounts - before) * each,
            (with_slots - with_accounts) * each, first_root);
        std::printf("  %-12s %5s  %8s  %8s  %8s  %8s  %8s\n", "block of", "count", "execute",
                    "root", "ms", "us each", "nodes");
        Blocks blocks(world, accounts);
        print("transfers", blocks.measure(kBlock, Kind::kTransfer), kBlock);
        print("slots set", blocks.measure(kBlock, Kind::kStore), kBlock);
        if (accounts == 100'000) {
            for (const std::size_t count : {50U, 100U, 400U, 800U, 1'600U}) {
                print("transfers", blocks.measure(count, Kind::kTransfer), count);
            }
        }
        std::fflush(stdout);
    }
    return 0;
}
