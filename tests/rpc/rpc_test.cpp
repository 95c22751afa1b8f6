// JSON-RPC from outside: what is answered, what is refused, and how.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <thread>

#include "chain/rpc/revert_reason.hpp"
#include "tests/rpc/serving_node.hpp"

namespace dure::chain::rpc {
namespace {

using namespace chain::testing;

/// One connection to the server; sends bytes as they are and reads until the other side closes.
std::string talk(std::uint16_t port, const std::string& bytes) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
    std::string out;
    char buffer[4'096];
    for (ssize_t n = 0; (n = ::recv(fd, buffer, sizeof buffer, 0)) > 0;)
        out.append(buffer, static_cast<std::size_t>(n));
    ::close(fd);
    return out;
}

struct Http {
    std::string method = "POST";
    std::string host = "localhost";
    std::string type = "application/json";
    std::string more = "";  ///< further header lines, each with \r\n
};

std::string request_text(const std::string& body, const Http& http = {}) {
    return http.method + " / HTTP/1.1\r\nHost: " + http.host + "\r\nContent-Type: " + http.type +
           "\r\nConnection: close\r\n" + http.more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

int status_of(const std::string& response) {
    return response.size() > 12 ? std::stoi(response.substr(9, 3)) : 0;
}

json::value body_of(const std::string& response) {
    const auto at = response.find("\r\n\r\n");
    return at == std::string::npos || at + 4 == response.size()
               ? json::value()
               : json::parse(response.substr(at + 4));
}

class RpcTest : public rpc::testing::ServingNode {
 protected:
    std::string post(const std::string& body, const Http& http = {}) {
        return talk(server->port(), request_text(body, http));
    }
    json::value ask(const std::string& method, const std::string& params = "[]") {
        return body_of(post(R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" +
                            params + "}"));
    }
    int error_code(const json::value& answer) {
        const auto* error = answer.is_object() ? answer.get_object().if_contains("error") : nullptr;
        return error != nullptr ? error->at("code").to_number<int>() : 0;
    }

    /// On the node's thread; returns when a block with it is final.
    Hash256 send(const Transaction& tx, std::uint64_t from) {
        std::promise<Hash256> done;
        Subscription heard;
        host->post([&](Node& node) {
            const auto hash = node.submit(raw(tx, from));
            ASSERT_TRUE(hash) << to_string(hash.error());
            heard = node.on_block([&done, hash = *hash](const BlockRecord& block) {
                if (!block.transaction_hashes.empty() && block.transaction_hashes[0] == hash)
                    done.set_value(hash);
            });
        });
        const auto hash = done.get_future().get();
        std::promise<void> gone;
        host->post([&](Node&) {
            heard.reset();
            gone.set_value();
        });
        gone.get_future().wait();
        return hash;
    }
};

TEST_F(RpcTest, work_for_the_node_is_waited_for_and_what_it_throws_comes_back) {
    std::uint64_t height = 99;
    EXPECT_TRUE(host->run([&](Node& node) { height = node.head().number; }));
    EXPECT_EQ(height, 0u);
    EXPECT_THROW(host->run([](Node&) { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_TRUE(host->run([](Node&) {})) << "the node goes on";
    server.reset();
    host->stop();
    bool ran = false;
    EXPECT_FALSE(host->run([&](Node&) { ran = true; })) << "nobody is left to do it";
    EXPECT_FALSE(ran);
}

TEST_F(RpcTest, answers_what_wallets_ask_first) {
    EXPECT_EQ(ask("eth_chainId").at("result"), "0x4f7e");
    EXPECT_EQ(ask("eth_blockNumber").at("result"), "0x0");
    EXPECT_EQ(ask("net_version").at("result"), "20350");
    EXPECT_EQ(ask("eth_gasPrice").at("result"), "0x0");
    EXPECT_EQ(ask("eth_syncing").at("result"), false);
    EXPECT_EQ(ask("eth_accounts").at("result"), json::array());
    EXPECT_EQ(ask("eth_getBalance", "[\"" + to_hex(account(0)) + "\",\"latest\"]").at("result"),
              "0x8ac7230489e80000");
    EXPECT_EQ(ask("eth_getBlockByNumber", R"(["0x99",false])").at("result"), nullptr);
    EXPECT_TRUE(ask("web3_clientVersion").at("result").get_string().starts_with("Dure/"));
}

TEST_F(RpcTest, a_transfer_can_be_followed_from_pool_to_receipt) {
    const auto tx = raw(transfer(0, account(1), 5), 0);
    const auto hash = ask("eth_sendRawTransaction", "[\"" + to_hex(tx) + "\"]").at("result");
    EXPECT_EQ(hash, json::value(to_hex(keccak256(tx))));
    json::value receipt;
    for (int i = 0; i < 500 && receipt.is_null(); ++i) {
        ::usleep(2'000);
        receipt = ask("eth_getTransactionReceipt", json::serialize(json::array{hash})).at("result");
    }
    ASSERT_TRUE(receipt.is_object());
    EXPECT_EQ(receipt.at("status"), "0x1");
    EXPECT_EQ(receipt.at("gasUsed"), "0x5208");
    const auto found = ask("eth_getTransactionByHash", json::serialize(json::array{hash}));
    EXPECT_EQ(found.at("result").at("from"), json::value(to_hex(account(0))));
    const auto block =
        ask("eth_getBlockByHash", json::serialize(json::array{receipt.at("blockHash"), true}));
    EXPECT_EQ(block.at("result").at("transactions").at(0).at("hash"), hash);
    EXPECT_EQ(
        ask("eth_getTransactionCount", "[\"" + to_hex(account(0)) + "\",\"pending\"]").at("result"),
        "0x1");
    const auto again = ask("eth_sendRawTransaction", "[\"" + to_hex(tx) + "\"]");
    EXPECT_EQ(error_code(again), kTransactionRejected);
    EXPECT_EQ(again.at("error").at("message"), "nonce too low");
    const auto in_block =
        ask("eth_getTransactionByBlockNumberAndIndex", R"(["latest","0x0"])").at("result");
    EXPECT_EQ(in_block.at("hash"), hash);
    EXPECT_EQ(ask("eth_getTransactionByBlockNumberAndIndex", R"(["latest","0x1"])").at("result"),
              nullptr);
}

TEST_F(RpcTest, malformed_requests_get_the_code_of_the_standard) {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    std::string batch = "[";
    for (int i = 0; i < 51; ++i)
        batch +=
            std::string(i > 0 ? "," : "") + R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
    batch += "]";
    const struct {
        const char* name;
        std::string body;
        int code;
    } all[] = {
        {"nothing", "", kParseError},
        {"no JSON", "{", kParseError},
        {"bad UTF-8", "\"\xff\"", kParseError},
        {"deep", deep, kParseError},
        {"two documents", "{}{}", kParseError},
        {"duplicate key", R"({"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId"})", kParseError},
        {"a number", "7", kInvalidRequest},
        {"empty batch", "[]", kInvalidRequest},
        {"too long a batch", batch, kLimitExceeded},
        {"no version", R"({"id":1,"method":"eth_chainId"})", kInvalidRequest},
        {"old version", R"({"jsonrpc":"1.0","id":1,"method":"eth_chainId"})", kInvalidRequest},
        {"no method", R"({"jsonrpc":"2.0","id":1})", kInvalidRequest},
        {"method is a number", R"({"jsonrpc":"2.0","id":1,"method":1})", kInvalidRequest},
        {"id is a list", R"({"jsonrpc":"2.0","id":[],"method":"eth_chainId"})", kInvalidRequest},
        {"named params", R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":{}})",
         kInvalidParams},
        {"unknown method", R"({"jsonrpc":"2.0","id":1,"method":"eth_mine"})", kMethodNotFound},
    };
    for (const auto& [name, body, code] : all) {
        const auto response = post(body);
        ASSERT_EQ(status_of(response), 200) << name;
        EXPECT_EQ(error_code(body_of(response)), code) << name << ": " << response;
    }
}

TEST_F(RpcTest, malformed_parameters_are_named) {
    const std::string a = "\"" + to_hex(account(0)) + "\"";
    const struct {
        const char* method;
        std::string params;
    } all[] = {
        {"eth_getBalance", "[]"},
        {"eth_getBalance", "[7]"},
        {"eth_getBalance", R"(["0x12"])"},
        {"eth_getBalance", R"(["00112233445566778899aabbccddeeff00112233"])"},
        {"eth_getBalance", "[" + a + R"(,"soon"])"},
        {"eth_getBalance", "[" + a + R"(,{"number":"0x0"}])"},
        {"eth_getStorageAt", "[" + a + R"(,"0xzz","latest"])"},
        {"eth_getBlockByNumber", R"(["latest","yes"])"},
        {"eth_getBlockByHash", R"(["0x00",false])"},
        {"eth_call", R"(["0x"])"},
        {"eth_call", R"([{"to":"0x12"}])"},
        {"eth_call", R"([{"data":"0x1"}])"},
        {"eth_call", R"([{"data":"0x01","input":"0x02"}])"},
        {"eth_call", R"([{"value":"-1"}])"},
        {"eth_call", R"([{},"latest",{}])"},
        {"eth_getLogs", R"([{"topics":["0x1"]}])"},
        {"eth_getLogs", R"([{"topics":[null,null,null,null,null]}])"},
        {"eth_getLogs", R"([{"fromBlock":"0x2","toBlock":"0x1"}])"},
        {"eth_getLogs", R"([{"blocks":"all"}])"},
        {"eth_sendRawTransaction", R"(["f86c"])"},
        {"eth_feeHistory", R"(["0x2","latest",[50,10]])"},
    };
    for (const auto& [method, params] : all) {
        const auto answer = ask(method, params);
        EXPECT_EQ(error_code(answer), kInvalidParams) << method << params;
    }
    EXPECT_EQ(error_code(ask("eth_sendRawTransaction", R"(["0xf86c"])")), kInvalidParams)
        << "bad RLP is the transaction's fault";
}

TEST_F(RpcTest, a_batch_answers_each_in_order_and_notifications_not_at_all) {
    const auto answers = body_of(post(R"([
        {"jsonrpc":"2.0","id":1,"method":"eth_chainId"},
        {"jsonrpc":"2.0","method":"eth_chainId"}, 7,
        {"jsonrpc":"2.0","id":"x","method":"eth_blockNumber","params":[]}])"));
    ASSERT_EQ(answers.as_array().size(), 3U);
    EXPECT_EQ(answers.at(0).at("result"), "0x4f7e");
    EXPECT_EQ(error_code(answers.at(1)), kInvalidRequest);
    EXPECT_EQ(answers.at(2).at("id"), "x");
    EXPECT_TRUE(body_of(post(R"({"jsonrpc":"2.0","method":"eth_chainId"})")).is_null());
}

TEST_F(RpcTest, only_this_machine_without_a_foreign_page_may_ask) {
    const std::string good = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
    EXPECT_EQ(status_of(post(good)), 200);
    EXPECT_EQ(status_of(post(good, {.host = "127.0.0.1:8545"})), 200);
    EXPECT_EQ(status_of(post(good, {.host = "[::1]:8545"})), 200);
    EXPECT_EQ(status_of(post(good, {.host = "evil.example"})), 403) << "DNS rebinding";
    EXPECT_EQ(status_of(post(good, {.host = "localhost.evil.example"})), 403);
    EXPECT_EQ(status_of(post(good, {.host = ""})), 403);
    EXPECT_EQ(status_of(post(good, {.more = "Origin: https://evil.example\r\n"})), 403);
    EXPECT_EQ(status_of(post(good, {.type = "text/plain"})), 415);
    EXPECT_EQ(status_of(post("", {.method = "GET"})), 405);
    EXPECT_EQ(status_of(talk(server->port(), "HELLO\r\n\r\n")), 0) << "not HTTP: closed";

    start({.origins = {"https://wallet.example"}});
    const Http page{.more = "Origin: https://wallet.example\r\n"};
    const auto allowed = post(good, page);
    EXPECT_EQ(status_of(allowed), 200);
    EXPECT_NE(allowed.find("Access-Control-Allow-Origin: https://wallet.example"),
              std::string::npos);
    auto preflight = page;
    preflight.method = "OPTIONS";
    EXPECT_EQ(status_of(post("", preflight)), 204);
}

TEST_F(RpcTest, the_token_is_wanted_and_its_file_is_private) {
    const auto path = directory.path() / "token";
    start({.token_file = path});
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600U);
    const std::string good = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
    EXPECT_EQ(status_of(post(good)), 401);
    EXPECT_EQ(status_of(post(good, {.more = "Authorization: Bearer wrong\r\n"})), 401);
    EXPECT_EQ(status_of(post(good, {.more = "Authorization: Bearer " + server->token() + "\r\n"})),
              200);
    EXPECT_GE(server->token().size(), 64U);
}

TEST_F(RpcTest, bounds_bodies_headers_and_connections) {
    EXPECT_EQ(status_of(post(std::string(256 * 1024 + 1, ' '))), 413);
    EXPECT_EQ(status_of(post("{}", {.more = "X: " + std::string(9'000, 'x') + "\r\n"})), 431);
    ServerOptions narrow;
    narrow.limits.connections = 2;
    narrow.limits.response_bytes = 300;
    start(narrow);
    EXPECT_EQ(error_code(ask("eth_getBlockByNumber", R"(["0x0",false])")), kLimitExceeded);

    std::vector<int> open;
    for (int i = 0; i < 2; ++i) {
        open.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(server->port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ASSERT_EQ(::connect(open.back(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    const std::string good = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
    EXPECT_EQ(status_of(post(good)), 503);
    for (const int fd : open) ::close(fd);
    int status = 0;
    for (int i = 0; i < 100 && status != 200; ++i) {
        ::usleep(10'000);
        status = status_of(post(good));
    }
    EXPECT_EQ(status, 200);
}

TEST_F(RpcTest, a_revert_has_code_3_and_its_data) {
    // PUSH32 "Error(string)"-encoded reason is long: revert with four bytes, deadbeef.
    // PUSH4 deadbeef PUSH1 e0 SHL PUSH1 0 MSTORE PUSH1 4 PUSH1 0 REVERT
    const auto answer = ask("eth_call", R"([{"data":"0x63deadbeef60e01b60005260046000fd"}])");
    EXPECT_EQ(error_code(answer), kReverted);
    EXPECT_EQ(answer.at("error").at("data"), "0xdeadbeef");
    EXPECT_EQ(error_code(ask("eth_call", R"([{"data":"0xfe"}])")), kServerError) << "INVALID";
    EXPECT_EQ(error_code(ask("eth_estimateGas", R"([{"data":"0x60006000fd"}])")), kReverted);
}

TEST_F(RpcTest, an_endless_loop_ends_at_the_gas_cap) {
    ServerOptions options;
    options.limits.call_ms = 0;
    start(std::move(options));
    EXPECT_EQ(error_code(ask("eth_call", R"([{"data":"0x5b600056"}])")), kServerError);
}

// JUMPDEST PUSH0 JUMP, for as much gas as a question may have here.
constexpr const char* kEndless = R"([{"data":"0x5b5f56","gas":"0xe8d4a51000"}])";

TEST_F(RpcTest, what_takes_too_long_ends_with_an_error) {
    ServerOptions options;
    options.limits.call_gas = 1'000'000'000'000;
    options.limits.call_ms = 20;
    start(std::move(options));
    EXPECT_EQ(error_code(ask("eth_call", kEndless)), kLimitExceeded);
    // BLAKE2's F in 90 million rounds, one instruction: PUSH4 PUSH1 e0 SHL, MSTORE, STATICCALL.
    const auto* const rounds = R"([{"data":"0x63055d4a8060e01b5f525f5f60d55f60095afa"}])";
    for (const auto* method : {"eth_call", "eth_estimateGas"}) {
        const auto answer = ask(method, rounds);
        EXPECT_EQ(error_code(answer), kLimitExceeded) << method;
        EXPECT_EQ(answer.at("error").at("message"), "the execution took more than 20 ms");
    }
    EXPECT_EQ(ask("eth_call", R"([{"data":"0x60425f5260205ff3"}])").at("result").as_string().size(),
              66u);
}

TEST_F(RpcTest, the_node_does_its_own_work_between_slow_questions) {
    ServerOptions options;
    options.limits.call_gas = 1'000'000'000'000;
    options.limits.call_ms = 20;
    start(std::move(options));
    std::string batch;
    for (int i = 0; i < 50; ++i) {
        batch += batch.empty() ? "[" : ",";
        batch += std::string(R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":)") +
                 kEndless + "}";
    }
    auto answer = std::async(std::launch::async, [&] { return body_of(post(batch + "]")); });
    int own = 0;
    while (answer.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        std::promise<void> done;
        host->post([&](Node&) { done.set_value(); });
        done.get_future().wait();
        ++own;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const auto answers = answer.get().as_array();
    ASSERT_EQ(answers.size(), 50u);
    for (const auto& one : answers) EXPECT_EQ(error_code(one), kLimitExceeded);
    EXPECT_GE(own, 5) << "a second of questions, in turns of 50 ms";
}

TEST_F(RpcTest, a_call_that_creates_gives_the_contracts_code) {
    // PUSH1 5 PUSH0 MSTORE8 PUSH1 1 PUSH0 RETURN: a contract of the one byte 05.
    EXPECT_EQ(ask("eth_call", R"([{"data":"0x60055f5360015ff3"}])").at("result"), "0x05");
}

TEST_F(RpcTest, who_asks_too_fast_is_told_so_and_may_go_on_later) {
    ServerOptions options;
    options.limits.requests_per_second = 1;  // and ten at once
    start(std::move(options));
    int answered = 0;
    json::value refused;
    for (int i = 0; i < 100 && refused.is_null(); ++i) {
        auto answer = ask("eth_chainId");
        if (error_code(answer) != 0) refused = std::move(answer);
        ++answered;
    }
    EXPECT_GE(answered, 10);
    EXPECT_EQ(error_code(refused), kLimitExceeded);
    for (int i = 0; i < 40 && error_code(ask("eth_chainId")) != 0; ++i) ::usleep(100'000);
}

TEST_F(RpcTest, raw_transactions_of_a_batch_are_taken_together_each_with_its_own_answer) {
    std::string batch = "[";
    for (std::uint64_t nonce = 0; nonce < 5; ++nonce) {
        const auto tx =
            nonce == 3 ? Bytes{1, 2} : raw(transfer(nonce < 3 ? nonce : 3, account(1), 1), 0);
        batch += (nonce == 0 ? "" : ",") + (R"({"jsonrpc":"2.0","id":)" + std::to_string(nonce)) +
                 R"(,"method":"eth_sendRawTransaction","params":[")" + to_hex(tx) + "\"]}";
    }
    const auto answers = body_of(post(batch + "]"));
    ASSERT_EQ(answers.as_array().size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(answers.at(i).at("id"), i);
        EXPECT_EQ(error_code(answers.at(i)), i == 3 ? kInvalidParams : 0);
    }
}

TEST_F(RpcTest, a_filter_of_waiting_transactions_tells_each_once) {
    const auto id =
        json::serialize(json::array{ask("eth_newPendingTransactionFilter").at("result")});
    const auto hash = send(transfer(0, account(1), 1), 0);
    const auto told = ask("eth_getFilterChanges", id).at("result");
    EXPECT_EQ(told, (json::array{to_hex(hash)}));
    EXPECT_EQ(ask("eth_getFilterChanges", id).at("result"), json::array());
}

TEST_F(RpcTest, filters_report_each_change_once) {
    Transaction log_seven;  // PUSH1 7 PUSH1 0 PUSH1 0 LOG1 STOP
    log_seven.chain_id = kChainId;
    log_seven.gas_limit = 100'000;
    log_seven.data = *from_hex("0x600760006000a100");
    const auto logs =
        ask("eth_newFilter", R"([{"topics":[")" + to_hex(to_hash(uint256{7})) + R"("]}])")
            .at("result");
    const auto blocks = ask("eth_newBlockFilter").at("result");
    const auto changes = [&](const json::value& id) {
        return ask("eth_getFilterChanges", json::serialize(json::array{id}))
            .at("result")
            .as_array();
    };
    EXPECT_TRUE(changes(logs).empty());
    const auto hash = send(log_seven, 0);
    const auto found = changes(logs);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].at("transactionHash"), json::value(to_hex(hash)));
    EXPECT_TRUE(changes(logs).empty());
    EXPECT_EQ(changes(blocks).size(), 1U);
    EXPECT_EQ(ask("eth_uninstallFilter", json::serialize(json::array{logs})).at("result"), true);
    EXPECT_EQ(error_code(ask("eth_getFilterChanges", json::serialize(json::array{logs}))),
              kServerError);
}

TEST_F(RpcTest, the_state_of_old_blocks_is_an_error_not_the_heads) {
    send(transfer(0, account(1), 5), 0);
    const auto address = to_hex(account(0));
    EXPECT_EQ(error_code(ask("eth_getBalance", "[\"" + address + "\",\"0x1\"]")), 0);
    EXPECT_EQ(error_code(ask("eth_getBalance", "[\"" + address + "\",\"0x0\"]")), kServerError);
    EXPECT_EQ(error_code(ask("eth_getBalance", "[\"" + address + "\",\"0x9\"]")), kServerError);
}

TEST_F(RpcTest, a_busy_port_is_an_error) {
    const auto second = Server::start({.port = server->port()}, [](std::function<void(Node&)>) {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ServerError::Kind::kPortBusy);
}

TEST_F(RpcTest, without_a_node_the_answer_is_an_error) {
    host->stop();
    EXPECT_EQ(error_code(ask("eth_chainId")), kInternalError);
}

TEST(Host, says_why_it_cannot_start) {
    const auto phase_of = [](const std::filesystem::path& directory, Genesis genesis) {
        HostOptions options;
        options.data_dir = directory;
        options.genesis = std::move(genesis);
        options.config = test_config();
        options.signer = make_signer(key(kValidator));
        options.log = std::make_shared<QuietLog>();
        return NodeHost(std::move(options)).start();
    };
    TemporaryDirectory directory;
    const auto good = phase_of(directory.path() / "chain", test_genesis());
    EXPECT_EQ(good.phase, HostState::Phase::kRunning);
    auto other = test_genesis();
    other.chain_id = 1;
    ++other.timestamp;
    const auto wrong = phase_of(directory.path() / "chain", other);
    ASSERT_EQ(wrong.phase, HostState::Phase::kFailed);
    EXPECT_EQ(wrong.error->kind, NodeError::Kind::kWrongGenesis);
    const auto nowhere = phase_of("/proc/dure", test_genesis());
    ASSERT_EQ(nowhere.phase, HostState::Phase::kFailed);
    EXPECT_FALSE(nowhere.error->what.empty());
}

TEST(RevertReason, reads_soliditys_two_errors_and_nothing_else) {
    const auto encoded = [](const std::string& text) {
        Bytes out = *from_hex("0x08c379a0");
        const auto word = [&out](std::uint64_t n) {
            const auto be = uint256{n}.to_be32();
            out.insert(out.end(), be.begin(), be.end());
        };
        word(32);
        word(text.size());
        out.insert(out.end(), text.begin(), text.end());
        out.resize(4 + 64 + (text.size() + 31) / 32 * 32);
        return out;
    };
    EXPECT_EQ(revert_reason(encoded("잔액 부족")), "잔액 부족");
    EXPECT_EQ(revert_reason(encoded("a\xff\x01z")), "a??z");
    EXPECT_EQ(revert_reason({}), "");
    auto lying = encoded("short");
    lying[4 + 32 + 24] = 0xff;  // a length beyond the data
    EXPECT_EQ(revert_reason(lying), "");
    const auto good = encoded("reason");
    for (std::size_t n = 0; n < good.size(); ++n)
        static_cast<void>(revert_reason(ByteView{good}.first(n)));
    auto panic = *from_hex("0x4e487b71");
    panic.resize(4 + 32);
    panic.back() = 0x11;
    EXPECT_EQ(revert_reason(panic), "panic 0x11");
}

}  // namespace
}  // namespace dure::chain::rpc
