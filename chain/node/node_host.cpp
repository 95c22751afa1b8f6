#include "chain/node/node_host.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "chain/node/senders.hpp"
#include "chain/node/system_env.hpp"
#include "chain/store/posix_disk.hpp"

namespace dure::chain {

namespace asio = boost::asio;

struct NodeHost::Impl {
    explicit Impl(HostOptions given) : options(std::move(given)) {
        if (!options.clock) options.clock = make_system_clock();
        if (!options.senders) options.senders = make_parallel_senders();
        if (!options.log) options.log = make_stderr_log(LogLevel::kWarning);
    }

    void run() {
        open();
        if (!node) return;
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
            if (auto prepared = options.prepare(*disk); !prepared)
                return fail(node_error(prepared.error()));
        }
        const Env env{.clock = *options.clock,
                      .disk = *disk,
                      .random = *random,
                      .signer = *options.signer,
                      .senders = *options.senders,
                      .log = *options.log};
        auto made = Node::open(env, options.genesis, options.config);
        if (!made) return fail(made.error());
        node = *std::move(made);
    }

    void fail(const NodeError& error) {
        disk.reset();
        options.log->write(LogLevel::kError, error.what);
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
            }
            // SendMessage: there are no peers to send to yet.
        }
        if (node->notices().size() != told_notices) publish(std::nullopt);
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
    std::shared_ptr<Random> random = make_system_random();
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::map<NodeTimer, asio::steady_timer> timers;
    std::unique_ptr<Disk> disk;
    std::unique_ptr<Node> node;
    std::size_t told_notices = 0;
    bool closing = false;
    std::thread thread;

    mutable std::mutex mutex;
    std::condition_variable changed;
    HostState state;
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

void NodeHost::stop() {
    if (!impl_->thread.joinable()) return;
    asio::post(impl_->io, [impl = impl_.get()] {
        impl->closing = true;
        impl->timers.clear();
        impl->work.reset();
    });
    impl_->thread.join();
}

}  // namespace dure::chain
