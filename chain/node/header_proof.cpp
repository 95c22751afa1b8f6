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
                          const ValidatorSet& validators, const Signer& signer) {
    const auto* before = &parent;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        if (const auto fault = check_final_header(headers[i], *before, validators, signer)) {
            return {.proven = i,
                    .rest = depends_on_validators(*fault) ? HeaderProof::Rest::kOtherwise
                                                          : HeaderProof::Rest::kWrong};
        }
        before = &headers[i];
    }
    return {.proven = headers.size(), .rest = HeaderProof::Rest::kNone};
}

bool is_sealed(const Header& header, const ValidatorSet& validators, const Signer& signer) {
    return !check_seals(header, validators, signer);
}

}  // namespace dure::chain
