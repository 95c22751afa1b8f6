#include "chain/consensus/qbft.hpp"

#include <algorithm>

#include "chain/consensus/header_rules.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain {

Qbft::Qbft(Signer& signer, QbftHeight height) : signer_(signer), height_(std::move(height)) {}

bool Qbft::my_turn() const {
    return proposer(height_.validators, height_.parent.coinbase, height_.round) ==
           signer_.address();
}

QbftExtraData Qbft::proposal_extra_data(const Hash256& vanity) const {
    return {.vanity = vanity,
            .validators = height_.validators,
            .vote = std::nullopt,
            .round = height_.round,
            .seals = {}};
}

QbftMessage Qbft::propose(Block block) const { return mine(Proposal{std::move(block)}); }

bool Qbft::is_validator(const Address& address) const {
    return std::binary_search(height_.validators.begin(), height_.validators.end(), address);
}

bool Qbft::concerns_us(const QbftMessage& message) const {
    return !decided_ && message.height == height() && message.round == height_.round &&
           is_validator(message.author);
}

const Block* Qbft::acceptable_proposal(const QbftMessage& message) const {
    const auto* proposal = std::get_if<Proposal>(&message.body);
    if (proposal == nullptr || proposal_ || !concerns_us(message)) return nullptr;
    const auto& header = proposal->block.header;
    if (message.author != header.coinbase) return nullptr;
    if (check_proposal_header(header, height_.parent, height_.validators)) return nullptr;
    const auto extra = decode_extra_data(header.extra_data);
    if (extra->round != height_.round || !extra->seals.empty()) return nullptr;
    return &proposal->block;
}

std::vector<QbftMessage> Qbft::accept(Block block) {
    digest_ = block_hash(block.header);
    seal_digest_ = commit_seal_hash(block.header, *decode_extra_data(block.header.extra_data));
    proposal_ = std::move(block);

    std::vector<QbftMessage> out;
    if (is_validator(signer_.address())) out.push_back(mine(Prepare{digest_}));
    for (auto& message : commit_when_prepared()) out.push_back(std::move(message));
    decide_when_committed();
    return out;
}

std::vector<QbftMessage> Qbft::count(const QbftMessage& message) {
    if (!concerns_us(message)) return {};
    if (const auto* prepare = std::get_if<Prepare>(&message.body)) {
        prepares_.emplace(message.author, prepare->digest);
        return commit_when_prepared();
    }
    if (const auto* commit = std::get_if<Commit>(&message.body)) {
        commits_.emplace(message.author, *commit);
        decide_when_committed();
    }
    return {};
}

std::vector<QbftMessage> Qbft::commit_when_prepared() {
    if (!proposal_ || commit_sent_ || !is_validator(signer_.address())) return {};
    const auto agreeing = std::count_if(prepares_.begin(), prepares_.end(),
                                        [&](const auto& vote) { return vote.second == digest_; });
    if (static_cast<std::size_t>(agreeing) < quorum(height_.validators.size())) return {};
    commit_sent_ = true;
    return {mine(Commit{.digest = digest_, .seal = signer_.sign(seal_digest_)})};
}

void Qbft::decide_when_committed() {
    if (!proposal_ || decided_) return;
    std::vector<Seal> seals;
    for (const auto& [author, commit] : commits_) {
        if (commit.digest == digest_ && sealed_by(seal_digest_, commit.seal) == author)
            seals.push_back(commit.seal);
    }
    if (seals.size() < quorum(height_.validators.size())) return;

    decided_ = std::move(*proposal_);
    auto extra = *decode_extra_data(decided_->header.extra_data);
    extra.seals = std::move(seals);
    decided_->header.extra_data = encode(extra);
}

QbftMessage Qbft::mine(std::variant<Proposal, Prepare, Commit> body) const {
    return {.author = signer_.address(),
            .height = height(),
            .round = height_.round,
            .body = std::move(body)};
}

}  // namespace dure::chain
