#include "chain/net/wire.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"

namespace dure::chain::wire {

namespace {

constexpr std::size_t kExtraDataBytes = 8 * 1024;  // room for a hundred validators and their seals

/// A list of items, at most `most` of them.
template <class Item>
class Limited {
 public:
    Limited(rlp::Reader& reader, std::size_t most, std::optional<Error>& error) {
        reader.list([&](rlp::Reader& list) {
            while (list.more()) {
                if (items_.size() == most) {
                    error = Error::too_many;
                    return list.fail(rlp::Error::leftover);
                }
                items_.push_back(read(list));
            }
        });
    }
    std::vector<Item> take() { return std::move(items_); }

 private:
    static Item read(rlp::Reader& list) {
        if constexpr (std::is_same_v<Item, Bytes>) {
            const auto view = list.string();
            return {view.begin(), view.end()};
        } else if constexpr (std::is_same_v<Item, Header>) {
            return read_header(list);
        } else if constexpr (std::is_same_v<Item, Transaction>) {
            auto transaction = read_from_list(list);
            if (transaction) return *std::move(transaction);
            list.fail(rlp::Error::unexpected_string);
            return {};
        } else {
            return list.fixed<Item>();
        }
    }
    std::vector<Item> items_;
};

void append(rlp::Encoder& out, const Body& body) {
    out.list([&](rlp::Encoder& list) {
        for (const auto& transaction : body) append_to_list(list, transaction);
    });
}

template <class Fixed>
void append(rlp::Encoder& out, const std::vector<Fixed>& items) {
    out.list([&](rlp::Encoder& list) {
        for (const auto& item : items) list.string(item);
    });
}

void append(rlp::Encoder& out, const Status& status) {
    append_to_list(out, status.head);
    append(out, status.links);
    out.integer(status.oldest);
}

/// Writes the fields of one message into its list.
struct Fields {
    rlp::Encoder& e;

    void operator()(const Hello& m) const {
        e.integer(m.protocol).integer(m.chain_id).string(m.genesis);
        e.integer(static_cast<std::uint64_t>(m.role));
        e.string(m.signer ? ByteView{*m.signer} : ByteView{});
        e.string(m.invite);
        e.string(ByteView{reinterpret_cast<const Byte*>(m.program.data()), m.program.size()});
    }
    void operator()(const Status& m) const { append(e, m); }
    void operator()(const NewBlock& m) const { e.raw(chain::encode(m.block)); }
    void operator()(const Transactions& m) const { append(e, m.raw); }
    void operator()(const TransactionHashes& m) const { append(e, m.hashes); }
    void operator()(const GetTransactions& m) const { append(e, m.hashes); }
    void operator()(const Consensus&) const {}
    void operator()(const GetHeaders& m) const { e.integer(m.id).integer(m.from).integer(m.count); }
    void operator()(const Headers& m) const {
        e.integer(m.id).list([&](rlp::Encoder& list) {
            for (const auto& header : m.headers) append_to_list(list, header);
        });
    }
    void operator()(const GetBlocks& m) const { e.integer(m.id).integer(m.from).integer(m.count); }
    void operator()(const Blocks& m) const {
        e.integer(m.id).list([&](rlp::Encoder& list) {
            for (const auto& body : m.bodies) append(list, body);
        });
    }
    void operator()(const GetGenesis& m) const { e.integer(m.offset); }
    void operator()(const GenesisPart& m) const {
        e.integer(m.total).integer(m.offset).string(m.bytes);
    }
    void operator()(const Ping& m) const { e.integer(m.id); }
    void operator()(const Pong& m) const { e.integer(m.id); }
    void operator()(const Refusal& m) const { e.integer(static_cast<std::uint64_t>(m.why)); }
    void operator()(const Letters& m) const { append(e, m.letters); }
};

struct KindOf {
    Kind operator()(const Hello&) const { return Kind::kHello; }
    Kind operator()(const Status&) const { return Kind::kStatus; }
    Kind operator()(const NewBlock&) const { return Kind::kNewBlock; }
    Kind operator()(const Transactions&) const { return Kind::kTransactions; }
    Kind operator()(const TransactionHashes&) const { return Kind::kTransactionHashes; }
    Kind operator()(const GetTransactions&) const { return Kind::kGetTransactions; }
    Kind operator()(const Consensus&) const { return Kind::kConsensus; }
    Kind operator()(const GetHeaders&) const { return Kind::kGetHeaders; }
    Kind operator()(const Headers&) const { return Kind::kHeaders; }
    Kind operator()(const GetBlocks&) const { return Kind::kGetBlocks; }
    Kind operator()(const Blocks&) const { return Kind::kBlocks; }
    Kind operator()(const GetGenesis&) const { return Kind::kGetGenesis; }
    Kind operator()(const GenesisPart&) const { return Kind::kGenesis; }
    Kind operator()(const Ping&) const { return Kind::kPing; }
    Kind operator()(const Pong&) const { return Kind::kPong; }
    Kind operator()(const Refusal&) const { return Kind::kRefusal; }
    Kind operator()(const Letters&) const { return Kind::kLetters; }
};

/// Reads the fields of one kind. The reader's error and `error` stick, so that each function reads
/// on to its end.
class Decoder {
 public:
    Decoder(rlp::Reader& reader, std::optional<Error>& error) : in_(reader), error_(error) {}

