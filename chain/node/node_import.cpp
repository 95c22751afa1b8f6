// Blocks that others decided.
#include "chain/consensus/header_rules.hpp"
#include "chain/node/node.hpp"

namespace dure::chain {

std::string_view to_string(ImportFault fault) {
    switch (fault) {
        case ImportFault::stopped:
            return "the node has stopped";
        case ImportFault::no_room:
            return "there is no room left on the disk";
        case ImportFault::not_next:
            return "does not follow the last block";
        case ImportFault::bad_header:
            return "its header is not a final block's";
        case ImportFault::bad_body:
            return "its transactions are not the header's";
        case ImportFault::bad_execution:
            return "its execution does not give what the header claims";
        case ImportFault::conflicts:
            return "another final block stands at its height";
    }
    return "unknown";
}

std::optional<ImportFault> Node::import_final(const Block& sealed) {
    if (stopped_) return ImportFault::stopped;
    if (!has_room()) return ImportFault::no_room;
    const auto number = sealed.header.number;
    if (number <= head_.number) return compare_with_ours(sealed.header);
    if (number != head_.number + 1) return ImportFault::not_next;
    if (sealed.header.parent_hash != head_hash_ &&
        !check_seals(sealed.header, validators_, env_.signer)) {
        stop("a final block " + std::to_string(number) + " stands on another block than " +
             to_hex(head_hash_) + ". More than a third of the validators have signed both sides");
        return ImportFault::conflicts;
    }
    if (check_final_header(sealed.header, head_, validators_, env_.signer))
        return ImportFault::bad_header;
    // The seals are on the header: a wrong body is the fault of whoever brought it.
    if (sealed.header.transactions_root != transactions_root(sealed.transactions) ||
        !sealed.withdrawals.empty())
        return ImportFault::bad_body;
    finalise(sealed, BlockOrigin::kImported);
    if (stopped_) return ImportFault::stopped;
    hear_waiting();
    settle();
    return std::nullopt;
}

Node::ProvenRow Node::prepare(std::vector<Block> blocks) {
    std::vector<const Transaction*> transactions;
    for (const auto& each : blocks) {
        for (const auto& transaction : each.transactions) transactions.push_back(&transaction);
    }
    return {.blocks = std::move(blocks), .senders = env_.senders.stream(std::move(transactions))};
}

Node::Imported Node::import_proven(ProvenRow row, const std::function<bool(std::uint64_t)>& holds) {
    Imported out;
    batch_.emplace();
    for (auto& each : row.blocks) {
        const auto& header = each.header;
        batch_->senders = row.senders->next(each.transactions.size());
        if (stopped_) {
            out.fault = ImportFault::stopped;
        } else if (header.number <= head_.number) {
            ++out.count;  // consensus was faster
            continue;
        } else if (header.number != head_.number + 1 || header.parent_hash != head_hash_) {
            out.fault = ImportFault::not_next;
        } else if (!holds(header.number) &&
                   check_final_header(header, head_, validators_, env_.signer)) {
            out.fault = ImportFault::bad_header;
        }
        if (out.fault) break;
        finalise(std::move(each), BlockOrigin::kImported);
        if (stopped_) {
            out.fault = ImportFault::stopped;
            break;
        }
        ++out.count;
    }
    const auto done = std::move(batch_->done);
    batch_.reset();
    if (auto synced = store_->sync(); !synced) {
        stop(synced.error().what);
        out.fault = ImportFault::stopped;
        return out;
    }
    for (const auto& block : done) block_listeners_.tell(*block);
    hear_waiting();
    settle();
    return out;
}

std::optional<ImportFault> Node::compare_with_ours(const Header& theirs) {
    const auto ours = header(theirs.number);
    if (!ours || block_hash(theirs) == block_hash(*ours)) return std::nullopt;
    const auto parent = theirs.number == 0 ? std::nullopt : header(theirs.number - 1);
    if (!parent || check_final_header(theirs, *parent, validators_, env_.signer))
        return ImportFault::bad_header;
    stop("two final blocks at height " + std::to_string(theirs.number) + ": " +
         to_hex(block_hash(*ours)) + " and " + to_hex(block_hash(theirs)) +
         ". More than a third of the validators have signed both sides");
    return ImportFault::conflicts;
}

}  // namespace dure::chain
