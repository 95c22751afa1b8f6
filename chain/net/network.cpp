#include "chain/net/network.hpp"

#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <set>

namespace dure::chain {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::int64_t kTickMs = 250;
constexpr std::int64_t kCallMs = 5'000;
/// A node that stays connected so long was not sent away.
constexpr std::int64_t kSettledMs = 10'000;
/// Connections looked at in one go, and the rest after some were refused.
constexpr int kAcceptBatch = 64;
constexpr auto kAfterRefusals = std::chrono::milliseconds(5);
constexpr auto kAfterFailure = std::chrono::milliseconds(200);
constexpr std::size_t kReadBytes = 64 * 1024;
constexpr std::size_t kReadBeforeHandshake = 4 * 1024;
constexpr std::size_t kBuffersAtOnce = 32;
/// Unacknowledged bytes for so long: the other side is gone.
constexpr int kUserTimeoutMs = 20'000;
/// TCP's pauses between repetitions grow to minutes in a partition; afterwards the next one is
/// waited for. The kernel's TCP_RTO_MAX_MS, since 6.15; older ones know nothing of it.
constexpr int kRtoMaxOption = 44;
constexpr int kRtoMaxMs = 1'000;
/// Descriptors that are not ours to use: the store's, the RPC server's, the log's.
constexpr std::size_t kKeptDescriptors = 40;
constexpr std::size_t kFewestStreams = 8;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace

std::size_t most_streams() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return kFewestStreams;
    const auto all = static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 65'536));
    return all > kKeptDescriptors + kFewestStreams ? all - kKeptDescriptors : kFewestStreams;
}

struct Network::Impl : std::enable_shared_from_this<Impl> {
    struct Stream {
        explicit Stream(tcp::socket its_socket)
            : socket(std::move(its_socket)), pause(socket.get_executor()) {}
        tcp::socket socket;
        asio::steady_timer pause;
        std::deque<Bytes> queue;  ///< the first `writing` are being written
        std::size_t writing = 0;
        std::string source;  ///< accepted ones
        NodeKey key;         ///< called ones
        enum class Place : std::uint8_t { kNone, kPending } place = Place::kNone;
        enum class Age : std::uint8_t { kNew, kSettled } age = Age::kNew;
        std::int64_t opened_ms = 0;
    };
    struct Call {
        explicit Call(asio::io_context& io) : socket(io), resolver(io) {}
        tcp::socket socket;
        tcp::resolver resolver;
        std::int64_t since_ms = 0;
    };

    Impl(asio::io_context& its_io, NetworkOptions given, NetworkEnv its_env, PeerSink& its_sink)
        : io(its_io),
          options(std::move(given)),
          env(std::move(its_env)),
          sink(&its_sink),
          links(links_config()),
          door(options.door),
          acceptor(io),
          accept_timer(io),
          tick_timer(io),
          stream_limit(most_streams()) {
        call_these();
    }

    void call_these() {
        std::set<NodeKey> called, relays;
        std::vector<PeerAddress> addresses;
        for (const auto* list : {&options.peers, &options.relays}) {
            for (const auto& address : *list) {
                if (address.key == options.identity->key()) continue;
                addresses.push_back(address);
                called.insert(address.key);
                if (list == &options.relays) relays.insert(address.key);
            }
        }
        dialer.replace(addresses);
        // They call from where we call them: no flood of strangers takes their places, not even
        // after a power cut, when nobody has proved anything yet.
        for (const auto& address : addresses) {
            error_code no_number;
            const auto number = asio::ip::make_address(address.host, no_number);
            if (!no_number) door.proved(number.to_string(), steady_ms());
        }
        links.call(std::move(called), std::move(relays), steady_ms());
    }

    LinksConfig links_config() const {
        LinksConfig out{.identity = options.identity,
                        .prologue = env.prologue,
                        .services = env.services,
                        .called = {},
                        .relays = {},
                        .far = {options.far.begin(), options.far.end()},
                        .fresh_key =
                            [random = env.random] {
                                SecretBytes key(32);
                                random(key.span());
                                return key;
                            },
                        .limits = options.limits};
        out.far.erase(options.identity->key());
        return out;
    }

    std::optional<std::string> listen() {
        if (!options.listen) return std::nullopt;
        error_code error;
        const auto address = asio::ip::make_address(options.listen->host, error);
        const tcp::endpoint endpoint(address, options.listen->port);
        if (!error) acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (!error) acceptor.non_blocking(true, error);
        if (!error) return std::nullopt;
        return options.listen->host + ":" + std::to_string(options.listen->port) + ": " +
               error.message();
    }

