// kill -9 at every named place of a real process: the next start knows every block that was said to
// be final, and goes on.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/node/chain_fixture.hpp"
#include "tests/store/failpoint_disk.hpp"

namespace dure::chain::testing {
namespace {

struct Ending {
    bool killed = false;
    std::vector<std::string> lines;  ///< "height hash"
};

Ending run(const std::filesystem::path& directory, const std::string& failpoint, int pass) {
    int out[2];
    EXPECT_EQ(::pipe(out), 0);
    const auto child = ::fork();
    if (child == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::close(out[0]);
        ::close(out[1]);
        ::execl(DURE_FAILPOINT_WRITER, "failpoint_writer", directory.c_str(), failpoint.c_str(),
                std::to_string(pass).c_str(), nullptr);
        ::_exit(127);
    }
    ::close(out[1]);
    std::string said;
    char buffer[4'096];
    for (ssize_t n = 0; (n = ::read(out[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(n));
    ::close(out[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    Ending ending{.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, .lines = {}};
    if (!ending.killed) {
        EXPECT_EQ(status, 0) << failpoint;
    }
    std::size_t start = 0;
    for (auto end = said.find('\n'); end != std::string::npos; end = said.find('\n', start)) {
        ending.lines.push_back(said.substr(start, end - start));
        start = end + 1;
    }
    return ending;
}

TEST(Failpoints, killed_at_each_the_chain_resumes_with_every_final_block) {
    EXPECT_GE(failpoints().size(), 30U);
    for (const auto& failpoint : failpoints()) {
        TemporaryDirectory directory;
        std::vector<std::string> told;
        // The first pass, then one in the life after it and one further on.
        for (const int pass : {1, 2, 5}) {
            const auto ending = run(directory.path(), failpoint, pass);
            if (pass == 1) {
                EXPECT_TRUE(ending.killed) << failpoint << " is never passed";
            }
            told.insert(told.end(), ending.lines.begin(), ending.lines.end());

            TestNode node(directory.path());
            const auto error = node.open();
            ASSERT_FALSE(error) << failpoint << ": " << error->what;
            for (const auto& notice : node->notices())
                EXPECT_EQ(notice.kind, StoreNotice::Kind::kTornTail) << notice.what;
            for (const auto& line : told) {
                const auto space = line.find(' ');
                const auto block = node->block(std::stoull(line.substr(0, space)));
                ASSERT_TRUE(block) << failpoint << " lost " << line;
                ASSERT_EQ(to_hex(block->hash), line.substr(space + 1)) << failpoint;
            }
            const auto height = node->height();
            node.make_block({});
            node.pass(60'000);
            EXPECT_EQ(node->height(), height + 1) << failpoint;
            node.crash();
        }
    }
}

}  // namespace
}  // namespace dure::chain::testing
