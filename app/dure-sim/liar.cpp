#include "liar.hpp"

#include <algorithm>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/qbft.hpp"
#include "votes.hpp"

namespace dure::sim {

using namespace chain;

namespace {

constexpr std::size_t kOldPrepares = 64;

Hash256 digest_of(const Block& block) {
    const auto extra = decode_extra_data(block.header.extra_data);
    return extra ? commit_seal_hash(block.header, *extra) : Hash256{};
}

std::vector<Bytes> frames(const QbftMessage& message) { return {consensus_frame(message)}; }

}  // namespace

std::vector<Bytes> Liar::twist(std::size_t computer, const Bytes& frame) {
    if (tells(Lie::kGarbage) && prng_.chance(0.05)) {
        auto garbage = frame;
        const auto flips = 1 + prng_.below(4);
        for (std::size_t i = 0; i < flips && !garbage.empty(); ++i)
            garbage[prng_.below(garbage.size())] ^= static_cast<Byte>(1 + prng_.below(255));
        if (prng_.chance(0.3)) garbage.resize(prng_.below(garbage.size() + 1));
        return {garbage};
    }
    auto message = consensus_message(frame);
    if (!message) return {frame};
    // What it only passes on is not its own to change.
    if (author_of(*message, signer_) != signer_.address()) {
        if (const auto* prepare = std::get_if<Prepare>(&*message)) {
            if (conspiracy_.old_prepares.size() < kOldPrepares)
                conspiracy_.old_prepares.push_back(*prepare);
            else
                conspiracy_.old_prepares[prng_.below(kOldPrepares)] = *prepare;
        }
        return {frame};
    }
    if (tells(Lie::kSilence)) return {};
    if (tells(Lie::kSilenceToSome) && Conspiracy::is_second_half(computer, height_of(*message)))
        return {};
    return std::visit([&](auto& part) { return twist(computer, std::move(part)); }, *message);
}

Hash256 Liar::random_hash() {
    Hash256 out;
    for (auto& byte : out.bytes) byte = static_cast<Byte>(prng_.next());
    return out;
}

/// As good as the first one, and another: the vanity is anybody's choice.
Block Liar::other_block(const Block& block) const {
    auto other = block;
    auto extra = decode_extra_data(other.header.extra_data);
    if (!extra) return other;
    extra->vanity.bytes[31] ^= 1;
    other.header.extra_data = encode(*extra);
    return other;
}

Hash256 Liar::other_digest(const Hash256& digest) const {
    const auto known = conspiracy_.twin_of.find(digest);
    return known == conspiracy_.twin_of.end() ? digest : known->second;
}

Block Liar::invalid_block(Block block) {
    auto& header = block.header;
    switch (prng_.below(8)) {
        case 0:
            header.state_root.bytes[prng_.below(32)] ^= 1;
            break;
        case 1:
            header.gas_used += 1;
            break;
        case 2:
            header.timestamp += static_cast<std::uint64_t>(prng_.between(10, 10'000'000));
            break;
        case 3:
            header.receipts_root.bytes[0] ^= 1;
            break;
        case 4:
            header.coinbase.bytes[0] ^= 1;
            break;
        case 5:
            if (!block.transactions.empty()) block.transactions.pop_back();
            header.parent_hash.bytes[5] ^= static_cast<Byte>(block.transactions.empty());
            break;
        case 6:
            header.gas_limit *= 2;
            break;
        default:
            header.number += 1;
            break;
    }
    return block;
}

std::vector<Bytes> Liar::twist(std::size_t computer, Proposal proposal) {
    auto& payload = proposal.proposed.payload;
    const auto second = Conspiracy::is_second_half(computer, payload.height);
    if (tells(Lie::kWithheldBlock) && second) return {};
    if (tells(Lie::kInvalidBlock)) {
        // Mostly the same to all: only what a quorum has seen could be decided.
        const auto place = std::pair{payload.height, payload.round};
        if (!invalid_ || invalid_->first != place || prng_.chance(0.05))
            invalid_.emplace(place, invalid_block(payload.block));
        payload.block = invalid_->second;
        proposal.proposed = signed_anew(std::move(payload));
        return frames(proposal);
    }
    if (tells(Lie::kTwoProposals)) {
        const auto other = other_block(payload.block);
        const auto first_digest = digest_of(payload.block), other_digest = digest_of(other);
        conspiracy_.twin_of[first_digest] = other_digest;
        if (!second) return frames(proposal);
        payload.block = other;
        proposal.proposed = signed_anew(std::move(payload));
        return frames(proposal);
    }
    if (tells(Lie::kForgedCertificate) && payload.round > 0) {
        switch (prng_.below(3)) {
            case 0:
                // Forgets what was prepared: any block, with the reasons that suit it.
                proposal.prepares.clear();
                payload.block = other_block(payload.block);
                std::erase_if(proposal.round_changes, [](const auto& change) {
                    return change.payload.prepared.has_value();
                });
                proposal.proposed = signed_anew(std::move(payload));
                break;
            case 1:
                replace_prepared(proposal);
                break;
            default:
                break;
        }
    }
    return frames(proposal);
}

/// Another block than the prepared one, which it says itself was prepared later.
void Liar::replace_prepared(Proposal& proposal) const {
    auto& payload = proposal.proposed.payload;
    payload.block = other_block(payload.block);
    const auto claim = forged_claim(payload.height, payload.round, payload.block);
    std::erase_if(proposal.round_changes, [&](const auto& change) {
        const auto& theirs = change.payload.prepared;
        return author_of(change, signer_) == signer_.address() ||
               (theirs && theirs->round == claim.asked.payload.prepared->round);
    });
    proposal.round_changes.push_back(claim.asked);
    proposal.prepares = claim.prepares;
    proposal.proposed = signed_anew(std::move(payload));
}

/// Asks for `round`, because `block` was prepared in the one before: by nobody but this liar.
RoundChange Liar::forged_claim(std::uint64_t height, std::uint32_t round, Block block) const {
    block.header = with_round(std::move(block.header), round - 1);
    const auto digest = digest_of(block);
    const PreparedRound prepared{.round = round - 1, .digest = digest};
    auto prepare =
        signed_anew(PreparePayload{.height = height, .round = round - 1, .digest = digest});
    return {.asked = signed_anew(
                RoundChangePayload{.height = height, .round = round, .prepared = prepared}),
            .prepared_block = std::move(block),
            .prepares = {std::move(prepare)}};
}

std::vector<Bytes> Liar::twist(std::size_t computer, Prepare prepare) {
    auto& payload = prepare.payload;
    if (!tells(Lie::kTwoVotes)) return frames(prepare);
    if (!Conspiracy::is_second_half(computer, payload.height)) return frames(prepare);
    payload.digest =
        conspiracy_.twin_of.contains(payload.digest) ? other_digest(payload.digest) : random_hash();
    return frames(signed_anew(std::move(payload)));
}

std::vector<Bytes> Liar::twist(std::size_t computer, Commit commit) {
    auto& payload = commit.payload;
    if (tells(Lie::kOtherSeals)) {
        payload.seal = signer_.sign(random_hash());
        return frames(signed_anew(std::move(payload)));
    }
    if (!tells(Lie::kTwoVotes) || !Conspiracy::is_second_half(computer, payload.height))
        return frames(commit);
    payload.digest =
        conspiracy_.twin_of.contains(payload.digest) ? other_digest(payload.digest) : random_hash();
    payload.seal = signer_.sign(payload.digest);
    return frames(signed_anew(std::move(payload)));
}

std::vector<Bytes> Liar::twist(std::size_t computer, RoundChange change) {
    auto& payload = change.asked.payload;
    if (!tells(Lie::kForgedCertificate)) return frames(change);
    if (impossible_ && impossible_->header.number == payload.height && payload.round > 0)
        return claims_ahead(payload.round);
    switch (prng_.below(4)) {
        case 0:
            // Denies what it prepared.
            payload.prepared.reset();
            change.prepared_block.reset();
            change.prepares.clear();
            break;
        case 1: {
            // A certificate from elsewhere.
            change.prepares = conspiracy_.old_prepares;
            if (change.prepares.size() > 7) change.prepares.resize(7);
            if (change.prepares.empty()) break;
            const auto& old = change.prepares.front().payload;
            payload.prepared = PreparedRound{.round = old.round, .digest = old.digest};
            break;
        }
        case 2:
            // Another block than the one it prepared, in a later round, prepared by nobody.
            if (!change.prepared_block || payload.round == 0) break;
            return frames(
                forged_claim(payload.height, payload.round, other_block(*change.prepared_block)));
        default:
            // Prepared in a round that nobody saw.
            payload.prepared = PreparedRound{.round = payload.round == 0 ? 0 : payload.round - 1,
                                             .digest = random_hash()};
            change.prepares.assign(5,
                                   signed_anew(PreparePayload{.height = payload.height,
                                                              .round = payload.prepared->round,
                                                              .digest = payload.prepared->digest}));
            break;
    }
    change.asked = signed_anew(std::move(payload));
    static_cast<void>(computer);
    return frames(change);
}

/// What could follow the head, were it not for the execution and the seals.
std::optional<Block> Liar::next_block(const Node& node) const {
    Block block;
    block.header = node.head();
    auto& header = block.header;
    auto extra = decode_extra_data(header.extra_data);
    if (!extra) return std::nullopt;
    const auto members = node.validators();
    if (!std::binary_search(members.begin(), members.end(), signer_.address())) return std::nullopt;
    extra->round = 0;
    while (proposer(members, header.coinbase, extra->round) != signer_.address()) ++extra->round;
    extra->seals.clear();
    header.parent_hash = node.head_hash();
    header.coinbase = signer_.address();
    ++header.number;
    ++header.timestamp;
    header.gas_used = 0;
    header.logs_bloom = {};
    header.transactions_root = header.receipts_root = kEmptyTrieRoot;
    header.extra_data = encode(*extra);
    return block;
}

Bytes Liar::fake_block(const Node& node) const {
    auto block = next_block(node);
    if (!block) return {};
    auto extra = decode_extra_data(block->header.extra_data);
    extra->seals.push_back(signer_.sign(commit_seal_hash(block->header, *extra)));
    block->header.extra_data = encode(*extra);
    return encode(wire::Message{wire::NewBlock{*std::move(block)}});
}

/// For this and the next rounds at once, so that it comes before those who ask with reason: what
/// nobody can execute. Whoever believes it has to propose it, round after round.
std::vector<Bytes> Liar::claims_ahead(std::uint32_t round) const {
    std::vector<Bytes> out;
    for (std::uint32_t ahead = 0; ahead < Qbft::kRoundsAhead; ++ahead) {
        out.push_back(
            consensus_frame(forged_claim(impossible_->header.number, round + ahead, *impossible_)));
    }
    return out;
}

std::vector<Bytes> Liar::spontaneous(const Node& node) {
    const auto height = node.height() + 1;
    std::vector<Bytes> out;
    if (tells(Lie::kFakeBlocks)) {
        if (auto block = fake_block(node); !block.empty()) out.push_back(std::move(block));
    }
    const auto say = [&](const QbftMessage& message) { out.push_back(consensus_frame(message)); };
    if (tells(Lie::kForgedCertificate) && height % 2 == 0) {
        impossible_ = next_block(node);
        if (impossible_) {
            auto& header = impossible_->header;
            header.state_root = random_hash();
            // Nobody's signature is on it: it may as well be by whoever is next.
            header.coinbase = proposer(node.validators(), node.head().coinbase, 0);
            for (auto& claim : claims_ahead(1)) out.push_back(std::move(claim));
        }
    }
    if (tells(Lie::kRoundSpam)) {
        const std::array<std::uint32_t, 4> rounds{
            kMaxRound, kMaxRound - 1, static_cast<std::uint32_t>(1 + prng_.below(1'000'000)),
            static_cast<std::uint32_t>(1 + prng_.below(8))};
        const auto count = 1 + prng_.below(20);
        for (std::size_t i = 0; i < count; ++i) {
            say(RoundChange{
                .asked = signed_anew(RoundChangePayload{.height = height,
                                                        .round = rounds[prng_.below(rounds.size())],
                                                        .prepared = std::nullopt}),
                .prepared_block = std::nullopt,
                .prepares = {}});
        }
    }
    if (tells(Lie::kFutureHeights)) {
        const std::array<std::uint64_t, 4> ahead{1, 2, 10, 1'000'000'000};
        const auto count = 1 + prng_.below(20);
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = height + ahead[prng_.below(ahead.size())];
            const auto round = static_cast<std::uint32_t>(prng_.below(10));
            say(signed_anew(PreparePayload{.height = at, .round = round, .digest = random_hash()}));
            const auto digest = random_hash();
            say(signed_anew(CommitPayload{
                .height = at, .round = round, .digest = digest, .seal = signer_.sign(digest)}));
        }
    }
    if (tells(Lie::kGarbage)) {
        Bytes garbage(1 + prng_.below(2'000));
        for (auto& byte : garbage) byte = static_cast<Byte>(prng_.next());
        if (prng_.chance(0.7)) garbage[0] = static_cast<Byte>(1 + prng_.below(14));
        out.push_back(std::move(garbage));
    }
    return out;
}

}  // namespace dure::sim