    Status status() {
        Status out;
        out.head = header();
        out.links = many<Address>(kMostLinks);
        out.oldest = in_.integer64();
        return out;
    }
    Hello hello() {
        Hello out;
        out.protocol = in_.integer64();
        out.chain_id = in_.integer64();
        out.genesis = in_.fixed<Hash256>();
        const auto role = in_.integer64();
        if (role > static_cast<std::uint64_t>(Role::kRelay)) refuse(Error::out_of_bounds);
        out.role = role == 0 ? Role::kFollower : Role::kRelay;
        const auto seal = in_.string();
        if (seal.size() == Seal{}.size()) {
            std::copy(seal.begin(), seal.end(), out.signer.emplace().begin());
        } else if (!seal.empty()) {
            refuse(Error::out_of_bounds);
        }
        out.invite = bytes(kInviteBytes);
        const auto program = bytes(kProgramBytes);
        if (!std::all_of(program.begin(), program.end(), is_printable))
            refuse(Error::out_of_bounds);
        out.program.assign(program.begin(), program.end());
        return out;
    }
    NewBlock new_block() {
        auto block = decode_block(in_.raw_item());
        if (!block || !block->withdrawals.empty()) {
            refuse(Error::bad_encoding);
            return {};
        }
        check(block->header);
        return {*std::move(block)};
    }
    Transactions transactions() {
        Transactions out{many<Bytes>(kMostTransactions)};
        const auto large = [](const Bytes& raw) { return raw.size() > kTransactionBytes; };
        if (std::any_of(out.raw.begin(), out.raw.end(), large)) refuse(Error::too_large);
        return out;
    }
    TransactionHashes transaction_hashes() { return {many<Hash256>(kMostHashes)}; }
    GetTransactions get_transactions() { return {many<Hash256>(kMostWanted)}; }
    template <class Question>
    Question range(std::size_t most) {
        Question out;
        out.id = in_.integer64();
        out.from = in_.integer64();
        out.count = in_.integer64();
        if (out.count == 0 || out.count > most) refuse(Error::out_of_bounds);
        return out;
    }
    Headers headers() {
        Headers out;
        out.id = in_.integer64();
        out.headers = many<Header>(kMostHeaders);
        for (const auto& each : out.headers) check(each);
        return out;
    }
    Blocks blocks() {
        Blocks out;
        out.id = in_.integer64();
        in_.list([&](rlp::Reader& list) {
            while (list.more()) {
                if (out.bodies.size() == kMostBlocks) {
                    refuse(Error::too_many);
                    return list.fail(rlp::Error::leftover);
                }
                out.bodies.push_back(Limited<Transaction>(list, kBodyTransactions, error_).take());
            }
        });
        return out;
    }
    GenesisPart genesis() {
        GenesisPart out;
        out.total = in_.integer64();
        out.offset = in_.integer64();
        out.bytes = bytes(kGenesisPartBytes);
        if (out.offset > out.total || out.bytes.size() > out.total - out.offset)
            refuse(Error::out_of_bounds);
        return out;
    }
    GetGenesis get_genesis() { return {in_.integer64()}; }
    Ping ping() { return {in_.integer64()}; }
    Pong pong() { return {in_.integer64()}; }
    Refusal refusal() {
        const auto why = in_.integer64();
        if (why > static_cast<std::uint64_t>(Refusal::Why::kRevoked)) {
            refuse(Error::out_of_bounds);
            return {};
        }
        return {static_cast<Refusal::Why>(why)};
    }
    Letters letters() {
        Letters out{many<Bytes>(kMostLetters)};
        const auto large = [](const Bytes& letter) { return letter.size() > kLetterBytes; };
        const auto empty = [](const Bytes& letter) { return letter.empty(); };
        if (std::any_of(out.letters.begin(), out.letters.end(), large)) refuse(Error::too_large);
        if (std::any_of(out.letters.begin(), out.letters.end(), empty))
            refuse(Error::out_of_bounds);
        return out;
    }

 private:
    static bool is_printable(Byte b) { return b >= 0x20 && b < 0x7f; }
    Header header() {
        auto out = read_header(in_);
        check(out);
        return out;
    }
    void check(const Header& header) {
        if (header.extra_data.size() > kExtraDataBytes) refuse(Error::too_large);
    }
    Bytes bytes(std::size_t most) {
        const auto view = in_.string();
        if (view.size() > most) {
            refuse(Error::too_large);
            return {};
        }
        return {view.begin(), view.end()};
    }
    template <class Item>
    std::vector<Item> many(std::size_t most) {
        return Limited<Item>(in_, most, error_).take();
    }
    void refuse(Error error) {
        if (!error_) error_ = error;
    }