    // Accepting

    void wait_for_callers() {
        acceptor.async_wait(tcp::acceptor::wait_read,
                            [self = shared_from_this()](error_code error) {
                                if (!error && self->sink != nullptr) self->accept_some();
                            });
    }

    void accept_some() {
        auto rest = std::chrono::milliseconds(0);
        for (int i = 0; i < kAcceptBatch; ++i) {
            error_code error;
            tcp::socket socket(io);
            acceptor.accept(socket, error);
            if (error == asio::error::would_block) break;
            if (error) {
                // Out of descriptors, or a caller that was gone already: not in a tight loop.
                ++counts.accept_failures;
                rest = kAfterFailure;
                break;
            }
            ++counts.accepted;
            if (!take_in(std::move(socket))) rest = kAfterRefusals;
        }
        pump();
        if (rest.count() == 0) return wait_for_callers();
        accept_timer.expires_after(rest);
        accept_timer.async_wait([self = shared_from_this()](error_code error) {
            if (!error && self->sink != nullptr) self->wait_for_callers();
        });
    }

    bool take_in(tcp::socket socket) {
        const auto now = steady_ms();
        error_code error;
        const auto source = socket.remote_endpoint(error).address().to_string();
        if (error || streams.size() >= stream_limit || !door.admit(source, now)) {
            ++counts.refused;
            // A reset: nothing of it stays with us.
            socket.set_option(asio::socket_base::linger(true, 0), error);
            socket.close(error);
            return false;
        }
        auto stream = std::make_shared<Stream>(std::move(socket));
        stream->source = source;
        stream->place = Stream::Place::kPending;
        add_stream(links.stream_accepted(now), std::move(stream), now);
        return true;
    }

    void add_stream(PeerId id, std::shared_ptr<Stream> stream, std::int64_t now) {
        error_code ignored;
        stream->opened_ms = now;
        stream->socket.non_blocking(true, ignored);
        stream->socket.set_option(tcp::no_delay(true), ignored);
        (void)::setsockopt(stream->socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT,
                           &kUserTimeoutMs, sizeof kUserTimeoutMs);
        (void)::setsockopt(stream->socket.native_handle(), IPPROTO_TCP, kRtoMaxOption, &kRtoMaxMs,
                           sizeof kRtoMaxMs);
        streams[id] = stream;
        wait_for_bytes(id, stream);
    }

    // Calling

    void call_those_due() {
        const auto now = steady_ms();
        for (std::size_t i = 0; i < dialer.addresses().size(); ++i) {
            const auto& key = dialer.addresses()[i].key;
            if (links.has_stream_to(key) || calls.contains(key) || is_calling(key)) continue;
            if (streams.size() + calls.size() >= stream_limit) return;
            if (dialer.may_call(i, now, random_number())) call(dialer.addresses()[i], now);
        }
    }

    /// A handshake with it is under way.
    bool is_calling(const NodeKey& key) const {
        for (const auto& [id, stream] : streams) {
            if (stream->source.empty() && stream->key == key) return true;
        }
        return false;
    }

    void call(const PeerAddress& address, std::int64_t now) {
        ++counts.calls;
        auto out = std::make_shared<Call>(io);
        out->since_ms = now;
        calls[address.key] = out;
        error_code error;
        const auto number = asio::ip::make_address(address.host, error);
        if (!error) {
            const std::array<tcp::endpoint, 1> one{tcp::endpoint(number, address.port)};
            return connect(address.key, out, one);
        }
        out->resolver.async_resolve(address.host, std::to_string(address.port),
                                    [self = shared_from_this(), out, key = address.key](
                                        error_code failed, const auto& found) {
                                        if (failed || self->sink == nullptr)
                                            return self->call_over(key, out);
                                        self->connect(key, out, found);
                                    });
    }

    void connect(const NodeKey& key, const std::shared_ptr<Call>& out, const auto& endpoints) {
        asio::async_connect(
            out->socket, endpoints,
            [self = shared_from_this(), out, key](error_code error, const tcp::endpoint&) {
                self->call_over(key, out);
                if (error || self->sink == nullptr) return;
                const auto now = steady_ms();
                auto stream = std::make_shared<Stream>(std::move(out->socket));
                stream->key = key;
                self->add_stream(self->links.stream_opened(key, now), std::move(stream), now);
                self->pump();
            });
    }

