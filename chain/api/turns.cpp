#include "chain/api/turns.hpp"

#include <algorithm>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::chain::api {

namespace {

/// A header may tell any round; nobody's turn is counted for more of them than this.
constexpr std::uint32_t kMostRounds = 64;

}  // namespace

void TurnCount::take(const Header& header, const Header& parent,
                     const std::vector<Address>& validators) {
    const auto extra = decode_extra_data(header.extra_data);
    if (!extra || validators.empty()) return;
    Block block{.height = header.number,
                .timestamp = header.timestamp,
                .proposer = proposer(validators, parent.coinbase, extra->round),
                .missed = {}};
    for (std::uint32_t round = 0; round < std::min(extra->round, kMostRounds); ++round)
        block.missed.push_back(proposer(validators, parent.coinbase, round));
    blocks_.push_back(std::move(block));
    if (blocks_.size() > window_) blocks_.pop_front();
}

std::vector<core::ValidatorRow> TurnCount::rows(const std::vector<Address>& validators,
                                                const Address& me) const {
    std::map<Address, core::ValidatorRow> rows;
    for (const auto& address : validators) {
        auto& row = rows[address];
        row.address = address.bytes;
        row.is_me = address == me;
    }
    for (const auto& block : blocks_) {
        if (const auto it = rows.find(block.proposer); it != rows.end()) {
            ++it->second.turns;
            it->second.last_block = block.height;
            it->second.last_at = core::UtcTime{std::chrono::seconds{block.timestamp}};
        }
        for (const auto& address : block.missed) {
            const auto it = rows.find(address);
            if (it == rows.end()) continue;
            ++it->second.turns;
            ++it->second.missed;
        }
    }
    std::vector<core::ValidatorRow> out;
    for (const auto& address : validators) out.push_back(rows.at(address));
    return out;
}

}  // namespace dure::chain::api
