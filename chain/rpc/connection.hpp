// What all connections share, and how each begins: as HTTP, to become a WebSocket when asked.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>

#include "chain/rpc/desk.hpp"
#include "chain/rpc/http_policy.hpp"
#include "chain/rpc/json_rpc.hpp"

namespace dure::chain::rpc {

/// On the server's thread. Connections own it, the io_context owns them.
struct Shared {
    Limits limits;
    HttpPolicy policy;
    std::shared_ptr<Desk> desk;
    std::size_t connections = 0;
};

/// One of the connections that are counted.
class Place {
 public:
    explicit Place(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {
        ++shared_->connections;
    }
    Place(Place&& other) noexcept : shared_(std::move(other.shared_)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
        if (shared_) --shared_->connections;
    }
    Shared& operator*() const { return *shared_; }
    Shared* operator->() const { return shared_.get(); }

 private:
    std::shared_ptr<Shared> shared_;
};

/// Serves the connection until its end.
void serve_http(boost::asio::ip::tcp::socket socket, Place place);
void serve_websocket(boost::beast::tcp_stream stream, HttpRequest upgrade, Place place);

}  // namespace dure::chain::rpc
