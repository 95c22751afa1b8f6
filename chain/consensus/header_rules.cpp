#include "chain/consensus/header_rules.hpp"

#include <algorithm>
#include <set>

#include "chain/base/mutant.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain {

namespace {

std::optional<HeaderFault> check_constants(const Header& header) {
    if (header.difficulty != uint256{1} || header.mix_hash != kQbftMixHash ||
        !header.nonce.is_zero() || header.ommers_hash != kEmptyListHash) {
        return HeaderFault::not_qbft;
    }
    if (header.base_fee_per_gas) return HeaderFault::not_free_gas;
    if (header.blob_gas_used != 0 || header.excess_blob_gas != 0 ||
        !header.parent_beacon_block_root.is_zero() || header.withdrawals_root != kEmptyTrieRoot) {
        return HeaderFault::not_cancun;
    }
    return std::nullopt;
}

std::optional<HeaderFault> check_against_parent(const Header& header, const Header& parent) {
    if (header.number != parent.number + 1) return HeaderFault::wrong_number;
    if (header.parent_hash != block_hash(parent)) return HeaderFault::wrong_parent;
    if (header.timestamp <= parent.timestamp && !mutant(Mutant::kTimestampAnything))
        return HeaderFault::timestamp_not_later;
    if (header.gas_limit != parent.gas_limit) return HeaderFault::gas_limit_changed;
    if (header.gas_used > header.gas_limit) return HeaderFault::gas_used_above_limit;
    return std::nullopt;
}

/// Whether `coinbase` could propose in some round up to `last`.
bool had_a_turn(const Address& coinbase, const Address& previous, std::uint32_t last,
                const ValidatorSet& validators) {
    const auto turns = std::min<std::size_t>(std::size_t{last} + 1, validators.size());
    for (std::uint32_t round = 0; round < turns; ++round) {
        if (proposer(validators.members, previous, round) == coinbase) return true;
    }
    return false;
}

}  // namespace

std::string_view to_string(HeaderFault fault) {
    switch (fault) {
        case HeaderFault::bad_extra_data:
            return "extra data is not QBFT's";
        case HeaderFault::wrong_number:
            return "number does not follow the parent";
        case HeaderFault::wrong_parent:
            return "parent hash of another block";
        case HeaderFault::timestamp_not_later:
            return "timestamp not after the parent's";
        case HeaderFault::gas_limit_changed:
            return "gas limit differs from the parent's";
        case HeaderFault::gas_used_above_limit:
            return "gas used above the limit";
        case HeaderFault::not_qbft:
            return "difficulty, mix hash, nonce or ommers are not QBFT's";
        case HeaderFault::not_free_gas:
            return "base fee is not zero";
        case HeaderFault::not_cancun:
            return "blob gas, beacon root or withdrawals are not empty";
        case HeaderFault::wrong_validators:
            return "validators are not those in force";
        case HeaderFault::wrong_proposer:
            return "proposed out of turn";
        case HeaderFault::bad_seal:
            return "a seal is not by a validator, or repeated";
        case HeaderFault::no_quorum:
            return "not enough seals";
    }
    return "unknown";
}

std::optional<HeaderFault> check_proposal_header(const Header& header, const Header& parent,
                                                 const ValidatorSet& validators) {
    if (const auto fault = check_against_parent(header, parent)) return fault;
    if (const auto fault = check_constants(header)) return fault;
    const auto extra = decode_extra_data(header.extra_data);
    if (!extra) return HeaderFault::bad_extra_data;
    if (extra->validators != validators.listed() || extra->vote)
        return HeaderFault::wrong_validators;
    if (!had_a_turn(header.coinbase, parent.coinbase, extra->round, validators))
        return HeaderFault::wrong_proposer;
    return std::nullopt;
}

std::optional<HeaderFault> check_seals(const Header& header, const ValidatorSet& validators,
                                       const Signer& signer) {
    const auto extra = decode_extra_data(header.extra_data);
    if (!extra) return HeaderFault::bad_extra_data;
    if (extra->seals.size() > validators.size()) return HeaderFault::bad_seal;
    const auto digest = commit_seal_hash(header, *extra);
    std::set<Address> sealers;
    for (const auto& seal : extra->seals) {
        const auto sealer = signer.recover(digest, seal);
        if (!sealer || !validators.contains(*sealer) || !sealers.insert(*sealer).second)
            return HeaderFault::bad_seal;
    }
    if (sealers.size() < validators.quorum() && !mutant(Mutant::kSyncUnsealed))
        return HeaderFault::no_quorum;
    return std::nullopt;
}

std::optional<HeaderFault> check_final_header(const Header& header, const Header& parent,
                                              const ValidatorSet& validators,
                                              const Signer& signer) {
    if (const auto fault = check_proposal_header(header, parent, validators)) return fault;
    return check_seals(header, validators, signer);
}

}  // namespace dure::chain
