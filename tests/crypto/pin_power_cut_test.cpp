// A thief at the wall pulls the plug after each guess: a power cut must win nobody a try. The
// process that guesses is killed at any moment, again and again; every answer it got counts.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <chrono>
#include <random>
#include <thread>

#include "chain/crypto/keystore.hpp"
#include "tests/crypto/temporary_folder.hpp"

namespace dure::chain {
namespace {

constexpr const char* kPin = "739105";
constexpr int kEnrolments = 50;
constexpr int kCuts = 20;  ///< of each enrolment: 1,000 in all

/// In the child: guesses until it is killed, each a day later so that pauses do not protect; one
/// byte down the pipe for every guess that was answered.
[[noreturn]] void guess(const KeyStore& store, int answers, int day) {
    for (;; ++day) {
        const WallTime when{std::chrono::hours{24} * day};
        const auto result = store.unlock("482716", when);
        const bool answered = result || result.error() == KeyStoreError::wrong_pin;
        if (answered && ::write(answers, "x", 1) != 1) ::_exit(1);
    }
}

std::size_t count_bytes(int from) {
    std::size_t count = 0;
    char buffer[64];
    for (ssize_t got = 0; (got = ::read(from, buffer, sizeof buffer)) > 0;)
        count += static_cast<std::size_t>(got);
    return count;
}

TEST(PinPowerCut, wins_nobody_a_guess) {
    const TemporaryFolder folder;
    const KeyStore store(folder.path(), folder.path() / "device.secret");
    std::mt19937 random(20261126);
    std::size_t cuts_while_guessing = 0;
    for (int enrolment = 0; enrolment < kEnrolments; ++enrolment) {
        const auto key = SecretKey::from_bytes(to_hash(uint256{7}));
        ASSERT_EQ(store.create(kPin, *key, kTestCost), std::nullopt);
        std::size_t answers = 0;
        for (int cut = 0; cut < kCuts; ++cut) {
            int ends[2];
            ASSERT_EQ(::pipe(ends), 0);
            const auto child = ::fork();
            ASSERT_GE(child, 0);
            if (child == 0) {
                ::close(ends[0]);
                guess(store, ends[1], 1'000 * (cut + 1));
            }
            ::close(ends[1]);
            std::this_thread::sleep_for(
                std::chrono::microseconds(std::uniform_int_distribution<int>(0, 1'500)(random)));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            const auto got = count_bytes(ends[0]);
            ::close(ends[0]);
            answers += got;
            if (answers < kMaxAttempts) ++cuts_while_guessing;
        }
        EXPECT_LE(answers, kMaxAttempts) << "enrolment " << enrolment;
        // Whatever the cuts left behind, it is a store: it asks for the PIN or for the words.
        const auto state = store.lock_state(WallTime{std::chrono::hours{24 * 100'000}});
        ASSERT_TRUE(state);
        EXPECT_LE(state->attempts_left + answers, kMaxAttempts);
    }
    EXPECT_GT(cuts_while_guessing, 50U) << "the cuts came too late to mean anything";
}

}  // namespace
}  // namespace dure::chain
