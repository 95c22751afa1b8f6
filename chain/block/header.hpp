// The block header of Cancun. A QBFT block's identity is the hash of the header with other extra
// data (seals out, round zero): `hash_with_extra_data`; consensus knows which.
#pragma once

#include "chain/base/result.hpp"
#include "chain/base/rlp.hpp"
#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/block/bloom.hpp"
#include "chain/crypto/hash.hpp"

namespace dure::chain {

using HeaderNonce = FixedBytes<8, struct HeaderNonceTag>;

struct Header {
    Hash256 parent_hash;
    Hash256 ommers_hash = kEmptyListHash;
    Address coinbase;
    Hash256 state_root = kEmptyTrieRoot;
    Hash256 transactions_root = kEmptyTrieRoot;
    Hash256 receipts_root = kEmptyTrieRoot;
    Bloom logs_bloom;
    uint256 difficulty;
    std::uint64_t number = 0;
    std::uint64_t gas_limit = 0;
    std::uint64_t gas_used = 0;
    std::uint64_t timestamp = 0;  ///< seconds, UTC
    Bytes extra_data;
    Hash256 mix_hash;
    HeaderNonce nonce;
    uint256 base_fee_per_gas;
    Hash256 withdrawals_root = kEmptyTrieRoot;
    std::uint64_t blob_gas_used = 0;
    std::uint64_t excess_blob_gas = 0;
    Hash256 parent_beacon_block_root;

    friend bool operator==(const Header&, const Header&) = default;
};

Bytes encode(const Header&);
Result<Header, rlp::Error> decode_header(ByteView);
void append_to_list(rlp::Encoder&, const Header&);
Header read_header(rlp::Reader&);

/// keccak256 of the encoding.
Hash256 hash(const Header&);
/// As if `extra_data` stood in the header.
Hash256 hash_with_extra_data(const Header&, ByteView extra_data);

}  // namespace dure::chain
