// A final block with all that execution said about it, as the block log keeps it and readers get
// it.
#pragma once

#include <memory>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/rlp.hpp"
#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/block/receipt.hpp"

namespace dure::chain {

struct BlockRecord {
    Block block;
    Hash256 hash;                             ///< consensus/extra_data.hpp block_hash
    std::vector<Receipt> receipts;            ///< one a transaction
    std::vector<Address> senders;             ///< one a transaction
    std::vector<Hash256> transaction_hashes;  ///< one a transaction

    const Header& header() const { return block.header; }
    std::uint64_t gas_used(std::size_t index) const {
        const auto before = index == 0 ? 0 : receipts[index - 1].cumulative_gas_used;
        return receipts[index].cumulative_gas_used - before;
    }
};
using SharedBlock = std::shared_ptr<const BlockRecord>;

/// RLP [block, [sender, …], [[succeeded, cumulative gas, [logs]], …]]; blooms and hashes are
/// recomputed.
Bytes encode(const BlockRecord&);
Result<BlockRecord, rlp::Error> decode_block_record(ByteView);
/// Only the header of an encoded record.
Result<Header, rlp::Error> decode_record_header(ByteView);

}  // namespace dure::chain
