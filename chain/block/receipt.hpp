// Receipts and logs with their consensus encoding.
#pragma once

#include <span>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/rlp.hpp"
#include "chain/base/types.hpp"
#include "chain/block/bloom.hpp"
#include "chain/block/transaction.hpp"

namespace dure::chain {

struct Log {
    Address address;
    std::vector<Hash256> topics;  ///< at most 4
    Bytes data;
    friend bool operator==(const Log&, const Log&) = default;
};

Bloom bloom_of(std::span<const Log>);

struct Receipt {
    TransactionType type = TransactionType::legacy;
    bool succeeded = false;
    std::uint64_t cumulative_gas_used = 0;
    Bloom bloom;
    std::vector<Log> logs;
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// EIP-658 and EIP-2718: the value of the receipts trie.
Bytes encode(const Receipt&);
Result<Receipt, rlp::Error> decode_receipt(ByteView);
Hash256 receipts_root(std::span<const Receipt>);

}  // namespace dure::chain
