#include "chain/rpc/server.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cerrno>
#include <thread>

#include "chain/rpc/connection.hpp"

namespace dure::chain::rpc {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

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
    Impl(ServerOptions given, PostToNode post)
        : options(std::move(given)), shared(std::make_shared<Shared>()), acceptor(*io) {
        shared->limits = options.limits;
        shared->policy = {.hosts = options.hosts, .origins = options.origins, .token = {}};
        shared->desk = Desk::make(options, std::move(post), io);
    }

    std::optional<ServerError> listen() {
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), options.port);
        const auto failed = [&](const error_code& error) {
            return ServerError{error == asio::error::address_in_use ? ServerError::Kind::kPortBusy
                                                                    : ServerError::Kind::kNetwork,
                               "port " + std::to_string(options.port) + ": " + error.message()};
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
                serve_http(std::move(socket), Place(shared));
            }
            accept();
        });
    }

    ServerOptions options;
    std::shared_ptr<Shared> shared;
    std::shared_ptr<asio::io_context> io = std::make_shared<asio::io_context>(1);
    tcp::acceptor acceptor;
    std::thread thread;
};

Result<std::unique_ptr<Server>, ServerError> Server::start(ServerOptions options, PostToNode post) {
    auto impl = std::make_unique<Impl>(std::move(options), std::move(post));
    if (auto error = impl->listen()) return *std::move(error);
    if (const auto& file = impl->options.token_file) {
        auto token = write_token(*file);
        if (!token) return token.error();
        impl->shared->policy.token = *std::move(token);
    }
    impl->accept();
    impl->thread = std::thread([io = impl->io] { io->run(); });
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
    impl_->io->stop();
    impl_->thread.join();
}

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }
const std::string& Server::token() const { return impl_->shared->policy.token; }

}  // namespace dure::chain::rpc
