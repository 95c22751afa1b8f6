// The child of failpoints_test: makes blocks and says each final one, until it is killed at a named
// place.
//   failpoint_writer DATA_DIR FAILPOINT PASS
#include <cstdio>
#include <cstdlib>

#include "tests/node/chain_fixture.hpp"
#include "tests/store/failpoint_disk.hpp"

using namespace dure::chain;
using namespace dure::chain::testing;

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    auto config = test_config();
    config.store.flush_blocks = 3;
    config.store.log.segment_bytes = 8 * 1024;
    config.store.log.fill_bytes = 4 * 1024;
    TestNode node(argv[1], config);
    node.wrap_disk = [&](std::unique_ptr<Disk> disk) {
        return killing_disk(std::move(disk), argv[2], static_cast<unsigned>(std::atoi(argv[3])));
    };
    if (node.open()) return 1;
    for (int i = 0; i < 60; ++i) {
        const auto block =
            node.make_block({raw(transfer(node->next_nonce(account(0)), account(1), 3), 0)});
        std::printf("%llu %s\n", static_cast<unsigned long long>(block->header().number),
                    to_hex(block->hash).c_str());
        std::fflush(stdout);
    }
    return 0;  // the place was not passed so often
}
