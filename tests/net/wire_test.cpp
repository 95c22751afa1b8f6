// Messages as they travel: every one reads back as it was written, and nothing else is read.
#include "chain/net/wire.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "chain/base/rlp.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain::wire {
namespace {

template <class Fixed>
Fixed filled(Byte value) {
    Fixed out;
    out.bytes.fill(value);
    return out;
}

Header some_header(std::uint64_t number) {
    Header header;
    header.number = number;
    header.parent_hash = filled<Hash256>(7);
    header.coinbase = filled<Address>(9);
    header.gas_limit = 100'000'000;
    header.timestamp = 1'700'000'000 + number;
    header.extra_data = Bytes(200, 3);
    return header;
}

Transaction some_transaction(std::uint64_t nonce) {
    static const auto key = *SecretKey::from_bytes(filled<Hash256>(1));
    Transaction tx;
    tx.type = nonce % 2 == 0 ? TransactionType::dynamic_fee : TransactionType::legacy;
    tx.chain_id = 20'350;
    tx.nonce = nonce;
    tx.gas_limit = 21'000;
    tx.to = filled<Address>(5);
    tx.data = Bytes(nonce % 50, 1);
    return sign(tx, key);
}

Status some_status() {
    return {
        .head = some_header(12), .links = {filled<Address>(1), filled<Address>(2)}, .oldest = 7};
}

std::vector<Message> one_of_each() {
    Block block{.header = some_header(3),
                .transactions = {some_transaction(0), some_transaction(1)},
                .withdrawals = {}};
    Hello hello;
    hello.chain_id = 20'350;
    hello.genesis = filled<Hash256>(4);
    hello.role = Role::kRelay;
    hello.signer.emplace().fill(8);
    hello.invite = Bytes(100, 6);
    hello.program = "0.1.0";
    return {hello,
            some_status(),
            NewBlock{block},
            Transactions{{encode(some_transaction(4)), Bytes{1}}},
            TransactionHashes{{filled<Hash256>(1), filled<Hash256>(2)}},
            GetTransactions{{filled<Hash256>(3)}},
            Consensus{{0x12, 0, 255}},
            GetHeaders{.id = 1, .from = 2, .count = kMostHeaders},
            Headers{.id = 1, .headers = {some_header(2), some_header(3)}},
            GetBlocks{.id = UINT64_MAX, .from = 0, .count = 1},
            Blocks{.id = 9, .bodies = {{some_transaction(0)}, {}, {some_transaction(3)}}},
            GetGenesis{.offset = 70'000},
            GenesisPart{.total = 10, .offset = 6, .bytes = Bytes{'a', 'b', 'c', 'd'}},
            Ping{.id = 300},
            Pong{.id = UINT64_MAX},
            Refusal{.why = Refusal::Why::kSpent},
            Letters{{Bytes(74, 1), Bytes{2}}}};
}

TEST(Wire, every_message_reads_back_as_it_was_written) {
    for (const auto& message : one_of_each()) {
        const auto frame = encode(message);
        const auto read = decode(frame);
        ASSERT_TRUE(read) << int{frame[0]} << ": " << to_string(read.error());
        EXPECT_TRUE(*read == message) << int{frame[0]};
    }
}

TEST(Wire, every_cut_and_every_addition_is_refused) {
    for (const auto& message : one_of_each()) {
        if (std::holds_alternative<Consensus>(message)) continue;  // carries any bytes
        auto frame = encode(message);
        for (std::size_t n = 0; n < frame.size(); ++n)
            EXPECT_FALSE(decode(ByteView{frame}.first(n))) << int{frame[0]} << " cut at " << n;
        frame.push_back(0x80);
        EXPECT_FALSE(decode(frame)) << int{frame[0]};
    }
}

RC_GTEST_PROP(Wire, what_is_read_is_written_again_to_the_same_bytes, ()) {
    static const auto messages = one_of_each();
    auto frame = encode(messages[*rc::gen::inRange<std::size_t>(0, messages.size())]);
    const auto changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes; ++i)
        frame[*rc::gen::inRange<std::size_t>(0, frame.size())] = *rc::gen::arbitrary<Byte>();
    if (const auto read = decode(frame)) RC_ASSERT(encode(*read) == frame);
}

RC_GTEST_PROP(Wire, noise_never_breaks_the_reader, (const Bytes& noise)) {
    for (auto kind = 0; kind < 19; ++kind) {
        Bytes frame{static_cast<Byte>(kind)};
        frame.insert(frame.end(), noise.begin(), noise.end());
        if (const auto read = decode(frame)) RC_ASSERT(encode(*read) == frame);
    }
}

TEST(Wire, unknown_kinds_and_empty_frames_are_errors) {
    EXPECT_EQ(decode({}).error(), Error::empty);
    EXPECT_EQ(decode(Bytes{0x00, 0xc0}).error(), Error::unknown_kind);
    EXPECT_EQ(decode(Bytes{0x12, 0xc0}).error(), Error::unknown_kind);
    EXPECT_EQ(decode(Bytes{0xff}).error(), Error::unknown_kind);
    EXPECT_EQ(decode(Bytes{0x07}).error(), Error::empty) << "a vote without a word";
}

TEST(Wire, a_frame_beyond_its_kind_is_refused_before_it_is_read) {
    for (Byte kind = 1; kind <= 0x11; ++kind) {
        Bytes frame(most_bytes(static_cast<Kind>(kind)) + 1, 0xc0);
        frame[0] = kind;
        EXPECT_EQ(decode(frame).error(), Error::too_large) << int{kind};
        EXPECT_LE(most_bytes(static_cast<Kind>(kind)), kFrameBytes);
    }
}

TEST(Wire, one_item_too_many_is_refused) {
    EXPECT_EQ(decode(encode(Transactions{{kMostTransactions + 1, Bytes{1}}})).error(),
              Error::too_many);
    auto status = some_status();
    status.links.assign(kMostLinks + 1, filled<Address>(1));
    EXPECT_EQ(decode(encode(status)).error(), Error::too_many);
    EXPECT_EQ(decode(encode(Blocks{.id = 1, .bodies = std::vector<Body>(kMostBlocks + 1)})).error(),
              Error::too_many);
    EXPECT_EQ(decode(encode(Transactions{{Bytes(kTransactionBytes + 1, 1)}})).error(),
              Error::too_large);
    EXPECT_EQ(decode(encode(Letters{{kMostLetters + 1, Bytes{1}}})).error(), Error::too_many);
    EXPECT_EQ(decode(encode(Letters{{Bytes(kLetterBytes + 1, 1)}})).error(), Error::too_large);
    EXPECT_EQ(decode(encode(Letters{{Bytes{}}})).error(), Error::out_of_bounds);
}

TEST(Wire, a_question_for_nothing_or_for_too_much_is_refused) {
    for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{kMostHeaders + 1}}) {
        EXPECT_EQ(decode(encode(GetHeaders{.id = 1, .from = 1, .count = count})).error(),
                  Error::out_of_bounds);
    }
    EXPECT_EQ(decode(Bytes{0x10, 0xc1, 0x08}).error(), Error::out_of_bounds) << "no such reason";
    EXPECT_EQ(decode(encode(GenesisPart{.total = 3, .offset = 2, .bytes = Bytes(2, 'x')})).error(),
              Error::out_of_bounds);
}

