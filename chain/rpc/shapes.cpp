#include "chain/rpc/shapes.hpp"

#include "chain/rpc/revert_reason.hpp"

namespace dure::chain::rpc {

namespace {

json::array access_list_json(const AccessList& list) {
    json::array out;
    for (const auto& entry : list) {
        json::array keys;
        for (const auto& key : entry.storage_keys) keys.emplace_back(to_hex(key));
        json::object item;
        item["address"] = to_hex(entry.address);
        item["storageKeys"] = std::move(keys);
        out.push_back(std::move(item));
    }
    return out;
}

uint256 effective_price(const Transaction& transaction) {
    return std::min(transaction.max_fee_per_gas, transaction.max_priority_fee_per_gas);
}

json::array proof_nodes(const TrieProof& proof) {
    json::array out;
    for (const auto& node : proof) out.emplace_back(to_hex(node));
    return out;
}

uint256 legacy_v(const Transaction& transaction) {
    if (!transaction.chain_id) return uint256{27ULL + transaction.signature.y_parity};
    return uint256{*transaction.chain_id} * uint256{2} +
           uint256{35ULL + transaction.signature.y_parity};
}

}  // namespace

std::string quantity(std::uint64_t value) { return to_hex_quantity(uint256{value}); }
std::string quantity(const uint256& value) { return to_hex_quantity(value); }

json::object header_json(const BlockRecord& record) {
    const auto& header = record.header();
    json::object out;
    out["number"] = quantity(header.number);
    out["hash"] = to_hex(record.hash);
    out["parentHash"] = to_hex(header.parent_hash);
    out["nonce"] = to_hex(header.nonce);
    out["sha3Uncles"] = to_hex(header.ommers_hash);
    out["logsBloom"] = to_hex(header.logs_bloom);
    out["transactionsRoot"] = to_hex(header.transactions_root);
    out["stateRoot"] = to_hex(header.state_root);
    out["receiptsRoot"] = to_hex(header.receipts_root);
    out["miner"] = to_hex(header.coinbase);
    out["difficulty"] = quantity(header.difficulty);
    out["extraData"] = to_hex(header.extra_data);
    out["mixHash"] = to_hex(header.mix_hash);
    out["gasLimit"] = quantity(header.gas_limit);
    out["gasUsed"] = quantity(header.gas_used);
    out["timestamp"] = quantity(header.timestamp);
    out["baseFeePerGas"] = quantity(header.base_fee_per_gas);
    out["withdrawalsRoot"] = to_hex(header.withdrawals_root);
    out["blobGasUsed"] = quantity(header.blob_gas_used);
    out["excessBlobGas"] = quantity(header.excess_blob_gas);
    out["parentBeaconBlockRoot"] = to_hex(header.parent_beacon_block_root);
    return out;
}

json::value block_json(const BlockRecord& record, Transactions transactions) {
    auto out = header_json(record);
    out["totalDifficulty"] = quantity(record.header().number + 1);
    out["size"] = quantity(encode(record.block).size());
    out["withdrawals"] = json::array();
    out["uncles"] = json::array();
    json::array list;
    for (std::size_t i = 0; i < record.transaction_hashes.size(); ++i) {
        if (transactions == Transactions::kFull) {
            list.push_back(transaction_json(record, i));
        } else {
            list.emplace_back(to_hex(record.transaction_hashes[i]));
        }
    }
    out["transactions"] = std::move(list);
    return out;
}

json::value transaction_json(const Transaction& transaction, const Hash256& hash,
                             const Address& sender) {
    json::object out;
    out["type"] = quantity(static_cast<std::uint64_t>(transaction.type));
    out["hash"] = to_hex(hash);
    out["from"] = to_hex(sender);
    out["to"] = transaction.to ? json::value(to_hex(*transaction.to)) : json::value(nullptr);
    out["nonce"] = quantity(transaction.nonce);
    out["gas"] = quantity(transaction.gas_limit);
    out["value"] = quantity(transaction.value);
    out["input"] = to_hex(transaction.data);
    out["gasPrice"] = quantity(effective_price(transaction));
    if (transaction.chain_id) out["chainId"] = quantity(*transaction.chain_id);
    if (transaction.type == TransactionType::dynamic_fee) {
        out["maxFeePerGas"] = quantity(transaction.max_fee_per_gas);
        out["maxPriorityFeePerGas"] = quantity(transaction.max_priority_fee_per_gas);
    }
    if (transaction.type == TransactionType::legacy) {
        out["v"] = quantity(legacy_v(transaction));
    } else {
        out["accessList"] = access_list_json(transaction.access_list);
        out["v"] = quantity(transaction.signature.y_parity);
        out["yParity"] = quantity(transaction.signature.y_parity);
    }
    out["r"] = quantity(transaction.signature.r);
    out["s"] = quantity(transaction.signature.s);
    out["blockHash"] = nullptr;
    out["blockNumber"] = nullptr;
    out["transactionIndex"] = nullptr;
    return out;
}

json::value transaction_json(const BlockRecord& record, std::size_t index) {
    auto out = transaction_json(record.block.transactions[index], record.transaction_hashes[index],
                                record.senders[index]);
    auto& object = out.get_object();
    object["blockHash"] = to_hex(record.hash);
    object["blockNumber"] = quantity(record.header().number);
    object["transactionIndex"] = quantity(index);
    return out;
}

json::value receipt_json(const BlockRecord& record, std::size_t index) {
    const auto& transaction = record.block.transactions[index];
    const auto& receipt = record.receipts[index];
    json::object out;
    out["type"] = quantity(static_cast<std::uint64_t>(transaction.type));
    out["transactionHash"] = to_hex(record.transaction_hashes[index]);
    out["transactionIndex"] = quantity(index);
    out["blockHash"] = to_hex(record.hash);
    out["blockNumber"] = quantity(record.header().number);
    out["from"] = to_hex(record.senders[index]);
    out["to"] = transaction.to ? json::value(to_hex(*transaction.to)) : json::value(nullptr);
    out["contractAddress"] =
        transaction.to
            ? json::value(nullptr)
            : json::value(to_hex(created_address(record.senders[index], transaction.nonce)));
    out["cumulativeGasUsed"] = quantity(receipt.cumulative_gas_used);
    out["gasUsed"] = quantity(record.gas_used(index));
    out["effectiveGasPrice"] = quantity(effective_price(transaction));
    out["logsBloom"] = to_hex(receipt.bloom);
    out["status"] = quantity(receipt.succeeded ? std::uint64_t{1} : std::uint64_t{0});
    std::size_t log_index = 0;
    for (std::size_t i = 0; i < index; ++i) log_index += record.receipts[i].logs.size();
    json::array logs;
    for (const auto& log : receipt.logs) {
        logs.push_back(log_json({.log = log,
                                 .block = record.header().number,
                                 .block_hash = record.hash,
                                 .timestamp = record.header().timestamp,
                                 .transaction_hash = record.transaction_hashes[index],
                                 .transaction_index = index,
                                 .log_index = log_index++}));
    }
    out["logs"] = std::move(logs);
    return out;
}

json::value log_json(const FoundLog& found) {
    json::array topics;
    for (const auto& topic : found.log.topics) topics.emplace_back(to_hex(topic));
    json::object out;
    out["address"] = to_hex(found.log.address);
    out["topics"] = std::move(topics);
    out["data"] = to_hex(found.log.data);
    out["blockNumber"] = quantity(found.block);
    out["blockHash"] = to_hex(found.block_hash);
    out["blockTimestamp"] = quantity(found.timestamp);
    out["transactionHash"] = to_hex(found.transaction_hash);
    out["transactionIndex"] = quantity(found.transaction_index);
    out["logIndex"] = quantity(found.log_index);
    out["removed"] = false;
    return out;
}

json::value proof_json(const Address& address, const AccountProof& proof) {
    json::object out;
    out["address"] = to_hex(address);
    out["balance"] = quantity(proof.account.balance);
    out["nonce"] = quantity(proof.account.nonce);
    out["codeHash"] = to_hex(proof.account.code_hash);
    out["storageHash"] = to_hex(proof.storage_root);
    out["accountProof"] = proof_nodes(proof.proof);
    json::array storage;
    for (const auto& slot : proof.storage) {
        json::object item;
        item["key"] = quantity(slot.key);
        item["value"] = quantity(slot.value);
        item["proof"] = proof_nodes(slot.proof);
        storage.push_back(std::move(item));
    }
    out["storageProof"] = std::move(storage);
    return out;
}

Error call_error(const CallOutcome& outcome) {
    if (outcome.status != evm::Status::revert)
        return {kServerError, std::string(evm::to_string(outcome.status))};
    const auto reason = revert_reason(outcome.output);
    return {kReverted, reason.empty() ? "execution reverted" : "execution reverted: " + reason,
            to_hex(outcome.output)};
}

}  // namespace dure::chain::rpc
