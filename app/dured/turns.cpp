#include "turns.hpp"

#include <algorithm>

#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::app {

std::map<chain::Address, Turns> turns_of(
    const std::vector<chain::Address>& validators, std::uint64_t head, std::uint64_t blocks,
    const std::function<std::optional<chain::Header>(std::uint64_t)>& header) {
    std::map<chain::Address, Turns> out;
    for (const auto& validator : validators) out[validator];
    if (validators.empty() || head == 0) return out;
    const auto first = head > blocks ? head - blocks + 1 : 1;
    auto before = header(first - 1);
    for (auto number = first; number <= head; ++number) {
        const auto at = header(number);
        const auto extra =
            at ? chain::decode_extra_data(at->extra_data)
               : chain::Result<chain::QbftExtraData, chain::rlp::Error>(chain::QbftExtraData{});
        if (at && before && extra) {
            if (const auto it = out.find(at->coinbase); it != out.end()) ++it->second.proposed;
            // More rounds than validators miss nobody twice as much.
            const auto rounds = std::min<std::uint64_t>(extra->round, validators.size());
            for (std::uint32_t round = 0; round < rounds; ++round) {
                const auto who = chain::proposer(validators, before->coinbase, round);
                if (who != at->coinbase) ++out[who].missed;
            }
        }
        before = at;
    }
    return out;
}

}  // namespace dure::app
