#include "chain/rpc/server.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <thread>

#include "chain/rpc/http_policy.hpp"
#include "chain/rpc/methods.hpp"

namespace dure::chain::rpc {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint32_t kHeaderBytes = 8 * 1024;

using HttpResponse = http::response<http::string_body>;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

class Reply;

/// Answers that leave when the node has settled.
using Waiting = std::vector<std::pair<std::shared_ptr<Reply>, std::vector<json::value>>>;

/// What the server's thread and the jobs it posts to the node share.
struct Core {
    ServerOptions options;
    HttpPolicy policy;
    PostToNode post;
    Methods methods{options.limits, options.extra};  ///< touched on the node's thread only
    std::weak_ptr<Waiting> waiting;  ///< the job that settles owns them; node's thread only
    std::size_t connections = 0;     ///< touched on the server's thread only
    asio::io_context io{1};          ///< last: its handlers own sessions, which refer to the rest

    Core(ServerOptions given, PostToNode to_node)
        : options(std::move(given)),
          policy{.hosts = options.hosts, .origins = options.origins, .token = {}},
          post(std::move(to_node)) {}
};

class Session;
void finish(const std::shared_ptr<Core>&, Node&, const std::shared_ptr<Reply>&,
            std::vector<json::value> answers);

/// The way back from the node's thread; a job that dies unrun answers too.
class Reply {
 public:
    Reply(std::shared_ptr<Core> core, std::shared_ptr<Session> session)
        : core_(std::move(core)), session_(std::move(session)) {}
    Reply(const Reply&) = delete;
    ~Reply();
    void send(std::vector<json::value> answers);

 private:
    std::shared_ptr<Core> core_;
    std::shared_ptr<Session> session_;
};

/// One connection. It holds the core by reference: the io_context, and with it every waiting
/// handler, lives in the core.
class Session : public std::enable_shared_from_this<Session> {
 public:
    Session(const std::shared_ptr<Core>& core, tcp::socket socket)
        : weak_core_(core), core_(*core), stream_(std::move(socket)) {
        ++core_.connections;
    }
    ~Session() { --core_.connections; }

    void read() {
        parser_.emplace();
        parser_->header_limit(kHeaderBytes);
        parser_->body_limit(core_.options.limits.body_bytes);
        stream_.expires_after(std::chrono::milliseconds(core_.options.limits.idle_connection_ms));
        http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->on_read(error); });
    }

    void refuse_connection() {
        keep_alive_ = false;
        respond(http::status::service_unavailable, "too many connections", "text/plain");
    }

    void answer(std::vector<json::value> answers) {
        if (answers.empty()) return respond(http::status::ok, "", "application/json");
        std::string body;
        if (is_batch_) {
            for (const auto& item : answers) {
                body += (body.empty() ? "[" : ",") + json::serialize(item);
                if (body.size() > core_.options.limits.response_bytes) break;
            }
            body += "]";
        } else {
            body = json::serialize(answers.front());
        }
        if (body.size() > core_.options.limits.response_bytes) {
            body =
                json::serialize(failure(is_batch_ ? json::value(nullptr) : answers.front().at("id"),
                                        {kLimitExceeded, "the answer is too large"}));
        }
        respond(http::status::ok, std::move(body), "application/json");
    }

 private:
    void on_read(error_code error) {
        if (error == http::error::body_limit) {
            keep_alive_ = false;
            return respond(http::status::payload_too_large, "body too large", "text/plain");
        }
        if (error == http::error::header_limit) {
            keep_alive_ = false;
            return respond(http::status::request_header_fields_too_large, "header too large",
                           "text/plain");
        }
        if (error) return close();
        const auto& request = parser_->get();
        keep_alive_ = request.keep_alive();
        origin_ = request[http::field::origin];
        if (const auto refused = refusal(request, core_.policy)) {
            return respond(refused->status, std::string(refused->why), "text/plain");
        }
        if (request.method() == http::verb::options)
            return respond(http::status::no_content, "", "text/plain");
        dispatch(request.body());
    }

    void dispatch(const std::string& text) {
        auto body = parse_body(text, core_.options.limits);
        is_batch_ = body && body->is_batch;
        if (!body) return answer({failure(nullptr, body.error())});
        auto core = weak_core_.lock();
        if (!core) return close();
        stream_.expires_never();
        auto reply = std::make_shared<Reply>(core, shared_from_this());
        core->post([reply, core, requests = std::move(body->requests)](Node& node) {
            std::vector<json::value> answers;
            for (const auto& request : requests) {
                auto out = core->methods.answer(node, request, steady_ms());
                if (!request || !request->is_notification) answers.push_back(std::move(out));
            }
            finish(core, node, reply, std::move(answers));
        });
    }

    void respond(http::status status, std::string body, std::string_view type) {
        response_ = HttpResponse{status, 11};
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
        stream_.expires_after(std::chrono::milliseconds(core_.options.limits.idle_connection_ms));
        http::async_write(stream_, response_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error || !self->keep_alive_) return self->close();
                              self->read();
                          });
    }

    void close() {
        error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    }

    std::weak_ptr<Core> weak_core_;
    Core& core_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    HttpResponse response_;
    std::string origin_;
    bool keep_alive_ = false;
    bool is_batch_ = false;
};

