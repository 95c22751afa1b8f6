#include "chain/consensus/header_rules.hpp"

#include <algorithm>
#include <set>

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
    if (header.timestamp <= parent.timestamp) return HeaderFault::timestamp_not_later;
    if (header.gas_limit != parent.gas_limit) return HeaderFault::gas_limit_changed;
    if (header.gas_used > header.gas_limit) return HeaderFault::gas_used_above_limit;
    return std::nullopt;
}

std::optional<HeaderFault> check_seals(const Header& header, const QbftExtraData& extra,
                                       const std::vector<Address>& validators) {
    const auto digest = commit_seal_hash(header, extra);
    std::set<Address> sealers;
    for (const auto& seal : extra.seals) {
        const auto sealer = sealed_by(digest, seal);
        if (!sealer || !std::binary_search(validators.begin(), validators.end(), *sealer) ||
            !sealers.insert(*sealer).second) {
            return HeaderFault::bad_seal;
        }
    }
    if (sealers.size() < quorum(validators.size())) return HeaderFault::no_quorum;
    return std::nullopt;
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
                                                 const std::vector<Address>& validators) {
    if (const auto fault = check_against_parent(header, parent)) return fault;
    if (const auto fault = check_constants(header)) return fault;
    const auto extra = decode_extra_data(header.extra_data);
    if (!extra) return HeaderFault::bad_extra_data;
    if (extra->validators != validators) return HeaderFault::wrong_validators;
    if (header.coinbase != proposer(validators, parent.coinbase, extra->round))
        return HeaderFault::wrong_proposer;
    return std::nullopt;
}

std::optional<HeaderFault> check_final_header(const Header& header, const Header& parent,
                                              const std::vector<Address>& validators) {
    if (const auto fault = check_proposal_header(header, parent, validators)) return fault;
    return check_seals(header, *decode_extra_data(header.extra_data), validators);
}

}  // namespace dure::chain
