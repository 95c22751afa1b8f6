#include "chain/api/block_detail.hpp"

#include "chain/api/calls.hpp"
#include "chain/consensus/extra_data.hpp"

namespace dure::chain::api {

core::ChainHead chain_head(const Header& header, const Hash256& hash, std::uint64_t chain_id) {
    return {.height = header.number,
            .hash = hash.bytes,
            .at = core::UtcTime{std::chrono::seconds{header.timestamp}},
            .chain_id = chain_id};
}

core::BlockRow block_row(const BlockRecord& block, std::uint64_t chain_id) {
    return {.head = chain_head(block.header(), block.hash, chain_id),
            .transactions = static_cast<std::uint32_t>(block.block.transactions.size()),
            .gas_used = block.header().gas_used};
}

core::BlockDetail block_detail(const BlockRecord& block, std::uint64_t chain_id,
                               const Suite* suite) {
    const auto& header = block.header();
    core::BlockDetail out;
    out.row = block_row(block, chain_id);
    out.parent = header.parent_hash.bytes;
    out.state_root = header.state_root.bytes;
    out.proposer = header.coinbase.bytes;
    if (const auto extra = decode_extra_data(header.extra_data)) {
        out.round = extra->round;
        out.seals = static_cast<std::uint32_t>(extra->seals.size());
        out.validators = static_cast<std::uint32_t>(extra->validators.size());
    }
    for (std::size_t i = 0; i < block.block.transactions.size(); ++i) {
        const auto& transaction = block.block.transactions[i];
        core::TransactionView view;
        view.hash = block.transaction_hashes[i].bytes;
        view.from = block.senders[i].bytes;
        if (transaction.to) {
            view.to = transaction.to->bytes;
            if (suite != nullptr) {
                auto named = describe_call(*suite, *transaction.to, transaction.data);
                view.contract = std::move(named.contract);
                view.call = std::move(named.call);
                view.fields = std::move(named.fields);
            }
        } else {
            view.created = created_address(block.senders[i], transaction.nonce).bytes;
        }
        view.succeeded = block.receipts[i].succeeded;
        view.gas_used = block.gas_used(i);
        view.logs = static_cast<std::uint32_t>(block.receipts[i].logs.size());
        out.transactions.push_back(std::move(view));
    }
    return out;
}

std::optional<core::FoundBlock> find_block(const Node& node, const Suite* suite,
                                           const core::BlockQuery& query) {
    SharedBlock block;
    std::optional<std::uint32_t> transaction;
    if (const auto* height = std::get_if<std::uint64_t>(&query)) {
        block = node.block(*height);
    } else {
        const Hash256 hash{std::get<core::HashBytes>(query)};
        block = node.block(hash);
        if (!block) {
            if (const auto place = node.transaction(hash)) {
                block = place->block;
                transaction = static_cast<std::uint32_t>(place->index);
            }
        }
    }
    if (!block) return std::nullopt;
    return core::FoundBlock{.block = block_detail(*block, node.chain_id(), suite),
                            .transaction = transaction};
}

}  // namespace dure::chain::api
