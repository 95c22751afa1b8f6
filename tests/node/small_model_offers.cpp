#include "tests/node/small_model_offers.hpp"

#include <algorithm>

namespace dure::chain::testing {

namespace {

constexpr std::size_t kValidators = kModelValidators;

using Asked = Signed<RoundChangePayload>;

class Offering {
 public:
    Offering(const Height& height, const std::set<std::size_t>& liars, StepNames& names)
        : height_(height), liars_(liars), names_(names) {}

    Offers of(const Messages& sent) {
        Offers out;
        offer_proposals(sent, out);
        offer_quorums(sent, out);
        offer_round_changes(sent, out);
        return out;
    }

 private:
    // What was said by honest validators.

    template <class Message>
    static std::vector<Message> all(const Messages& sent) {
        std::vector<Message> out;
        for (const auto& message : sent) {
            if (const auto* one = std::get_if<Message>(&message)) out.push_back(*one);
        }
        return out;
    }
    /// One of each who voted so, liars included.
    template <class Message, class Make>
    std::vector<QbftMessage> votes(const Messages& sent, std::uint32_t round, const Hash256& digest,
                                   Make&& make) const {
        std::vector<QbftMessage> out;
        for (const auto& message : all<Message>(sent)) {
            if (message.payload.round == round && message.payload.digest == digest)
                out.push_back(message);
        }
        for (const auto liar : liars_) out.push_back(make(liar));
        return out;
    }
    std::vector<QbftMessage> prepares(const Messages& sent, std::uint32_t round,
                                      const Hash256& digest) const {
        return votes<Prepare>(sent, round, digest,
                              [&](std::size_t i) { return height_.prepare(i, round, digest); });
    }
    std::vector<QbftMessage> commits(const Messages& sent, std::uint32_t round,
                                     const Hash256& digest) const {
        return votes<Commit>(sent, round, digest,
                             [&](std::size_t i) { return height_.commit(i, round, digest); });
    }

    /// What liars can propose in round 0.
    std::vector<Block> first_blocks() const {
        if (!liars_.contains(0)) return {height_.block(0, 0)};
        return {height_.block(0, 0, 1), height_.block(0, 0, 2)};
    }
    /// Blocks of round 0 for which a certificate can be shown.
    std::vector<PreparedCertificate> certificates(const Messages& sent) const {
        std::vector<PreparedCertificate> out;
        for (const auto& block : first_blocks()) {
            PreparedCertificate one{.round = 0, .block = block, .prepares = {}};
            for (const auto& message : prepares(sent, 0, proposal_digest(block.header)))
                one.prepares.push_back(std::get<Prepare>(message));
            if (one.prepares.size() >= quorum(kValidators)) out.push_back(std::move(one));
        }
        return out;
    }
    /// Who can be shown to ask for round 1, and with what: each author's choices.
    std::vector<std::vector<RoundChange>> asking(const Messages& sent) const {
        std::vector<std::vector<RoundChange>> out(kValidators);
        for (const auto& change : all<RoundChange>(sent)) {
            if (change.asked.payload.round == 1) {
                const auto author = author_of(change.asked, *height_.signers[0]);
                out[index_of(*author)].push_back(change);
            }
        }
        for (const auto liar : liars_) {
            out[liar].push_back(height_.round_change(liar, 1));
            for (const auto& certificate : certificates(sent)) {
                const PreparedRound prepared{.round = 0,
                                             .digest = proposal_digest(certificate.block.header)};
                out[liar].push_back({.asked = height_.asks(liar, 1, prepared),
                                     .prepared_block = certificate.block,
                                     .prepares = certificate.prepares});
            }
        }
        return out;
    }
    std::size_t index_of(const Address& author) const {
        const auto& members = height_.members;
        return static_cast<std::size_t>(std::find(members.begin(), members.end(), author) -
                                        members.begin());
    }

