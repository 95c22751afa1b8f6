#include "chain/api/calls.hpp"

#include <algorithm>
#include <map>

#include "chain/api/abi.hpp"

namespace dure::chain::api {
namespace {

using Kind = core::CallField::Kind;

struct Argument {
    const char* name;
    Kind kind;
};

/// Arguments that a reader can use, in the order of their words; those behind are left out.
struct Call {
    const char* contract;
    const char* signature;
    const char* id;
    std::vector<Argument> arguments;
};

const std::vector<Call>& calls() {
    static const std::vector<Call> table{
        {"coin",
         "transfer(address,uint256)",
         "transfer",
         {{"to", Kind::kAddress}, {"amount", Kind::kAmount}}},
        {"coin",
         "approve(address,uint256)",
         "approve",
         {{"to", Kind::kAddress}, {"amount", Kind::kAmount}}},
        {"coin",
         "transferFrom(address,address,uint256)",
         "transfer",
         {{"from", Kind::kAddress}, {"to", Kind::kAddress}, {"amount", Kind::kAmount}}},
        {"coin",
         "deposit(address,uint256)",
         "deposit",
         {{"to", Kind::kAddress}, {"amount", Kind::kAmount}}},
        {"coin", "redeem(uint256)", "redeem", {{"amount", Kind::kAmount}}},
        {"market", "setConditions(uint256)", "set-conditions", {}},
        {"market", "setForecast(uint32,uint256[3])", "set-forecast", {{"day", Kind::kDay}}},
        {"market", "clear(uint32)", "clear", {{"slot", Kind::kSlot}}},
        {"market",
         "deliver(uint32,uint16,bytes32[])",
         "deliver",
         {{"slot", Kind::kSlot}, {"seat", Kind::kSeat}}},
        {"market",
         "dispute(uint32,uint16,int16,bytes)",
         "dispute",
         {{"slot", Kind::kSlot}, {"seat", Kind::kSeat}, {"net", Kind::kWh}}},
        {"market", "settle(uint32)", "settle", {{"slot", Kind::kSlot}}},
        {"market", "pause()", "pause", {}},
        {"market", "unpause()", "unpause", {}},
        {"market", "scheduleRules((uint32,uint32,uint32,uint32),uint40)", "schedule-rules", {}},
        {"registry", "apply_((uint8,uint16,uint32,address,address,bytes32))", "apply", {}},
        {"registry", "approve(address)", "approve", {{"owner", Kind::kAddress}}},
        {"registry", "deny(address)", "deny", {{"owner", Kind::kAddress}}},
        {"registry", "leave()", "leave", {}},
        {"registry", "setAgent(address)", "set-agent", {{"agent", Kind::kAddress}}},
        {"registry", "setSignUpGrant(uint64)", "set-grant", {{"amount", Kind::kAmount}}},
        {"policy",
         "set((uint64,uint64,uint8,uint8,uint40))",
         "set-policy",
         {{"per-slot", Kind::kAmount}, {"per-day", Kind::kAmount}}},
        {"authority", "multicall(bytes[])", "set-roles", {}},
        {"authority",
         "grantRole(uint64,address,uint32)",
         "grant-role",
         {{"role", Kind::kCount}, {"to", Kind::kAddress}}},
    };
    return table;
}

std::string contract_at(const Suite& suite, const Address& to) {
    if (to == suite.coin) return "coin";
    if (to == suite.market) return "market";
    if (to == suite.registry) return "registry";
    if (to == suite.policy) return "policy";
    if (to == suite.authority) return "authority";
    return {};
}

/// Selectors are hashes: computed once.
const Call* find(const std::string& contract, ByteView selector) {
    static const auto by_selector = [] {
        std::map<std::pair<std::string, Bytes>, const Call*> map;
        for (const auto& call : calls())
            map.emplace(std::pair{std::string(call.contract), abi::selector(call.signature)},
                        &call);
        return map;
    }();
    const auto it = by_selector.find({contract, Bytes(selector.begin(), selector.end())});
    return it == by_selector.end() ? nullptr : it->second;
}

/// Nothing when the word is no value of its kind.
std::optional<core::CallField> field(const Argument& argument, const uint256& word) {
    core::CallField out{.name = argument.name, .kind = argument.kind, .number = 0, .address = {}};
    if (argument.kind == Kind::kAddress) {
        if (word >> 160 != uint256{}) return std::nullopt;
        out.address = to_address(word).bytes;
        return out;
    }
    const bool negative = argument.kind == Kind::kWh && word >> 255 != uint256{};
    const auto size = negative ? uint256{} - word : word;
    if (size > uint256{static_cast<std::uint64_t>(INT64_MAX)}) return std::nullopt;
    out.number = static_cast<std::int64_t>(std::uint64_t{size});
    if (negative) out.number = -out.number;
    return out;
}

}  // namespace

NamedCall describe_call(const Suite& suite, const Address& to, ByteView data) {
    NamedCall out{.contract = contract_at(suite, to), .call = {}, .fields = {}};
    constexpr std::size_t kSelector = 4;
    if (out.contract.empty() || data.size() < kSelector) return out;
    const auto* call = find(out.contract, data.first(kSelector));
    if (call == nullptr) return out;
    const abi::Reader words(data.subspan(kSelector));
    std::vector<core::CallField> fields;
    for (std::size_t i = 0; i < call->arguments.size(); ++i) {
        auto value = field(call->arguments[i], words.word(i));
        if (!value || words.bad()) return out;
        fields.push_back(*std::move(value));
    }
    out.call = call->id;
    out.fields = std::move(fields);
    return out;
}

}  // namespace dure::chain::api
