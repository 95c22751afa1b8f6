#include "chain/api/settlement.hpp"

#include <array>

#include "chain/api/abi.hpp"
#include "chain/crypto/hash.hpp"

namespace dure::chain::api {
namespace {

constexpr std::size_t kLanes = 16;  // readings in a word
constexpr std::size_t kRecord = 6;  // bytes of a seat in the settled log

uint256 signed_word(std::int64_t value) {
    const auto fill = value < 0 ? ~std::uint64_t{0} : 0;
    return {static_cast<std::uint64_t>(value), fill, fill, fill};
}

std::int16_t lane(const uint256& word, std::size_t index) {
    return static_cast<std::int16_t>(word[index / 4] >> (16 * (index % 4)));
}

core::Slot slot_in(const Hash256& topic) {
    return {static_cast<std::uint32_t>(std::uint64_t{to_uint256(topic)})};
}

}  // namespace

Hash256 reading_digest(const Suite& suite, std::uint64_t chain_id, core::Slot slot, core::Seat seat,
                       std::int16_t net_wh) {
    static const auto kDomain = abi::topic(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    static const auto kName = abi::topic("Dure Market");
    static const auto kVersion = abi::topic("1");
    static const auto kReading = abi::topic("Reading(uint32 slot,uint16 seat,int16 netWh)");
    const auto domain = keccak256(abi::Encoder()
                                      .hash(kDomain)
                                      .hash(kName)
                                      .hash(kVersion)
                                      .word(chain_id)
                                      .address(suite.market)
                                      .finish());
    const auto content = keccak256(abi::Encoder()
                                       .hash(kReading)
                                       .word(slot.index)
                                       .word(seat)
                                       .word(signed_word(net_wh))
                                       .finish());
    Bytes text{0x19, 0x01};
    text.insert(text.end(), domain.bytes.begin(), domain.bytes.end());
    text.insert(text.end(), content.bytes.begin(), content.bytes.end());
    return keccak256(text);
}

Message deliver_readings(const Suite& suite, core::Slot slot, std::span<const std::int16_t> seats) {
    std::vector<uint256> words((seats.size() + kLanes - 1) / kLanes);
    for (std::size_t i = 0; i < seats.size(); ++i) {
        const auto bits = std::uint64_t{static_cast<std::uint16_t>(seats[i])};
        words[i / kLanes][i % kLanes / 4] |= bits << (16 * (i % 4));
    }
    return {.to = suite.market,
            .data = abi::Encoder("deliver(uint32,uint16,bytes32[])")
                        .word(slot.index)
                        .word(0)
                        .words(words)
                        .finish(),
            .gas_limit = 1'000'000 + 4'000 * seats.size()};
}

Message dispute_reading(const Suite& suite, core::Slot slot, core::Seat seat, std::int16_t net_wh,
                        const Signature& signature) {
    Bytes rsv;
    for (const auto& part : {signature.r, signature.s}) {
        const auto bytes = part.to_be32();
        rsv.insert(rsv.end(), bytes.begin(), bytes.end());
    }
    rsv.push_back(static_cast<Byte>(27 + signature.y_parity));
    return {.to = suite.market,
            .data = abi::Encoder("dispute(uint32,uint16,int16,bytes)")
                        .word(slot.index)
                        .word(seat)
                        .word(signed_word(net_wh))
                        .bytes(rsv)
                        .finish(),
            .gas_limit = 500'000};
}

Message settle_slot(const Suite& suite, core::Slot slot, std::size_t seats) {
    return {.to = suite.market,
            .data = abi::Encoder("settle(uint32)").word(slot.index).finish(),
            .gas_limit = 2'000'000 + 15'000 * seats};
}

std::optional<DeliveredLog> read_delivered(const Log& log) {
    static const auto kTopic = abi::topic("Delivered(uint32,uint16,bytes32[])");
    if (log.topics.size() != 2 || log.topics[0] != kTopic) return std::nullopt;
    const abi::Reader data(log.data);
    const auto words = data.words(1);
    DeliveredLog out{.slot = slot_in(log.topics[1]),
                     .first_seat = static_cast<core::Seat>(data.integer(0)),
                     .readings = {}};
    if (data.bad()) return std::nullopt;
    out.readings.reserve(words.size() * kLanes);
    for (const auto& word : words) {
        for (std::size_t i = 0; i < kLanes; ++i) out.readings.push_back(lane(word, i));
    }
    return out;
}

std::optional<DisputedLog> read_disputed(const Log& log) {
    static const auto kTopic = abi::topic("Disputed(uint32,uint16,int16,int16)");
    if (log.topics.size() != 3 || log.topics[0] != kTopic) return std::nullopt;
    const abi::Reader data(log.data);
    DisputedLog out{
        .slot = slot_in(log.topics[1]),
        .seat = static_cast<core::Seat>(std::uint64_t{to_uint256(log.topics[2])}),
        .posted = static_cast<std::int16_t>(data.integer(0)),
        .signed_value = static_cast<std::int16_t>(data.integer(1)),
    };
    if (data.bad()) return std::nullopt;
    return out;
}

std::optional<SettledLog> read_settled(const Log& log) {
    static const auto kTopic = abi::topic("Settled(uint32,uint8,bytes)");
    if (log.topics.size() != 2 || log.topics[0] != kTopic) return std::nullopt;
    const abi::Reader data(log.data);
    const auto seats = data.bytes(1);
    SettledLog out{.slot = slot_in(log.topics[1]),
                   .price = {static_cast<std::uint8_t>(data.integer(0))},
                   .seats = {seats.begin(), seats.end()}};
    if (data.bad()) return std::nullopt;
    return out;
}

std::optional<core::SeatSettlement> settlement_of(core::Slot slot, core::Tick price, ByteView seats,
                                                  core::Seat seat) {
    if ((std::size_t{seat} + 1) * kRecord > seats.size()) return std::nullopt;
    const auto record = seats.subspan(seat * kRecord, kRecord);
    const auto high = static_cast<std::int8_t>(record[0]);
    const core::Wh contracted{std::int64_t{high} * 65536 + (record[1] << 8 | record[2])};
    const core::Wh metered{static_cast<std::int16_t>(record[3] << 8 | record[4])};
    return core::SeatSettlement{.slot = slot,
                                .seat = seat,
                                .contracted = contracted,
                                .metered = metered,
                                .deviation = metered - contracted,
                                .coins = contracted * price,
                                .estimated = (record[5] & 1) != 0};
}

}  // namespace dure::chain::api
