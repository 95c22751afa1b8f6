#include "bench.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "chain/block/execution.hpp"
#include "fixture.hpp"

namespace dure::app {

using namespace chain;

namespace {

using Seconds = std::chrono::duration<double>;

constexpr Seconds kBudget{0.5};  // measured time of each case
constexpr std::size_t kBatches = 25;

/// Processor time of this thread, so that other work on the machine does not count.
Seconds processor_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

BenchResult bench_case(std::string name, const WorldState& world, const evm::BlockContext& block,
                       const FixtureTransaction& fixture) {
    const auto& tx = fixture.transaction;
    State state(world);
    evm::Machine machine(state, block);
    state.begin_transaction();
    machine.begin_transaction({.origin = fixture.sender, .gas_price = tx.max_fee_per_gas});
    const auto gas = static_cast<std::int64_t>(tx.gas_limit - intrinsic_gas(tx));
    const evm::Message message{.kind = evm::MessageKind::call,
                               .is_static = false,
                               .depth = 0,
                               .gas = gas,
                               .sender = fixture.sender,
                               .recipient = tx.to.value_or(Address{}),
                               .code_address = tx.to.value_or(Address{}),
                               .value = tx.value,
                               .input = tx.data,
                               .salt = {}};
    const auto clean = state.snapshot();
    const auto first = machine.execute(message);
    BenchResult result{.name = std::move(name), .gas = gas - first.gas_left};
    state.revert(clean);
    const auto measure = [&](std::size_t executions) {
        const auto start = processor_time();
        for (std::size_t i = 0; i < executions; ++i) {
            machine.execute(message);
            state.revert(clean);
        }
        return (processor_time() - start).count() / static_cast<double>(executions);
    };
    const auto once = std::max(1e-9, measure(1));

    const auto per_batch =
        std::max<std::size_t>(1, static_cast<std::size_t>(kBudget.count() / kBatches / once));
    std::vector<double> batches;
    for (std::size_t batch = 0; batch < kBatches; ++batch) {
        batches.push_back(measure(per_batch));
    }
    std::sort(batches.begin(), batches.end());
    result.seconds = batches[kBatches / 2];
    result.best_seconds = batches.front();
    result.executions = kBatches * per_batch;
    return result;
}

}  // namespace

std::vector<BenchResult> bench_file(const std::filesystem::path& file) {
    const auto document = load_json(file);
    std::vector<BenchResult> results;
    for (const auto& [unit, test] : document.as_object()) {
        WorldState world;
        world.apply(accounts(member(test, "pre")));
        const auto block = environment(member(test, "env"));
        const auto& forks = member(test, "post").as_object();
        if (forks.empty()) continue;
        const auto* info = test.as_object().if_contains("_info");
        const auto* labels = info == nullptr ? nullptr : info->as_object().if_contains("labels");
        for (const auto& expected : forks.begin()->value().as_array()) {
            const auto index = case_index(member(expected, "indexes"));
            std::string name{unit.data(), unit.size()};
            auto label = std::to_string(index.data);
            if (labels != nullptr) {
                if (const auto* named = labels->as_object().if_contains(label)) {
                    label = std::string(text(*named));
                }
            }
            results.push_back(bench_case(name + "/" + label, world, block,
                                         fixture_transaction(member(test, "transaction"), index)));
        }
    }
    return results;
}

void print_bench(const std::vector<BenchResult>& results) {
    std::printf("%-44s %14s %12s %12s %10s\n", "case", "gas", "median us", "best us", "Mgas/s");
    for (const auto& r : results) {
        std::printf("%-44s %14lld %12.3f %12.3f %10.1f\n", r.name.c_str(),
                    static_cast<long long>(r.gas), r.seconds * 1e6, r.best_seconds * 1e6,
                    static_cast<double>(r.gas) / r.seconds / 1e6);
    }
}

}  // namespace dure::app
