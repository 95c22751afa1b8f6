// What a header must satisfy beside its execution: QBFT's constants, free gas, the parent, whose
// turn it was and a quorum of seals. Each header proves itself.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/header.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/signer.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain {

/// "ctic al byzantine faul tolerance": marks a header whose round and seals are outside its hash.
inline constexpr Hash256 kQbftMixHash{{0x63, 0x74, 0x69, 0x63, 0x61, 0x6c, 0x20, 0x62,
                                       0x79, 0x7a, 0x61, 0x6e, 0x74, 0x69, 0x6e, 0x65,
                                       0x20, 0x66, 0x61, 0x75, 0x6c, 0x74, 0x20, 0x74,
                                       0x6f, 0x6c, 0x65, 0x72, 0x61, 0x6e, 0x63, 0x65}};

enum class HeaderFault : std::uint8_t {
    bad_extra_data,
    wrong_number,
    wrong_parent,
    timestamp_not_later,
    gas_limit_changed,
    gas_used_above_limit,
    not_qbft,          ///< difficulty, mixHash, nonce or ommers
    not_free_gas,      ///< a base fee
    not_cancun,        ///< blob gas, beacon root or withdrawals
    wrong_validators,  ///< not those in force, or a list or vote where the contract has them
    wrong_proposer,    ///< coinbase had no turn up to the header's round
    bad_seal,          ///< not by a validator, or twice by one
    no_quorum,
};
std::string_view to_string(HeaderFault);

/// Everything but the seals: what a proposal must satisfy. A block that was prepared in an earlier
/// round and proposed again keeps the coinbase of the one who made it.
std::optional<HeaderFault> check_proposal_header(const Header&, const Header& parent,
                                                 const ValidatorSet& validators);
/// The seals alone: each by another validator, and a quorum of them. `signer` only recovers.
std::optional<HeaderFault> check_seals(const Header&, const ValidatorSet& validators,
                                       const Signer& signer);
/// A final block's header.
std::optional<HeaderFault> check_final_header(const Header&, const Header& parent,
                                              const ValidatorSet& validators, const Signer& signer);

}  // namespace dure::chain
