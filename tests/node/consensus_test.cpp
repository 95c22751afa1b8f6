// QBFT's part of a header: extra data and hashes against known values, and the rules of headers.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/header_rules.hpp"
#include "chain/consensus/validators.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;
namespace json = boost::json;

Seal seal_of(const json::value& r, const json::value& s) {
    Seal seal{};
    parse_uint256(r.get_string())->store_be32(seal.data());
    parse_uint256(s.get_string())->store_be32(seal.data() + 32);
    return seal;
}

TEST(ExtraData, encodes_and_decodes_the_shared_vectors) {
    const char* shared = std::getenv("DURE_SHARED");
    std::ifstream file(std::string(shared != nullptr ? shared : "") + "/vectors/qbft.json");
    if (!file) GTEST_SKIP() << "no shared vectors";
    std::stringstream text;
    text << file.rdbuf();
    const auto vectors = json::parse(text.str());
    for (const auto& vector : vectors.at("extraData").as_array()) {
        QbftExtraData wanted;
        wanted.vanity = *fixed_from_hex<Hash256>(vector.at("vanity").get_string());
        for (const auto& validator : vector.at("validators").as_array())
            wanted.validators.push_back(*fixed_from_hex<Address>(validator.get_string()));
        if (vector.at("vote").is_object()) {
            wanted.vote = ValidatorVote{
                .recipient =
                    *fixed_from_hex<Address>(vector.at("vote").at("recipient").get_string()),
                .kind = vector.at("vote").at("add").get_bool() ? ValidatorVote::Kind::kAdd
                                                               : ValidatorVote::Kind::kDrop};
        }
        wanted.round = vector.at("round").to_number<std::uint32_t>();
        for (const auto& seal : vector.at("seals").as_array())
            wanted.seals.push_back(seal_of(seal.at("r"), seal.at("s")));

        const auto bytes = *from_hex(vector.at("hex").get_string());
        EXPECT_EQ(to_hex(encode(wanted)), to_hex(bytes));
        const auto decoded = decode_extra_data(bytes);
        ASSERT_TRUE(decoded);
        EXPECT_EQ(*decoded, wanted);
    }
}

QbftExtraData some_extra() {
    return {.vanity = {},
            .validators = {account(1)},
            .vote = std::nullopt,
            .round = 0xdcba,
            .seals = {Seal{}}};
}

TEST(ExtraData, refuses_what_is_not_strict) {
    auto leading_zero = encode(some_extra());
    const Bytes round{0x82, 0xdc, 0xba}, with_zero{0x83, 0x00, 0xdc, 0xba};
    const auto at =
        std::search(leading_zero.begin(), leading_zero.end(), round.begin(), round.end());
    ASSERT_NE(at, leading_zero.end());
    leading_zero.insert(leading_zero.erase(at, at + 3), with_zero.begin(), with_zero.end());
    ++leading_zero[1];  // the outer list's length: f8 LL …
    EXPECT_EQ(decode_extra_data(leading_zero).error(), rlp::Error::leading_zero);

    auto trailing = encode(some_extra());
    trailing.push_back(0x80);
    EXPECT_FALSE(decode_extra_data(trailing));
    EXPECT_FALSE(decode_extra_data({}));
    EXPECT_FALSE(decode_extra_data(Bytes(32, 0)));
}

TEST(ExtraData, every_cut_of_a_good_one_is_refused) {
    const auto good = encode(some_extra());
    for (std::size_t n = 0; n < good.size(); ++n)
        EXPECT_FALSE(decode_extra_data(ByteView{good}.first(n))) << n;
}

TEST(ExtraData, a_block_keeps_its_hash_whatever_round_and_seals) {
    Header header;
    auto extra = some_extra();
    header.extra_data = encode(extra);
    const auto identity = block_hash(header);
    const auto sealing = commit_seal_hash(header, extra);
    extra.seals.push_back(Seal{1});
    header.extra_data = encode(extra);
    EXPECT_EQ(block_hash(header), identity);
    EXPECT_EQ(commit_seal_hash(header, extra), sealing);
    extra.round = 7;
    header.extra_data = encode(extra);
    EXPECT_EQ(block_hash(header), identity);
    EXPECT_NE(commit_seal_hash(header, extra), sealing) << "the round is sealed";
}

