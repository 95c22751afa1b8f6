// Logs and the filters that poll for them.
#include <algorithm>

#include "chain/rpc/methods.hpp"
#include "chain/rpc/shapes.hpp"

namespace dure::chain::rpc {

namespace {

std::uint64_t number_of(const BlockRef& ref, std::uint64_t head) {
    if (const auto* number = std::get_if<std::uint64_t>(&ref)) return *number;
    return ref == BlockRef{BlockTag::kEarliest} ? 0 : head;
}

}  // namespace

Answer<LogFilter> Methods::resolve(Call& c, const Params::Logs& asked) {
    if (c.params.error()) return *c.params.error();
    auto filter = asked.filter;
    if (asked.block_hash) {
        const auto number = c.node.number_of(*asked.block_hash);
        if (!number) return Error{kServerError, "block not found"};
        filter.from = filter.to = *number;
        return filter;
    }
    if (std::holds_alternative<Hash256>(asked.from) || std::holds_alternative<Hash256>(asked.to))
        return Error{kInvalidParams, "fromBlock and toBlock must be numbers or tags"};
    filter.from = number_of(asked.from, c.node.height());
    filter.to = number_of(asked.to, c.node.height());
    if (filter.from > filter.to) return Error{kInvalidParams, "fromBlock is after toBlock"};
    return filter;
}

Methods::Result Methods::found_logs(Call& c, const LogFilter& filter) {
    const auto last = std::min(filter.to, c.node.height());
    if (filter.from <= last && last - filter.from >= limits_.log_blocks) {
        return Error{kLimitExceeded,
                     "more than " + std::to_string(limits_.log_blocks) + " blocks in the range"};
    }
    if (filter.from <= last && filter.from < c.node.oldest_body()) return pruned_history();
    const auto found = c.node.logs(filter, limits_.logs + 1);
    if (found.size() > limits_.logs) {
        return Error{kLimitExceeded,
                     "more than " + std::to_string(limits_.logs) + " logs in the range"};
    }
    json::array out;
    for (const auto& log : found) out.push_back(log_json(log));
    return json::value(std::move(out));
}

Methods::Result Methods::logs(Call& c) {
    const auto filter = resolve(c, c.params.logs(0));
    if (!filter) return filter.error();
    return found_logs(c, *filter);
}

Methods::Result Methods::add_filter(Call& c, Filter filter) {
    std::erase_if(filters_, [&](const auto& item) {
        return c.now_ms - item.second.used_ms >= limits_.filter_idle_ms;
    });
    if (filters_.size() >= limits_.filters) return Error{kLimitExceeded, "too many filters"};
    filter.next_block = c.node.height() + 1;
    filter.used_ms = c.now_ms;
    filters_.emplace(++last_filter_, std::move(filter));
    return json::value(quantity(last_filter_));
}

Methods::Result Methods::new_filter(Call& c) {
    const auto asked = c.params.logs(0);
    auto filter = resolve(c, asked);
    if (!filter) return filter.error();
    // A range that ends at "latest" goes on growing.
    if (std::holds_alternative<BlockTag>(asked.to) && !asked.block_hash) filter->to = UINT64_MAX;
    return add_filter(c, {.kind = LogsPoll{*std::move(filter)}});
}

Methods::Result Methods::new_block_filter(Call& c) { return add_filter(c, {.kind = BlocksPoll{}}); }

Methods::Result Methods::new_pending_filter(Call& c) {
    return add_filter(c, {.kind = PendingPoll{.next = feeds_->heard(c.node, UINT64_MAX).next}});
}

Methods::Filter* Methods::filter(Call& c) {
    const auto it = filters_.find(c.params.quantity64(0));
    if (it == filters_.end()) return nullptr;
    it->second.used_ms = c.now_ms;
    return &it->second;
}

Methods::Result Methods::filter_changes(Call& c) {
    auto* found = filter(c);
    if (found == nullptr) return Error{kServerError, "filter not found"};
    if (auto* poll = std::get_if<PendingPoll>(&found->kind)) {
        const auto heard = feeds_->heard(c.node, poll->next);
        poll->next = heard.next;
        json::array hashes;
        for (const auto& hash : heard.hashes) hashes.emplace_back(to_hex(hash));
        return json::value(std::move(hashes));
    }
    // A developer's chain may have gone back behind what was told.
    const auto head = c.node.height();
    const auto from = std::min(std::exchange(found->next_block, head + 1), head + 1);
    if (const auto* poll = std::get_if<LogsPoll>(&found->kind)) {
        auto range = poll->filter;
        range.from = std::max(range.from, from);
        range.to = std::min(range.to, head);
        if (range.from > range.to) return json::value(json::array());
        return found_logs(c, range);
    }
    json::array hashes;
    for (auto number = from; number <= head; ++number) {
        if (const auto block = c.node.block(number)) hashes.emplace_back(to_hex(block->hash));
    }
    return json::value(std::move(hashes));
}

Methods::Result Methods::filter_logs(Call& c) {
    const auto* found = filter(c);
    const auto* poll = found != nullptr ? std::get_if<LogsPoll>(&found->kind) : nullptr;
    if (poll == nullptr) return Error{kServerError, "filter not found"};
    return found_logs(c, poll->filter);
}

Methods::Result Methods::uninstall_filter(Call& c) {
    return json::value(filters_.erase(c.params.quantity64(0)) > 0);
}

}  // namespace dure::chain::rpc