    void call_over(const NodeKey& key, const std::shared_ptr<Call>& out) {
        const auto at = calls.find(key);
        if (at != calls.end() && at->second == out) calls.erase(at);
    }

    std::uint64_t random_number() const {
        std::array<Byte, 8> bytes{};
        env.random(bytes);
        std::uint64_t out = 0;
        for (const auto byte : bytes) out = out << 8 | byte;
        return out;
    }

    // Reading and writing

    void wait_for_bytes(PeerId id, const std::shared_ptr<Stream>& stream) {
        stream->socket.async_wait(tcp::socket::wait_read,
                                  [self = shared_from_this(), id, stream](error_code error) {
                                      if (self->sink == nullptr) return;
                                      self->read(id, stream, error);
                                  });
    }

    void read(PeerId id, const std::shared_ptr<Stream>& stream, error_code error) {
        if (!is_open(id, stream)) return;
        std::size_t size = 0;
        if (!error) {
            const auto room = links.is_established(id) ? kReadBytes : kReadBeforeHandshake;
            size = stream->socket.read_some(asio::buffer(read_buffer.data(), room), error);
        }
        if (error && error != asio::error::would_block) {
            forget(id);
            links.stream_closed(id, steady_ms());
            return pump();
        }
        const auto now = steady_ms();
        if (!error) {
            links.stream_received(id, ByteView{read_buffer}.first(size), now);
            pump();
            if (!is_open(id, stream)) return;
            if (links.is_established(id)) leave_place(*stream);
        }
        const auto pause = links.pause_ms(id, now);
        if (pause == 0) return wait_for_bytes(id, stream);
        stream->pause.expires_after(std::chrono::milliseconds(pause));
        stream->pause.async_wait([self = shared_from_this(), id, stream](error_code stopped) {
            if (!stopped && self->sink != nullptr && self->is_open(id, stream))
                self->wait_for_bytes(id, stream);
        });
    }

    bool is_open(PeerId id, const std::shared_ptr<Stream>& stream) const {
        const auto at = streams.find(id);
        return at != streams.end() && at->second == stream;
    }

    void write(PeerId id, const std::shared_ptr<Stream>& stream) {
        if (stream->writing > 0 || stream->queue.empty()) return;
        std::vector<asio::const_buffer> buffers;
        for (const auto& bytes : stream->queue) {
            if (buffers.size() == kBuffersAtOnce) break;
            buffers.emplace_back(asio::buffer(bytes));
        }
        stream->writing = buffers.size();
        asio::async_write(
            stream->socket, buffers,
            [self = shared_from_this(), id, stream](error_code error, std::size_t size) {
                if (self->sink == nullptr || !self->is_open(id, stream)) return;
                if (error) {
                    self->forget(id);
                    self->links.stream_closed(id, steady_ms());
                    return self->pump();
                }
                self->links.stream_written(id, size);
                stream->queue.erase(
                    stream->queue.begin(),
                    stream->queue.begin() + static_cast<std::ptrdiff_t>(stream->writing));
                stream->writing = 0;
                self->write(id, stream);
            });
    }

    void leave_place(Stream& stream) {
        if (stream.place == Stream::Place::kNone) return;
        stream.place = Stream::Place::kNone;
        door.released(stream.source);
    }

    void forget(PeerId id) {
        const auto at = streams.find(id);
        if (at == streams.end()) return;
        const auto stream = at->second;
        streams.erase(at);
        leave_place(*stream);
        stream->pause.cancel();
        error_code ignored;
        stream->socket.close(ignored);
    }

    // Actions of the links

    void pump() {
        if (pumping) return;
        pumping = true;
        std::set<PeerId> to_write;
        for (auto actions = links.take_actions(); !actions.empty() && sink != nullptr;
             actions = links.take_actions()) {
            for (auto& action : actions) {
                if (sink == nullptr) break;
                act(action, to_write);
            }
        }
        for (const auto id : to_write) {
            const auto at = streams.find(id);
            if (at != streams.end()) write(id, at->second);
        }
        pumping = false;
    }

