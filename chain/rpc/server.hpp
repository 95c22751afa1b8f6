// JSON-RPC over HTTP POST on one loopback port, on a thread of its own. Requests become values, are
// answered on the node's thread and go back as values. Who may ask: a Host that is this machine, no
// Origin but the allowed ones (a browser page elsewhere must not reach the node), and the token
// when there is one.
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

/// What a developer's chain does between requests and their answers: while `is_due`, answers wait,
/// and `settle` runs once for all requests that came meanwhile. On the node's thread.
struct Settling {
    std::function<bool(const Node&)> is_due;
    std::function<void(Node&)> settle;
};

struct ServerOptions {
    std::uint16_t port = 0;  ///< 0: any free one, see Server::port
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "[::1]"};  ///< Host without port
    std::vector<std::string> origins{};                                 ///< allowed Origins
    /// A new token is written here (0600) and wanted as "Authorization: Bearer …". None: no token.
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
