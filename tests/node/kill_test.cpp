// kill -9 at random points: the next start knows every block that was ever said to be final.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

/// Runs the writer for `ms` and kills it; what it said.
std::string run_and_kill(const std::filesystem::path& directory, int ms) {
    int out[2], in[2];
    EXPECT_EQ(::pipe(out), 0);
    EXPECT_EQ(::pipe(in), 0);
    const auto child = ::fork();
    if (child == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(in[0], STDIN_FILENO);
        for (const int fd : {out[0], out[1], in[0], in[1]}) ::close(fd);
        ::execl(DURE_NODE_WRITER, "node_writer", directory.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(out[1]);
    ::close(in[0]);
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
    ::kill(child, SIGKILL);
    std::string said;
    char buffer[4'096];
    for (ssize_t n = 0; (n = ::read(out[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(n));
    ::close(out[0]);
    ::close(in[1]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
    return said;
}

TEST(Kill, at_random_points_the_chain_resumes_with_every_final_block) {
    TemporaryDirectory directory;
    std::mt19937 random(7);
    std::uint64_t blocks = 0;
    for (int round = 0; round < 20; ++round) {
        const auto said =
            run_and_kill(directory.path(), std::uniform_int_distribution<int>(20, 160)(random));
        TestNode node(directory.path());
        const auto error = node.open();
        ASSERT_FALSE(error) << error->what;
        for (const auto& notice : node->notices())
            EXPECT_EQ(notice.kind, StoreNotice::Kind::kTornTail) << notice.what;

        // Whole lines only: the last may have been cut.
        std::size_t start = 0;
        for (auto end = said.find('\n'); end != std::string::npos; end = said.find('\n', start)) {
            const auto line = said.substr(start, end - start);
            const auto space = line.find(' ');
            const auto number = std::stoull(line.substr(0, space));
            const auto block = node->block(number);
            ASSERT_TRUE(block) << line;
            ASSERT_EQ(to_hex(block->hash), line.substr(space + 1));
            start = end + 1;
        }
        uint256 supply;
        node->state().for_each_account(
            [&](const Address&, const Account& account) { supply += account.balance; });
        EXPECT_EQ(supply, uint256{10'000'000'000'000'000'000ULL} * uint256{10});
        blocks = node->height();
    }
    EXPECT_GT(blocks, 20U) << "the writer hardly ran";
}

}  // namespace
}  // namespace dure::chain
