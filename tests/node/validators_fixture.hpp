// Several validators around one height, without nodes: machines, their keys, blocks that nobody
// executes, and a network that a test delivers from by hand.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "chain/consensus/qbft.hpp"
#include "chain/crypto/hash.hpp"
#include "tests/node/chain_fixture.hpp"

namespace dure::chain::testing {

/// Signs fast and without a key: for runs of many messages. The address stands in the seal, and
/// nobody but the signer of that address makes the rest.
class FastSigner final : public Signer {
 public:
    explicit FastSigner(const Address& address) : address_(address) {}
    Address address() const override { return address_; }
    Seal sign(const Hash256& digest) override { return made(address_, digest); }
    std::optional<Address> recover(const Hash256& digest, const Seal& seal) const override {
        Address address;
        std::copy_n(seal.begin(), address.bytes.size(), address.bytes.begin());
        return made(address, digest) == seal ? std::optional{address} : std::nullopt;
    }

 private:
    static Seal made(const Address& address, const Hash256& digest) {
        Bytes all(address.bytes.begin(), address.bytes.end());
        all.insert(all.end(), digest.bytes.begin(), digest.bytes.end());
        const auto mark = keccak256(all);
        Seal seal{};
        std::copy(address.bytes.begin(), address.bytes.end(), seal.begin());
        std::copy(mark.bytes.begin(), mark.bytes.end(), seal.begin() + 20);
        return seal;
    }
    Address address_;
};

/// Remembers what was voted and refuses a second vote, as the record on disk does.
class TestHost : public QbftHost {
 public:
    bool keep(const Vote& vote) override {
        const auto at = std::tuple{vote.height, vote.round, vote.step};
        const auto [it, added] = votes.emplace(at, vote.digest);
        return may_vote && it->second == vote.digest;
    }
    bool execution_agrees(const Block& block) override { return agrees(block); }

    bool may_vote = true;
    std::function<bool(const Block&)> agrees = [](const Block&) { return true; };
    std::map<std::tuple<std::uint64_t, std::uint32_t, VoteStep>, Hash256> votes;
};

/// Keeps votes as the record on disk does and gives them back after a crash.
class RecordingHost final : public QbftHost {
 public:
    bool keep(const Vote& vote) override {
        if (vote.round < memory.round) return refuse();
        if (vote.round > memory.round) {
            votes.clear();
            memory.round = vote.round;
            memory.voted = false;
        }
        const auto [place, added] = votes.emplace(vote.step, vote.digest);
        if (place->second != vote.digest) return refuse();
        if (vote.step != VoteStep::kRoundChange) memory.voted = true;
        if (vote.prepared != nullptr) memory.prepared = *vote.prepared;
        return true;
    }
    bool execution_agrees(const Block&) override { return true; }

    QbftMemory memory;
    std::map<VoteStep, Hash256> votes;
    std::uint64_t refused = 0;

 private:
    bool refuse() {
        ++refused;
        return false;
    }
};

/// One height and `count` validators; index i is the i-th in address order, so proposer of round i.
class Height {
 public:
    explicit Height(std::size_t count) {
        for (std::uint64_t i = 0; i < count; ++i) members.push_back(account(i));
        std::sort(members.begin(), members.end());
        auto genesis = test_genesis();
        genesis.validators = members;
        about.parent = genesis_block(genesis).header;
        about.validators = {.members = members, .source = ValidatorSource::kHeader};
        for (std::size_t i = 0; i < count; ++i) {
            signers.push_back(std::make_unique<FastSigner>(members[i]));
            hosts.push_back(std::make_unique<TestHost>());
            machines.emplace_back(*signers[i], about, timing);
        }
    }

    /// A block by `maker`; blocks of other tags are other blocks.
    Block block(std::size_t maker, std::uint32_t round, Byte tag = 0) const {
        Block out;
        out.header = about.parent;
        out.header.number = about.number();
        out.header.timestamp = about.parent.timestamp + 1;
        out.header.parent_hash = block_hash(about.parent);
        out.header.coinbase = members[maker];
        out.header.receipts_root.bytes[31] = tag;
        out.header.extra_data = encode(QbftExtraData{.vanity = {},
                                                     .validators = members,
                                                     .vote = std::nullopt,
                                                     .round = round,
                                                     .seals = {}});
        return out;
    }

