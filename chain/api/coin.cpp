#include "chain/api/coin.hpp"

#include "chain/api/abi.hpp"

namespace dure::chain::api {
namespace {

uint256 amount_word(core::MilliWon amount) {
    return uint256{static_cast<std::uint64_t>(amount.value)};
}

}  // namespace

Message send_coins(const Suite& suite, const Address& to, core::MilliWon amount) {
    return {.to = suite.coin,
            .data = abi::Encoder("transfer(address,uint256)")
                        .address(to)
                        .word(amount_word(amount))
                        .finish(),
            .gas_limit = 500'000};
}

Message deposit_coins(const Suite& suite, const Address& to, core::MilliWon amount) {
    return {
        .to = suite.coin,
        .data =
            abi::Encoder("deposit(address,uint256)").address(to).word(amount_word(amount)).finish(),
        .gas_limit = 500'000};
}

Bytes ask_balance(const Address& holder) {
    return abi::Encoder("balanceOf(address)").address(holder).finish();
}
Bytes ask_locked(const Address& holder) {
    return abi::Encoder("lockedOf(address)").address(holder).finish();
}
Bytes ask_supply() { return abi::selector("totalSupply()"); }
Bytes ask_balances(std::size_t seats) {
    return abi::Encoder("lanes(uint256)").word((seats + 3) / 4).finish();
}

std::vector<core::MilliWon> read_balances(ByteView answer, std::size_t seats) {
    std::vector<core::MilliWon> out(seats);
    const auto words = abi::Reader(answer).words(0);
    for (std::size_t seat = 0; seat < seats && seat / 4 < words.size(); ++seat) {
        out[seat] = core::MilliWon{static_cast<std::int64_t>(words[seat / 4][seat % 4])};
    }
    return out;
}

std::optional<TransferLog> read_transfer(const Log& log) {
    static const auto kTopic = abi::topic("Transfer(address,address,uint256)");
    if (log.topics.size() != 3 || log.topics[0] != kTopic || log.data.size() != 32) {
        return std::nullopt;
    }
    return TransferLog{
        .from = to_address(to_uint256(log.topics[1])),
        .to = to_address(to_uint256(log.topics[2])),
        .amount = core::MilliWon{static_cast<std::int64_t>(abi::Reader(log.data).integer(0))}};
}

std::optional<core::CoinMove::Cause> read_mint_cause(const Log& log) {
    static const auto kGranted = abi::topic("Granted(address,uint256)");
    static const auto kDeposited = abi::topic("Deposited(address,uint256)");
    if (log.topics.empty()) return std::nullopt;
    if (log.topics[0] == kGranted) return core::CoinMove::Cause::kGrant;
    if (log.topics[0] == kDeposited) return core::CoinMove::Cause::kDeposit;
    return std::nullopt;
}

}  // namespace dure::chain::api
