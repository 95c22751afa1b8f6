#include "tests/store/crash_points.hpp"

#include <algorithm>
#include <unordered_set>

#include "chain/store/checksum.hpp"
#include "tests/store/sim_chain.hpp"

namespace dure::chain::testing {

namespace {

using sim::Cut;
using sim::DiskFault;
using sim::DiskOperation;

constexpr std::size_t kFailuresKept = 20;

std::uint64_t fingerprint(const sim::FaultDisk& disk) {
    std::uint64_t out = 0;
    const auto names = disk.list();
    for (const auto& name : *names) {
        const ByteView text{reinterpret_cast<const Byte*>(name.data()), name.size()};
        const auto content = disk.content(name);
        out = out * 0x9e3779b97f4a7c15ULL + crc32c(text, content) + (content.size() << 32);
    }
    return out;
}

class Enumeration {
 public:
    explicit Enumeration(const CrashPlan& plan)
        : plan_(plan),
          blocks_(reference_blocks(plan.blocks + 2)),
          reference_(reference_chain(plan.blocks + 2)) {}

    CrashReport all() {
        const auto points = count_operations();
        for (auto point = plan_.first; point < points; point += plan_.step) {
            at(point, DiskFault::kDeath);
            at(point, DiskFault::kDeathHalfway);
        }
        report_.distinct = seen_.size();
        return std::move(report_);
    }

 private:
    SimChain chain_on(sim::FaultDisk& disk) const {
        return plan_.come == BlocksCome::kOneByOne
                   ? SimChain(disk)
                   : SimChain(disk, follower_config(), SimRole::kFollower);
    }

    /// Flushes come in the middle of a row, and not in each.
    static NodeConfig follower_config() {
        auto config = SimChain::small_config();
        config.store.flush_blocks = 3;
        return config;
    }

    bool go_on(SimChain& chain, std::uint64_t height) const {
        if (plan_.come == BlocksCome::kOneByOne) {
            while (chain.node().height() < height) {
                if (!chain.make_block()) return false;
            }
            return true;
        }
        return chain.catch_up(
            {blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(height) + 1});
    }

    /// From an empty disk through founding and some blocks to a clean end.
    void run(SimChain& chain) const {
        if (chain.open()) return;
        // Two rows: the second has told blocks before it.
        if (go_on(chain, plan_.blocks / 2)) static_cast<void>(go_on(chain, plan_.blocks));
        chain.flush();
        chain.crash();
    }

    std::uint64_t count_operations() const {
        sim::FaultDisk disk;
        auto chain = chain_on(disk);
        run(chain);
        return disk.operations();
    }

    void at(std::uint64_t point, DiskFault death) {
        sim::FaultDisk disk;
        auto chain = chain_on(disk);
        bool write = false;
        disk.on_operation([&](const DiskOperation& operation) {
            if (disk.operations() != point || !operation.changes()) return DiskFault::kNone;
            write = operation.kind == DiskOperation::Kind::kWrite;
            return death;
        });
        run(chain);
        chain.crash();
        disk.on_operation({});
        if (death == DiskFault::kDeathHalfway && !write) return;
        ++report_.points;
        told_ = chain.told();
        where_ =
            "operation " + std::to_string(point) + (death == DiskFault::kDeath ? "" : ", halfway");

        const auto image = disk.image();
        const auto after = [&](const char* what, auto&& crash) {
            disk.restore(image);
            crash();
            check(disk, what);
        };
        after("killed", [&] { disk.restart(); });
        after("all dropped", [&] { disk.power_cut(Cut::kDropped, 0); });
        after("all kept", [&] { disk.power_cut(Cut::kKept, 0); });
        for (std::uint64_t seed = 0; seed < plan_.torn_seeds; ++seed) {
            after("torn", [&] { disk.power_cut(Cut::kTorn, point * 1'000 + seed); });
            after("reordered", [&] { disk.power_cut(Cut::kReordered, point * 1'000 + seed); });
        }
        for (std::uint64_t seed = 0; seed < plan_.mixed_seeds; ++seed)
            after("mixed", [&] { disk.power_cut(Cut::kMixed, point * 1'000 + seed); });
    }

    void check(sim::FaultDisk& disk, const char* crash) {
        ++report_.states;
        seen_.insert(fingerprint(disk));
        auto wrong = what_is_wrong(disk);
        if (wrong.empty()) return;
        ++report_.failed;
        if (report_.failures.size() < kFailuresKept)
            report_.failures.push_back(where_ + ", " + crash + ": " + wrong);
    }

    std::string what_is_wrong(sim::FaultDisk& disk) {
        auto chain = chain_on(disk);
        if (const auto error = chain.open()) return "does not open: " + error->what;
        auto& node = chain.node();
        if (auto wrong = difference(node, told_, reference_); !wrong.empty()) return wrong;
        report_.longest = std::max(report_.longest, node.height() - told_);
        for (const auto& notice : node.notices()) {
            if (notice.kind != StoreNotice::Kind::kTornTail) return "says: " + notice.what;
        }
        const auto height = node.height();
        if (!go_on(chain, height + 1)) return "the chain does not go on";
        // Every few states to the end: what was mended lasts.
        if (report_.states % 8 != 0) return {};
        disk.power_cut(Cut::kDropped, 0);
        if (const auto error = chain.open()) return "does not open again: " + error->what;
        return difference(chain.node(), height + 1, reference_);
    }

    CrashPlan plan_;
    std::vector<SharedBlock> blocks_;
    std::vector<BlockPicture> reference_;
    CrashReport report_;
    std::unordered_set<std::uint64_t> seen_;
    std::uint64_t told_ = 0;
    std::string where_;
};

}  // namespace

CrashReport enumerate_crashes(const CrashPlan& plan) { return Enumeration(plan).all(); }

}  // namespace dure::chain::testing
