#include "tests/bench/market_bench.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "chain/api/abi.hpp"
#include "chain/block/execution.hpp"
#include "tests/api/village.hpp"
#include "tests/bench/timing.hpp"

namespace dure::bench {

namespace {

using namespace dure::chain::api::testing;
using chain::api::MemberKeys;
using chain::api::NodeMarket;

constexpr int kRuns = 9;

using Call = std::pair<chain::Transaction, chain::Address>;

/// A block that might come next.
struct NextBlock {
    chain::Header header;
    std::vector<chain::Transaction> transactions;
    std::vector<chain::Address> senders;
};

NextBlock next_block(const std::vector<Call>& calls, const TestNode& owner,
                     const chain::Node& node) {
    NextBlock block;
    block.header = node.head();
    block.header.number += 1;
    block.header.timestamp = static_cast<std::uint64_t>(owner.clock.wall_ms() / 1000);
    block.header.gas_limit = 1'000'000'000;
    for (const auto& [transaction, sender] : calls) {
        block.transactions.push_back(transaction);
        block.senders.push_back(sender);
    }
    return block;
}

Figure execution(std::string name, const NextBlock& block, const chain::Node& node) {
    std::uint64_t gas = 0;
    std::vector<double> times;
    for (int run = 0; run < kRuns; ++run) {
        times.push_back(took_ms(CLOCK_THREAD_CPUTIME_ID, [&] {
            chain::BlockExecutor executor(node.state(), block.header, node.chain_id(),
                                          [](std::uint64_t) { return chain::Hash256{}; });
            for (std::size_t i = 0; i < block.transactions.size(); ++i) {
                const auto result = executor.add(block.transactions[i], block.senders[i]);
                core::ensure(result.has_value() && result->status == chain::evm::Status::success,
                             "a measured transaction succeeds");
            }
            gas = executor.finish().gas_used;
        }));
    }
    return {.name = std::move(name), .value = median(std::move(times)), .unit = "ms", .gas = gas};
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
    const auto& node = *village.node;
    const auto first = chain::Address{village.markets[0]->self()};
    const auto measure = [&](std::string name, const std::vector<Call>& calls) {
        return execution(std::move(name), next_block(calls, village.node, node), node);
    };
    const auto of_seats = " of " + std::to_string(seats) + " seats";
    std::vector<Figure> figures;

    std::vector<Call> calls;
    std::vector<std::uint64_t> used(seats);
    for (std::size_t i = 0; i < transfers; ++i) {
        const auto from = i % seats;
        const auto sender = chain::Address{village.markets[from]->self()};
        const auto to = chain::Address{village.markets[(from + 7) % seats]->self()};
        auto data = chain::abi::Encoder("transfer(address,uint256)")
                        .address(to)
                        .word(chain::uint256{1000})
                        .finish();
        calls.emplace_back(
            call_of(node.next_nonce(sender) + used[from]++, village.suite.coin, std::move(data)),
            sender);
    }
    figures.push_back(measure("block of " + std::to_string(transfers) + " coin transfers", calls));
    figures.back().remark = std::to_string(static_cast<long>(static_cast<double>(transfers) * 1e3 /
                                                             figures.back().value)) +
                            " transfers/s";

    const auto slot = village.next_slot();
    village.until(village.manager->rules().gate(slot) + std::chrono::seconds{1});
    calls = {
        {call_of(node.next_nonce(first), village.suite.market, slot_call("clear(uint32)", slot)),
         first}};
    figures.push_back(measure("clear" + of_seats, calls));
    core::ensure(village.done(*village.markets[0], core::ClearSlot{slot})->final(), "cleared");
    figures.back().remark = std::to_string(village.manager->slot(slot)->contracts) + " contracts";

    village.until(village.manager->rules().end(slot) + std::chrono::seconds{1});
    const auto readings_ms = took_ms(CLOCK_THREAD_CPUTIME_ID, [&] {
        for (std::size_t i = 0; i < seats; ++i) {
            village.submit(
                *village.markets[i],
                core::ReportReading{slot, static_cast<std::int16_t>(i % 2 == 0 ? 180 : -170)});
        }
    });
    figures.push_back({.name = "readings" + of_seats,
                       .value = readings_ms,
                       .unit = "ms",
                       .remark = "signed, judged as letters, posted"});
    village.node.pass(2'000);
    core::ensure(village.manager->reading(slot, static_cast<core::Seat>(seats - 1)).has_value(),
                 "all readings are on chain");
    village.until(village.manager->rules().settles_from(slot) + std::chrono::seconds{1});
    calls = {
        {call_of(node.next_nonce(first), village.suite.market, slot_call("settle(uint32)", slot)),
         first}};
    figures.push_back(measure("settle" + of_seats, calls));
    return figures;
}

}  // namespace dure::bench
