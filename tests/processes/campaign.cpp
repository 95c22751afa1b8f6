// The long runs on real processes, as commands; figures go to tests/bench/RESULTS.md.
//   dure-processes cuts N [VALIDATORS]          all killed together N times
//   dure-processes latency N VALIDATORS…        submit to final, N transactions a size
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

#include <fcntl.h>

#include "tests/processes/checks.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;
using Micros = std::chrono::microseconds;

double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5);
    return values[at];
}

bool start(Community& community) {
    community.start_all();
    for (auto* member : community.all()) {
        if (member->answers(30s)) continue;
        std::fprintf(stderr, "%s\n", member->log().c_str());
        return false;
    }
    return true;
}

int cuts(int count, std::size_t validators) {
    Community community(DURE_DURED, {.validators = validators, .followers = 2, .relays = 1});
    Ledger ledger;
    if (!start(community) || !ledger.pay(*community.validators()[0], 30s)) return 1;
    std::vector<double> to_block;
    std::uint64_t checked = 0;
    for (int cut = 0; cut < count; ++cut) {
        // At any moment: while idle, while voting, while storing.
        const auto next = payment(community.validators()[0]->home().genesis().chain_id,
                                  1'000'000 + static_cast<std::uint64_t>(cut));
        const auto at = static_cast<std::size_t>(cut) % validators;
        static_cast<void>(community.validators()[at]->ask("eth_sendRawTransaction",
                                                          {boost::json::value(next.raw)}));
        std::this_thread::sleep_for(Millis{(cut * 37) % 400});
        std::uint64_t before = 0;
        for (auto* member : community.all()) {
            if (member->runs()) before = std::max(before, member->height().value_or(0));
        }
        community.kill_all();

        const auto power = Steady::now();
        community.start_all();
        Member& first = *community.validators()[at];
        if (!first.answers(30s)) return std::fprintf(stderr, "%s\n", first.log().c_str()), 1;
        // Something to make a block of, from a wallpad.
        bool paid = false;
        std::thread payer([&] { paid = ledger.pay(*community.followers()[0], 60s); });
        const auto block = wait_until(
            60s, [&] { return first.height().value_or(0) > before; }, 10ms);
        const auto took = std::chrono::duration<double>(Steady::now() - power).count();
        payer.join();
        if (!block || !paid) {
            std::fprintf(stderr, "cut %d: no block\n", cut);
            for (auto* member : community.all())
                std::fprintf(stderr, "%s\n", member->log().c_str());
            return 1;
        }
        to_block.push_back(took);
        for (auto* member : community.all()) static_cast<void>(member->answers(30s));
        checked = expect_one_chain(community.all(), checked);
        if (cut % 10 == 9)
            std::printf("%d cuts, %zu payments kept, last %.2f s\n", cut + 1, ledger.size(), took),
                std::fflush(stdout);
    }
    for (auto* member : community.all()) ledger.expect_nothing_lost(*member);
    expect_one_chain(community.all(), 0);
    expect_no_double_sign(community.all());
    std::printf(
        "%zu validators, 2 followers, 1 relay: %d cuts of all together, %zu payments, none lost\n"
        "new block after power: p50 %.2f s, p99 %.2f s, most %.2f s\n",
        validators, count, ledger.size(), percentile(to_block, 0.5), percentile(to_block, 0.99),
        percentile(to_block, 1));
    return 0;
}

/// Half a round trip of one byte between two sockets of this machine.
double one_way_ms() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&at), size) != 0 ||
        ::listen(listener, 1) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&at), &size) != 0)
        return 0;
    std::thread echo([&] {
        const int far = ::accept(listener, nullptr, nullptr);
        char byte = 0;
        while (::read(far, &byte, 1) == 1 && ::write(far, &byte, 1) == 1) {
        }
        ::close(far);
    });
    const int near = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    ::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::vector<double> times;
    if (::connect(near, reinterpret_cast<sockaddr*>(&at), size) == 0) {
        for (int i = 0; i < 500; ++i) {
            const auto begin = Steady::now();
            char byte = 1;
            if (::write(near, &byte, 1) != 1 || ::read(near, &byte, 1) != 1) break;
            times.push_back(
                std::chrono::duration<double, std::milli>(Steady::now() - begin).count() / 2);
        }
    }
    ::close(near);
    echo.join();
    ::close(listener);
    return percentile(times, 0.5);
}

/// One fdatasync of 4 KiB, as the vote record's.
double sync_ms(const std::filesystem::path& directory) {
    const auto file = directory / "sync.bin";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT, 0600);
    char page[4'096];
    std::memset(page, 1, sizeof page);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const auto begin = Steady::now();
        if (::pwrite(fd, page, sizeof page, (i % 2) * 4'096) < 0 || ::fdatasync(fd) != 0) break;
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
    }
    ::close(fd);
    std::filesystem::remove(file);
    return percentile(times, 0.5);
}

int latency(int count, std::size_t validators) {
    Community community(DURE_DURED, {.validators = validators, .followers = 0, .relays = 0});
    Ledger warm;
    if (!start(community) || !warm.pay(*community.validators()[0], 60s)) return 1;
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        // Past the block period, at any phase of it: the wait for a turn is not what is measured.
        std::this_thread::sleep_for(Millis{1'100 + (i * 61) % 300});
        Member& to = *community.validators()[static_cast<std::size_t>(i) % validators];
        const auto next =
            payment(to.home().genesis().chain_id, 1'000 + static_cast<std::uint64_t>(i));
        const auto begin = Steady::now();
        if (!to.ask("eth_sendRawTransaction", {boost::json::value(next.raw)})) return 1;
        if (!wait_until(
                30s, [&] { return warm.is_final(to, next.hash); }, 1ms))
            return 1;
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
    }
    const auto wire = one_way_ms();
    const auto disk = sync_ms(community.validators()[0]->directory());
    std::printf(
        "%2zu validators: submit to final p50 %.1f ms, p99 %.1f ms (%d transactions); "
        "three messages %.2f ms, with their three syncs %.2f ms\n",
        validators, percentile(times, 0.5), percentile(times, 0.99), count, 3 * wire,
        3 * (wire + disk));
    std::fflush(stdout);
    return 0;
}

}  // namespace
}  // namespace dure::processes

int main(int argc, char** argv) {
    using namespace dure::processes;
    ::testing::InitGoogleTest(&argc, argv);
    ::testing::FLAGS_gtest_throw_on_failure = true;
    const std::string command = argc > 2 ? argv[1] : "";
    try {
        if (command == "cuts")
            return cuts(std::atoi(argv[2]), argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 4);
        if (command == "latency") {
            for (int i = 3; i < argc; ++i) {
                if (const int code =
                        latency(std::atoi(argv[2]), std::strtoul(argv[i], nullptr, 10)))
                    return code;
            }
            return 0;
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    std::fprintf(stderr, "usage: dure-processes cuts N [VALIDATORS] | latency N VALIDATORS…\n");
    return 2;
}
