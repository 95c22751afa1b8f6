#include "chain/node/node_host.hpp"

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "chain/net/wire.hpp"
#include "chain/node/senders.hpp"
#include "chain/node/system_env.hpp"
#include "chain/store/posix_disk.hpp"

namespace dure::chain {

namespace asio = boost::asio;

namespace {
/// For a question to the node's thread that may be ending.
constexpr auto kLongestAnswer = std::chrono::seconds(5);
}  // namespace

namespace {

/// Stores errors only while the disk has no room for more.
class RoomyLog final : public Logger {
 public:
    explicit RoomyLog(std::shared_ptr<Logger> inner) : inner_(std::move(inner)) {}
    void write(LogLevel level, std::string_view line) override {
        if (quiet_ && level < LogLevel::kError) return;
        inner_->write(level, line);
    }
    void heed(Room room) { quiet_ = room >= Room::kScarce; }

 private:
    std::shared_ptr<Logger> inner_;
    std::atomic<bool> quiet_ = false;
};

}  // namespace

struct NodeHost::Impl final : PeerSink {
    explicit Impl(HostOptions given) : options(std::move(given)) {
        if (!options.clock) options.clock = make_system_clock();
        if (!options.senders) options.senders = make_parallel_senders();
        if (!options.log) options.log = make_stderr_log(LogLevel::kWarning);
        log = std::make_shared<RoomyLog>(std::move(options.log));
        if (options.network) {
            options.config.node_key = options.network->identity->key();
            if (options.network->relay == RelayService::kOn)
                options.config.role = wire::Role::kRelay;
        }
    }

    void run() {
        open();
        if (!node) return;
        if (!join_network()) return;
        work.emplace(io.get_executor());
        act(node->take_effects());
        publish(HostState::Phase::kRunning);
        io.run();
        node->flush();
        node.reset();
        disk.reset();
        publish(HostState::Phase::kClosed);
    }

    void open() {
        auto opened = open_data_directory(options.data_dir);
        if (!opened) return fail(node_error(opened.error()));
        disk = *std::move(opened);
        if (options.prepare) {
            auto prepared = options.prepare(std::move(disk));
            if (!prepared) return fail(node_error(prepared.error()));
            disk = *std::move(prepared);
        }
        const Env env{.clock = *options.clock,
                      .disk = *disk,
                      .random = *random,
                      .signer = *options.signer,
                      .senders = *options.senders,
                      .log = *log};
        auto made = Node::open(env, options.genesis, options.config);
        if (!made) return fail(made.error());
        node = *std::move(made);
    }

    /// Whether there is nothing to do or it was done.
    bool join_network() {
        if (!options.network) return true;
        NetworkEnv env{
            .prologue = channel_prologue(options.genesis.chain_id, genesis_hash(options.genesis)),
            .services =
                options.network->relay == RelayService::kOn ? Services::kBoth : Services::kChain,
            .random = [this](std::span<Byte> out) { random->fill(out); },
            .log = [this](std::string_view line) { log->write(LogLevel::kInfo, line); }};
        network.emplace(io, *options.network, std::move(env), *this);
        const auto error = network->start();
        if (!error) {
            const std::lock_guard lock(mutex);
            port = network->port();
            return true;
        }
        network.reset();
        io.poll();  // what was begun is called off
        node.reset();
        fail({NodeError::Kind::kNetwork, *error});
        return false;
    }

    void peer_connected(PeerId peer, const NodeKey& key) override {
        act(node->on_event(PeerConnected{peer, key}));
    }
    void peer_disconnected(PeerId peer) override { act(node->on_event(PeerDisconnected{peer})); }
    void message_received(PeerId peer, Bytes message) override {
        act(node->on_event(FrameReceived{peer, std::move(message)}));
    }

    void fail(const NodeError& error) {
        disk.reset();
        log->write(LogLevel::kError, error.what);
        {
            const std::lock_guard lock(mutex);
            state.error = error;
        }
        publish(HostState::Phase::kFailed);
    }

    void act(const std::vector<Effect>& effects) {
        for (const auto& effect : effects) {
            if (const auto* timer = std::get_if<SetTimer>(&effect)) {
                set_timer(*timer);
            } else if (const auto* stopped = std::get_if<Stopped>(&effect)) {
                {
                    const std::lock_guard lock(mutex);
                    state.stop_reason = stopped->reason;
                }
                publish(HostState::Phase::kStopped);
            } else if (const auto* changed_room = std::get_if<RoomChanged>(&effect)) {
                log->heed(changed_room->room);
            } else if (const auto* frame = std::get_if<SendFrame>(&effect)) {
                if (network) send(*frame);
            } else if (const auto* drop = std::get_if<DropPeer>(&effect)) {
                if (network) network->drop(drop->peer, drop->reason);
            }
        }
        if (node->notices().size() != told_notices) publish(std::nullopt);
    }

