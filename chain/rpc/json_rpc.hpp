// JSON-RPC 2.0 as values: requests parsed with limits, answers and errors built. Shapes follow the
// ethereum/execution-apis OpenRPC.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"

namespace dure::chain::rpc {

namespace json = boost::json;

/// Design 03 section 5; all configuration with these defaults.
struct Limits {
    std::size_t body_bytes = 256 * 1024;
    std::size_t batch = 50;
    std::size_t depth = 32;
    std::size_t response_bytes = 4 * 1024 * 1024;
    std::size_t connections = 16;
    std::uint64_t call_gas = 50'000'000;
    std::uint64_t log_blocks = 1'000;
    std::size_t logs = 10'000;
    std::size_t filters = 64;
    std::int64_t filter_idle_ms = 5 * 60 * 1'000;
    std::int64_t idle_connection_ms = 60'000;  ///< HTTP; a WebSocket is pinged within it
    std::size_t requests_per_second = 50;      ///< of all clients together; 0: no limit
    std::int64_t call_ms = 250;                ///< eth_call, eth_estimateGas; 0: no limit
    std::int64_t turn_ms = 50;                 ///< of the node's thread for answers; 0: no limit
    std::size_t subscriptions = 16;            ///< a WebSocket
    std::size_t unread_bytes = 1024 * 1024;    ///< a WebSocket's; who reads slower is dropped
    std::size_t open_questions = 16;           ///< a WebSocket's; more wait unread
    friend bool operator==(const Limits&, const Limits&) = default;
};

struct Error {
    int code = 0;
    std::string message;
    std::optional<std::string> data{};  ///< of a revert: what it reverted with, hex
};
inline constexpr int kParseError = -32'700;
inline constexpr int kInvalidRequest = -32'600;
inline constexpr int kMethodNotFound = -32'601;
inline constexpr int kInvalidParams = -32'602;
inline constexpr int kInternalError = -32'603;
inline constexpr int kServerError = -32'000;
inline constexpr int kTransactionRejected = -32'003;  ///< EIP-1474
inline constexpr int kLimitExceeded = -32'005;
inline constexpr int kReverted = 3;
inline constexpr int kPruned = 4'444;  ///< as go-ethereum answers for history it dropped (EIP-4444)

/// The header is here, what it stands for was pruned.
inline Error pruned_history() { return {kPruned, "pruned history unavailable"}; }

template <class T>
using Answer = Result<T, Error>;

struct Request {
    json::value id;  ///< null in a notification, see is_notification
    bool is_notification = false;
    std::string method;
    json::array params;
};

/// One message of a client: a request or a batch of them; a request that is none stands as its
/// error.
struct Body {
    std::vector<Answer<Request>> requests;
    bool is_batch = false;
};
/// The error concerns the whole body.
Answer<Body> parse_body(std::string_view text, const Limits&);

json::value success(json::value id, json::value result);
json::value failure(json::value id, const Error&);

}  // namespace dure::chain::rpc
