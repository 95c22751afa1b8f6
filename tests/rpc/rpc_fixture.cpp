// A node of one validator for clients' tests: the well-known accounts of "test test … junk" are
// funded, blocks come quickly. Prints "listening PORT" and runs until its input ends.
//   rpc_fixture DATA_DIR [block period in ms]
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "chain/crypto/secp256k1.hpp"
#include "chain/node/node_host.hpp"
#include "chain/rpc/server.hpp"

namespace chain = dure::chain;

namespace {

constexpr std::uint64_t kFixtureChainId = 20'350;
constexpr const char* kFunded[] = {
    "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266", "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
    "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc", "0x90f79bf6eb2c4f870365e785982e1f101e93b906"};

chain::Genesis fixture_genesis(const chain::Signer& validator) {
    chain::Genesis genesis;
    genesis.chain_id = kFixtureChainId;
    genesis.timestamp = 1'700'000'000;
    genesis.validators = {validator.address()};
    for (const char* account : kFunded) {
        genesis.alloc[*chain::fixed_from_hex<chain::Address>(account)].balance =
            *chain::parse_decimal("10000000000000000000000");
    }
    return genesis;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: rpc_fixture DATA_DIR [block period in ms]\n", stderr);
        return 2;
    }
    chain::HostOptions options;
    options.data_dir = argv[1];
    options.signer =
        chain::make_signer(*chain::SecretKey::from_bytes(chain::to_hash(chain::uint256{7})));
    options.genesis = fixture_genesis(*options.signer);
    options.config.block_period_ms = argc > 2 ? std::atoll(argv[2]) : 20;
    options.config.store.log.segment_bytes = 1024 * 1024;

    chain::NodeHost host(std::move(options));
    if (const auto state = host.start(); state.phase != chain::HostState::Phase::kRunning) {
        std::fprintf(stderr, "%s\n", state.error ? state.error->what.c_str() : "not running");
        return 1;
    }
    chain::rpc::ServerOptions server_options;
    server_options.limits.requests_per_second = 0;  // tests ask as fast as they can
    auto server = chain::rpc::Server::start(
        std::move(server_options),
        [&host](std::function<void(chain::Node&)> work) { host.post(std::move(work)); });
    if (!server) {
        std::fprintf(stderr, "%s\n", server.error().what.c_str());
        return 1;
    }
    std::printf("listening %d\n", (*server)->port());
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) continue;
    return 0;
}
