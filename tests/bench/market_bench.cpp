#include "tests/bench/market_bench.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "chain/api/abi.hpp"
#include "chain/block/execution.hpp"
#include "core/auction/clearing.hpp"
#include "tests/api/village.hpp"

namespace dure::bench {

namespace {

using namespace dure::chain::api::testing;
using chain::api::MemberKeys;
using chain::api::NodeMarket;

constexpr int kRuns = 9;

double median_ms(const std::function<void()>& work) {
    std::vector<double> times;
    for (int run = 0; run < kRuns; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        times.push_back(took.count());
    }
    std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
    return times[kRuns / 2];
}

/// The transactions of the newest block executed again on the state before it.
struct Replay {
    chain::Header header;
    std::vector<chain::Transaction> transactions;
    std::vector<chain::Address> senders;
};

/// What waits in the pool, in its order, as the next block would hold it.
Replay waiting(const std::vector<std::pair<chain::Transaction, chain::Address>>& calls,
               const TestNode& node_of, chain::Node& node) {
    Replay replay;
    replay.header = node.head();
    replay.header.number += 1;
    replay.header.timestamp = static_cast<std::uint64_t>(node_of.clock.wall_ms() / 1000);
    replay.header.gas_limit = 1'000'000'000;
    for (const auto& [transaction, sender] : calls) {
        replay.transactions.push_back(transaction);
        replay.senders.push_back(sender);
    }
    return replay;
}

std::pair<double, std::uint64_t> execution(const Replay& replay, chain::Node& node) {
    std::uint64_t gas = 0;
    const double ms = median_ms([&] {
        chain::BlockExecutor executor(node.state(), replay.header, node.chain_id(),
                                      [](std::uint64_t) { return chain::Hash256{}; });
        for (std::size_t i = 0; i < replay.transactions.size(); ++i) {
            const auto result = executor.add(replay.transactions[i], replay.senders[i]);
            core::ensure(result.has_value() && result->status == chain::evm::Status::success,
                         "a measured transaction succeeds");
        }
        gas = executor.finish().gas_used;
    });
    return {ms, gas};
}

chain::Transaction call_of(std::uint64_t nonce, const chain::Address& to, chain::Bytes data) {
    chain::Transaction tx;
    tx.type = chain::TransactionType::dynamic_fee;
    tx.chain_id = chain::testing::kChainId;
    tx.nonce = nonce;
    tx.gas_limit = 100'000'000;
    tx.to = to;
    tx.data = std::move(data);
    return tx;
}

chain::Bytes slot_call(const char* signature, core::Slot slot) {
    return chain::abi::Encoder(signature).word(chain::uint256{slot.index}).finish();
}

/// Admits everybody in few blocks; each then sells or buys in turn.
void people(Village& village, std::size_t seats) {
    constexpr std::size_t kBatch = 25;  // below the pool's limit for one sender, the manager
    while (village.markets.size() < seats) {
        const auto from = village.markets.size();
        const auto to = std::min(from + kBatch, seats);
        for (auto i = from; i < to; ++i)
            village.submit(village.add_market(i), Village::application(i));
        village.node.pass(1'000);
        for (auto i = from; i < to; ++i)
            village.submit(*village.manager, core::ApproveMember{village.markets[i]->self()});
        village.node.pass(1'000);
        for (auto i = from; i < to; ++i) {
            core::Conditions conditions{};
            const auto wh = static_cast<std::uint32_t>(100 + i * 37 % 400);
            const auto tick = static_cast<std::uint8_t>(100 + i * 13 % 90);
            conditions[0] = i % 2 == 0 ? sell(wh, tick) : buy(wh, tick);
            village.submit(*village.markets[i], core::SetConditions{conditions});
        }
        village.node.pass(1'000);
    }
}

}  // namespace

std::vector<Figure> market_figures(std::size_t seats, std::size_t transfers) {
    Village village(quarter_hours(), 0);
    people(village, seats);
    auto& node = *village.node;
    std::vector<Figure> figures;
    const auto add = [&](std::string name, std::pair<double, std::uint64_t> measured) {
        figures.push_back({std::move(name), measured.first, "ms", measured.second});
    };

    std::vector<std::pair<chain::Transaction, chain::Address>> calls;
    std::vector<std::uint64_t> used(seats);
    for (std::size_t i = 0; i < transfers; ++i) {
        const auto from = i % seats;
        chain::Address sender, to;
        sender.bytes = village.markets[from]->self();
        to.bytes = village.markets[(from + 7) % seats]->self();
        const auto nonce = node.next_nonce(sender) + used[from]++;
        auto data = chain::abi::Encoder("transfer(address,uint256)")
                        .address(to)
                        .word(chain::uint256{1000})
                        .finish();
        calls.emplace_back(call_of(nonce, village.suite.coin, std::move(data)), sender);
    }
    add("block of " + std::to_string(transfers) + " coin transfers",
        execution(waiting(calls, village.node, node), node));

    const auto slot = village.next_slot();
    village.until(village.manager->rules().gate(slot) + std::chrono::seconds{1});
    chain::Address first;
    first.bytes = village.markets[0]->self();
    calls = {
        {call_of(node.next_nonce(first), village.suite.market, slot_call("clear(uint32)", slot)),
         first}};
    add("clear of " + std::to_string(seats) + " seats",
        execution(waiting(calls, village.node, node), node));
    core::ensure(village.done(*village.markets[0], core::ClearSlot{slot})->final(), "cleared");

    village.until(village.manager->rules().end(slot) + std::chrono::seconds{1});
    for (std::size_t i = 0; i < seats; ++i) {
        village.submit(
            *village.markets[i],
            core::ReportReading{slot, static_cast<std::int16_t>(i % 2 == 0 ? 180 : -170)});
    }
    village.node.pass(2'000);
    village.until(village.manager->rules().settles_from(slot) + std::chrono::seconds{1});
    calls = {
        {call_of(node.next_nonce(first), village.suite.market, slot_call("settle(uint32)", slot)),
         first}};
    add("settle of " + std::to_string(seats) + " seats",
        execution(waiting(calls, village.node, node), node));
    return figures;
}

}  // namespace dure::bench