    Proposal proposal(std::size_t author, Block of, std::uint32_t round,
                      std::vector<Signed<RoundChangePayload>> changes = {},
                      std::vector<Prepare> prepares = {}) const {
        return {.proposed = sign(author, ProposalPayload{.height = about.number(),
                                                         .round = round,
                                                         .block = std::move(of)}),
                .round_changes = std::move(changes),
                .prepares = std::move(prepares)};
    }
    Prepare prepare(std::size_t author, std::uint32_t round, const Hash256& digest) const {
        return sign(author,
                    PreparePayload{.height = about.number(), .round = round, .digest = digest});
    }
    Commit commit(std::size_t author, std::uint32_t round, const Hash256& digest) const {
        return sign(author, CommitPayload{.height = about.number(),
                                          .round = round,
                                          .digest = digest,
                                          .seal = signers[author]->sign(digest)});
    }
    Signed<RoundChangePayload> asks(std::size_t author, std::uint32_t round,
                                    std::optional<PreparedRound> prepared = {}) const {
        return sign(author, RoundChangePayload{
                                .height = about.number(), .round = round, .prepared = prepared});
    }
    RoundChange round_change(std::size_t author, std::uint32_t round) const {
        return {.asked = asks(author, round), .prepared_block = {}, .prepares = {}};
    }
    /// A quorum prepared `of` in its round.
    PreparedCertificate certificate(const Block& of, std::uint32_t round) const {
        PreparedCertificate out{.round = round, .block = of, .prepares = {}};
        for (std::size_t i = 0; i < about.validators.quorum(); ++i)
            out.prepares.push_back(prepare(i, round, proposal_digest(of.header)));
        return out;
    }

    /// Messages that machine `to` says on hearing this. `from` by index.
    std::vector<QbftMessage> tell(std::size_t to, const QbftMessage& message) {
        const auto author = author_of(message, *signers[to]);
        return author ? said(machines[to].hear(message, *author, *hosts[to]))
                      : std::vector<QbftMessage>{};
    }
    std::vector<QbftMessage> expire(std::size_t of) {
        return said(machines[of].round_expired(*hosts[of]));
    }
    std::vector<QbftMessage> propose(std::size_t of, Byte tag = 0) {
        return said(machines[of].propose(block(of, machines[of].round(), tag), *hosts[of]));
    }

    /// Delivers messages, and what they bring about, in order to everybody in `awake`.
    void spread(std::vector<QbftMessage> messages, const std::set<std::size_t>& awake) {
        for (std::size_t i = 0; i < messages.size(); ++i) {
            for (const auto to : awake) {
                auto answers = tell(to, messages[i]);
                if (machines[to].wants_block() && machines[to].round() > 0) {
                    auto more = propose(to, static_cast<Byte>(0x80 + to));
                    answers.insert(answers.end(), more.begin(), more.end());
                }
                messages.insert(messages.end(), answers.begin(), answers.end());
            }
        }
    }
    std::set<std::size_t> all() const {
        std::set<std::size_t> out;
        for (std::size_t i = 0; i < machines.size(); ++i) out.insert(i);
        return out;
    }

    static std::vector<QbftMessage> said(const std::vector<QbftEffect>& effects) {
        std::vector<QbftMessage> out;
        for (const auto& effect : effects) {
            if (const auto* broadcast = std::get_if<Broadcast>(&effect))
                out.push_back(broadcast->message);
        }
        return out;
    }

    RoundTiming timing{.base_ms = 1'000, .cap_ms = 4'000};
    std::vector<Address> members;
    QbftHeight about;
    std::vector<std::unique_ptr<FastSigner>> signers;
    std::vector<std::unique_ptr<TestHost>> hosts;
    std::vector<Qbft> machines;

 private:
    template <class Payload>
    Signed<Payload> sign(std::size_t author, Payload payload) const {
        const auto signature = signers[author]->sign(signing_hash(payload));
        return {.payload = std::move(payload), .signature = signature};
    }
};

}  // namespace dure::chain::testing
