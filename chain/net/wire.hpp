// What nodes say to each other inside a frame: one kind byte, then RLP (a consensus message: its
// own bytes). The reader is strict and bounded: a frame beyond its kind's size, one item too many
// or anything not canonical is an error, and what it allocates is in proportion to the bytes
// received. Caps: design 03 section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/consensus/signer.hpp"

namespace dure::chain::wire {

inline constexpr std::uint64_t kProtocol = 1;

enum class Kind : Byte {
    kHello = 0x01,
    kStatus = 0x02,
    kNewBlock = 0x03,
    kTransactions = 0x04,
    kTransactionHashes = 0x05,
    kGetTransactions = 0x06,
    kConsensus = 0x07,
    kGetHeaders = 0x08,
    kHeaders = 0x09,
    kGetBlocks = 0x0a,
    kBlocks = 0x0b,
    kGetGenesis = 0x0c,
    kGenesis = 0x0d,
    kPing = 0x0e,
    kPong = 0x0f,
    kRefusal = 0x10,
    kLetters = 0x11,
};

inline constexpr std::size_t kFrameBytes = 1024 * 1024;  ///< the largest of any kind, kind included
inline constexpr std::size_t kTransactionBytes = 32 * 1024;
inline constexpr std::size_t kInviteBytes = 512;
inline constexpr std::size_t kProgramBytes = 32;
inline constexpr std::size_t kMostLinks = 64;
inline constexpr std::size_t kMostTransactions = 512;  ///< in one frame
inline constexpr std::size_t kMostHashes = 2'048;
inline constexpr std::size_t kMostWanted = 256;  ///< transactions asked for at once
inline constexpr std::size_t kMostHeaders = 512;
inline constexpr std::size_t kMostBlocks = 128;
inline constexpr std::size_t kBodyTransactions = 16'384;
inline constexpr std::size_t kLetterBytes = 128;
inline constexpr std::size_t kMostLetters = 256;  ///< in one frame
inline constexpr std::size_t kGenesisPartBytes = 256 * 1024;
/// Answers of headers and blocks end at the first item that reaches this: a frame has room for one
/// more block.
inline constexpr std::size_t kAnswerBytes = 512 * 1024;

/// What the sender does for others, by its own word.
enum class Role : std::uint8_t {
    kFollower,  ///< wants blocks
    kRelay,     ///< also passes transactions and votes on
};

/// Where the sender stands, told when it changes and now and then: a peer that says nothing is
/// gone.
struct Status {
    Header head;  ///< with its seals: a reader that knows the validators need not believe it
    std::vector<Address> links;  ///< validators with a connection to the sender
    std::uint64_t oldest = 0;    ///< the first block whose body it has
    friend bool operator==(const Status&, const Status&) = default;
};

/// First on every connection, from both sides; at most 4 KiB, because nobody is known before it. A
/// Status follows.
struct Hello {
    std::uint64_t protocol = kProtocol;
    std::uint64_t chain_id = 0;
    Hash256 genesis;
    Role role = Role::kFollower;
    /// By the sender's signer over hello_digest: which validator this connection reaches.
    std::optional<Seal> signer;
    Bytes invite;  ///< empty: already a member
    /// Its version, by its word; printable ASCII; empty: not said. What follows a "+" is what it
    /// asks for beyond the protocol's first messages (kWantsLetters).
    std::string program;
    friend bool operator==(const Hello&, const Hello&) = default;
};
/// Binds a signer to a transport key, on one chain.
Hash256 hello_digest(const Hash256& genesis, ByteView transport_key);

/// A block that has just become final, to who seems not to have it.
struct NewBlock {
    Block block;
    friend bool operator==(const NewBlock&, const NewBlock&) = default;
};
struct Transactions {
    std::vector<Bytes> raw;
    friend bool operator==(const Transactions&, const Transactions&) = default;
};
/// Waiting at the sender.
struct TransactionHashes {
    std::vector<Hash256> hashes;
    friend bool operator==(const TransactionHashes&, const TransactionHashes&) = default;
};
/// Answered by Transactions, without those that are gone.
struct GetTransactions {
    std::vector<Hash256> hashes;
    friend bool operator==(const GetTransactions&, const GetTransactions&) = default;
};
/// A QBFT message as it was signed.
struct Consensus {
    Bytes message;
    friend bool operator==(const Consensus&, const Consensus&) = default;
};

// Questions carry an id that their answer repeats. Answers are in order from `from`, without gaps,
// and may be shorter than asked or empty.

struct GetHeaders {
    std::uint64_t id = 0;
    std::uint64_t from = 0;
    std::uint64_t count = 0;  ///< 1 … kMostHeaders
    friend bool operator==(const GetHeaders&, const GetHeaders&) = default;
};
struct Headers {
    std::uint64_t id = 0;
    std::vector<Header> headers;
    friend bool operator==(const Headers&, const Headers&) = default;
};
struct GetBlocks {
    std::uint64_t id = 0;
    std::uint64_t from = 0;
    std::uint64_t count = 0;  ///< 1 … kMostBlocks
    friend bool operator==(const GetBlocks&, const GetBlocks&) = default;
};
/// What a header's transactionsRoot is the root of.
using Body = std::vector<Transaction>;
struct Blocks {
    std::uint64_t id = 0;
    std::vector<Body> bodies;
    friend bool operator==(const Blocks&, const Blocks&) = default;
};
/// For who knows nothing but the genesis hash of an invite; also before Hello.
struct GetGenesis {
    std::uint64_t offset = 0;
    friend bool operator==(const GetGenesis&, const GetGenesis&) = default;
};
/// A part of genesis.json.
struct GenesisPart {
    std::uint64_t total = 0;  ///< bytes of the whole
    std::uint64_t offset = 0;
    Bytes bytes;
    friend bool operator==(const GenesisPart&, const GenesisPart&) = default;
};

/// Answered at once by a Pong of the same id: how long the way there and back takes.
struct Ping {
    std::uint64_t id = 0;
    friend bool operator==(const Ping&, const Ping&) = default;
};
struct Pong {
    std::uint64_t id = 0;
    friend bool operator==(const Pong&, const Pong&) = default;
};

/// Stands after a program's version: whoever does not say it is never sent Letters.
inline constexpr std::string_view kWantsLetters = "+letters";

/// Notes of members for whoever collects them, judged by those who live with a node
/// (letter_box.hpp); to peers that want them.
struct Letters {
    std::vector<Bytes> letters;  ///< 1 … kLetterBytes each
    friend bool operator==(const Letters&, const Letters&) = default;
};

/// Why the receiver is not let in, so that a person can be told; the connection ends. Told to who
/// proved its key only, and believed only as far as the teller's key is.
struct Refusal {
    enum class Why : std::uint8_t {
        kNotRegistered,  ///< and shows no invite
        kOtherCommunity,
        kNotTheManagers,
        kExpired,
        kSpent,
        kForAnother,
        kRegistered,
        kRevoked,  ///< sent away, or turned away while it waited
    };
    Why why = Why::kNotRegistered;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

using Message = std::variant<Hello, Status, NewBlock, Transactions, TransactionHashes,
                             GetTransactions, Consensus, GetHeaders, Headers, GetBlocks, Blocks,
                             GetGenesis, GenesisPart, Ping, Pong, Refusal, Letters>;

enum class Error : std::uint8_t {
    empty,
    unknown_kind,
    too_large,      ///< the frame or one of its items is beyond its kind's size
    too_many,       ///< items
    bad_encoding,   ///< not the canonical RLP of its kind
    out_of_bounds,  ///< a field that no sender of ours would write
};
std::string_view to_string(Error);

/// The kind of a frame and whether its size is within that kind's; what needs no decoding.
Result<Kind, Error> kind_of(ByteView frame);
/// Largest frame of a kind.
std::size_t most_bytes(Kind);

Bytes encode(const Message&);
Result<Message, Error> decode(ByteView frame);

}  // namespace dure::chain::wire
