// JSON-RPC on one loopback port, over HTTP POST and over WebSocket, on a thread of its own.
// Requests become values, are answered on the node's thread and go back as texts. Who may ask: a
// Host that is this machine, no Origin but the allowed ones (a browser page elsewhere must not
// reach the node), and the token when there is one.
//
// connection.hpp begins connections, http_session.cpp and ws_session.cpp serve them, desk.hpp
// stands between them and the node, methods.hpp answers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/node/node.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/rpc/methods.hpp"

namespace dure::chain::rpc {

/// What a developer's chain does between requests and their answers, once for all requests that
/// were executed together. On the node's thread.
struct Settling {
    std::function<bool(const Node&)> is_due;
    std::function<void(Node&)> settle;
};

struct ServerOptions {
    std::uint16_t port = 0;  ///< 0: any free one, see Server::port
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "[::1]"};  ///< Host without port
    std::vector<std::string> origins{};  ///< allowed Origins; "*": all
    /// A new token is written here (0600) and wanted as "Authorization: Bearer …" (http_policy.hpp
    /// says what else a WebSocket may do). None: no token.
    std::optional<std::filesystem::path> token_file{};
    Limits limits{};
    ExtraMethods extra{};  ///< called on the node's thread
    std::optional<Settling> settling{};
};

struct ServerError {
    enum class Kind : std::uint8_t { kPortBusy, kTokenFile, kNetwork };
    Kind kind = Kind::kNetwork;
    std::string what;
};

/// Runs work on the node's thread; may destroy it unrun (NodeHost::post).
using PostToNode = std::function<void(std::function<void(Node&)>)>;

class Server {
 public:
    static Result<std::unique_ptr<Server>, ServerError> start(ServerOptions, PostToNode);
    ~Server();  ///< closes connections and joins; may come before or after the node's end
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;
    const std::string& token() const;  ///< empty when none

 private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace dure::chain::rpc
