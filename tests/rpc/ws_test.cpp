// WebSocket from outside: who may come in, what is told, and where the limits are.
#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <map>
#include <memory>
#include <thread>

#include "tests/rpc/serving_node.hpp"

namespace dure::chain::rpc {
namespace {

using namespace chain::testing;
namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

/// What a client says of itself.
struct As {
    std::string host = "127.0.0.1";
    std::string target = "/";
    std::string origin = "";
    std::string authorization = "";
};

class Socket {
 public:
    explicit Socket(std::uint16_t port, const As& as = {}) : ws_(io_) {
        ws_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        ws_.set_option(
            beast::websocket::stream_base::decorator([as](beast::websocket::request_type& request) {
                using beast::http::field;
                if (!as.origin.empty()) request.set(field::origin, as.origin);
                if (!as.authorization.empty()) request.set(field::authorization, as.authorization);
            }));
        beast::websocket::response_type response;
        ws_.handshake(response, as.host, as.target, error);
        status = static_cast<int>(response.result_int());
    }

    void send(const std::string& text) { ws_.write(asio::buffer(text), error); }
    json::value read() {
        beast::flat_buffer buffer;
        ws_.read(buffer, error);
        return error ? json::value() : json::parse(beast::buffers_to_string(buffer.data()));
    }
    json::value ask(const std::string& method, const std::string& params = "[]") {
        send(R"({"jsonrpc":"2.0","id":1,"method":")" + method + R"(","params":)" + params + "}");
        return read();
    }
    beast::websocket::stream<asio::ip::tcp::socket, false>& stream() { return ws_; }

    error_code error;
    int status = 0;

 private:
    asio::io_context io_;
    beast::websocket::stream<asio::ip::tcp::socket, false> ws_;
};

class WsTest : public rpc::testing::ServingNode {
 protected:
    std::uint16_t port() const { return server->port(); }
    std::string signed_transfer(std::uint64_t nonce) {
        return "[\"" + to_hex(raw(transfer(nonce, account(5), 1), 0)) + "\"]";
    }
};

TEST_F(WsTest, answers_as_over_http_and_many_at_a_time) {
    Socket socket(port());
    ASSERT_EQ(socket.status, 101);
    EXPECT_EQ(socket.ask("eth_chainId").at("result"), "0x4f7e");
    socket.send(R"([{"jsonrpc":"2.0","id":1,"method":"eth_chainId"},)"
                R"({"jsonrpc":"2.0","id":2,"method":"eth_blockNumber"}])");
    EXPECT_EQ(socket.read().as_array().size(), 2u);
    for (int i = 0; i < 100; ++i) {
        socket.send(R"({"jsonrpc":"2.0","id":)" + std::to_string(i) +
                    R"(,"method":"eth_blockNumber"})");
    }
    for (int i = 0; i < 100; ++i) EXPECT_EQ(socket.read().at("id"), i);
    EXPECT_EQ(socket.ask("eth_nothing").at("error").at("code"), kMethodNotFound);
    socket.send("{");
    EXPECT_EQ(socket.read().at("error").at("code"), kParseError);
}

TEST_F(WsTest, tells_of_heads_logs_and_waiting_transactions_until_told_to_stop) {
    Socket socket(port());
    const auto heads = socket.ask("eth_subscribe", R"(["newHeads"])").at("result");
    const auto pending = socket.ask("eth_subscribe", R"(["newPendingTransactions"])").at("result");
    const auto logs = socket.ask("eth_subscribe", R"(["logs",{}])").at("result");
    EXPECT_NE(heads, pending);
    EXPECT_NE(pending, logs);
    // A contract that logs one topic while it is created: PUSH1 7 PUSH1 0 PUSH1 0 LOG1.
    Transaction creation = transfer(0, {}, 0);
    creation.to.reset();
    creation.gas_limit = 200'000;
    creation.data = *from_hex("0x600760006000a100");
    const auto raw_creation = raw(creation, 0);
    const auto hash = to_hex(keccak256(raw_creation));
    socket.send(R"({"jsonrpc":"2.0","id":9,"method":"eth_sendRawTransaction","params":[")" +
                to_hex(raw_creation) + "\"]}");
    std::map<std::string, json::value> told;
    bool is_answered = false;
    for (int i = 0; i < 4; ++i) {
        const auto message = socket.read();
        ASSERT_FALSE(socket.error);
        if (message.as_object().contains("id")) {
            is_answered = true;
            EXPECT_EQ(message.at("result"), hash.c_str());
            continue;
        }
        EXPECT_EQ(message.at("method"), "eth_subscription");
        const auto& params = message.at("params");
        told[std::string(params.at("subscription").as_string())] = params.at("result");
    }
    EXPECT_TRUE(is_answered);
    const auto of = [&](const json::value& id) { return told[std::string(id.as_string())]; };
    EXPECT_EQ(of(pending), hash.c_str());
    EXPECT_EQ(of(heads).at("number"), "0x1");
    EXPECT_EQ(of(logs).at("transactionHash"), hash.c_str());
    EXPECT_EQ(of(logs).at("blockHash"), of(heads).at("hash"));

