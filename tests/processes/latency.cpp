#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "chain/consensus/validators.hpp"
#include "chain/crypto/hash.hpp"
#include "tests/processes/campaign.hpp"
#include "tests/processes/checks.hpp"
#include "tests/processes/figures.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;
using Milli = std::milli;

constexpr std::size_t kVoteBytes = 300;

bool pass(int socket, std::array<char, kVoteBytes>& message) {
    return ::write(socket, message.data(), message.size()) == kVoteBytes &&
           ::recv(socket, message.data(), message.size(), MSG_WAITALL) == kVoteBytes;
}

/// Half a round trip of a vote's bytes between two sockets of this machine.
double hop_ms() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&at), size) != 0 ||
        ::listen(listener, 1) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&at), &size) != 0)
        return 0;
    const int on = 1;
    std::thread echo([&] {
        const int far = ::accept(listener, nullptr, nullptr);
        ::setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::array<char, kVoteBytes> message{};
        while (::recv(far, message.data(), message.size(), MSG_WAITALL) == kVoteBytes &&
               ::write(far, message.data(), message.size()) == kVoteBytes) {
        }
        ::close(far);
    });
    const int near = ::socket(AF_INET, SOCK_STREAM, 0);
    ::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::vector<double> times;
    if (::connect(near, reinterpret_cast<sockaddr*>(&at), size) == 0) {
        std::array<char, kVoteBytes> message{};
        for (int i = 0; i < 500; ++i) {
            const auto begin = Steady::now();
            if (!pass(near, message)) break;
            times.push_back(since<Milli>(begin) / 2);
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
    std::array<char, 4'096> page{};
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const auto begin = Steady::now();
        if (::pwrite(fd, page.data(), page.size(), (i % 2) * 4'096) < 0 || ::fdatasync(fd) != 0)
            break;
        times.push_back(since<Milli>(begin));
    }
    ::close(fd);
    std::filesystem::remove(file);
    return percentile(times, 0.5);
}

struct Crypto {
    double sign_ms, recover_ms;
};

Crypto crypto_ms(const chain::SecretKey& key) {
    std::vector<double> signing, recovering;
    for (int i = 0; i < 200; ++i) {
        const auto digest = chain::keccak256(chain::Bytes{static_cast<chain::Byte>(i)});
        const auto begin = Steady::now();
        const auto signature = chain::sign(digest, key);
        signing.push_back(since<Milli>(begin));
        const auto signed_at = Steady::now();
        if (chain::recover(digest, signature)) recovering.push_back(since<Milli>(signed_at));
    }
    return {percentile(signing, 0.5), percentile(recovering, 0.5)};
}

/// What no QBFT can do without, one after the other on the way of a block.
struct Least {
    double hops_ms;    ///< proposal, prepare, commit
    double syncs_ms;   ///< a record before each of them, and the block
    double crypto_ms;  ///< of one validator with a core of its own
    double all_ms;     ///< of all validators' signatures on this machine's cores
};

Least least_of(std::size_t validators, const Member& one) {
    const auto crypto = crypto_ms(one.home().signing_key());
    const auto quorum = static_cast<double>(chain::quorum(validators));
    const auto all = static_cast<double>(validators);
    // A commit carries a seal besides its own signature.
    const auto recovered_by_one = 1 + 3 * (quorum - 1);
    const auto heard_by_one = 1 + 3 * (all - 1);
    const auto cores = static_cast<double>(std::thread::hardware_concurrency());
    return {.hops_ms = 3 * hop_ms(),
            .syncs_ms = 4 * sync_ms(one.directory()),
            .crypto_ms = 4 * crypto.sign_ms + recovered_by_one * crypto.recover_ms,
            .all_ms = all * (4 * crypto.sign_ms + heard_by_one * crypto.recover_ms) / cores};
}

/// A question over JSON-RPC and its answer: what looking costs.
double question_ms(const Member& member) {
    std::vector<double> times;
    for (int i = 0; i < 100; ++i) {
        const auto begin = Steady::now();
        if (member.height()) times.push_back(since<Milli>(begin));
    }
    return percentile(times, 0.5);
}

}  // namespace

int latency(const std::filesystem::path& program, int count, std::size_t validators) {
    Community community(program, {.validators = validators, .followers = 0, .relays = 0});
    Ledger ledger;
    community.start_all();
    for (auto* member : community.all()) {
        if (!member->answers(60s)) return std::fprintf(stderr, "%s\n", member->log().c_str()), 1;
    }
    if (!ledger.pay(*community.validators()[0], 60s)) return 1;
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
                30s, [&] { return ledger.is_final(to, next.hash); }, 1ms))
            return 1;
        times.push_back(since<Milli>(begin));
    }
    double load = 0;
    ::getloadavg(&load, 1);
    const auto asked = question_ms(*community.validators()[0]);
    expect_no_double_sign(community.all());
    community.kill_all();  // the least is of an idle machine, as far as it is one
    const auto least = least_of(validators, *community.validators()[0]);
    std::printf(
        "%2zu validators: submit to final p50 %.1f ms, p99 %.1f ms, most %.1f ms (%d transactions, "
        "load %.1f, a question %.2f ms)\n"
        "   least: 3 messages %.2f ms + 4 syncs %.2f ms + signatures %.2f ms = %.1f ms; all "
        "validators' signatures on these cores %.1f ms\n",
        validators, percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1), count,
        load, asked, least.hops_ms, least.syncs_ms, least.crypto_ms,
        least.hops_ms + least.syncs_ms + least.crypto_ms, least.all_ms);
    std::fflush(stdout);
    return 0;
}

}  // namespace dure::processes
