#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

#include "tests/processes/campaign.hpp"
#include "tests/processes/checks.hpp"
#include "tests/processes/figures.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;

constexpr int kPaymentsASecond = 20;

struct Written {
    std::uint64_t asked = 0;  ///< bytes of write calls
    std::uint64_t disk = 0;   ///< bytes of pages that the process made dirty
};

Written written_by(const Member& member) {
    std::ifstream in("/proc/" + std::to_string(member.pid()) + "/io");
    Written out;
    std::string name;
    for (std::uint64_t value = 0; in >> name >> value;) {
        if (name == "wchar:") out.asked = value;
        if (name == "write_bytes:") out.disk = value;
    }
    return out;
}

}  // namespace

int bytes(const std::filesystem::path& program, int seconds) {
    Community community(program, {.validators = 4, .followers = 1, .relays = 0});
    Ledger ledger;
    community.start_all();
    for (auto* member : community.all()) {
        if (!member->answers(60s)) return std::fprintf(stderr, "%s\n", member->log().c_str()), 1;
    }
    auto& first = *community.validators()[0];
    auto& follower = *community.followers()[0];
    if (!ledger.pay(first, 60s)) return 1;
    const auto blocks_before = first.height();
    std::vector<Written> before;
    for (const auto* member : community.all()) before.push_back(written_by(*member));
    auto due = Steady::now();
    std::uint64_t sent = 0;
    for (; sent < static_cast<std::uint64_t>(seconds) * kPaymentsASecond; ++sent) {
        const auto next = payment(first.home().genesis().chain_id, 1'000 + sent);
        if (!first.ask("eth_sendRawTransaction", {boost::json::value(next.raw)})) return 1;
        std::this_thread::sleep_until(due += 1'000ms / kPaymentsASecond);
    }
    if (!wait_until(30s, [&] { return follower.height() == first.height(); })) return 1;
    const auto blocks_after = first.height();
    if (!blocks_before || !blocks_after || *blocks_after == *blocks_before) return 1;
    const auto blocks = static_cast<double>(*blocks_after - *blocks_before);
    std::printf("%.0f blocks of %.1f transactions\n", blocks, static_cast<double>(sent) / blocks);
    const auto all = community.all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto now = written_by(*all[i]);
        const auto kib = [&](std::uint64_t a, std::uint64_t b) {
            return static_cast<double>(a - b) / 1'024 / blocks;
        };
        std::printf("%-9s %5.1f KiB a block to the disk, %5.1f KiB to the kernel\n",
                    all[i] == &follower ? "follower" : "validator", kib(now.disk, before[i].disk),
                    kib(now.asked, before[i].asked));
    }
    return 0;
}

}  // namespace dure::processes
