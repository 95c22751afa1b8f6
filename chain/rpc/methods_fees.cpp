// eth_feeHistory: what was paid although nothing need be.
#include <algorithm>

#include "chain/rpc/methods.hpp"
#include "chain/rpc/shapes.hpp"

namespace dure::chain::rpc {

namespace {

constexpr std::uint64_t kMaxBlocks = 1'024;

/// Priority fee at each percentile of the block's gas, cheapest first.
json::array rewards(const BlockRecord& block, const std::vector<double>& percentiles) {
    struct Paid {
        uint256 tip;
        std::uint64_t gas;
    };
    std::vector<Paid> paid;
    for (std::size_t i = 0; i < block.receipts.size(); ++i) {
        const auto& transaction = block.block.transactions[i];
        paid.push_back(
            {.tip = std::min(transaction.max_fee_per_gas, transaction.max_priority_fee_per_gas),
             .gas = block.gas_used(i)});
    }
    std::stable_sort(paid.begin(), paid.end(),
                     [](const Paid& a, const Paid& b) { return a.tip < b.tip; });
    json::array out;
    for (const auto percentile : percentiles) {
        const auto wanted = static_cast<double>(block.header().gas_used) * percentile / 100.0;
        uint256 tip;
        double gas = 0;
        for (const auto& item : paid) {
            tip = item.tip;
            gas += static_cast<double>(item.gas);
            if (gas >= wanted) break;
        }
        out.emplace_back(quantity(tip));
    }
    return out;
}

}  // namespace

Methods::Result Methods::fee_history(Call& c) {
    const auto count = std::min(c.params.quantity64(0), kMaxBlocks);
    const auto newest = block(c, c.params.block(1));
    const auto percentiles = c.params.percentiles(2);
    if (c.params.error()) return *c.params.error();
    if (!newest) return Error{kServerError, "block not found"};
    const auto last = newest->header().number;
    const auto blocks = std::min(count, last + 1);
    if (last + 1 - blocks < c.node.oldest_body()) return pruned_history();

    json::array base_fees, ratios, reward, blob_fees, blob_ratios;
    for (auto number = last + 1 - blocks; number <= last && blocks > 0; ++number) {
        const auto at = c.node.block(number);
        if (!at) return Error{kServerError, "block " + std::to_string(number) + " is unreadable"};
        base_fees.emplace_back(quantity(at->header().base_fee_per_gas));
        ratios.emplace_back(static_cast<double>(at->header().gas_used) /
                            static_cast<double>(at->header().gas_limit));
        blob_fees.emplace_back(quantity(blob_base_fee(at->header().excess_blob_gas)));
        blob_ratios.emplace_back(0.0);  // the chain carries no blobs
        reward.push_back(rewards(*at, percentiles));
    }
    base_fees.emplace_back(quantity(std::uint64_t{0}));  // of the block after the newest
    blob_fees.emplace_back(quantity(blob_base_fee(0)));
    json::object out;
    out["oldestBlock"] = quantity(last + 1 - blocks);
    out["baseFeePerGas"] = std::move(base_fees);
    out["gasUsedRatio"] = std::move(ratios);
    out["baseFeePerBlobGas"] = std::move(blob_fees);
    out["blobGasUsedRatio"] = std::move(blob_ratios);
    if (!percentiles.empty()) out["reward"] = std::move(reward);
    return json::value(std::move(out));
}

}  // namespace dure::chain::rpc
