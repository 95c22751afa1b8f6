// A one-validator chain that makes a block a millisecond, and the server in front of it.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "chain/node/node_host.hpp"
#include "chain/rpc/server.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::rpc::testing {

class ServingNode : public ::testing::Test {
 protected:
    void SetUp() override { start({}); }

    /// Again: another server in front of the same chain.
    void start(ServerOptions options) {
        server.reset();
        if (!host) {
            HostOptions node;
            node.data_dir = directory.path() / "chain";
            node.genesis = chain::testing::test_genesis();
            node.config = chain::testing::test_config();
            node.config.block_period_ms = 1;
            node.signer = make_signer(chain::testing::key(chain::testing::kValidator));
            host = std::make_unique<NodeHost>(std::move(node));
            ASSERT_EQ(host->start().phase, HostState::Phase::kRunning);
        }
        auto started = Server::start(std::move(options), [this](std::function<void(Node&)> work) {
            host->post(std::move(work));
        });
        ASSERT_TRUE(started) << started.error().what;
        server = *std::move(started);
    }

    chain::testing::TemporaryDirectory directory;
    std::unique_ptr<NodeHost> host;
    std::unique_ptr<Server> server;
};

}  // namespace dure::chain::rpc::testing
