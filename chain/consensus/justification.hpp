// What makes a proposal or a round change believable: the signed parts it carries. Pure checks;
// executing the block is somebody else's. Source: the QBFT formal specification (isValidProposal,
// isValidRoundChange); Besu's qbft validation.
#pragma once

#include "chain/block/header.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/consensus/signer.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain {

/// What one height is about.
struct QbftHeight {
    Header parent;
    ValidatorSet validators;

    std::uint64_t number() const { return parent.number + 1; }
    Address proposer(std::uint32_t round) const {
        return chain::proposer(validators.members, parent.coinbase, round);
    }
};

/// A quorum of validators prepared `prepared` at `height`.
bool is_certificate(const PreparedRound& prepared, std::span<const Prepare> prepares,
                    const QbftHeight& height, const Signer& signer);

/// Its prepared block, if it names one, comes with its certificate and fits the chain.
bool is_justified(const RoundChange& change, const QbftHeight& height, const Signer& signer);

/// The block may be proposed in this round by whose turn it is: the first round needs no reason;
/// a later one a quorum that asked for it, and the block of the highest certificate among them.
bool is_justified(const Proposal& proposal, const QbftHeight& height, const Signer& signer);

}  // namespace dure::chain
