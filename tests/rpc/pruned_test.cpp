// What a node answers about history that it has dropped.
#include <gtest/gtest.h>

#include "chain/rpc/methods.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::rpc {
namespace {

using namespace chain::testing;

class PrunedRpc : public ::testing::Test {
 protected:
    static NodeConfig short_memory() {
        auto config = test_config();
        config.store.log.segment_bytes = 8 * 1024;
        config.keep_bodies_s = 30;
        config.keep_blocks = 4;
        config.store.flush_ms = 5'000;
        return config;
    }
    PrunedRpc() {
        EXPECT_FALSE(node_.open());
        for (std::uint64_t i = 0; i < 80; ++i) {
            const auto block = node_.make_block({raw(transfer(i, account(2), 3), 0)});
            hashes_.push_back(to_hex(block->hash));
            transactions_.push_back(to_hex(block->transaction_hashes.front()));
        }
        EXPECT_GT(node_->oldest_body(), 10U);
        EXPECT_LT(node_->oldest_body(), 70U);
    }
    json::value ask(const std::string& method, const std::string& params) {
        const auto body = parse_body(
            R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + params + "}",
            limits_);
        return methods_.answer(*node_, body->requests, 0, std::nullopt).front();
    }
    std::int64_t error_of(const std::string& method, const std::string& params) {
        const auto answer = ask(method, params);
        const auto* error = answer.as_object().if_contains("error");
        return error == nullptr ? 0 : error->at("code").to_number<std::int64_t>();
    }

    TemporaryDirectory directory_;
    TestNode node_{directory_.path(), short_memory()};
    Limits limits_;
    Methods methods_{limits_, {}, std::make_shared<Feeds>(limits_, [](ClientId, std::string) {})};
    std::vector<std::string> hashes_, transactions_;  ///< of block 1 and on
};

TEST_F(PrunedRpc, dropped_history_is_an_error_and_nothing_is_made_up) {
    const std::string first = "\"" + hashes_[0] + "\"";
    for (const auto& [method, params] : std::vector<std::pair<std::string, std::string>>{
             {"eth_getBlockByNumber", "[\"0x1\",false]"},
             {"eth_getBlockByNumber", "[\"earliest\",true]"},
             {"eth_getBlockByHash", "[" + first + ",false]"},
             {"eth_getBlockReceipts", "[\"0x1\"]"},
             {"eth_getBlockTransactionCountByNumber", "[\"0x1\"]"},
             {"eth_getBlockTransactionCountByHash", "[" + first + "]"},
             {"eth_getTransactionByBlockNumberAndIndex", "[\"0x1\",\"0x0\"]"},
             {"eth_getTransactionByBlockHashAndIndex", "[" + first + ",\"0x0\"]"},
             {"eth_getLogs", R"([{"fromBlock":"0x1","toBlock":"latest"}])"},
             {"eth_getLogs", R"([{"blockHash":)" + first + "}]"},
             {"eth_feeHistory", R"(["0x50","latest",[]])"},
         }) {
        EXPECT_EQ(error_of(method, params), kPruned) << method << params;
    }
    EXPECT_EQ(ask("eth_getBlockByNumber", "[\"0x1\",false]").at("error").at("message"),
              "pruned history unavailable");
    const std::string lost = "[\"" + transactions_[0] + "\"]";
    EXPECT_TRUE(ask("eth_getTransactionByHash", lost).at("result").is_null());
    EXPECT_TRUE(ask("eth_getTransactionReceipt", lost).at("result").is_null());
}

TEST_F(PrunedRpc, what_is_kept_and_what_never_was_are_answered_as_ever) {
    EXPECT_EQ(
        ask("eth_getBlockByHash", "[\"" + hashes_[75] + "\",false]").at("result").at("number"),
        "0x4c");
    const auto receipt = ask("eth_getTransactionReceipt", "[\"" + transactions_[75] + "\"]");
    EXPECT_EQ(receipt.at("result").at("blockHash").as_string(), hashes_[75]);
    EXPECT_TRUE(ask("eth_getBlockByNumber", "[\"0x999\",false]").at("result").is_null());
    EXPECT_TRUE(
        ask("eth_getBlockByHash", "[\"" + transactions_[0] + "\",false]").at("result").is_null());
    EXPECT_EQ(error_of("eth_getLogs", R"([{"fromBlock":"0x4c","toBlock":"latest"}])"), 0);
    EXPECT_EQ(error_of("eth_feeHistory", R"(["0x2","latest",[]])"), 0);
}

}  // namespace
}  // namespace dure::chain::rpc
