#include "chain/api/calls.hpp"

#include <algorithm>
#include <map>

#include "chain/api/abi.hpp"
#include "chain/api/node_role.hpp"
#include "chain/node/governance.hpp"
#include "core/ports/nodes.hpp"

namespace dure::chain::api {
namespace {

using Kind = core::CallField::Kind;

struct Argument {
    const char* name;
    Kind kind;
    std::size_t word = kInOrder;
    static constexpr std::size_t kInOrder = SIZE_MAX;
};

/// Arguments that a reader can use, in the order of their words where nothing else is said; the
/// others are left out.
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
        {"governance",
         "changeValidators(address,address)",
         "replace-validator",
         {{"from", Kind::kAddress}, {"to", Kind::kAddress}}},
        {"governance",
         "register(bytes32,uint8,uint32,address)",
         "register-node",
         {{"node", Kind::kNode}, {"node-role", Kind::kNodeRole}, {"owner", Kind::kAddress, 3}}},
        {"governance",
         "approve(bytes32,address)",
         "approve-node",
         {{"node", Kind::kNode}, {"owner", Kind::kAddress}}},
        {"governance", "revoke(bytes32)", "revoke-node", {{"node", Kind::kNode}}},
        {"governance", "cancelInvite(bytes16)", "cancel-invite", {}},
        {"governance", "setManager(address)", "set-manager", {{"to", Kind::kAddress}}},
        {"governance",
         "redeem((bytes16,uint8,uint32,uint40,bytes32,address,bytes32),bytes32,bytes)",
         "redeem-invite",
         {{"node", Kind::kNode, 7}, {"node-role", Kind::kNodeRole, 1}}},
        {"governance", "leave(bytes32)", "leave", {{"node", Kind::kNode}}},
        {"governance",
         "announce(bytes32,bytes)",
         "announce",
         {{"node", Kind::kNode}, {"endpoint", Kind::kText}}},
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
std::optional<core::CallField> field(const Argument& argument, const abi::Reader& words,
                                     std::size_t at) {
    core::CallField out{.name = argument.name, .kind = argument.kind};
    const auto word = words.word(at);
    if (argument.kind == Kind::kNode) {
        out.key = to_hash(word).bytes;
        return out;
    }
    if (argument.kind == Kind::kText) {
        const auto bytes = words.bytes(at);
        const auto printable = [](Byte b) { return b >= 0x20 && b < 0x7f; };
        if (words.bad() || !std::ranges::all_of(bytes, printable)) return std::nullopt;
        out.text.assign(bytes.begin(), bytes.end());
        return out;
    }
    if (argument.kind == Kind::kNodeRole) {
        if (word > uint256{UINT8_MAX}) return std::nullopt;
        out.number =
            static_cast<std::int64_t>(node_role_of(static_cast<NodeRole>(std::uint64_t{word})));
        return out;
    }
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

constexpr std::size_t kSelector = 4;

NamedCall decode(std::string contract, ByteView data) {
    NamedCall out{.contract = std::move(contract), .call = {}, .fields = {}};
    if (out.contract.empty() || data.size() < kSelector) return out;
    const auto* call = find(out.contract, data.first(kSelector));
    if (call == nullptr) return out;
    const abi::Reader words(data.subspan(kSelector));
    std::vector<core::CallField> fields;
    for (std::size_t i = 0; i < call->arguments.size(); ++i) {
        const auto& argument = call->arguments[i];
        const auto at = argument.word == Argument::kInOrder ? i : argument.word;
        auto value = field(argument, words, at);
        if (!value || words.bad()) return out;
        fields.push_back(*std::move(value));
    }
    out.call = call->id;
    out.fields = std::move(fields);
    return out;
}

/// One side may be nobody: then it is only out, or only in.
void tell_change_of_validators(NamedCall& named) {
    if (named.call != "replace-validator") return;
    const auto nobody = [](const core::CallField& field) {
        return field.address == core::AddressBytes{};
    };
    if (nobody(named.fields[0])) {
        named.call = "add-validator";
    } else if (nobody(named.fields[1])) {
        named.call = "remove-validator";
    }
    std::erase_if(named.fields, nobody);
}

NamedCall decode_governance(ByteView data) {
    auto named = decode("governance", data);
    tell_change_of_validators(named);
    return named;
}

/// What is voted for is a call itself.
std::optional<NamedCall> decode_vote(ByteView data) {
    static const auto vote = abi::selector("vote(bytes)");
    static const auto withdraw = abi::selector("withdrawVote(bytes)");
    if (data.size() < kSelector) return std::nullopt;
    const auto is = [&](const Bytes& selector) {
        return std::ranges::equal(selector, data.first(kSelector));
    };
    if (!is(vote) && !is(withdraw)) return std::nullopt;
    const abi::Reader words(data.subspan(kSelector));
    const auto action = words.bytes(0);
    auto named = decode_governance(words.bad() ? ByteView{} : action);
    if (!named.call.empty()) named.call = (is(vote) ? "vote-" : "withdraw-vote-") + named.call;
    return named;
}

}  // namespace

NamedCall describe_call(const Suite& suite, const Address& to, ByteView data) {
    if (to != kGovernanceAddress) return decode(contract_at(suite, to), data);
    if (auto vote = decode_vote(data)) return *std::move(vote);
    return decode_governance(data);
}

}  // namespace dure::chain::api
