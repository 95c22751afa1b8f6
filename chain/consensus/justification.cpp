#include "chain/consensus/justification.hpp"

#include <set>

#include "chain/base/mutant.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/header_rules.hpp"

namespace dure::chain {

namespace {

/// Each part is by another validator, and they make a quorum.
template <class Payload>
bool is_quorum(std::span<const Signed<Payload>> parts, const ValidatorSet& validators,
               const Signer& signer) {
    if (parts.size() < validators.quorum() || parts.size() > validators.size()) return false;
    std::set<Address> authors;
    for (const auto& part : parts) {
        const auto author = author_of(part, signer);
        if (!author || !validators.contains(*author) || !authors.insert(*author).second)
            return false;
    }
    return true;
}

bool fits_chain(const Block& block, std::uint32_t round, const QbftHeight& height) {
    if (check_proposal_header(block.header, height.parent, height.validators)) return false;
    const auto extra = decode_extra_data(block.header.extra_data);
    return extra->round == round && extra->seals.empty() && block.withdrawals.empty() &&
           block.header.transactions_root == transactions_root(block.transactions);
}

struct Highest {
    bool consistent = true;
    std::optional<PreparedRound> prepared;
};

/// Inconsistent: two blocks prepared in one round, or in a round that had not come yet.
Highest highest_prepared(std::span<const Signed<RoundChangePayload>> changes, std::uint32_t round) {
    Highest out;
    for (const auto& change : changes) {
        const auto& prepared = change.payload.prepared;
        if (!prepared) continue;
        if (prepared->round >= round) return {.consistent = false, .prepared = {}};
        for (const auto& other : changes) {
            const auto& theirs = other.payload.prepared;
            if (theirs && theirs->round == prepared->round && theirs->digest != prepared->digest)
                return {.consistent = false, .prepared = {}};
        }
        if (!out.prepared || prepared->round > out.prepared->round) out.prepared = prepared;
    }
    return out;
}

}  // namespace

bool is_certificate(const PreparedRound& prepared, std::span<const Prepare> prepares,
                    const QbftHeight& height, const Signer& signer) {
    if (mutant(Mutant::kRoundChangeBelieved)) return true;
    for (const auto& prepare : prepares) {
        if (prepare.payload.height != height.number() || prepare.payload.round != prepared.round ||
            prepare.payload.digest != prepared.digest)
            return false;
    }
    return is_quorum(prepares, height.validators, signer);
}

bool is_justified(const RoundChange& change, const QbftHeight& height, const Signer& signer) {
    const auto& asked = change.asked.payload;
    if (asked.height != height.number() || asked.round == 0) return false;
    if (!asked.prepared) return !change.prepared_block && change.prepares.empty();
    return asked.prepared->round < asked.round && change.prepared_block &&
           fits_chain(*change.prepared_block, asked.prepared->round, height) &&
           proposal_digest(change.prepared_block->header) == asked.prepared->digest &&
           is_certificate(*asked.prepared, change.prepares, height, signer);
}

bool is_justified(const Proposal& proposal, const QbftHeight& height, const Signer& signer) {
    const auto& [number, round, block] = proposal.proposed.payload;
    if (number != height.number() || !fits_chain(block, round, height)) return false;
    const auto by_its_maker = block.header.coinbase == height.proposer(round);
    if (round == 0)
        return by_its_maker && proposal.round_changes.empty() && proposal.prepares.empty();

    for (const auto& change : proposal.round_changes) {
        if (change.payload.height != number || change.payload.round != round) return false;
    }
    const auto highest = highest_prepared(proposal.round_changes, round);
    if (!highest.consistent ||
        !is_quorum(std::span{proposal.round_changes}, height.validators, signer))
        return false;
    if (!highest.prepared || mutant(Mutant::kNoLock))
        return by_its_maker && proposal.prepares.empty();
    if (mutant(Mutant::kNoReproposal) && !by_its_maker) return false;
    return proposal_digest(with_round(block.header, highest.prepared->round)) ==
               highest.prepared->digest &&
           is_certificate(*highest.prepared, proposal.prepares, height, signer);
}

}  // namespace dure::chain
