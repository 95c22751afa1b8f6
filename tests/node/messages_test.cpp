// The wire form of validators' messages: bytes written out by hand from the definition, what
// decodes encodes to the same bytes, and nothing else decodes.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "chain/crypto/hash.hpp"
#include "tests/node/validators_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

Bytes joined(std::initializer_list<ByteView> parts) {
    Bytes out;
    for (const auto& part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}
Bytes hex(std::string_view text) { return *from_hex(text); }

TEST(Messages, a_prepare_is_its_payload_and_a_signature) {
    const Prepare prepare{.payload = {.height = 1, .round = 0, .digest = keccak256(Bytes{1})},
                          .signature = Seal{7}};
    // [1, 0, digest]: 1 + 1 + 33 bytes.
    const auto payload = joined({hex("e30180a0"), prepare.payload.digest});
    // [payload, signature]: 36 + 2 + 65 bytes.
    EXPECT_EQ(to_hex(encode(QbftMessage{prepare})),
              to_hex(joined({hex("13f867"), payload, hex("b841"), prepare.signature})));
    // [0x13, payload]
    EXPECT_EQ(signing_hash(prepare.payload), keccak256(joined({hex("e513"), payload})));
}

TEST(Messages, a_commit_carries_its_seal_inside_what_is_signed) {
    const Commit commit{
        .payload = {.height = 300, .round = 2, .digest = keccak256(Bytes{2}), .seal = Seal{3}},
        .signature = Seal{4}};
    // [300, 2, digest, seal]: 3 + 1 + 33 + 67 bytes.
    const auto payload =
        joined({hex("f86882012c02a0"), commit.payload.digest, hex("b841"), commit.payload.seal});
    EXPECT_EQ(to_hex(encode(QbftMessage{commit})),
              to_hex(joined({hex("14f8ad"), payload, hex("b841"), commit.signature})));
    EXPECT_EQ(signing_hash(commit.payload), keccak256(joined({hex("f86b14"), payload})));
}

TEST(Messages, a_round_change_names_what_was_prepared_or_an_empty_list) {
    RoundChange change{
        .asked = {.payload = {.height = 1, .round = 1, .prepared = {}}, .signature = Seal{5}},
        .prepared_block = {},
        .prepares = {}};
    // [[[1, 1, []], signature], [], []]
    EXPECT_EQ(to_hex(encode(QbftMessage{change})),
              to_hex(joined({hex("15f84bf847c30101c0b841"), change.asked.signature, hex("c0c0")})));
    change.asked.payload.prepared = PreparedRound{.round = 0, .digest = keccak256(Bytes{6})};
    // [0x15, [1, 1, [0, digest]]]
    EXPECT_EQ(signing_hash(change.asked.payload),
              keccak256(joined({hex("e715e50101e280a0"), change.asked.payload.prepared->digest})));
}

TEST(Messages, a_proposal_carries_its_block_and_what_justifies_it) {
    Height height(4);
    const auto block = height.block(1, 1);
    const auto proposal = height.proposal(1, block, 1, {height.asks(0, 1)});
    const auto raw = encode(block);
    ASSERT_GT(raw.size(), 255U);
    ASSERT_LT(raw.size(), 65'000U);
    const auto list = [](std::size_t size) {
        return Bytes{0xf9, static_cast<Byte>(size >> 8), static_cast<Byte>(size)};
    };
    const auto payload = joined({list(raw.size() + 2), hex("0101"), raw});
    const auto signed_part =
        joined({list(payload.size() + 67), payload, hex("b841"), proposal.proposed.signature});
    // [[[[1, 1, []], signature]], []]
    const auto justification =
        joined({hex("f84cf849f847c30101c0b841"), proposal.round_changes[0].signature, hex("c0")});
    const auto decoded = decode_message(encode(QbftMessage{proposal}));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(std::get<Proposal>(*decoded), proposal);
    const auto bytes = encode(QbftMessage{proposal});
    EXPECT_EQ(to_hex(bytes),
              to_hex(joined({hex("12"), list(signed_part.size() + justification.size()),
                             signed_part, justification})));
    EXPECT_EQ(signing_hash(proposal.proposed.payload),
              keccak256(joined({list(payload.size() + 1), hex("12"), payload})));
}

std::vector<QbftMessage> some_of_each() {
    Height height(4);
    auto block = height.block(0, 0, 1);
    block.transactions = {sign(transfer(0, account(1), 1), key(0))};
    block.header.transactions_root = transactions_root(block.transactions);
    const auto certificate = height.certificate(block, 0);
    const PreparedRound prepared{.round = 0, .digest = proposal_digest(block.header)};
    return {height.proposal(1, block, 1, {height.asks(0, 1, prepared), height.asks(1, 1)},
                            certificate.prepares),
            height.proposal(0, block, 0),
            height.prepare(2, 3, prepared.digest),
            height.commit(3, 70'000, prepared.digest),
            height.round_change(2, 9),
            RoundChange{.asked = height.asks(1, 1, prepared),
                        .prepared_block = block,
                        .prepares = certificate.prepares}};
}

TEST(Messages, what_is_encoded_decodes_to_the_same_and_tells_its_author) {
    Height height(4);
    const std::size_t authors[] = {1, 0, 2, 3, 2, 1};
    const auto messages = some_of_each();
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const auto decoded = decode_message(encode(messages[i]));
        ASSERT_TRUE(decoded) << i << ": " << to_string(decoded.error());
        EXPECT_EQ(*decoded, messages[i]);
        EXPECT_EQ(author_of(*decoded, *height.signers[0]), height.members[authors[i]]);
    }
}

TEST(Messages, every_cut_and_every_addition_is_refused) {
    for (const auto& message : some_of_each()) {
        auto bytes = encode(message);
        for (std::size_t n = 0; n < bytes.size(); ++n)
            EXPECT_FALSE(decode_message(ByteView{bytes}.first(n))) << n;
        bytes.push_back(0x80);
        EXPECT_FALSE(decode_message(bytes));
    }
}

TEST(Messages, sizes_counts_and_ranges_are_bounded) {
    EXPECT_EQ(decode_message({}).error(), MessageError::bad_encoding);
    EXPECT_EQ(decode_message(Bytes{0x16, 0xc0}).error(), MessageError::unknown_code);
    EXPECT_EQ(decode_message(Bytes(kMaxConsensusBytes + 1, 0x12)).error(), MessageError::too_large);
    EXPECT_EQ(decode_message(Bytes(kMaxVoteBytes + 1, 0x13)).error(), MessageError::too_large);
    EXPECT_EQ(decode_message(Bytes(kMaxVoteBytes + 1, 0x14)).error(), MessageError::too_large);

    Height height(4);
    auto change = height.round_change(0, 1);
    change.prepares.assign(kMaxJustifications + 1, height.prepare(0, 0, Hash256{}));
    EXPECT_EQ(decode_message(encode(QbftMessage{change})).error(), MessageError::too_many_parts);
    EXPECT_EQ(decode_message(encode(QbftMessage{height.prepare(0, kMaxRound + 1, {})})).error(),
              MessageError::out_of_range);
    auto prepare = height.prepare(0, 0, {});
    prepare.payload.height = kMaxHeight + 1;
    EXPECT_EQ(decode_message(encode(QbftMessage{prepare})).error(), MessageError::out_of_range);
}

RC_GTEST_PROP(Messages, what_decodes_encodes_to_the_same_bytes, ()) {
    static const auto messages = some_of_each();
    auto bytes = encode(messages[*rc::gen::inRange<std::size_t>(0, messages.size())]);
    const auto changes = *rc::gen::inRange(0, 3);
    for (int i = 0; i < changes; ++i)
        bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<Byte>();
    if (const auto decoded = decode_message(bytes)) RC_ASSERT(encode(*decoded) == bytes);
}

RC_GTEST_PROP(Messages, arbitrary_bytes_are_refused_without_harm, (Bytes bytes)) {
    bytes.insert(bytes.begin(), *rc::gen::element<Byte>(0x12, 0x13, 0x14, 0x15));
    RC_ASSERT(!decode_message(bytes));
}

TEST(FutureMessages, are_kept_for_two_heights_four_rounds_and_few_an_author) {
    Height height(4);
    FutureMessages future;
    const auto at = [&](std::uint64_t number, std::uint32_t round) {
        auto prepare = height.prepare(1, round, {});
        prepare.payload.height = number;
        return QbftMessage{prepare};
    };
    const auto author = height.members[1];
    future.keep(10, author, at(10, 0), 100);
    future.keep(10, author, at(13, 0), 100);
    future.keep(10, author, at(11, 4), 100);
    for (int i = 0; i < 20; ++i) future.keep(10, author, at(11, 3), 100);
    future.keep(10, height.members[2], at(11, 3), 100);
    future.keep(10, author, at(12, 0), FutureMessages::kBytesPerAuthor);
    future.keep(10, author, at(12, 1), 100);
    EXPECT_TRUE(future.take(10).empty());
    EXPECT_EQ(future.take(11).size(), 17U);
    future.keep(11, author, at(12, 2), FutureMessages::kBytesPerAuthor);
    const auto last = future.take(12);
    ASSERT_EQ(last.size(), 1U) << "there was room for one of 100 bytes, then for none so large";
    EXPECT_EQ(round_of(last[0].message), 1U);
    EXPECT_TRUE(future.take(13).empty());
}

}  // namespace
}  // namespace dure::chain
