// Transactions of types 0 (legacy, EIP-155 or without chain id), 1 (EIP-2930) and 2 (EIP-1559):
// canonical encoding, hashes, sender and the checks that need no state.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/rlp.hpp"
#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

enum class TransactionType : Byte { legacy = 0, access_list = 1, dynamic_fee = 2 };

struct AccessListEntry {
    Address address;
    std::vector<Hash256> storage_keys;
    friend bool operator==(const AccessListEntry&, const AccessListEntry&) = default;
};
using AccessList = std::vector<AccessListEntry>;

struct Transaction {
    TransactionType type = TransactionType::legacy;
    std::optional<std::uint64_t> chain_id;  ///< missing only in a legacy one before EIP-155
    std::uint64_t nonce = 0;
    uint256 max_priority_fee_per_gas;  ///< the gas price in types 0 and 1
    uint256 max_fee_per_gas;           ///< the gas price in types 0 and 1
    std::uint64_t gas_limit = 0;
    std::optional<Address> to;  ///< missing: creates a contract
    uint256 value;
    Bytes data;
    AccessList access_list;  ///< types 1 and 2
    Signature signature;

    void set_gas_price(const uint256& price) { max_priority_fee_per_gas = max_fee_per_gas = price; }
    friend bool operator==(const Transaction&, const Transaction&) = default;
};

enum class TransactionError {
    bad_encoding,         ///< not canonical RLP of the type's shape
    unsupported_type,     ///< not 0, 1 or 2
    bad_v,                ///< v or parity is no value of the type
    bad_signature,        ///< r or s out of range, s too high, or no key recovers
    nonce_too_high,       ///< 2^64 − 1 (EIP-2681)
    priority_above_fee,   ///< max priority fee > max fee
    fee_overflow,         ///< gas limit × max fee ≥ 2^256
    init_code_too_large,  ///< EIP-3860
    gas_below_intrinsic,  ///< gas limit < intrinsic gas
};
std::string_view to_string(TransactionError);

/// One transaction as it stands alone: RLP list (type 0) or type byte ‖ list. Rejects what is not
/// canonical and signature values out of range; the signature itself is checked by `sender`.
Result<Transaction, TransactionError> decode_transaction(ByteView);
Bytes encode(const Transaction&);
Hash256 hash(const Transaction&);
Hash256 signing_hash(const Transaction&);

/// As an element of a block's list: typed ones are wrapped in a string.
void append_to_list(rlp::Encoder&, const Transaction&);
Result<Transaction, TransactionError> read_from_list(rlp::Reader&);

/// Recovers the signer. Needs r, s ≠ 0 and low s (EIP-2).
std::optional<Address> sender(const Transaction&);
/// The transaction with its signature.
Transaction sign(Transaction, const SecretKey&);

/// Gas before the first instruction (Cancun: EIP-2028, 2930, 3860).
std::uint64_t intrinsic_gas(const Transaction&);
/// What is wrong without looking at the state, signature apart: nonce, fees, size, gas.
std::optional<TransactionError> check_stateless(const Transaction&);

}  // namespace dure::chain
