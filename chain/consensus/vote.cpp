#include "chain/consensus/vote.hpp"

#include "chain/consensus/extra_data.hpp"

namespace dure::chain {

std::optional<Signed<ProposalPayload>> Voter::propose(ProposalPayload payload) {
    const auto digest = proposal_digest(payload.block.header);
    if (!keeper_.keep({.height = payload.height,
                       .round = payload.round,
                       .step = VoteStep::kProposal,
                       .digest = digest}))
        return std::nullopt;
    const auto signature = signer_.sign_message(signing_hash(payload));
    return Signed<ProposalPayload>{.payload = std::move(payload), .signature = signature};
}

std::optional<Prepare> Voter::prepare(PreparePayload payload) {
    if (!keeper_.keep({.height = payload.height,
                       .round = payload.round,
                       .step = VoteStep::kPrepare,
                       .digest = payload.digest}))
        return std::nullopt;
    return Prepare{.payload = payload, .signature = signer_.sign_message(signing_hash(payload))};
}

std::optional<Commit> Voter::commit(std::uint64_t height, const PreparedCertificate& certificate) {
    const auto digest = proposal_digest(certificate.block.header);
    if (!keeper_.keep({.height = height,
                       .round = certificate.round,
                       .step = VoteStep::kCommit,
                       .digest = digest,
                       .prepared = &certificate}))
        return std::nullopt;
    const CommitPayload payload{.height = height,
                                .round = certificate.round,
                                .digest = digest,
                                .seal = signer_.sign(digest)};
    return Commit{.payload = payload, .signature = signer_.sign_message(signing_hash(payload))};
}

std::optional<Signed<RoundChangePayload>> Voter::ask_round(RoundChangePayload payload) {
    const auto hash = signing_hash(payload);
    if (!keeper_.keep({.height = payload.height,
                       .round = payload.round,
                       .step = VoteStep::kRoundChange,
                       .digest = hash}))
        return std::nullopt;
    return Signed<RoundChangePayload>{.payload = payload, .signature = signer_.sign_message(hash)};
}

}  // namespace dure::chain
