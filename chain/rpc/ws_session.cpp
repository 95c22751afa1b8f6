// A connection that speaks WebSocket: questions may overlap, subscriptions tell when there is
// something. Who does not read what it is told is dropped; who asks faster than it reads is not
// read any further.
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <deque>
#include <optional>

#include "chain/rpc/connection.hpp"

namespace dure::chain::rpc {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::chrono::seconds kHandshakeTimeout{5};

class WsSession final : public Client {
 public:
    WsSession(beast::tcp_stream stream, Place place)
        : place_(std::move(place)), ws_(std::move(stream)) {}

    void begin(HttpRequest upgrade) {
        ws_.set_option(websocket::stream_base::timeout{
            .handshake_timeout = kHandshakeTimeout,
            .idle_timeout = std::chrono::milliseconds(place_->limits.idle_connection_ms),
            .keep_alive_pings = true});
        ws_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
            response.set(beast::http::field::server, "Dure");
        }));
        ws_.read_message_max(place_->limits.body_bytes);
        beast::get_lowest_layer(ws_).expires_never();  // the WebSocket has its own timeouts
        upgrade_ = std::move(upgrade);
        ws_.async_accept(upgrade_, [me = self()](error_code error) {
            if (error) return;
            me->upgrade_ = {};
            me->id_ = me->place_->desk->enter(me);
            me->read();
        });
    }

    void answer(std::string text) override {
        --open_questions_;
        if (!text.empty()) push(std::move(text));
        read();
    }

    void notify(std::string text) override {
        if (unread_bytes_ + text.size() > place_->limits.unread_bytes) return drop();
        push(std::move(text));
    }

 private:
    std::shared_ptr<WsSession> self() {
        return std::static_pointer_cast<WsSession>(shared_from_this());
    }

    void read() {
        if (is_closed_ || is_reading_ || open_questions_ >= place_->limits.open_questions ||
            unread_bytes_ > place_->limits.unread_bytes) {
            return;
        }
        is_reading_ = true;
        ws_.async_read(buffer_, [me = self()](error_code error, std::size_t) {
            me->is_reading_ = false;
            me->on_read(error);
        });
    }

    void on_read(error_code error) {
        if (error) return leave();
        const auto text = beast::buffers_to_string(buffer_.data());
        buffer_.consume(buffer_.size());
        ++open_questions_;
        place_->desk->ask(shared_from_this(), id_, text);
        read();
    }

    void push(std::string text) {
        if (is_closed_) return;
        unread_bytes_ += text.size();
        unread_.push_back(std::move(text));
        if (unread_.size() == 1) write();
    }

    void write() {
        ws_.text(true);
        ws_.async_write(asio::buffer(unread_.front()),
                        [me = self()](error_code error, std::size_t) {
                            if (error) return me->leave();
                            me->unread_bytes_ -= me->unread_.front().size();
                            me->unread_.pop_front();
                            if (!me->unread_.empty()) me->write();
                            me->read();
                        });
    }

    /// Without goodbye: its answer would wait in the same line.
    void drop() {
        leave();
        error_code ignored;
        beast::get_lowest_layer(ws_).socket().close(ignored);
    }

    void leave() {
        if (std::exchange(is_closed_, true)) return;
        if (id_) place_->desk->leave(*id_);
    }

    Place place_;
    websocket::stream<beast::tcp_stream, false> ws_;  // nothing is compressed on loopback
    HttpRequest upgrade_;
    beast::flat_buffer buffer_;
    std::optional<ClientId> id_;
    std::deque<std::string> unread_;  ///< the first is being written
    std::size_t unread_bytes_ = 0;
    std::size_t open_questions_ = 0;
    bool is_reading_ = false;
    bool is_closed_ = false;
};

}  // namespace

void serve_websocket(beast::tcp_stream stream, HttpRequest upgrade, Place place) {
    std::make_shared<WsSession>(std::move(stream), std::move(place))->begin(std::move(upgrade));
}

}  // namespace dure::chain::rpc