    /// What a lying leader of round 1 can propose and justify.
    std::vector<Proposal> lies_of_round_1(const Messages& sent) const {
        std::vector<Proposal> out;
        if (!liars_.contains(1)) return out;
        const auto by_author = asking(sent);
        const auto certified = certificates(sent);
        for (std::size_t without = 0; without < kValidators; ++without) {
            std::vector<std::vector<Asked>> choices{{}};
            for (std::size_t author = 0; author < kValidators; ++author) {
                if (author == without) continue;
                std::vector<std::vector<Asked>> longer;
                for (const auto& chosen : choices) {
                    for (const auto& change : by_author[author]) {
                        longer.push_back(chosen);
                        longer.back().push_back(change.asked);
                    }
                }
                choices = std::move(longer);
            }
            for (const auto& changes : choices) justify(changes, certified, out);
        }
        return out;
    }
    void justify(const std::vector<Asked>& changes,
                 const std::vector<PreparedCertificate>& certified,
                 std::vector<Proposal>& out) const {
        // More than it may: what is not justified is refused.
        for (const Byte tag : {Byte{1}, Byte{2}})
            out.push_back(height_.proposal(1, height_.block(1, 1, tag), 1, changes));
        for (const auto& certificate : certified) {
            auto again = certificate.block;
            again.header = with_round(again.header, 1);
            out.push_back(height_.proposal(1, again, 1, changes, certificate.prepares));
        }
    }

    void offer_proposals(const Messages& sent, Offers& out) {
        auto proposals = all<Proposal>(sent);
        if (liars_.contains(0)) {
            for (const auto& block : first_blocks())
                proposals.push_back(height_.proposal(0, block, 0));
        }
        const auto lies = lies_of_round_1(sent);
        proposals.insert(proposals.end(), lies.begin(), lies.end());
        std::set<std::pair<std::uint32_t, Hash256>> digests;
        for (const auto& proposal : proposals) {
            const auto& payload = proposal.proposed.payload;
            const auto digest = proposal_digest(payload.block.header);
            if (digests.contains({payload.round, digest}) ||
                !is_justified(proposal, height_.about, *height_.signers[0]))
                continue;
            digests.insert({payload.round, digest});
            out.proposals.push_back(
                {.round = payload.round,
                 .step = {.name = names_.number("accepts " + words_of(payload.round, digest)),
                          .heard = {proposal}}});
        }
    }

    void offer_quorums(const Messages& sent, Offers& out) {
        std::set<std::pair<std::uint32_t, Hash256>> digests;
        for (const auto& prepare : all<Prepare>(sent))
            digests.insert({prepare.payload.round, prepare.payload.digest});
        const auto offer = [&](const char* what, std::uint32_t round, const Hash256& digest,
                               Messages heard) {
            if (heard.size() >= quorum(kValidators))
                out.quorums.push_back({.name = names_.number(what + words_of(round, digest)),
                                       .heard = std::move(heard)});
        };
        for (const auto& [round, digest] : digests) {
            offer("prepared ", round, digest, prepares(sent, round, digest));
            offer("committed ", round, digest, commits(sent, round, digest));
        }
    }

    void offer_round_changes(const Messages& sent, Offers& out) {
        const auto by_author = asking(sent);
        for (std::size_t author = 0; author < kValidators; ++author) {
            for (const auto& change : by_author[author]) {
                const auto& prepared = change.asked.payload.prepared;
                out.asked[author].push_back(
                    {.name = names_.number(
                         "hears that " + std::to_string(author) + " asks with " +
                         (prepared ? words_of(prepared->round, prepared->digest) : "nothing")),
                     .heard = {change},
                     .keeps = true});
            }
        }
        for (std::size_t i = 0; i < kValidators; ++i) {
            Step jump{.name = names_.number("follows f+1"), .heard = {}};
            for (std::size_t author = 0; author < kValidators; ++author) {
                if (author != i && !by_author[author].empty() &&
                    jump.heard.size() <= tolerated_faults(kValidators))
                    jump.heard.push_back(by_author[author].front());
            }
            if (jump.heard.size() > tolerated_faults(kValidators)) out.jump[i] = std::move(jump);
        }
    }

    const Height& height_;
    const std::set<std::size_t>& liars_;
    StepNames& names_;
};

}  // namespace

std::uint32_t StepNames::number(const std::string& words) {
    const auto [known, added] =
        numbers_.try_emplace(words, static_cast<std::uint32_t>(words_.size()));
    if (added) words_.push_back(words);
    return known->second;
}

std::string words_of(std::uint32_t round, const Hash256& digest) {
    return std::to_string(round) + ": " + to_hex(digest).substr(2, 8);
}

Offers offers(const Messages& sent, const Height& height, const std::set<std::size_t>& liars,
              StepNames& names) {
    return Offering(height, liars, names).of(sent);
}

}  // namespace dure::chain::testing
