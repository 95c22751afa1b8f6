#include "chain/api/conditions.hpp"

#include "chain/api/abi.hpp"

namespace dure::chain::api {
namespace {

constexpr std::uint64_t kWhMask = 0xfffff;

std::uint64_t pack(const core::Condition& c) {
    if (c.empty()) return 0;
    return (c.wh & kWhMask) | std::uint64_t{c.limit.value} << 20 |
           std::uint64_t{c.side == core::Side::kBuy} << 28 |
           std::uint64_t{c.from_quarter & 0x7fU} << 29 | std::uint64_t{c.to_quarter & 0x7fU} << 36 |
           std::uint64_t{c.weekdays & 0x7fU} << 43 | std::uint64_t{c.scaled} << 50 |
           std::uint64_t{c.green} << 51 | std::uint64_t{c.feeder_only} << 52;
}

core::Condition unpack(std::uint64_t lane) {
    core::Condition c;
    if ((lane & kWhMask) == 0) return c;
    c.wh = static_cast<std::uint32_t>(lane & kWhMask);
    c.limit = core::Tick{static_cast<std::uint8_t>(lane >> 20)};
    c.side = (lane >> 28 & 1) != 0 ? core::Side::kBuy : core::Side::kSell;
    c.from_quarter = lane >> 29 & 0x7f;
    c.to_quarter = lane >> 36 & 0x7f;
    c.weekdays = lane >> 43 & 0x7f;
    c.scaled = (lane >> 50 & 1) != 0;
    c.green = (lane >> 51 & 1) != 0;
    c.feeder_only = (lane >> 52 & 1) != 0;
    return c;
}

std::int64_t seconds_of(core::UtcTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

uint256 pack(const core::Conditions& conditions) {
    return {pack(conditions[0]), pack(conditions[1]), pack(conditions[2]), pack(conditions[3])};
}

core::Conditions unpack(const uint256& word) {
    return {unpack(word[0]), unpack(word[1]), unpack(word[2]), unpack(word[3])};
}

Message set_conditions(const Suite& suite, const core::Conditions& conditions) {
    return {.to = suite.market,
            .data = abi::Encoder("setConditions(uint256)").word(pack(conditions)).finish(),
            .gas_limit = 500'000};
}

Bytes ask_condition_words(std::uint16_t count) {
    return abi::Encoder("conditionWords(uint16,uint16)").word(0).word(count).finish();
}

Bytes ask_forecast(core::UtcTime start) {
    return abi::Encoder("forecastPercent(uint256)")
        .word(static_cast<std::uint64_t>(seconds_of(start)))
        .finish();
}

}  // namespace dure::chain::api
