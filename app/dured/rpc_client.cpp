#include "rpc_client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <chrono>
#include <thread>

#include "chain/api/governance_calls.hpp"
#include "chain/block/transaction.hpp"
#include "chain/crypto/private_file.hpp"
#include "chain/node/json.hpp"

namespace dure::app {

namespace {

namespace json = boost::json;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr auto kPatience = std::chrono::seconds{10};
/// A block comes every second, and at worst after a few rounds without their proposers.
constexpr auto kBlockPatience = std::chrono::seconds{90};
constexpr std::uint64_t kGas = 1'000'000;
constexpr std::size_t kAnswerBytes = 8 * 1024 * 1024;

Outcome<std::string> post(std::uint16_t port, const std::string& token, std::string body) {
    try {
        asio::io_context io;
        beast::tcp_stream stream(io);
        http::request<http::string_body> request(http::verb::post, "/", 11);
        request.set(http::field::host, "127.0.0.1");
        request.set(http::field::content_type, "application/json");
        if (!token.empty()) request.set(http::field::authorization, "Bearer " + token);
        request.body() = std::move(body);
        request.prepare_payload();

        std::string answer;
        beast::error_code failed;
        beast::flat_buffer buffer;
        http::response_parser<http::string_body> response;
        response.body_limit(kAnswerBytes);
        const auto done = [&](beast::error_code error, std::size_t) {
            failed = error;
            answer = std::move(response.get().body());
        };
        stream.expires_after(kPatience);
        stream.async_connect(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port),
                             [&](beast::error_code error) {
                                 if (failed = error; error) return;
                                 http::async_write(
                                     stream, request, [&](beast::error_code wrong, std::size_t) {
                                         if (failed = wrong; wrong) return;
                                         http::async_read(stream, buffer, response, done);
                                     });
                             });
        io.run();
        if (failed) return Trouble{"the node does not answer: " + failed.message()};
        return answer;
    } catch (const std::exception& error) {
        return Trouble{std::string("the node does not answer: ") + error.what()};
    }
}

std::string reason_in(const json::object& error) {
    if (const auto* data = error.if_contains("data"); data != nullptr && data->is_string()) {
        const auto bytes = chain::from_hex(std::string_view(data->get_string()));
        const auto refusal = bytes ? chain::api::governance_refusal(*bytes) : std::nullopt;
        if (refusal) return std::string(*refusal);
    }
    if (const auto* message = error.if_contains("message");
        message != nullptr && message->is_string()) {
        return std::string(message->get_string());
    }
    return "no reason given";
}

}  // namespace

Outcome<RpcClient> RpcClient::of(const Home& home) {
    const auto port = chain::read_private_file(home.port_file(), 16);
    const auto token = chain::read_private_file(home.token_file(), 256);
    if (!port || !token)
        return Trouble{"no node runs in " + home.directory().string() +
                       "; start it with dured run --data-dir " + home.directory().string()};
    RpcClient out;
    const auto text = port->text();
    std::from_chars(text.data(), text.data() + text.size(), out.port_);
    out.token_ = std::string(token->text());
    while (!out.token_.empty() && out.token_.back() == '\n') out.token_.pop_back();
    return out;
}

Outcome<json::value> RpcClient::ask(std::string_view method, json::array params) const {
    const json::object request{
        {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}};
    const auto answer = post(port_, token_, json::serialize(request));
    if (!answer) return answer.error();
    auto value = chain::parse_json(*answer, 32);
    if (!value || !value->is_object()) return Trouble{"the node answers: " + *answer};
    auto& object = value->get_object();
    if (const auto* error = object.if_contains("error"); error != nullptr && error->is_object())
        return Trouble{reason_in(error->get_object())};
    return object["result"];
}

Outcome<std::uint64_t> RpcClient::number(std::string_view method, json::array params) const {
    const auto answer = ask(method, std::move(params));
    if (!answer) return answer.error();
    const auto* text = answer->if_string();
    const auto value = text != nullptr ? chain::parse_hex_quantity(*text) : std::nullopt;
    if (!value || !value->fits_uint64()) return Trouble{"the node gives no number"};
    return static_cast<std::uint64_t>(*value);
}

Outcome<chain::Bytes> RpcClient::view(const chain::Address& contract,
                                      const chain::Bytes& data) const {
    const auto answer = ask(
        "eth_call",
        {json::object{{"to", chain::to_hex(contract)}, {"data", chain::to_hex(data)}}, "latest"});
    if (!answer) return answer.error();
    const auto* text = answer->if_string();
    auto bytes = text != nullptr ? chain::from_hex(*text) : std::nullopt;
    if (!bytes) return Trouble{"the node gives no bytes"};
    return *std::move(bytes);
}

Outcome<chain::Done> RpcClient::send(const chain::SecretKey& key, const chain::Address& to,
                                     const chain::Bytes& data) const {
    const auto from = chain::to_hex(chain::address_of(key));
    // What fails now would fail in the block: the reason comes at once and costs no nonce.
    const json::object call{
        {"from", from}, {"to", chain::to_hex(to)}, {"data", chain::to_hex(data)}};
    if (const auto tried = ask("eth_call", {call, "pending"}); !tried) return tried.error();

    const auto chain_id = number("eth_chainId", {});
    if (!chain_id) return chain_id.error();
    const auto nonce = number("eth_getTransactionCount", {from, "pending"});
    if (!nonce) return nonce.error();
    chain::Transaction tx;
    tx.type = chain::TransactionType::dynamic_fee;
    tx.chain_id = *chain_id;
    tx.nonce = *nonce;
    tx.gas_limit = kGas;
    tx.to = to;
    tx.data = data;
    const auto raw = chain::to_hex(chain::encode(chain::sign(std::move(tx), key)));
    const auto sent = ask("eth_sendRawTransaction", {json::value(raw)});
    if (!sent) return sent.error();

    const auto until = std::chrono::steady_clock::now() + kBlockPatience;
    while (std::chrono::steady_clock::now() < until) {
        const auto receipt = ask("eth_getTransactionReceipt", {*sent});
        if (!receipt) return receipt.error();
        if (const auto* object = receipt->if_object()) {
            const auto* status = object->if_contains("status");
            if (status != nullptr && *status == "0x1") return chain::Done{};
            const auto why = ask("eth_call", {call, "latest"});
            return why ? Trouble{"it was refused in its block"} : why.error();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return Trouble{"it is not in a block yet; dured status shows whether blocks come"};
}

}  // namespace dure::app