    rlp::Reader& in_;
    std::optional<Error>& error_;
};

Message read(Kind kind, Decoder in) {
    switch (kind) {
        case Kind::kHello:
            return in.hello();
        case Kind::kStatus:
            return in.status();
        case Kind::kNewBlock:
            return in.new_block();
        case Kind::kTransactions:
            return in.transactions();
        case Kind::kTransactionHashes:
            return in.transaction_hashes();
        case Kind::kGetTransactions:
            return in.get_transactions();
        case Kind::kConsensus:
            break;  // is no RLP of ours
        case Kind::kGetHeaders:
            return in.range<GetHeaders>(kMostHeaders);
        case Kind::kHeaders:
            return in.headers();
        case Kind::kGetBlocks:
            return in.range<GetBlocks>(kMostBlocks);
        case Kind::kBlocks:
            return in.blocks();
        case Kind::kGetGenesis:
            return in.get_genesis();
        case Kind::kGenesis:
            return in.genesis();
        case Kind::kPing:
            return in.ping();
        case Kind::kPong:
            return in.pong();
        case Kind::kRefusal:
            return in.refusal();
        case Kind::kLetters:
            return in.letters();
    }
    return Consensus{};
}

}  // namespace

std::string_view to_string(Error error) {
    switch (error) {
        case Error::empty:
            return "an empty frame";
        case Error::unknown_kind:
            return "a message of unknown kind";
        case Error::too_large:
            return "a message beyond its size";
        case Error::too_many:
            return "a message with too many items";
        case Error::bad_encoding:
            return "a message that is not canonical";
        case Error::out_of_bounds:
            return "a message with a field out of bounds";
    }
    return "unknown";
}

Hash256 hello_digest(const Hash256& genesis, ByteView transport_key) {
    constexpr std::string_view kDomain = "dure/hello/1";
    Bytes signed_bytes(kDomain.begin(), kDomain.end());
    signed_bytes.insert(signed_bytes.end(), genesis.bytes.begin(), genesis.bytes.end());
    signed_bytes.insert(signed_bytes.end(), transport_key.begin(), transport_key.end());
    return keccak256(signed_bytes);
}

std::size_t most_bytes(Kind kind) {
    switch (kind) {
        case Kind::kHello:
            return 4 * 1024;
        case Kind::kStatus:
            return 16 * 1024;
        case Kind::kTransactionHashes:
            return 16 + kMostHashes * 33;
        case Kind::kGetTransactions:
            return 16 + kMostWanted * 33;
        case Kind::kGetHeaders:
        case Kind::kGetBlocks:
        case Kind::kGetGenesis:
        case Kind::kPing:
        case Kind::kPong:
        case Kind::kRefusal:
            return 64;
        case Kind::kGenesis:
            return kGenesisPartBytes + 64;
        case Kind::kLetters:
            return 16 + kMostLetters * (kLetterBytes + 2);
        case Kind::kNewBlock:
        case Kind::kTransactions:
        case Kind::kConsensus:
        case Kind::kHeaders:
        case Kind::kBlocks:
            break;
    }
    return kFrameBytes;
}

Result<Kind, Error> kind_of(ByteView frame) {
    if (frame.empty()) return Failure{Error::empty};
    if (frame[0] < static_cast<Byte>(Kind::kHello) || frame[0] > static_cast<Byte>(Kind::kLetters))
        return Failure{Error::unknown_kind};
    const auto kind = static_cast<Kind>(frame[0]);
    if (frame.size() > most_bytes(kind)) return Failure{Error::too_large};
    return kind;
}

Bytes encode(const Message& message) {
    const auto kind = std::visit(KindOf{}, message);
    Bytes out{static_cast<Byte>(kind)};
    if (const auto* consensus = std::get_if<Consensus>(&message)) {
        out.insert(out.end(), consensus->message.begin(), consensus->message.end());
        return out;
    }
    rlp::Encoder encoder;
    encoder.list([&](rlp::Encoder& e) { std::visit(Fields{e}, message); });
    out.insert(out.end(), encoder.bytes().begin(), encoder.bytes().end());
    return out;
}

Result<Message, Error> decode(ByteView frame) {
    const auto kind = kind_of(frame);
    if (!kind) return Failure{kind.error()};
    const auto rest = frame.subspan(1);
    if (*kind == Kind::kConsensus) {
        if (rest.empty()) return Failure{Error::empty};
        return Message{Consensus{{rest.begin(), rest.end()}}};
    }
    Message message;
    std::optional<Error> refused;
    const auto malformed = rlp::decode(rest, [&](rlp::Reader& outer) {
        outer.list([&](rlp::Reader& fields) { message = read(*kind, Decoder{fields, refused}); });
    });
    if (refused) return Failure{*refused};
    if (malformed) return Failure{Error::bad_encoding};
    return message;
}

}  // namespace dure::chain::wire
