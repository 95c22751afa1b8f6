#include "chain/api/suite.hpp"

#include "chain/api/abi.hpp"
#include "chain/api/monitoring.hpp"
#include "chain/api/question.hpp"
#include "chain/api/suite_code.hpp"

namespace dure::chain::api {
namespace {

// Nonces of the manager's first transactions.
enum Step : std::uint64_t { kAuthority, kRegistry, kCoin, kPolicy, kMarket, kRoles };

// Roles of the AccessManager; whatever has none is the administrator's: terms and the grant.
constexpr std::uint64_t kManagerRole = 1, kTreasuryRole = 2, kMeteringRole = 3, kForecastRole = 4;

constexpr std::uint64_t kDeployGas = 12'000'000;
constexpr std::uint64_t kQuestionGas = 1'000'000;

Bytes create(std::string_view code_hex, const abi::Encoder& arguments) {
    auto code = from_hex(code_hex).value_or(Bytes{});
    const auto tail = arguments.finish();
    code.insert(code.end(), tail.begin(), tail.end());
    return code;
}

Bytes restrict_to(const Address& target, std::vector<Bytes> functions, std::uint64_t role) {
    return abi::Encoder("setTargetFunctionRole(address,bytes4[],uint64)")
        .address(target)
        .selectors(functions)
        .word(role)
        .finish();
}

Bytes grant_role(std::uint64_t role, const Address& account) {
    return abi::Encoder("grantRole(uint64,address,uint32)")
        .word(role)
        .address(account)
        .word(0)
        .finish();
}

Bytes roles(const Suite& suite, const Address& manager, const Address& metering) {
    const std::vector<Bytes> calls{
        restrict_to(suite.registry,
                    {abi::selector("approve(address)"), abi::selector("deny(address)")},
                    kManagerRole),
        restrict_to(suite.market, {abi::selector("pause()"), abi::selector("unpause()")},
                    kManagerRole),
        restrict_to(suite.coin, {abi::selector("deposit(address,uint256)")}, kTreasuryRole),
        restrict_to(suite.market, {abi::selector("deliver(uint32,uint16,bytes32[])")},
                    kMeteringRole),
        restrict_to(suite.market, {abi::selector("setForecast(uint32,uint256[3])")}, kForecastRole),
        grant_role(kManagerRole, manager),
        grant_role(kTreasuryRole, manager),
        grant_role(kMeteringRole, metering),
        grant_role(kForecastRole, manager),
    };
    return abi::Encoder("multicall(bytes[])").byte_strings(calls).finish();
}

}  // namespace

Suite suite_of(const Address& manager) {
    return {.authority = created_address(manager, kAuthority),
            .registry = created_address(manager, kRegistry),
            .coin = created_address(manager, kCoin),
            .policy = created_address(manager, kPolicy),
            .market = created_address(manager, kMarket)};
}

std::vector<Transaction> deployment(const Address& manager, std::uint64_t chain_id,
                                    const CommunityTerms& terms) {
    const auto suite = suite_of(manager);
    const auto metering = terms.metering.is_zero() ? manager : terms.metering;
    const auto& rules = terms.rules;
    std::vector<Transaction> out;
    const auto add = [&](std::optional<Address> to, Bytes data) {
        Transaction tx;
        tx.type = TransactionType::dynamic_fee;
        tx.chain_id = chain_id;
        tx.nonce = out.size();
        tx.gas_limit = kDeployGas;
        tx.to = to;
        tx.data = std::move(data);
        out.push_back(std::move(tx));
    };
    add({}, create(kAccessManagerCode, abi::Encoder().address(manager)));
    add({},
        create(kRegistryCode, abi::Encoder()
                                  .address(suite.authority)
                                  .address(suite.coin)
                                  .address(suite.market)
                                  .address(suite.policy)
                                  .word(static_cast<std::uint64_t>(terms.sign_up_grant.value))));
    add({},
        create(
            kCoinCode,
            abi::Encoder().address(suite.authority).address(suite.registry).address(suite.market)));
    add({}, create(kAgentPolicyCode, abi::Encoder().address(suite.registry).address(suite.market)));
    add({}, create(kMarketCode, abi::Encoder()
                                    .address(suite.authority)
                                    .address(suite.registry)
                                    .address(suite.coin)
                                    .address(suite.policy)
                                    .word(rules.slot_seconds)
                                    .word(rules.gate_seconds)
                                    .word(rules.reading_seconds)
                                    .word(rules.dispute_seconds)));
    add(suite.authority, roles(suite, manager, metering));
    return out;
}

Result<Suite, Rejection> deploy_community(Node& node, const SecretKey& manager,
                                          const CommunityTerms& terms) {
    const auto from = address_of(manager);
    const auto first_missing = node.next_nonce(from);
    for (auto& transaction : deployment(from, node.chain_id(), terms)) {
        if (transaction.nonce < first_missing) continue;
        const auto sent = node.submit(encode(sign(std::move(transaction), manager)));
        if (!sent) return sent.error();
    }
    return suite_of(from);
}

bool is_deployed(const Node& node, const Suite& suite) {
    // The roles come last: with them the market's pause belongs to a role of its own.
    const auto question = abi::Encoder("getTargetFunctionRole(address,bytes4)")
                              .address(suite.market)
                              .selector_word("pause()")
                              .finish();
    const auto answer = ask(node, {}, suite.authority, question, kQuestionGas, CallContext::kHead);
    return answer.status == evm::Status::success && answer.output.size() == 32 &&
           abi::Reader(answer.output).integer(0) == kManagerRole;
}

}  // namespace dure::chain::api
