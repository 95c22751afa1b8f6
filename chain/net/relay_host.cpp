#include "chain/net/relay_host.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cstring>
#include <future>
#include <thread>

#include "chain/crypto/random.hpp"

namespace dure::chain {

namespace asio = boost::asio;

struct RelayHost::Impl final : PeerSink {
    void peer_connected(PeerId, const NodeKey&) override {}
    void peer_disconnected(PeerId) override {}
    void message_received(PeerId, Bytes) override {}

    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::optional<Network> network;
    std::uint16_t port = 0;
    std::thread thread;
};

RelayHost::RelayHost(NetworkOptions options, Bytes prologue,
                     std::function<void(std::string_view)> log)
    : impl_(std::make_unique<Impl>()) {
    NetworkEnv env{.prologue = std::move(prologue),
                   .services = Services::kRelay,
                   .random =
                       [](std::span<Byte> out) {
                           const auto bytes = random_secret(out.size());
                           std::memcpy(out.data(), bytes.view().data(), out.size());
                       },
                   .log = std::move(log)};
    impl_->network.emplace(impl_->io, std::move(options), std::move(env), *impl_);
}

RelayHost::~RelayHost() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [impl = impl_.get()] {
        impl->network.reset();
        impl->work.reset();
    });
    impl_->thread.join();
}

std::optional<std::string> RelayHost::start() {
    if (auto error = impl_->network->start()) return error;
    impl_->port = impl_->network->port();
    impl_->work.emplace(impl_->io.get_executor());
    impl_->thread = std::thread([impl = impl_.get()] { impl->io.run(); });
    return std::nullopt;
}

std::uint16_t RelayHost::port() const { return impl_->port; }

NetworkCounts RelayHost::counts() const {
    std::promise<NetworkCounts> answer;
    asio::post(impl_->io, [&] { answer.set_value(impl_->network->counts()); });
    return answer.get_future().get();
}

}  // namespace dure::chain
