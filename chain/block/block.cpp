#include "chain/block/block.hpp"

#include "chain/trie/trie.hpp"

namespace dure::chain {

namespace {

void append(rlp::Encoder& out, const Withdrawal& withdrawal) {
    out.list([&](rlp::Encoder& fields) {
        fields.integer(withdrawal.index)
            .integer(withdrawal.validator_index)
            .string(withdrawal.address)
            .integer(withdrawal.amount_gwei);
    });
}

Withdrawal read_withdrawal(rlp::Reader& reader) {
    Withdrawal out;
    reader.list([&](rlp::Reader& fields) {
        out.index = fields.integer64();
        out.validator_index = fields.integer64();
        out.address = fields.fixed<Address>();
        out.amount_gwei = fields.integer64();
    });
    return out;
}

}  // namespace

Bytes encode(const Block& block) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& parts) {
        append_to_list(parts, block.header);
        parts.list([&](rlp::Encoder& list) {
            for (const auto& transaction : block.transactions) append_to_list(list, transaction);
        });
        parts.list([](rlp::Encoder&) {});  // ommers
        parts.list([&](rlp::Encoder& list) {
            for (const auto& withdrawal : block.withdrawals) append(list, withdrawal);
        });
    });
    return out.take();
}

Result<Block, BlockError> decode_block(ByteView in) {
    Block block;
    std::optional<BlockError> reason;
    const auto error = rlp::decode(in, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& parts) {
            block.header = read_header(parts);
            parts.list([&](rlp::Reader& list) {
                while (list.more()) {
                    auto transaction = read_from_list(list);
                    if (!transaction) {
                        reason = BlockError::bad_transaction;
                        return list.fail(rlp::Error::leftover);
                    }
                    block.transactions.push_back(std::move(*transaction));
                }
            });
            parts.list([&](rlp::Reader& ommers) {
                if (ommers.more()) reason = BlockError::has_ommers;
            });
            parts.list([&](rlp::Reader& list) {
                while (list.more()) block.withdrawals.push_back(read_withdrawal(list));
            });
        });
    });
    if (reason) return *reason;
    if (error) return BlockError::bad_encoding;
    return block;
}

std::vector<Bytes> encode_each(std::span<const Transaction> transactions) {
    std::vector<Bytes> out;
    out.reserve(transactions.size());
    for (const auto& transaction : transactions) out.push_back(encode(transaction));
    return out;
}

Hash256 transactions_root(std::span<const Transaction> transactions) {
    return ordered_root(encode_each(transactions));
}

Hash256 withdrawals_root(std::span<const Withdrawal> withdrawals) {
    std::vector<Bytes> values;
    values.reserve(withdrawals.size());
    for (const auto& withdrawal : withdrawals) {
        rlp::Encoder out;
        append(out, withdrawal);
        values.push_back(out.take());
    }
    return ordered_root(values);
}

}  // namespace dure::chain
