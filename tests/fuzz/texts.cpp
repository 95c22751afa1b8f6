// Texts and files of strangers: requests, genesis files, wallets' key files, invites, and a key
// store on a card that somebody else had.
#include <unistd.h>

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "chain/crypto/keystore.hpp"
#include "chain/crypto/web3_keystore.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/invite.hpp"
#include "chain/node/json.hpp"
#include "chain/rpc/http_policy.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/rpc/params.hpp"
#include "tests/fuzz/targets.hpp"

namespace dure::fuzz {

using namespace chain;

namespace {

std::string_view text_of(ByteView input) {
    return {reinterpret_cast<const char*>(input.data()), input.size()};
}

/// Every reader over every parameter: methods ask for less.
void read_parameters(const rpc::Request& request, std::uint64_t gas_cap) {
    rpc::Params params(request.params);
    for (std::size_t i = 0; i <= params.size(); ++i) {
        static_cast<void>(params.text(i));
        static_cast<void>(params.address(i));
        static_cast<void>(params.hash(i));
        static_cast<void>(params.quantity(i));
        static_cast<void>(params.flag(i));
        static_cast<void>(params.block(i));
        require(params.bytes(i).size() <= params.text(i).size() / 2, "two digits are a byte");
        require(params.call(i, gas_cap).gas <= gas_cap, "no call has more gas than the cap");
        require(params.logs(i).filter.topics.size() <= 4, "a log has four topics at most");
        const auto percentiles = params.percentiles(i);
        require(std::is_sorted(percentiles.begin(), percentiles.end()), "percentiles rise");
        for (const auto& slot : params.slots(i)) {
            require(!slot.is_word || i < params.size(), "a slot comes from a parameter");
        }
    }
    require(params.error().has_value(), "reading beyond the last parameter is a complaint");
}

}  // namespace

void json_rpc(ByteView input) {
    const rpc::Limits limits;
    const auto body = rpc::parse_body(text_of(input), limits);
    if (!body) {
        require(body.error().code < 0, "an error has a code");
        static_cast<void>(boost::json::serialize(rpc::failure(nullptr, body.error())));
        return;
    }
    require(body->requests.size() <= limits.batch, "a batch is within its limit");
    require(body->is_batch || body->requests.size() == 1, "one request that is no batch");
    for (const auto& request : body->requests) {
        if (!request) continue;
        read_parameters(*request, limits.call_gas);
        const auto answer = boost::json::serialize(rpc::success(request->id, request->params));
        require(parse_json(answer, limits.depth + 2).has_value(), "an answer is JSON");
    }
}

/// A whole HTTP request: whoever lacks the token or comes for another host is refused.
void http_request(ByteView input) {
    namespace http = boost::beast::http;
    http::request_parser<http::string_body> parser;
    parser.header_limit(8 * 1024);
    parser.body_limit(rpc::Limits{}.body_bytes);
    parser.eager(true);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(input.data(), input.size()), error);
    if (error || !parser.is_done()) return;
    const auto request = parser.release();
    rpc::HttpPolicy policy{.hosts = {"127.0.0.1", "localhost"}, .origins = {}, .token = "secret"};
    const auto with_token = rpc::refusal(request, policy);
    const auto socket = rpc::websocket_refusal(request, policy);
    require(with_token || text_of(input).find("secret") != std::string_view::npos,
            "nobody comes in without the token");
    require(socket || text_of(input).find("secret") != std::string_view::npos,
            "nobody subscribes without the token");
    policy.token.clear();
    const auto open = rpc::refusal(request, policy);
    require(!open || with_token, "a token opens no door that is shut without one");
}

void genesis(ByteView input) {
    const auto parsed = parse_genesis(text_of(input));
    if (!parsed) return;
    const auto again = parse_genesis(to_json(*parsed));
    require(again.has_value(), "a genesis that was read can be written");
    if (check(*parsed)) return;
    require(genesis_hash(*again) == genesis_hash(*parsed), "and is the same chain's");
}

/// Costs are capped much lower than in the program, for speed.
void web3_keystore(ByteView input) {
    const auto document = parse_json(text_of(input), 32);
    if (document && document->is_object()) {
        constexpr std::int64_t kMost = 64;
        const auto* crypto = document->as_object().if_contains("crypto");
        if (crypto == nullptr) crypto = document->as_object().if_contains("Crypto");
        const auto* fields = crypto == nullptr ? nullptr : crypto->if_object();
        const auto* costs = fields == nullptr ? nullptr : fields->if_contains("kdfparams");
        if (costs != nullptr && costs->is_object()) {
            for (const auto& [name, value] : costs->as_object()) {
                if (value.is_double() || value.is_uint64()) return;
                if (value.is_int64() && value.as_int64() > kMost) return;
            }
        }
    }
    static_cast<void>(import_web3(text_of(input), SecretBytes::copy_of(Bytes{'t', 'e', 's', 't'})));
}

/// The first byte is the length of the attempts file; then come that file and the key file.
void key_store(ByteView input) {
    if (input.empty()) return;
    static const auto directory = [] {
        auto path = (std::filesystem::temp_directory_path() / "dure-fuzz-XXXXXX").string();
        require(::mkdtemp(path.data()) != nullptr, "a temporary directory");
        return std::filesystem::path{path};
    }();
    const auto attempts = input.subspan(1, std::min<std::size_t>(input[0], input.size() - 1));
    const auto write = [](const char* name, ByteView content) {
        const auto path = directory / name;
        std::ofstream(path, std::ios::binary) << text_of(content);
        std::filesystem::permissions(
            path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    };
    write("owner.attempts", attempts);
    write("owner.key", input.subspan(1 + attempts.size()));
    write("device.secret", Bytes(32, Byte{7}));
    const KeyStore store(directory, directory / "device.secret");
    static_cast<void>(store.address());
    const auto state = store.lock_state(WallTime{});
    if (state) require(state->attempts_left <= kMaxAttempts, "never more attempts than there are");
    std::filesystem::remove(directory / "owner.key");
    std::filesystem::remove(directory / "owner.attempts");
}

void invite(ByteView input) {
    const auto decoded = decode_invite(input);
    if (decoded) {
        const auto again = chain::encode(*decoded);
        require(std::equal(again.begin(), again.end(), input.begin(), input.end()),
                "an invite has one encoding");
    }
    const auto parsed = parse_invite(text_of(input));
    if (parsed) require(decode_invite(chain::encode(*parsed)).has_value(), "a text is an invite");
}

}  // namespace dure::fuzz