TEST(Validators, two_quorums_always_share_an_honest_validator) {
    const std::size_t wanted[] = {1, 2, 2, 3, 4, 4, 5};  // ⌈2n/3⌉ for n = 1…7
    for (std::size_t n = 1; n <= 7; ++n) EXPECT_EQ(quorum(n), wanted[n - 1]) << n;
    for (std::size_t n = 1; n <= 100; ++n) {
        EXPECT_GT(2 * quorum(n), n + tolerated_faults(n)) << n;
        EXPECT_LE(quorum(n), n - tolerated_faults(n)) << n << ": must be reachable";
    }
}

TEST(Validators, proposers_take_turns_in_address_order) {
    const std::vector<Address> three{Address{{1}}, Address{{2}}, Address{{3}}};
    EXPECT_EQ(proposer(three, Address{}, 0), three[0]) << "after genesis";
    EXPECT_EQ(proposer(three, three[0], 0), three[1]);
    EXPECT_EQ(proposer(three, three[2], 0), three[0]);
    EXPECT_EQ(proposer(three, three[0], 2), three[0]) << "two rounds later";
    EXPECT_EQ(proposer(three, Address{{1, 5}}, 0), three[1]) << "the last proposer has left";
}

TEST(HeaderRules, each_broken_rule_has_its_name) {
    TemporaryDirectory directory;
    TestNode node(directory.path());
    ASSERT_FALSE(node.open());
    node.make_block({raw(transfer(0, account(1), 1), 0)});
    const auto parent = *node->header(0);
    const auto good = *node->header(1);
    const ValidatorSet validators{.members = {account(kValidator)}};
    const auto signer = make_signer(key(0));
    ASSERT_FALSE(check_final_header(good, parent, validators, *signer));

    const struct {
        HeaderFault fault;
        void (*spoil)(Header&);
    } all[] = {
        {HeaderFault::wrong_number, [](Header& h) { h.number = 2; }},
        {HeaderFault::wrong_parent, [](Header& h) { h.parent_hash.bytes[0] ^= 1; }},
        {HeaderFault::timestamp_not_later, [](Header& h) { h.timestamp = kGenesisTime; }},
        {HeaderFault::gas_limit_changed, [](Header& h) { ++h.gas_limit; }},
        {HeaderFault::gas_used_above_limit, [](Header& h) { h.gas_used = h.gas_limit + 1; }},
        {HeaderFault::not_qbft, [](Header& h) { h.difficulty = uint256{2}; }},
        {HeaderFault::not_qbft, [](Header& h) { h.mix_hash = {}; }},
        {HeaderFault::not_qbft, [](Header& h) { h.nonce.bytes[7] = 1; }},
        {HeaderFault::not_free_gas, [](Header& h) { h.base_fee_per_gas = uint256{7}; }},
        {HeaderFault::not_cancun, [](Header& h) { h.excess_blob_gas = 1; }},
        {HeaderFault::bad_extra_data, [](Header& h) { h.extra_data.clear(); }},
        {HeaderFault::wrong_proposer, [](Header& h) { h.coinbase = account(3); }},
        // Anything else that changes makes the seal somebody else's.
        {HeaderFault::bad_seal, [](Header& h) { h.state_root.bytes[0] ^= 1; }},
    };
    for (const auto& [fault, spoil] : all) {
        auto header = good;
        spoil(header);
        const auto found = check_final_header(header, parent, validators, *signer);
        ASSERT_TRUE(found) << to_string(fault);
        EXPECT_EQ(to_string(*found), to_string(fault));
    }
    EXPECT_EQ(check_final_header(good, parent, {.members = {account(1)}}, *signer),
              HeaderFault::wrong_validators);

    // K11: nobody is voted in or out by headers, so no epoch has such votes to clear.
    auto with_vote = good;
    auto voting = *decode_extra_data(with_vote.extra_data);
    voting.vote = ValidatorVote{.recipient = account(5), .kind = ValidatorVote::Kind::kDrop};
    with_vote.extra_data = encode(voting);
    EXPECT_EQ(check_final_header(with_vote, parent, validators, *signer),
              HeaderFault::wrong_validators);
    const ValidatorSet governed{.members = validators.members,
                                .source = ValidatorSource::kContract};
    EXPECT_EQ(check_final_header(good, parent, governed, *signer), HeaderFault::wrong_validators)
        << "the contract has the list, not the header";

    auto twice = good;
    auto extra = *decode_extra_data(twice.extra_data);
    extra.seals.push_back(extra.seals[0]);
    twice.extra_data = encode(extra);
    EXPECT_EQ(check_final_header(twice, parent, validators, *signer), HeaderFault::bad_seal);
}

}  // namespace
}  // namespace dure::chain
