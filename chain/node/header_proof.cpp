#include "chain/node/header_proof.hpp"

#include <algorithm>

#include "chain/consensus/header_rules.hpp"

namespace dure::chain {

namespace {

/// Whether other validators than those known could have made it.
bool depends_on_validators(HeaderFault fault) {
    switch (fault) {
        case HeaderFault::wrong_validators:
        case HeaderFault::wrong_proposer:
        case HeaderFault::bad_seal:
        case HeaderFault::no_quorum:
            return true;
        default:
            return false;
    }
}

}  // namespace

HeaderProof prove_headers(std::span<const Header> headers, const Header& parent,
                          const ValidatorSet& validators, const Signer& signer,
                          SenderRecovery& workers) {
    std::vector<std::optional<HeaderFault>> faults(headers.size());
    workers.for_each(headers.size(), [&](std::size_t i) {
        const auto& before = i == 0 ? parent : headers[i - 1];
        faults[i] = check_final_header(headers[i], before, validators, signer);
    });
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (!faults[i]) continue;
        return {.proven = i,
                .rest = depends_on_validators(*faults[i]) ? HeaderProof::Rest::kOtherwise
                                                          : HeaderProof::Rest::kWrong};
    }
    return {.proven = headers.size(), .rest = HeaderProof::Rest::kNone};
}

bool is_sealed(const Header& header, const ValidatorSet& validators, const Signer& signer) {
    return !check_seals(header, validators, signer);
}

}  // namespace dure::chain
