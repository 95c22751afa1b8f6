#include "chain/api/membership.hpp"

#include <algorithm>

#include "chain/api/abi.hpp"

namespace dure::chain::api {
namespace {

constexpr std::size_t kMemberWords = 10;  // IRegistry.Member

Hash256 hash_of(const core::HashBytes& bytes) { return Hash256{bytes}; }
Address address_from(const core::AddressBytes& bytes) { return Address{bytes}; }

Message about(const Suite& suite, std::string_view function, const Address& owner) {
    return {.to = suite.registry, .data = abi::Encoder(function).address(owner).finish()};
}

core::Member read_member(const Address& owner, std::span<const uint256> w) {
    const auto number = [&](std::size_t i) { return std::uint64_t{w[i]}; };
    return {.owner = owner.bytes,
            .state = static_cast<core::MemberState>(number(0)),
            .kind = static_cast<core::MemberKind>(number(1)),
            .seat = static_cast<core::Seat>(number(2)),
            .feeder = static_cast<std::uint16_t>(number(3)),
            .rated_watts = static_cast<std::uint32_t>(number(4)),
            .meter_key = to_address(w[7]).bytes,
            .agent_key = to_address(w[8]).bytes,
            .unit_commitment = to_hash(w[9]).bytes,
            .since = core::UtcTime{std::chrono::seconds{number(5)}}};
}

}  // namespace

Message apply_for_seat(const Suite& suite, const core::ApplyForSeat& a) {
    return {.to = suite.registry,
            .data = abi::Encoder("apply_((uint8,uint16,uint32,address,address,bytes32))")
                        .word(static_cast<std::uint64_t>(a.kind))
                        .word(a.feeder)
                        .word(a.rated_watts)
                        .address(address_from(a.meter_key))
                        .address(address_from(a.agent_key))
                        .hash(hash_of(a.unit_commitment))
                        .finish()};
}

Message leave_seat(const Suite& suite) {
    return {.to = suite.registry, .data = abi::selector("leave()")};
}
Message approve_member(const Suite& suite, const Address& owner) {
    return about(suite, "approve(address)", owner);
}
Message deny_member(const Suite& suite, const Address& owner) {
    return about(suite, "deny(address)", owner);
}

Bytes ask_meter(core::Seat seat) { return abi::Encoder("meterOf(uint16)").word(seat).finish(); }

std::optional<Address> read_meter(ByteView answer) {
    const abi::Reader words(answer);
    const auto out = words.address(0);
    if (words.bad()) return std::nullopt;
    return out;
}

Bytes ask_agent_limits(core::Seat seat) {
    return abi::Encoder("policyOf(uint16)").word(seat).finish();
}

std::optional<AgentLimits> read_agent_limits(ByteView answer) {
    const abi::Reader words(answer);
    const auto coins = [&](std::size_t i) {
        return core::MilliWon{static_cast<std::int64_t>(words.integer(i))};
    };
    const auto tick = [&](std::size_t i) {
        return core::Tick{static_cast<std::uint8_t>(words.integer(i))};
    };
    const AgentLimits limits{
        .per_slot = coins(0),
        .per_day = coins(1),
        .min_sell = tick(2),
        .max_buy = tick(3),
        .until = core::UtcTime{std::chrono::seconds{static_cast<std::int64_t>(words.integer(4))}}};
    if (words.bad()) return std::nullopt;
    return limits;
}

Message set_agent_limits(const Suite& suite, const AgentLimits& limits) {
    const auto until =
        std::chrono::floor<std::chrono::seconds>(limits.until).time_since_epoch().count();
    return {.to = suite.policy,
            .data = abi::Encoder("set((uint64,uint64,uint8,uint8,uint40))")
                        .word(static_cast<std::uint64_t>(limits.per_slot.value))
                        .word(static_cast<std::uint64_t>(limits.per_day.value))
                        .word(limits.min_sell.value)
                        .word(limits.max_buy.value)
                        .word(static_cast<std::uint64_t>(until))
                        .finish(),
            .gas_limit = 300'000};
}

Bytes ask_members(std::size_t first, std::size_t most) {
    return abi::Encoder("members(uint256,uint256)").word(first).word(most).finish();
}

std::vector<core::Member> read_members(ByteView answer) {
    const abi::Reader data(answer);
    const auto owners = data.words(0);
    const auto words = data.words(1, kMemberWords);
    if (data.bad() || words.size() != owners.size() * kMemberWords) return {};
    std::vector<core::Member> out;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        out.push_back(read_member(to_address(owners[i]),
                                  std::span{words}.subspan(i * kMemberWords, kMemberWords)));
    }
    return out;
}

bool changes_members(const Log& log) {
    static const Hash256 kTopics[] = {
        abi::topic("Applied(address,uint8,uint16,uint32,bytes32)"),
        abi::topic("Approved(address,uint16)"), abi::topic("Denied(address)"),
        abi::topic("Left(address,uint16)"), abi::topic("AgentChanged(address,address)")};
    return !log.topics.empty() && std::ranges::find(kTopics, log.topics[0]) != std::end(kTopics);
}

}  // namespace dure::chain::api