    void send(const SendFrame& frame) {
        // A question's answer may come as fast as it can; else a peer is read at its pace.
        const auto kind = wire::kind_of(frame.frame);
        const bool asks =
            kind && (*kind == wire::Kind::kGetHeaders || *kind == wire::Kind::kGetBlocks ||
                     *kind == wire::Kind::kGetTransactions);
        if (asks) network->expect(frame.peer, wire::kFrameBytes);
        network->send(frame.peer, frame.frame);
    }

    void set_timer(const SetTimer& set) {
        if (closing) return;
        auto& timer = timers.try_emplace(set.timer, io).first->second;
        timer.expires_after(std::chrono::milliseconds(
            std::max<std::int64_t>(0, set.at_ms - options.clock->steady_ms())));
        timer.async_wait([this, which = set.timer](boost::system::error_code error) {
            if (!error) act(node->on_event(TimerFired{which}));
        });
    }

    void publish(std::optional<HostState::Phase> phase) {
        HostState now;
        std::function<void(const HostState&)> callback;
        {
            const std::lock_guard lock(mutex);
            if (phase) state.phase = *phase;
            if (node) state.notices = node->notices();
            told_notices = state.notices.size();
            now = state;
            callback = listener;
        }
        changed.notify_all();
        if (callback) callback(now);
    }

    HostOptions options;
    std::shared_ptr<RoomyLog> log;
    std::shared_ptr<Random> random = make_system_random();
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::map<NodeTimer, asio::steady_timer> timers;
    std::unique_ptr<Disk> disk;
    std::unique_ptr<Node> node;
    std::optional<Network> network;
    std::size_t told_notices = 0;
    bool closing = false;
    std::thread thread;

    mutable std::mutex mutex;
    std::condition_variable changed;
    HostState state;
    std::uint16_t port = 0;
    std::function<void(const HostState&)> listener;
};

NodeHost::NodeHost(HostOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

NodeHost::~NodeHost() { stop(); }

HostState NodeHost::start() {
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
    std::unique_lock lock(impl_->mutex);
    impl_->changed.wait(lock, [this] { return impl_->state.phase != HostState::Phase::kStarting; });
    return impl_->state;
}

void NodeHost::on_state(std::function<void(const HostState&)> callback) {
    const std::lock_guard lock(impl_->mutex);
    impl_->listener = std::move(callback);
}

HostState NodeHost::state() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->state;
}

void NodeHost::post(std::function<void(Node&)> work) {
    {
        const std::lock_guard lock(impl_->mutex);
        const auto phase = impl_->state.phase;
        if (phase != HostState::Phase::kRunning && phase != HostState::Phase::kStopped) return;
    }
    asio::post(impl_->io, [impl = impl_.get(), work = std::move(work)] {
        work(*impl->node);
        impl->act(impl->node->take_effects());
    });
}

bool NodeHost::run(const std::function<void(Node&)>& work) {
    auto done = std::make_shared<std::promise<void>>();
    auto finished = done->get_future();
    post([&work, done](Node& node) {
        try {
            work(node);
            done->set_value();
        } catch (...) {
            done->set_exception(std::current_exception());
        }
    });
    done.reset();  // work that is destroyed unrun breaks the promise
    try {
        finished.get();
    } catch (const std::future_error&) {
        return false;
    }
    return true;
}

void NodeHost::call(std::vector<PeerAddress> peers, std::vector<PeerAddress> relays) {
    post([impl = impl_.get(), peers = std::move(peers), relays = std::move(relays)](Node&) mutable {
        if (impl->network) impl->network->call(std::move(peers), std::move(relays));
    });
}

std::uint16_t NodeHost::port() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->port;
}

NetworkState NodeHost::network() {
    auto answer = std::make_shared<std::promise<NetworkState>>();
    auto state = answer->get_future();
    post([impl = impl_.get(), answer = std::move(answer)](Node&) {
        NetworkState now;
        if (impl->network) now = {impl->network->peers(), impl->network->counts()};
        answer->set_value(std::move(now));
    });
    if (state.wait_for(kLongestAnswer) != std::future_status::ready) return {};
    try {
        return state.get();
    } catch (const std::future_error&) {
        return {};  // destroyed unrun
    }
}

void NodeHost::stop() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [impl = impl_.get()] {
        impl->closing = true;
        impl->timers.clear();
        impl->network.reset();
        impl->work.reset();
    });
    impl_->thread.join();
}

}  // namespace dure::chain