Reply::~Reply() {
    if (session_) send({failure(nullptr, {kInternalError, "the node is not running"})});
}

void Reply::send(std::vector<json::value> answers) {
    asio::post(core_->io,
               [session = std::exchange(session_, nullptr),
                answers = std::move(answers)]() mutable { session->answer(std::move(answers)); });
}

/// On the node's thread, when the requests of one body were executed.
void finish(const std::shared_ptr<Core>& core, Node& node, const std::shared_ptr<Reply>& reply,
            std::vector<json::value> answers) {
    const auto& settling = core->options.settling;
    auto waiting = core->waiting.lock();
    if (!settling || (!waiting && !settling->is_due(node))) return reply->send(std::move(answers));
    if (waiting) {
        waiting->emplace_back(reply, std::move(answers));
        return;
    }
    waiting = std::make_shared<Waiting>();
    waiting->emplace_back(reply, std::move(answers));
    core->waiting = waiting;
    // Behind the requests that already stand in line, so that one block serves them all.
    core->post([core, waiting](Node& settled) {
        core->options.settling->settle(settled);
        core->waiting.reset();
        for (auto& [waiter, its_answers] : *waiting) waiter->send(std::move(its_answers));
    });
}

Result<std::string, ServerError> write_token(const std::filesystem::path& path) {
    if (sodium_init() < 0) return ServerError{ServerError::Kind::kTokenFile, "no randomness"};
    std::array<Byte, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    const auto token = to_hex(secret).substr(2);
    const auto failed = [&](int error) {
        return ServerError{ServerError::Kind::kTokenFile,
                           path.string() + ": " + std::generic_category().message(error)};
    };
    ::unlink(path.c_str());  // never through a file that others hold open or linked
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return failed(errno);
    const auto written = ::write(fd, token.data(), token.size());
    const int error = errno;
    ::close(fd);
    if (written != static_cast<ssize_t>(token.size())) return failed(error);
    return token;
}

}  // namespace

struct Server::Impl {
    explicit Impl(std::shared_ptr<Core> shared) : core(std::move(shared)), acceptor(core->io) {}

    std::optional<ServerError> listen() {
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), core->options.port);
        const auto failed = [&](const error_code& error) {
            return ServerError{
                error == asio::error::address_in_use ? ServerError::Kind::kPortBusy
                                                     : ServerError::Kind::kNetwork,
                "port " + std::to_string(core->options.port) + ": " + error.message()};
        };
        error_code error;
        if (acceptor.open(endpoint.protocol(), error); error) return failed(error);
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (acceptor.bind(endpoint, error); error) return failed(error);
        if (acceptor.listen(asio::socket_base::max_listen_connections, error); error)
            return failed(error);
        return std::nullopt;
    }

    void accept() {
        acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (!error) {
                error_code ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                const auto session = std::make_shared<Session>(core, std::move(socket));
                if (core->connections > core->options.limits.connections) {
                    session->refuse_connection();
                } else {
                    session->read();
                }
            }
            accept();
        });
    }

    std::shared_ptr<Core> core;
    tcp::acceptor acceptor;
    std::thread thread;
};

Result<std::unique_ptr<Server>, ServerError> Server::start(ServerOptions options, PostToNode post) {
    auto impl = std::make_unique<Impl>(std::make_shared<Core>(std::move(options), std::move(post)));
    if (auto error = impl->listen()) return *std::move(error);
    if (const auto& file = impl->core->options.token_file) {
        auto token = write_token(*file);
        if (!token) return token.error();
        impl->core->policy.token = *std::move(token);
    }
    impl->accept();
    impl->thread = std::thread([core = impl->core] { core->io.run(); });
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
    impl_->core->io.stop();
    impl_->thread.join();
}

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }
const std::string& Server::token() const { return impl_->core->policy.token; }

}  // namespace dure::chain::rpc
