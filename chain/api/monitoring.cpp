#include "chain/api/monitoring.hpp"

#include "chain/api/abi.hpp"

namespace dure::chain::api {

Bytes ask_rules() { return abi::selector("rules()"); }
Bytes ask_paused() { return abi::selector("paused()"); }
Bytes ask_seat_count() { return abi::selector("seatCount()"); }

std::optional<core::SlotRules> read_rules(ByteView answer) {
    const abi::Reader words(answer);
    const auto seconds = [&](std::size_t i) {
        return static_cast<std::uint32_t>(words.integer(i));
    };
    const core::SlotRules rules{.slot_seconds = seconds(0),
                                .gate_seconds = seconds(1),
                                .reading_seconds = seconds(2),
                                .dispute_seconds = seconds(3)};
    if (words.bad() || rules.slot_seconds == 0) return std::nullopt;
    return rules;
}

Message set_market_run(const Suite& suite, MarketRun run) {
    return {.to = suite.market,
            .data = abi::selector(run == MarketRun::kPaused ? "pause()" : "unpause()"),
            .gas_limit = 300'000};
}

}  // namespace dure::chain::api
