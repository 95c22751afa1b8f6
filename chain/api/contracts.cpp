#include "chain/api/contracts.hpp"

#include "chain/api/abi.hpp"

namespace dure::chain::api {

Message clear_slot(const Suite& suite, core::Slot slot, std::size_t seats) {
    return {.to = suite.market,
            .data = abi::Encoder("clear(uint32)").word(slot.index).finish(),
            .gas_limit = 3'000'000 + 15'000 * seats};
}

std::optional<ClearedLog> read_cleared(const Log& log) {
    static const auto kTopic = abi::topic("Cleared(uint32,uint8,uint40,bytes)");
    if (log.topics.size() != 2 || log.topics[0] != kTopic) return std::nullopt;
    const abi::Reader data(log.data);
    const auto list = data.bytes(2);
    ClearedLog out{
        .slot = {static_cast<std::uint32_t>(std::uint64_t{to_uint256(log.topics[1])})},
        .price = {static_cast<std::uint8_t>(data.integer(0))},
        .volume = core::Wh{static_cast<std::int64_t>(data.integer(1))},
        .contracts = {list.begin(), list.end()},
    };
    if (data.bad()) return std::nullopt;
    return out;
}

Bytes ask_slot_info(core::Slot slot) {
    return abi::Encoder("slotInfo(uint32)").word(slot.index).finish();
}

std::optional<SlotOnChain> read_slot_info(ByteView answer, core::Slot slot) {
    // Words of IMarket.SlotInfo, in its order.
    const abi::Reader words(answer);
    const auto time = [&](std::size_t index) {
        return core::UtcTime{std::chrono::seconds{words.integer(index)}};
    };
    const auto stage = words.integer(1);
    if (words.integer(0) != slot.index || stage == 0 ||
        stage > static_cast<std::uint64_t>(core::SlotStage::kSettled))
        return std::nullopt;
    SlotOnChain out{.stage = static_cast<core::SlotStage>(stage),
                    .seats = static_cast<std::uint16_t>(words.integer(3)),
                    .end = time(7),
                    .readings_due = time(9),
                    .settles_from = time(10),
                    .grace_ends = time(11),
                    .contracts_hash = words.hash(15)};
    if (words.bad()) return std::nullopt;
    return out;
}

}  // namespace dure::chain::api