    for (const auto& id : {heads, pending, logs}) {
        const auto params = "[" + json::serialize(id) + "]";
        EXPECT_EQ(socket.ask("eth_unsubscribe", params).at("result"), true);
        EXPECT_EQ(socket.ask("eth_unsubscribe", params).at("result"), false);
    }
    EXPECT_TRUE(socket.ask("eth_sendRawTransaction", signed_transfer(1)).at("result").is_string());
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(socket.ask("eth_chainId").at("result"), "0x4f7e") << "nothing else was told";
}

TEST_F(WsTest, a_subscription_belongs_to_its_connection) {
    Socket one(port()), other(port());
    const auto id = json::serialize(one.ask("eth_subscribe", R"(["newHeads"])").at("result"));
    EXPECT_EQ(other.ask("eth_unsubscribe", "[" + id + "]").at("result"), false);
    EXPECT_EQ(one.ask("eth_subscribe", R"(["newMoons"])").at("error").at("code"), kInvalidParams);
}

TEST_F(WsTest, the_seventeenth_subscription_is_refused_and_another_connection_has_its_own) {
    Socket socket(port());
    for (int i = 0; i < 16; ++i)
        EXPECT_TRUE(socket.ask("eth_subscribe", R"(["newHeads"])").as_object().contains("result"));
    EXPECT_EQ(socket.ask("eth_subscribe", R"(["newHeads"])").at("error").at("code"),
              kLimitExceeded);
    Socket other(port());
    EXPECT_TRUE(other.ask("eth_subscribe", R"(["newHeads"])").as_object().contains("result"));
}

TEST_F(WsTest, a_message_beyond_the_limit_ends_the_connection) {
    Socket socket(port());
    socket.send(std::string(256 * 1024, ' '));
    EXPECT_EQ(socket.read().at("error").at("code"), kParseError);
    socket.send(std::string(256 * 1024 + 1, ' '));
    socket.read();
    EXPECT_TRUE(socket.error);
}

TEST_F(WsTest, who_does_not_read_is_dropped_and_the_others_go_on) {
    ServerOptions options;
    options.limits.unread_bytes = 64 * 1024;
    options.limits.requests_per_second = 0;
    options.limits.connections = 2;
    start(std::move(options));
    Socket slow(port()), quick(port());
    slow.stream().next_layer().set_option(asio::socket_base::receive_buffer_size(4'096));
    for (int i = 0; i < 16; ++i) slow.ask("eth_subscribe", R"(["newPendingTransactions",true])");
    // Each transaction is told sixteen times: soon more than the sockets' buffers and the limit.
    bool is_dropped = false;
    for (std::uint64_t nonce = 0; nonce < 2'000 && !is_dropped; ++nonce) {
        ASSERT_TRUE(quick.ask("eth_sendRawTransaction", signed_transfer(nonce))
                        .as_object()
                        .contains("result"));
        if (nonce % 16 != 15) continue;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        is_dropped = Socket(port()).status == 101;  // there is a place again
    }
    EXPECT_TRUE(is_dropped) << "everything was kept for it";
    EXPECT_EQ(quick.ask("eth_chainId").at("result"), "0x4f7e");
}

TEST_F(WsTest, who_asks_without_reading_is_not_read_any_further) {
    ServerOptions options;
    options.limits.unread_bytes = 64 * 1024;
    options.limits.requests_per_second = 0;
    start(std::move(options));
    Socket greedy(port()), modest(port());
    greedy.stream().next_layer().set_option(asio::socket_base::receive_buffer_size(4'096));
    // Fifty blocks a question: its answer is twenty times as long.
    std::string question = "[";
    for (int i = 0; i < 50; ++i) {
        question +=
            std::string(i == 0 ? "" : ",") +
            R"({"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x0",true]})";
    }
    question += "]";
    constexpr int kQuestions = 10'000;
    std::atomic<int> sent = 0;
    std::thread asker([&] {
        while (sent < kQuestions && !greedy.error) {
            greedy.send(question);
            ++sent;
        }
    });
    for (int before = -1; before != sent;) {
        before = sent;
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    EXPECT_LT(sent, kQuestions) << "everything was read, and its answers kept";
    EXPECT_EQ(modest.ask("eth_chainId").at("result"), "0x4f7e");
    error_code ignored;
    greedy.stream().next_layer().shutdown(asio::socket_base::shutdown_both, ignored);
    asker.join();
    EXPECT_EQ(modest.ask("eth_chainId").at("result"), "0x4f7e");
}

TEST_F(WsTest, a_batch_beyond_the_limit_is_refused_and_the_connection_goes_on) {
    Socket socket(port());
    const auto batch = [](int requests) {
        std::string out = "[";
        for (int i = 0; i < requests; ++i) {
            out += std::string(i == 0 ? "" : ",") +
                   R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
        }
        return out + "]";
    };
    socket.send(batch(50));
    EXPECT_EQ(socket.read().as_array().size(), 50u);
    socket.send(batch(51));
    EXPECT_EQ(socket.read().at("error").at("code"), kLimitExceeded);
    EXPECT_EQ(socket.ask("eth_chainId").at("result"), "0x4f7e");
}

TEST_F(WsTest, frames_that_are_none_end_their_connection_alone) {
    ServerOptions options;
    options.limits.connections = 2;
    start(std::move(options));
    Socket other(port());
    const std::vector<std::string> garbage{
        std::string(64, '\xff'),          // reserved bits and opcode
        std::string("\x81\x05hello", 7),  // not masked
        std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff"
                    "mask",
                    14),                             // 2^63 bytes
        std::string("\x80\x80mask", 6),              // goes on with nothing
        std::string("\x89\xfe\x01\x00mask", 8),      // a ping too long
        std::string("\x81\x82\0\0\0\0\xc3\x28", 8),  // text that is not UTF-8
        "GET / HTTP/1.1\r\n\r\n",
    };
    for (std::size_t i = 0; i < garbage.size(); ++i) {
        std::unique_ptr<Socket> socket;
        // The place of the one before is free a moment after its end.
        for (int tries = 0; tries < 400; ++tries) {
            socket = std::make_unique<Socket>(port());
            if (socket->status == 101) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        ASSERT_EQ(socket->status, 101) << i;
        error_code ignored;
        asio::write(socket->stream().next_layer(), asio::buffer(garbage[i]), ignored);
        socket->read();
        EXPECT_TRUE(socket->error) << i;
        EXPECT_EQ(other.ask("eth_chainId").at("result"), "0x4f7e") << i;
    }
}

TEST_F(WsTest, who_is_silent_is_asked_and_dropped_only_without_an_answer) {
    ServerOptions options;
    options.limits.idle_connection_ms = 400;
    start(std::move(options));
    Socket present(port()), absent(port());
    ASSERT_TRUE(present.ask("eth_subscribe", R"(["newHeads"])").as_object().contains("result"));
    // Reading answers pings. Nothing is told until the transaction below.
    auto told = std::async(std::launch::async, [&] { return present.read(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(1'500));
    ASSERT_EQ(told.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    absent.ask("eth_chainId");
    EXPECT_TRUE(absent.error) << "it did not answer for a second and a half";
    host->post([&](Node& node) { EXPECT_TRUE(node.submit(raw(transfer(0, account(5), 1), 0))); });
    EXPECT_EQ(told.get().at("method"), "eth_subscription");
}

TEST_F(WsTest, strangers_stay_outside) {
    EXPECT_EQ(Socket(port(), {.host = "evil.example"}).status, 403);
    EXPECT_EQ(Socket(port(), {.origin = "https://evil.example"}).status, 403);
    ServerOptions options;
    options.origins = {"https://good.example"};
    options.token_file = directory.path() / "token";
    start(std::move(options));
    const auto token = server->token();
    EXPECT_EQ(Socket(port()).status, 401);
    EXPECT_EQ(Socket(port(), {.target = "/?token=" + std::string(token.size(), '0')}).status, 401);
    EXPECT_EQ(Socket(port(), {.authorization = "Bearer nonsense"}).status, 401);
    EXPECT_EQ(Socket(port(), {.authorization = "Bearer " + token}).status, 101);
    EXPECT_EQ(
        Socket(port(), {.target = "/?token=" + token, .origin = "https://good.example"}).status,
        101);
}

TEST_F(WsTest, connections_are_counted_with_those_of_http) {
    ServerOptions options;
    options.limits.connections = 2;
    start(std::move(options));
    {
        Socket one(port()), two(port());
        EXPECT_EQ(Socket(port()).status, 503);
    }
    for (int i = 0; i < 200 && Socket(port()).status != 101; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(Socket(port()).status, 101);
}

TEST_F(WsTest, either_side_may_end_first) {
    Socket socket(port());
    socket.ask("eth_subscribe", R"(["newHeads"])");
    socket.ask("eth_subscribe", R"(["newPendingTransactions"])");
    server.reset();
    socket.read();
    EXPECT_TRUE(socket.error);
    // The node goes on telling nobody.
    std::promise<void> done;
    host->post([&](Node& node) {
        EXPECT_TRUE(node.submit(raw(transfer(0, account(5), 1), 0)));
        done.set_value();
    });
    done.get_future().get();
    std::this_thread::sleep_for(std::chrono::milliseconds(30));

    start({});
    Socket again(port());
    again.ask("eth_subscribe", R"(["newHeads"])");
    host->stop();
    EXPECT_EQ(again.ask("eth_chainId").at("error").at("code"), kInternalError);
}

}  // namespace
}  // namespace dure::chain::rpc
