#include "tests/store/byte_flips.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"
#include "chain/state/world_state.hpp"
#include "chain/store/state_db.hpp"
#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {

namespace {

constexpr std::size_t kFlipsTold = 20;
constexpr const char* kName = "state.db";

/// Another bit from byte to byte.
Byte mask_at(std::uint64_t offset) {
    return static_cast<Byte>(1U << ((offset * 0x9e3779b97f4a7c15ULL) >> 61));
}

Hash256 numbered(std::uint64_t kind, std::uint64_t number) {
    Byte raw[16];
    for (std::size_t i = 0; i < 8; ++i) {
        raw[i] = static_cast<Byte>(kind >> (8 * i));
        raw[8 + i] = static_cast<Byte>(number >> (8 * i));
    }
    return keccak256(ByteView{raw});
}

void fail(FlipReport& report, const std::string& why) {
    ++report.failed;
    if (report.failures.size() < kFlipsTold) report.failures.push_back(why);
}

// The database alone

constexpr std::uint64_t kAccounts = 2'500, kSlots = 2'500, kBlocks = 820, kTransactions = 40;

StateBatch some_state() {
    StateBatch batch;
    batch.genesis_hash = numbered(0, 0);
    batch.log_end = {.segment = 3, .offset = 4'096};
    StateDiff diff;
    for (std::uint64_t i = 0; i < 6; ++i) {
        Bytes code(20'000);
        for (std::size_t at = 0; at < code.size(); ++at)
            code[at] = static_cast<Byte>(at * (i + 3) >> 4);
        diff.new_code.push_back({.hash = keccak256(code), .code = std::make_shared<Code>(code)});
    }
    for (std::uint64_t i = 0; i < kAccounts; ++i) {
        auto& change = diff.accounts.emplace_back();
        change.address = Address::right_aligned(numbered(1, i));
        change.account = {.nonce = i,
                          .balance = uint256{i * 1'000'000'007},
                          .code_hash = i < 6 ? diff.new_code[i].hash : kEmptyCodeHash};
        for (std::uint64_t s = 0; i < 6 && s < kSlots / 6; ++s) {
            change.storage.push_back(
                {.key = uint256::from_be(numbered(2, s)), .value = uint256{s * s + 1}});
        }
        std::sort(change.storage.begin(), change.storage.end(),
                  [](const auto& a, const auto& b) { return a.key < b.key; });
    }
    std::sort(diff.accounts.begin(), diff.accounts.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
    std::sort(diff.new_code.begin(), diff.new_code.end(),
              [](const auto& a, const auto& b) { return a.hash < b.hash; });
    for (std::uint64_t height = 0; height < kBlocks; ++height) {
        auto& block = batch.blocks.emplace_back();
        block.height = height;
        block.hash = numbered(3, height);
        block.place = {.segment = static_cast<std::uint32_t>(height / 100 + 1),
                       .offset = static_cast<std::uint32_t>(height % 100 * 4'096)};
        for (std::uint64_t t = 0; t < kTransactions; ++t)
            block.transactions.push_back(numbered(4, height * kTransactions + t));
    }
    WorldState state;
    state.apply(diff);
    batch.head.number = kBlocks - 1;
    batch.head.state_root = state.root();
    batch.diffs.push_back(std::move(diff));
    return batch;
}

bool same_state(const StateDiff& a, const StateDiff& b) {
    return a.accounts == b.accounts && a.deleted == b.deleted &&
           std::equal(a.new_code.begin(), a.new_code.end(), b.new_code.begin(), b.new_code.end(),
                      [](const NewCode& x, const NewCode& y) { return x.hash == y.hash; });
}

class DatabaseFlips {
 public:
    DatabaseFlips() {
        auto db = StateDb::open(disk_.sqlite_path(kName), disk_.sqlite_vfs());
        EXPECT_TRUE(db);
        // In several flushes, so that there are several runs.
        auto part = batch_;
        for (std::size_t from = 0, n = 350; from < batch_.blocks.size(); from += n, n /= 2) {
            n = std::max<std::size_t>(n, 10);
            const auto to = std::min(from + n, batch_.blocks.size());
            part.blocks.assign(batch_.blocks.begin() + static_cast<std::ptrdiff_t>(from),
                               batch_.blocks.begin() + static_cast<std::ptrdiff_t>(to));
            part.head.number = to - 1;
            EXPECT_TRUE((*db)->write(part));
            part.diffs.clear();
        }
    }

    FlipReport all(const FlipPlan& plan) {
        disk_.restart();
        const auto image = disk_.image();
        report_.bytes = disk_.content(kName).size();
        for (auto at = plan.first; at < std::min(report_.bytes, plan.end); at += plan.step) {
            disk_.restore(image);
            disk_.flip(kName, at, mask_at(at));
            ++report_.flips;
            if (const auto wrong = judge(at); !wrong.empty())
                fail(report_, "byte " + std::to_string(at) + ": " + wrong);
        }
        return std::move(report_);
    }

 private:
    std::string judge(std::uint64_t at) {
        auto db = StateDb::open(disk_.sqlite_path(kName), disk_.sqlite_vfs());
        if (!db) return said(db.error());
        auto snapshot = (*db)->load();
        if (!snapshot) return said(snapshot.error());
        if (!*snapshot) return "no head, and nothing said";
        const auto& loaded = **snapshot;
        if (loaded.head != batch_.head || loaded.log_end != batch_.log_end ||
            loaded.genesis_hash != batch_.genesis_hash)
            return "another head, and nothing said";
        if (!same_state(loaded.state, batch_.diffs.front())) {
            if (loaded.state.accounts == batch_.diffs.front().accounts)
                return "code is missing, and nothing said";
            if (report_.root++ % 64 != 0) return {};
            WorldState state;
            state.apply(loaded.state);
            return state.root() == batch_.head.state_root ? "another state of the same root" : "";
        }
        auto& index = (*db)->index();
        if (auto sound = index.verify(SIZE_MAX); !sound) return said(sound.error());
        ++report_.harmless;
        return lookups(index, at);
    }

    std::string said(const SqliteError& error) {
        if (error.kind != SqliteError::Kind::kDamaged) return "not called damage: " + error.what;
        ++report_.said;
        return {};
    }

    /// Others from flip to flip.
    std::string lookups(ChainIndex& index, std::uint64_t at) const {
        for (auto height = at % 7; height < kBlocks; height += 41) {
            const auto& block = batch_.blocks[height];
            const auto place = index.place(height);
            if (!place || *place != block.place) return "a place is wrong";
            const auto t = (at + height) % kTransactions;
            bool right = false;
            const auto found = index.find(block.transactions[t], [&](const HashCandidate& c) {
                right = c.height == height && c.position == t;
                return right;
            });
            if (!found || !*found || !right) return "a transaction is not found";
        }
        const auto none = index.find(numbered(5, at), [](const HashCandidate&) { return false; });
        return none && !*none ? "" : "an unknown hash is an error";
    }

    sim::FaultDisk disk_;
    StateBatch batch_ = some_state();
    FlipReport report_;
};

// Whole nodes

class NodeFlips {
 public:
    static constexpr std::uint64_t kChain = 7;

    NodeFlips() : reference_(reference_chain(kChain + 4)) {
        config_.store.recent_blocks = 1;  // readers read the log
        SimChain chain(disk_, config_);
        EXPECT_FALSE(chain.open());
        for (std::uint64_t i = 0; i < kChain; ++i) EXPECT_TRUE(chain.make_block());
        chain.flush();
    }

    FlipReport all(const FlipPlan& plan) {
        disk_.restart();
        const auto image = disk_.image();
        const auto names = disk_.list();
        for (const auto& name : *names) {
            const auto size = disk_.content(name).size();
            for (auto at = plan.first; at < std::min<std::uint64_t>(size, plan.end);
                 at += plan.step) {
                disk_.restore(image);
                disk_.flip(name, at, mask_at(at));
                ++report_.flips;
                if (const auto wrong = judge(); !wrong.empty())
                    fail(report_, name + " at " + std::to_string(at) + ": " + wrong);
            }
            report_.bytes += size;
        }
        return std::move(report_);
    }

 private:
    std::string judge() {
        SimChain chain(disk_, config_);
        if (const auto error = chain.open()) return "does not open: " + error->what;
        auto wrong = difference(chain.node(), kChain, reference_);
        const auto& notices = chain.node().notices();
        if (!wrong.empty() && notices.empty()) return "silently, " + wrong;
        ++(notices.empty() ? report_.harmless : report_.said);
        // What was said may excuse an unreadable block, never another one or another state.
        const auto height = chain.node().height();
        if (height > kChain || chain.node().head().state_root != reference_[height].state_root)
            return "another head";
        for (std::uint64_t n = 0; n <= height; ++n) {
            const auto block = chain.node().block(n);
            if (block && block->hash != reference_[n].hash) return "another block";
        }
        // A write may be the first to meet damage: then the node stops, and the next start mends.
        for (int life = 0; life < 3; ++life) {
            const bool made = chain.make_block();
            if (made) chain.flush();
            const bool lasted = made && !chain.node().stopped();
            const auto before = chain.node().height();
            chain.crash();
            disk_.power_cut(sim::Cut::kDropped, 0);
            if (const auto error = chain.open()) return "does not open again: " + error->what;
            if (chain.node().height() < before) return "lost a block that it made";
            if (lasted) return {};
        }
        return "does not come to rest";
    }

    sim::FaultDisk disk_;
    NodeConfig config_ = SimChain::small_config();
    std::vector<BlockPicture> reference_;
    FlipReport report_;
};

}  // namespace

FlipReport flip_database(const FlipPlan& plan) { return DatabaseFlips().all(plan); }
FlipReport flip_node_files(const FlipPlan& plan) { return NodeFlips().all(plan); }

}  // namespace dure::chain::testing
