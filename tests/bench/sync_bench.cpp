// dure_sync_bench [BLOCKS [TRANSACTIONS [RUNS]]]: how fast a follower that is far behind carries
// the chain on, against what recovering the same transactions' signatures alone takes on the same
// cores. Runs of both alternate. The follower is a whole node with the program's store settings on
// the real disk; the peer that answers it costs nothing here: it is another machine.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/header_rules.hpp"
#include "chain/consensus/validators.hpp"
#include "chain/net/wire.hpp"
#include "tests/bench/timing.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::bench {
namespace {

using namespace chain;
using namespace chain::testing;

constexpr std::uint64_t kValidators = 4;
constexpr std::uint64_t kSenders = 200;

Genesis bench_genesis() {
    auto genesis = test_genesis();
    genesis.validators.clear();
    for (std::uint64_t i = 0; i < kValidators; ++i) genesis.validators.push_back(account(500 + i));
    return genesis;
}

/// Blocks of transfers among a few hundred accounts, sealed by a quorum of four.
struct History {
    Genesis genesis = bench_genesis();
    std::vector<Header> headers;
    std::vector<wire::Body> bodies;

    History(std::uint64_t blocks, std::size_t each) {
        const auto first = genesis_block(genesis);
        headers.push_back(first.header);
        bodies.emplace_back();
        WorldState state;
        state.apply(genesis_state(genesis));
        const auto validators = sorted_validators(genesis);
        std::vector<SecretKey> keys;
        for (std::uint64_t i = 0; i < kSenders; ++i) keys.push_back(key(1'000 + i));
        std::vector<Address> addresses;
        for (const auto& one : keys) addresses.push_back(address_of(one));
        std::vector<std::unique_ptr<Signer>> signers;
        for (std::uint64_t i = 0; i < quorum(kValidators); ++i)
            signers.push_back(make_signer(key(500 + i)));
        std::vector<std::uint64_t> nonces(kSenders);
        std::size_t turn = 0;
        for (std::uint64_t number = 1; number <= blocks; ++number) {
            const auto& parent = headers.back();
            auto header = parent;
            QbftExtraData extra{
                .vanity = {}, .validators = validators, .vote = {}, .round = 0, .seals = {}};
            header.number = number;
            header.parent_hash = block_hash(parent);
            header.timestamp = parent.timestamp + 1;
            header.coinbase = proposer(validators, parent.coinbase, 0);
            header.extra_data = encode(extra);
            BlockExecutor executor(state, header, kChainId, [](auto) { return Hash256{}; });
            wire::Body body;
            for (std::size_t i = 0; i < each; ++i, ++turn) {
                const auto who = turn % kSenders;
                body.push_back(
                    sign(transfer(nonces[who]++, addresses[(who * 7 + number) % kSenders], 0),
                         keys[who]));
                if (!executor.add(body.back(), addresses[who])) std::abort();
            }
            auto result = executor.finish();
            state.apply(result.diff);
            header.state_root = state.root();
            header.gas_used = result.gas_used;
            header.logs_bloom = result.logs_bloom;
            header.transactions_root = transactions_root(body);
            header.receipts_root = receipts_root(result.receipts);
            const auto digest = commit_seal_hash(header, extra);
            for (const auto& signer : signers) extra.seals.push_back(signer->sign(digest));
            header.extra_data = encode(extra);
            headers.push_back(std::move(header));
            bodies.push_back(std::move(body));
        }
    }
};

struct Cost {
    double wall_ms = 0;
    double cpu_ms = 0;
    Cost operator+(const Cost& o) const { return {wall_ms + o.wall_ms, cpu_ms + o.cpu_ms}; }
    Cost operator-(const Cost& o) const { return {wall_ms - o.wall_ms, cpu_ms - o.cpu_ms}; }
};
Cost now() { return {milliseconds(CLOCK_MONOTONIC), milliseconds(CLOCK_PROCESS_CPUTIME_ID)}; }

Cost recover_all(const History& history, SenderRecovery& senders) {
    std::vector<const Transaction*> all;
    for (const auto& body : history.bodies) {
        for (const auto& transaction : body) all.push_back(&transaction);
    }
    const auto before = now();
    const auto out = senders.recover(all);
    const auto cost = now() - before;
    if (!std::all_of(out.begin(), out.end(), [](const auto& o) { return o.has_value(); }))
        std::abort();
    return cost;
}

/// Seals too: what a follower must recover in any case.
Cost recover_seals(const History& history, SenderRecovery& senders) {
    const auto any = make_signer(key(1));
    const ValidatorSet validators{.members = sorted_validators(history.genesis)};
    const auto before = now();
    senders.for_each(history.headers.size() - 1, [&](std::size_t i) {
        if (check_seals(history.headers[i + 1], validators, *any)) std::abort();
    });
    return now() - before;
}

class BenchClock final : public Clock {
 public:
    std::int64_t wall_ms() const override { return 1'800'000'000'000; }
    std::int64_t steady_ms() const override {
        return static_cast<std::int64_t>(milliseconds(CLOCK_MONOTONIC));
    }
};

/// The peer's answers by question: made in the first run, and only handed over in later ones.
using Answers = std::map<Bytes, Bytes>;

Cost catch_up(const History& history, SenderRecovery& senders, Answers& answers) {
    TemporaryDirectory directory;
    auto disk = *open_data_directory(directory.path());
    BenchClock clock;
    QuietLog log;
    const auto random = make_system_random();
    const auto signer = make_signer(key(1));
    auto node = *Node::open({.clock = clock,
                             .disk = *disk,
                             .random = *random,
                             .signer = *signer,
                             .senders = senders,
                             .log = log},
                            history.genesis, NodeConfig{});
    constexpr PeerId kPeer = 1;
    std::vector<Bytes> inbox;
    const auto answer = [&](const Bytes& frame) {
        if (const auto made = answers.find(frame); made != answers.end()) {
            inbox.push_back(made->second);
            return;
        }
        const auto message = *wire::decode(frame);
        if (const auto* headers = std::get_if<wire::GetHeaders>(&message)) {
            wire::Headers out{.id = headers->id, .headers = {}};
            for (auto n = headers->from; n < headers->from + headers->count; ++n)
                out.headers.push_back(history.headers[n]);
            inbox.push_back(answers[frame] = encode(wire::Message{out}));
        } else if (const auto* blocks = std::get_if<wire::GetBlocks>(&message)) {
            wire::Blocks out{.id = blocks->id, .bodies = {}};
            std::size_t bytes = 0;
            for (auto n = blocks->from;
                 n < blocks->from + blocks->count && bytes < wire::kAnswerBytes; ++n) {
                out.bodies.push_back(history.bodies[n]);
                bytes += 120 * history.bodies[n].size();
            }
            inbox.push_back(answers[frame] = encode(wire::Message{out}));
        }
    };
    const auto happen = [&](const Event& event) {
        for (const auto& effect : node->on_event(event)) {
            if (const auto* send = std::get_if<SendFrame>(&effect)) answer(send->frame);
            if (std::holds_alternative<DropPeer>(effect)) std::abort();
        }
    };
    const auto before = now();
    happen(PeerConnected{.peer = kPeer, .key = {}});
    wire::Hello hello;
    hello.chain_id = kChainId;
    hello.genesis = genesis_hash(history.genesis);
    inbox = {encode(wire::Message{hello}),
             encode(wire::Message{wire::Status{.head = history.headers.back(), .links = {}}})};
    const auto target = history.headers.size() - 1;
    while (node->height() < target) {
        if (inbox.empty()) {
            happen(TimerFired{NodeTimer::kPeers});
            continue;
        }
        const auto frame = std::move(inbox.front());
        inbox.erase(inbox.begin());
        happen(FrameReceived{.peer = kPeer, .frame = frame});
    }
    const auto cost = now() - before;
    if (node->head_hash() != block_hash(history.headers.back())) std::abort();
    return cost;
}

int run(std::uint64_t blocks, std::size_t each, int runs) {
    const History history(blocks, each);
    const auto senders = make_parallel_senders();
    struct Alone {
        Cost transactions, seals;
    };
    const auto alone = [&] {
        const auto transactions = recover_all(history, *senders);
        return Alone{.transactions = transactions, .seals = recover_seals(history, *senders)};
    };
    // Within a run: against what was taken right before and right after it.
    std::vector<double> whole, of_transactions, of_all, more_cpu;
    Answers answers;
    catch_up(history, *senders, answers);
    auto before = alone();
    for (int i = 0; i < runs; ++i) {
        const auto w = catch_up(history, *senders, answers);
        const auto after = alone();
        const auto transactions = before.transactions + after.transactions;
        const auto all = transactions + before.seals + after.seals;
        before = after;
        whole.push_back(w.wall_ms);
        of_transactions.push_back(transactions.wall_ms / 2 / w.wall_ms);
        of_all.push_back(all.wall_ms / 2 / w.wall_ms);
        more_cpu.push_back(w.cpu_ms / (all.cpu_ms / 2) - 1);
        std::printf(
            "run %d: catching up %.0f ms; then transactions alone %.0f ms, seals alone %.0f ms "
            "(processor %.0f, %.0f and %.0f ms)\n",
            i + 1, w.wall_ms, after.transactions.wall_ms, after.seals.wall_ms, w.cpu_ms,
            after.transactions.cpu_ms, after.seals.cpu_ms);
        std::fflush(stdout);
    }
    const auto w = median(whole);
    std::printf(
        "%llu blocks of %zu: %.0f blocks/s, %.0f transactions/s; %.0f %% of what recovering "
        "the transactions' signatures alone allows, %.0f %% with the seals'; processor time "
        "%.0f %% beyond signatures\n",
        static_cast<unsigned long long>(blocks), each, static_cast<double>(blocks) / w * 1e3,
        static_cast<double>(blocks * each) / w * 1e3, median(of_transactions) * 100,
        median(of_all) * 100, median(more_cpu) * 100);
    return 0;
}

}  // namespace
}  // namespace dure::bench

int main(int argc, char** argv) {
    const auto number = [&](int i, int otherwise) {
        return argc > i ? std::max(1, std::atoi(argv[i])) : otherwise;
    };
    return dure::bench::run(static_cast<std::uint64_t>(number(1, 10'000)),
                            static_cast<std::size_t>(number(2, 20)), number(3, 5));
}
