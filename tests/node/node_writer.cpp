// The child of kill_test: makes blocks of transfers as fast as it can and says each final one,
// until killed.
//   node_writer DATA_DIR
#include <cstdio>

#include "chain/node/node_host.hpp"
#include "tests/node/chain_fixture.hpp"

using namespace dure::chain;
using namespace dure::chain::testing;

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    HostOptions options;
    options.data_dir = argv[1];
    options.genesis = test_genesis();
    options.config = test_config();
    options.config.block_period_ms = 1;
    options.config.store.flush_blocks = 7;
    options.signer = make_signer(key(kValidator));
    NodeHost host(std::move(options));
    if (host.start().phase != HostState::Phase::kRunning) return 1;

    Subscription heard;
    host.post([&](Node& node) {
        const auto send = [&node] {
            static_cast<void>(
                node.submit(raw(transfer(node.next_nonce(account(0)), account(1), 3), 0)));
        };
        heard = node.on_block([&node, send](const BlockRecord& block) {
            std::printf("%llu %s\n", static_cast<unsigned long long>(block.header().number),
                        to_hex(block.hash).c_str());
            std::fflush(stdout);
            send();
        });
        send();
    });
    while (std::getchar() != EOF) continue;
    return 0;
}
