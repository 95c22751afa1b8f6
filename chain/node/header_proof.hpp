// Seals of many headers judged at once, on every core.
#pragma once

#include <span>

#include "chain/block/header.hpp"
#include "chain/consensus/signer.hpp"
#include "chain/consensus/validators.hpp"
#include "chain/net/sync.hpp"
#include "chain/node/env.hpp"

namespace dure::chain {

/// How far a row of headers behind `parent` proves itself to who knows these validators.
HeaderProof prove_headers(std::span<const Header> headers, const Header& parent,
                          const ValidatorSet& validators, const Signer& signer,
                          SenderRecovery& workers);

/// Whether a quorum of these validators sealed the header, whatever stands before it.
bool is_sealed(const Header& header, const ValidatorSet& validators, const Signer& signer);

}  // namespace dure::chain