TEST(Wire, the_fullest_messages_fit_their_kinds) {
    std::vector<Hash256> hashes(kMostHashes, filled<Hash256>(1));
    EXPECT_TRUE(decode(encode(TransactionHashes{hashes})));
    hashes.resize(kMostWanted);
    EXPECT_TRUE(decode(encode(GetTransactions{hashes})));
    EXPECT_TRUE(decode(encode(GenesisPart{
        .total = kGenesisPartBytes, .offset = 0, .bytes = Bytes(kGenesisPartBytes, 'x')})));
    EXPECT_TRUE(decode(encode(Letters{{kMostLetters, Bytes(kLetterBytes, 1)}})));
    auto status = some_status();
    status.head.extra_data.assign(8 * 1024, 1);
    status.links.assign(kMostLinks, filled<Address>(1));
    EXPECT_TRUE(decode(encode(status)));
}

TEST(Wire, a_programs_version_is_short_and_printable) {
    Hello hello;
    hello.program.assign(kProgramBytes, 'x');
    EXPECT_TRUE(decode(encode(hello)));
    hello.program.push_back('x');
    EXPECT_EQ(decode(encode(hello)).error(), Error::too_large);
    for (const char bad : {'\n', '\x1b', '\x7f', '\x80'}) {
        hello.program = std::string("0.1") + bad;
        EXPECT_EQ(decode(encode(hello)).error(), Error::out_of_bounds) << int{bad};
    }
}

TEST(Wire, a_hello_binds_its_signer_to_chain_and_transport_key) {
    const auto digest = hello_digest(filled<Hash256>(1), filled<Hash256>(2));
    EXPECT_NE(digest, hello_digest(filled<Hash256>(1), filled<Hash256>(3)));
    EXPECT_NE(digest, hello_digest(filled<Hash256>(3), filled<Hash256>(2)));
}

}  // namespace
}  // namespace dure::chain::wire