    void act(LinkAction& action, std::set<PeerId>& to_write) {
        if (auto* bytes = std::get_if<WriteStream>(&action)) {
            const auto at = streams.find(bytes->stream);
            if (at == streams.end()) return;
            at->second->queue.push_back(std::move(bytes->bytes));
            to_write.insert(bytes->stream);
        } else if (const auto* close = std::get_if<CloseStream>(&action)) {
            const auto at = streams.find(close->stream);
            // Strangers may close as often as they like without filling the log.
            if (at != streams.end() && at->second->age == Stream::Age::kSettled && env.log)
                env.log("a connection ended: " + close->reason);
            forget(close->stream);
        } else if (const auto* up = std::get_if<LinkUp>(&action)) {
            sink->peer_connected(up->peer, up->key);
        } else if (const auto* down = std::get_if<LinkDown>(&action)) {
            sink->peer_disconnected(down->peer);
        } else if (auto* message = std::get_if<LinkMessage>(&action)) {
            sink->message_received(message->peer, std::move(message->bytes));
        }
    }

    void pump_later() {
        if (pump_posted || pumping) return;
        pump_posted = true;
        asio::post(io, [self = shared_from_this()] {
            self->pump_posted = false;
            if (self->sink != nullptr) self->pump();
        });
    }

    void tick() {
        const auto now = steady_ms();
        links.tick(now);
        pump();
        for (auto& [id, stream] : streams) {
            if (stream->age == Stream::Age::kSettled || now - stream->opened_ms < kSettledMs ||
                !links.is_established(id))
                continue;
            stream->age = Stream::Age::kSettled;
            if (stream->source.empty()) {
                dialer.answered(stream->key);
            } else {
                door.proved(stream->source, now);
            }
        }
        for (auto& [key, out] : calls) {
            error_code ignored;
            if (now - out->since_ms >= kCallMs) out->socket.close(ignored);
        }
        call_those_due();
        tick_timer.expires_after(std::chrono::milliseconds(kTickMs));
        tick_timer.async_wait([self = shared_from_this()](error_code error) {
            if (!error && self->sink != nullptr) self->tick();
        });
    }

    void stop() {
        sink = nullptr;
        error_code ignored;
        acceptor.close(ignored);
        accept_timer.cancel();
        tick_timer.cancel();
        for (auto& [key, out] : calls) {
            out->resolver.cancel();
            out->socket.close(ignored);
        }
        calls.clear();
        while (!streams.empty()) forget(streams.begin()->first);
    }

    asio::io_context& io;
    NetworkOptions options;
    NetworkEnv env;
    PeerSink* sink;  ///< null: stopped
    Links links;
    Dialer dialer;
    Doorkeeper door;
    tcp::acceptor acceptor;
    asio::steady_timer accept_timer;
    asio::steady_timer tick_timer;
    std::size_t stream_limit;
    std::map<PeerId, std::shared_ptr<Stream>> streams;
    std::map<NodeKey, std::shared_ptr<Call>> calls;  ///< not connected yet
    Bytes read_buffer = Bytes(kReadBytes);           ///< one for all: a read is used up at once
    bool pumping = false;
    bool pump_posted = false;
    NetworkCounts counts;
};

Network::Network(asio::io_context& io, NetworkOptions options, NetworkEnv env, PeerSink& sink)
    : impl_(std::make_shared<Impl>(io, std::move(options), std::move(env), sink)) {}

Network::~Network() { impl_->stop(); }

std::optional<std::string> Network::start() {
    if (auto error = impl_->listen()) return error;
    if (impl_->acceptor.is_open()) impl_->wait_for_callers();
    impl_->tick();
    return std::nullopt;
}

std::uint16_t Network::port() const {
    error_code error;
    const auto endpoint = impl_->acceptor.local_endpoint(error);
    return error ? std::uint16_t{0} : endpoint.port();
}

void Network::call(std::vector<PeerAddress> peers, std::vector<PeerAddress> relays) {
    impl_->options.peers = std::move(peers);
    impl_->options.relays = std::move(relays);
    impl_->call_these();
    impl_->pump_later();
}

void Network::send(PeerId peer, ByteView message) {
    impl_->links.send(peer, message, steady_ms());
    impl_->pump_later();
}

void Network::expect(PeerId peer, std::size_t bytes) { impl_->links.expect(peer, bytes); }

void Network::drop(PeerId peer, const std::string& reason) {
    impl_->links.drop(peer, reason, steady_ms());
    impl_->pump_later();
}

std::vector<LinkInfo> Network::peers() const { return impl_->links.peers(); }

NetworkCounts Network::counts() const {
    auto out = impl_->counts;
    out.streams = impl_->streams.size();
    out.pending = impl_->door.pending();
    out.relay_clients = impl_->links.relay_clients();
    return out;
}

}  // namespace dure::chain
