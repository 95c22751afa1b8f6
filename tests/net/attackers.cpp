#include "tests/net/attackers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <string>
#include <thread>

#include "chain/consensus/messages.hpp"
#include "chain/net/network.hpp"
#include "chain/net/wire.hpp"
#include "tests/net/noise_mutation.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

namespace {

/// Half-open connections held at a time; the oldest is closed for the next.
constexpr std::size_t kHeld = 1'000;
constexpr int kEveryMs = 20;
constexpr std::size_t kLargeBytes = 200 * 1024;
constexpr std::uint64_t kFirstSender = 1'000;
constexpr std::size_t kVotes = 64;

std::int64_t steady_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void say(int out, const char* what, double value) {
    const auto line = std::string(what) + " " + std::to_string(value) + "\n";
    [[maybe_unused]] const auto written = ::write(out, line.data(), line.size());
}

}  // namespace

void open_connections(std::uint16_t port, int per_second, int out) {
    std::deque<int> held;
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port);
    const linger reset{1, 0};
    const auto start = steady_ms();
    auto said = start;
    std::int64_t opened = 0;
    // Several of these run: each has addresses of its own.
    auto source = static_cast<std::uint32_t>(::getpid()) * 7'919U;
    for (;;) {
        const auto now = steady_ms();
        const auto due = (now - start) * per_second / 1'000;
        // What this machine cannot do in time is left out, and the figure says so.
        for (; opened < due && steady_ms() - now < 200; ++opened) {
            const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            if (fd < 0) break;
            sockaddr_in from{};
            from.sin_family = AF_INET;
            from.sin_addr.s_addr = htonl(0x7f010000U + (++source % 60'000U));
            ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            ::bind(fd, reinterpret_cast<sockaddr*>(&from), sizeof from);
            (void)::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
            held.push_back(fd);
            if (held.size() <= kHeld) continue;
            ::close(held.front());
            held.pop_front();
        }
        if (now - said >= 500) {
            said = now;
            say(out, "attack",
                static_cast<double>(opened) * 1'000.0 / static_cast<double>(now - start));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

std::string_view to_string(Garbage garbage) {
    switch (garbage) {
        case Garbage::kFrames:
            return "frames";
        case Garbage::kTransactions:
            return "transactions";
        case Garbage::kPayments:
            return "payments";
        case Garbage::kVotes:
            return "votes";
        case Garbage::kBlocks:
            return "blocks";
        case Garbage::kQuestions:
            return "questions";
        case Garbage::kTwin:
            return "twin's votes";
    }
    return "nothing";
}

namespace {

/// One validator as a member that means no good sees it: a connection, and a new one after it.
class Victim final : public PeerSink {
 public:
    Victim(boost::asio::io_context& io, const Target& target, std::size_t index,
           std::shared_ptr<const NodeIdentity> identity, Garbage kind)
        : io_(io), target_(target), index_(index), identity_(std::move(identity)), kind_(kind) {}

    void peer_connected(PeerId peer, const NodeKey&) override {
        wire::Hello hello;
        hello.chain_id = target_.genesis.chain_id;
        hello.genesis = genesis_hash(target_.genesis);
        hello.role = wire::Role::kRelay;  // to be told the votes
        if (kind_ == Garbage::kTwin) {
            hello.signer = make_signer(key(target_.twin))
                               ->sign(wire::hello_digest(hello.genesis, identity_->key().bytes));
        }
        network_->send(peer, wire::encode(hello));
        peer_ = peer;
    }
    void peer_disconnected(PeerId) override {
        peer_.reset();
        ++drops;
        is_over_ = true;
    }
    void message_received(PeerId, Bytes bytes) override {
        if (const auto kind = wire::kind_of(bytes); kind && *kind == wire::Kind::kConsensus) {
            votes.push_back(std::move(bytes));
            if (votes.size() > kVotes) votes.pop_front();
            return;
        }
        const auto message = wire::decode(bytes);
        if (!message) return;
        if (const auto* status = std::get_if<wire::Status>(&*message)) head = status->head;
    }
    /// Not from within a callback.
    void call_when_needed() {
        if (network_ && !is_over_ && (peer_ || steady_ms() - called_ms_ < 1'000)) return;
        is_over_ = false;
        called_ms_ = steady_ms();
        network_.reset();
        NetworkOptions options;
        options.identity = identity_;
        options.peers = {{"127.0.0.1", target_.ports[index_], target_.keys[index_]}};
        network_.emplace(io_, std::move(options),
                         NetworkEnv{.prologue = channel_prologue(target_.genesis.chain_id,
                                                                 genesis_hash(target_.genesis)),
                                    .random =
                                        [this](std::span<Byte> bytes) {
                                            for (auto& b : bytes) b = static_cast<Byte>(random_());
                                        },
                                    .log = {}},
                         *this);
        (void)network_->start();
    }
    bool connected() const { return peer_.has_value(); }
    void send(const Bytes& frame) { network_->send(*peer_, frame); }

    std::optional<Header> head;
    std::deque<Bytes> votes;  ///< the last it has told
    int owed = 0;
    std::uint64_t drops = 0;

 private:
    boost::asio::io_context& io_;
    const Target& target_;
    std::size_t index_;
    std::shared_ptr<const NodeIdentity> identity_;
    Garbage kind_;
    TestRandom random_{index_ + 5};
    std::optional<PeerId> peer_;
    bool is_over_ = false;
    std::int64_t called_ms_ = 0;
    std::optional<Network> network_;
};

class GarbageSender {
 public:
    GarbageSender(const Target& target, Garbage kind, int per_second, int out)
        : kind_(kind),
          per_second_(per_second),
          out_(out),
          signer_(make_signer(key(target.twin))),
          junk_(kLargeBytes) {
        for (auto& byte : junk_) byte = static_cast<Byte>(random_());
        // By the kind: the keys of former attackers are banned.
        const auto identity = random_identity(random_);
        for (std::size_t i = 0; i < target.ports.size(); ++i)
            victims_.push_back(std::make_unique<Victim>(io_, target, i, identity, kind));
    }
    [[noreturn]] void run() {
        const auto start = steady_ms();
        double sent = 0;
        for (int tick = 1;; ++tick) {
            for (auto& victim : victims_) {
                victim->call_when_needed();
                sent += static_cast<double>(feed(*victim));
            }
            io_.restart();
            io_.run_for(std::chrono::milliseconds(kEveryMs));
            if (tick % 25 != 0) continue;
            std::uint64_t drops = 0;
            for (const auto& victim : victims_) drops += victim->drops;
            say(out_, "attack", sent / 1'048.576 / static_cast<double>(steady_ms() - start));
            say(out_, "drops", static_cast<double>(drops));
        }
    }

 private:
    std::size_t feed(Victim& victim) {
        std::size_t sent = 0;
        victim.owed = std::min(victim.owed + per_second_ * kEveryMs / 1'000, per_second_);
        while (victim.owed > 0 && victim.connected()) {
            const auto frame = garbage(victim);
            victim.owed -= static_cast<int>(frame.size());
            sent += frame.size();
            victim.send(frame);
        }
        return sent;
    }

    Bytes garbage(const Victim& victim) {
        switch (kind_) {
            case Garbage::kFrames:
                return frame();
            case Garbage::kTransactions:
                return transactions(1 + random_() % 20);
            case Garbage::kPayments:
                return transactions(0);
            case Garbage::kVotes:
                if (victim.votes.empty()) return question();
                return victim.votes[random_() % victim.votes.size()];
            case Garbage::kTwin:
                return wire::encode(wire::Consensus{vote(victim)});
            case Garbage::kBlocks:
                return block(victim);
            case Garbage::kQuestions:
                break;
        }
        return question();
    }
    Bytes some_junk(std::size_t most) {
        const auto size = 1 + random_() % most;
        return {junk_.begin(), junk_.begin() + static_cast<std::ptrdiff_t>(size)};
    }
    Hash256 some_hash() {
        Hash256 out;
        for (auto& byte : out.bytes) byte = static_cast<Byte>(random_());
        return out;
    }

    Bytes frame() {
        auto out = some_junk(16'000);
        // Half of them begin as a message would.
        if (random_() % 2 == 0) out[0] = static_cast<Byte>(1 + random_() % 13);
        return out;
    }
    /// Each of another sender. With a nonce above 0 they wait in the pool for what never comes.
    Bytes transactions(std::uint64_t nonce) {
        wire::Transactions out;
        for (int i = 0; i < 4; ++i) {
            auto tx = transfer(nonce, account(2), 0);
            tx.data = some_junk(30'000);
            tx.gas_limit = 1'000'000;
            out.raw.push_back(raw(tx, kFirstSender + ++senders_));
        }
        return wire::encode(out);
    }
    Bytes vote(const Victim& victim) {
        const auto height = (victim.head ? victim.head->number : 0) + 1 + random_() % 3;
        const auto round =
            static_cast<std::uint32_t>(random_() % 2 == 0 ? random_() % 8 : random_() % kMaxRound);
        switch (random_() % 16) {
            case 0:
                return with_block(victim, height, round);
            case 1:
            case 2:
            case 3:
            case 4:
                return encode(sealed(PreparePayload{height, round, some_hash()}));
            case 5:
            case 6:
            case 7:
            case 8: {
                const auto digest = some_hash();
                return encode(sealed(CommitPayload{height, round, digest, signer_->sign(digest)}));
            }
            default:
                return encode(QbftMessage{
                    RoundChange{.asked = sealed(RoundChangePayload{height, round + 1, {}}),
                                .prepared_block = {},
                                .prepares = {}}});
        }
    }
    template <class Payload>
    Signed<Payload> sealed(Payload payload) {
        const auto hash = signing_hash(payload);
        return {std::move(payload), signer_->sign(hash)};
    }
    /// As large as they come, and with as many signatures to check.
    Bytes with_block(const Victim& victim, std::uint64_t height, std::uint32_t round) {
        Block block;
        if (victim.head) block.header = *victim.head;
        block.header.number = height;
        auto tx = transfer(1, account(2), 0);
        tx.data = junk_;
        block.transactions.push_back(sign(tx, key(3)));
        std::vector<Prepare> prepares;
        for (int i = 0; i < 100; ++i)
            prepares.push_back(sealed(PreparePayload{height, round, some_hash()}));
        if (random_() % 2 == 0) {
            return encode(QbftMessage{
                Proposal{.proposed = sealed(ProposalPayload{height, round, std::move(block)}),
                         .round_changes = {},
                         .prepares = std::move(prepares)}});
        }
        return encode(QbftMessage{RoundChange{
            .asked = sealed(RoundChangePayload{
                height, round + 1, PreparedRound{.round = round, .digest = some_hash()}}),
            .prepared_block = std::move(block),
            .prepares = std::move(prepares)}});
    }
    Bytes block(const Victim& victim) {
        wire::NewBlock out;
        if (victim.head) out.block.header = *victim.head;
        out.block.header.number -= std::min<std::uint64_t>(out.block.header.number, 3);
        for (int i = 0; i < 20; ++i) {
            auto tx = transfer(static_cast<std::uint64_t>(i), account(2), 0);
            tx.data = some_junk(20'000);
            out.block.transactions.push_back(sign(tx, key(3)));
        }
        return wire::encode(out);
    }
    Bytes question() {
        ++questions_;
        if (questions_ % 16 == 0)
            return wire::encode(wire::GetBlocks{questions_, 1, wire::kMostBlocks});
        if (questions_ % 16 == 8)
            return wire::encode(wire::GetHeaders{questions_, 1, wire::kMostHeaders});
        wire::TransactionHashes out;
        for (std::size_t i = 0; i < wire::kMostHashes; ++i) out.hashes.push_back(some_hash());
        return wire::encode(out);
    }

    Garbage kind_;
    int per_second_;
    int out_;
    std::unique_ptr<Signer> signer_;
    Bytes junk_;
    TestRandom random_{99 + static_cast<std::uint64_t>(kind_)};
    boost::asio::io_context io_{1};
    std::vector<std::unique_ptr<Victim>> victims_;
    std::uint64_t senders_ = 0;
    std::uint64_t questions_ = 0;
};

}  // namespace

void send_garbage(const Target& target, Garbage kind, int per_second, int out) {
    GarbageSender(target, kind, per_second, out).run();
}

}  // namespace dure::chain::testing
