// A block: header, transactions and withdrawals (none on our chain; the public tests have them).
// The list of ommers must be empty.
#pragma once

#include <span>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/block/header.hpp"
#include "chain/block/transaction.hpp"

namespace dure::chain {

struct Withdrawal {
    std::uint64_t index = 0;
    std::uint64_t validator_index = 0;
    Address address;
    std::uint64_t amount_gwei = 0;
    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

struct Block {
    Header header;
    std::vector<Transaction> transactions;
    std::vector<Withdrawal> withdrawals;
    friend bool operator==(const Block&, const Block&) = default;
};

enum class BlockError { bad_encoding, bad_transaction, has_ommers };

/// RLP [header, [transactions], [], [withdrawals]].
Bytes encode(const Block&);
Result<Block, BlockError> decode_block(ByteView);

/// Each as it stands alone: the values of the trie behind a header's transactions root, and what
/// their hashes are of.
std::vector<Bytes> encode_each(std::span<const Transaction>);
Hash256 transactions_root(std::span<const Transaction>);
Hash256 withdrawals_root(std::span<const Withdrawal>);

}  // namespace dure::chain
