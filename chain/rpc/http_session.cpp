// A connection that speaks HTTP: one request at a time, each answered before the next is read.
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <chrono>
#include <optional>

#include "chain/rpc/connection.hpp"

namespace dure::chain::rpc {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

constexpr std::uint32_t kHeaderBytes = 8 * 1024;

class HttpSession final : public Client {
 public:
    HttpSession(asio::ip::tcp::socket socket, Place place)
        : place_(std::move(place)), stream_(std::move(socket)) {}

    void begin() {
        if (place_->connections <= place_->limits.connections) return read();
        respond(http::status::service_unavailable, "too many connections", "text/plain");
    }

    void answer(std::string text) override {
        respond(http::status::ok, std::move(text), "application/json");
    }
    void notify(std::string) override {}  // never: it did not enter

 private:
    std::shared_ptr<HttpSession> self() {
        return std::static_pointer_cast<HttpSession>(shared_from_this());
    }

    void read() {
        parser_.emplace();
        parser_->header_limit(kHeaderBytes);
        parser_->body_limit(place_->limits.body_bytes);
        stream_.expires_after(std::chrono::milliseconds(place_->limits.idle_connection_ms));
        http::async_read(stream_, buffer_, *parser_,
                         [me = self()](error_code error, std::size_t) { me->on_read(error); });
    }

    void on_read(error_code error) {
        keep_alive_ = false;
        if (error == http::error::body_limit)
            return respond(http::status::payload_too_large, "body too large", "text/plain");
        if (error == http::error::header_limit)
            return respond(http::status::request_header_fields_too_large, "header too large",
                           "text/plain");
        if (error) return close();
        const auto& request = parser_->get();
        const bool wants_websocket = beast::websocket::is_upgrade(request);
        origin_ = request[http::field::origin];
        keep_alive_ = request.keep_alive() && !wants_websocket;
        if (const auto refused = wants_websocket ? websocket_refusal(request, place_->policy)
                                                 : refusal(request, place_->policy)) {
            return respond(refused->status, std::string(refused->why), "text/plain");
        }
        if (wants_websocket)
            return serve_websocket(std::move(stream_), parser_->release(), std::move(place_));
        if (request.method() == http::verb::options)
            return respond(http::status::no_content, "", "text/plain");
        stream_.expires_never();
        place_->desk->ask(shared_from_this(), std::nullopt, request.body());
    }

    void respond(http::status status, std::string body, std::string_view type) {
        response_ = http::response<http::string_body>{status, 11};
        response_.set(http::field::server, "Dure");
        if (!body.empty()) response_.set(http::field::content_type, {type.data(), type.size()});
        if (!origin_.empty()) {
            response_.set(http::field::access_control_allow_origin, origin_);
            response_.set(http::field::access_control_allow_headers, "content-type, authorization");
            response_.set(http::field::vary, "Origin");
        }
        response_.keep_alive(keep_alive_);
        response_.body() = std::move(body);
        response_.prepare_payload();
        stream_.expires_after(std::chrono::milliseconds(place_->limits.idle_connection_ms));
        http::async_write(stream_, response_, [me = self()](error_code error, std::size_t) {
            if (error || !me->keep_alive_) return me->close();
            me->read();
        });
    }

    void close() {
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    }

    Place place_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
    std::string origin_;
    bool keep_alive_ = false;
};

}  // namespace

void serve_http(asio::ip::tcp::socket socket, Place place) {
    std::make_shared<HttpSession>(std::move(socket), std::move(place))->begin();
}

}  // namespace dure::chain::rpc
