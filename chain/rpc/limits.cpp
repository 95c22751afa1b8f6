#include "chain/rpc/limits.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace dure::chain::rpc {

namespace {

using Member = std::variant<std::size_t Limits::*, std::int64_t Limits::*>;

struct Limit {
    std::string_view name;
    Member member;
    std::int64_t least;
    std::int64_t most;
};

constexpr std::int64_t kMebi = 1 << 20, kDayMs = 86'400'000;

/// 0 where it may be, means: no limit.
constexpr Limit kLimits[] = {
    {"bodyBytes", &Limits::body_bytes, 1'024, 256 * kMebi},
    {"batch", &Limits::batch, 1, 100'000},
    {"depth", &Limits::depth, 8, 64},
    {"responseBytes", &Limits::response_bytes, 1'024, 1'024 * kMebi},
    {"connections", &Limits::connections, 1, 4'096},
    {"callGas", &Limits::call_gas, 21'000, 1'000'000'000'000},
    {"callMs", &Limits::call_ms, 0, kDayMs},
    {"turnMs", &Limits::turn_ms, 0, kDayMs},
    {"logBlocks", &Limits::log_blocks, 1, 100'000'000},
    {"logs", &Limits::logs, 1, 10'000'000},
    {"filters", &Limits::filters, 0, 100'000},
    {"filterIdleMs", &Limits::filter_idle_ms, 1'000, kDayMs},
    {"idleConnectionMs", &Limits::idle_connection_ms, 1'000, kDayMs},
    {"requestsPerSecond", &Limits::requests_per_second, 0, 1'000'000},
    {"subscriptions", &Limits::subscriptions, 0, 100'000},
    {"unreadBytes", &Limits::unread_bytes, 1'024, 1'024 * kMebi},
    {"openQuestions", &Limits::open_questions, 1, 100'000},
};

std::int64_t value_of(const Limits& limits, const Member& member) {
    return std::visit([&](auto m) { return static_cast<std::int64_t>(limits.*m); }, member);
}

void set(Limits& limits, const Member& member, std::int64_t value) {
    std::visit(
        [&](auto m) {
            limits.*m = static_cast<std::remove_reference_t<decltype(limits.*m)>>(value);
        },
        member);
}

}  // namespace

Result<Limits, std::string> parse_limits(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return std::string("limits must be an object");
    Limits out;
    for (const auto& [name, given] : *object) {
        const auto* const limit = std::ranges::find(kLimits, std::string_view(name), &Limit::name);
        if (limit == std::end(kLimits)) return "there is no limit " + std::string(name);
        const auto* number = given.if_int64();
        if (number == nullptr || *number < limit->least || *number > limit->most) {
            return std::string(name) + " must be a number from " + std::to_string(limit->least) +
                   " to " + std::to_string(limit->most);
        }
        set(out, limit->member, *number);
    }
    return out;
}

json::object to_json(const Limits& limits) {
    json::object out;
    for (const auto& limit : kLimits) {
        const auto value = value_of(limits, limit.member);
        if (value != value_of({}, limit.member)) out[limit.name] = value;
    }
    return out;
}

}  // namespace dure::chain::rpc
