#include "chain/block/execution.hpp"

#include <algorithm>
#include <limits>

#include "chain/evm/precompiles.hpp"

namespace dure::chain {

namespace {

/// EIP-4788: the contract that keeps beacon roots, and who calls it.
constexpr Address kBeaconRoots{{0x00, 0x0f, 0x3d, 0xf6, 0xd7, 0x32, 0x80, 0x7e, 0xf1, 0x31,
                                0x9f, 0xb7, 0xb8, 0xbb, 0x85, 0x22, 0xd0, 0xbe, 0xac, 0x02}};
constexpr Address kSystem{{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                           0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe}};
/// The machine counts gas with a sign.
constexpr auto kMostGas = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
constexpr std::int64_t kSystemGas = 30'000'000;
constexpr std::uint64_t kWeiPerGwei = 1'000'000'000;

ExecutionError from_stateless(TransactionError error) {
    switch (error) {
        case TransactionError::nonce_too_high:
            return ExecutionError::nonce_at_limit;
        case TransactionError::priority_above_fee:
            return ExecutionError::priority_above_fee;
        case TransactionError::fee_overflow:
            return ExecutionError::insufficient_funds;
        case TransactionError::init_code_too_large:
            return ExecutionError::init_code_too_large;
        case TransactionError::gas_below_intrinsic:
            return ExecutionError::gas_below_intrinsic;
        case TransactionError::bad_encoding:
        case TransactionError::unsupported_type:
        case TransactionError::bad_v:
        case TransactionError::bad_signature:
            break;
    }
    return ExecutionError::not_signed;
}

std::optional<ExecutionError> check(const State::Entry& sender, const Transaction& tx,
                                    const evm::BlockContext& block, std::uint64_t gas_before) {
    if (tx.chain_id && *tx.chain_id != block.chain_id) return ExecutionError::wrong_chain_id;
    // What the state says comes before gas that is too little: wallets learn the more useful
    // reason.
    const auto stateless = check_stateless(tx);
    const auto too_little_gas = stateless == TransactionError::gas_below_intrinsic ||
                                stateless == TransactionError::init_code_too_large;
    if (stateless && !too_little_gas) return from_stateless(*stateless);
    const auto block_gas = std::min(block.gas_limit, kMostGas);
    if (tx.gas_limit > block_gas - std::min(block_gas, gas_before)) {
        return ExecutionError::gas_above_block;
    }
    if (tx.max_fee_per_gas < block.base_fee) return ExecutionError::fee_below_base;
    const auto& account = sender.account;
    if (account.code_hash != kEmptyCodeHash) return ExecutionError::sender_has_code;
    if (tx.nonce < account.nonce) return ExecutionError::nonce_too_low;
    if (tx.nonce > account.nonce) return ExecutionError::nonce_too_high;
    const auto fee = tx.max_fee_per_gas * tx.gas_limit;  // cannot overflow: checked without state
    if (account.balance < fee || account.balance - fee < tx.value) {
        return ExecutionError::insufficient_funds;
    }
    if (stateless) return from_stateless(*stateless);
    return std::nullopt;
}

uint256 effective_gas_price(const Transaction& tx, const uint256& base_fee) {
    return base_fee + std::min(tx.max_priority_fee_per_gas, tx.max_fee_per_gas - base_fee);
}

/// EIP-2929, 2930 and 3651: what is warm before the first instruction.
void warm_up(State& state, const evm::BlockContext& block, const std::optional<Address>& to,
             const AccessList& list) {
    state.access(state.entry(block.coinbase));
    if (to) state.access(state.entry(*to));
    for (const auto& item : list) {
        auto& account = state.entry(item.address);
        state.access(account);
        for (const auto& key : item.storage_keys) state.access(account, to_uint256(key));
    }
}

evm::Message first_message(const Address& sender, const std::optional<Address>& to,
                           const uint256& value, ByteView data, std::uint64_t gas) {
    return {.kind = to ? evm::MessageKind::call : evm::MessageKind::create,
            .is_static = false,
            .depth = 0,
            .gas = static_cast<std::int64_t>(gas),
            .sender = sender,
            .recipient = to.value_or(Address{}),
            .code_address = to.value_or(Address{}),
            .value = value,
            .input = data,
            .salt = {}};
}

/// Gas to pay for: what ran, less the refund, which is at most a fifth (EIP-3529).
std::uint64_t charged_gas(std::uint64_t limit, const evm::CallResult& run, std::int64_t refund) {
    const auto ran = limit - static_cast<std::uint64_t>(run.gas_left);
    if (run.status != evm::Status::success) return ran;
    const auto most = ran / static_cast<std::uint64_t>(evm::kRefundQuotient);
    return ran - std::min(most, static_cast<std::uint64_t>(refund));
}

void call_beacon_roots(evm::Machine& machine, const Hash256& root) {
    auto& state = machine.state();
    if (state.entry(kBeaconRoots).account.code_hash == kEmptyCodeHash) return;
    state.begin_transaction();
    machine.begin_transaction({.origin = kSystem, .gas_price = {}});
    auto message = first_message(kSystem, kBeaconRoots, {}, root, kSystemGas);
    machine.execute(message);
    state.finish_transaction();
}

}  // namespace

std::string_view to_string(ExecutionError error) {
    switch (error) {
        case ExecutionError::wrong_chain_id:
            return "wrong chain id";
        case ExecutionError::gas_above_block:
            return "gas limit above the block's";
        case ExecutionError::priority_above_fee:
            return "max priority fee above max fee";
        case ExecutionError::fee_below_base:
            return "max fee below the base fee";
        case ExecutionError::nonce_too_low:
            return "nonce too low";
        case ExecutionError::nonce_too_high:
            return "nonce too high";
        case ExecutionError::nonce_at_limit:
            return "nonce at its limit";
        case ExecutionError::sender_has_code:
            return "sender is a contract";
        case ExecutionError::insufficient_funds:
            return "insufficient funds";
        case ExecutionError::init_code_too_large:
            return "init code too large";
        case ExecutionError::gas_below_intrinsic:
            return "intrinsic gas too low";
        case ExecutionError::not_signed:
            return "no valid signature";
    }
    return "unknown";
}

Result<TransactionResult, ExecutionError> apply_transaction(evm::Machine& machine,
                                                            const Transaction& tx,
                                                            const Address& sender_address,
                                                            std::uint64_t gas_before) {
    auto& state = machine.state();
    const auto& block = machine.block();
    auto& sender = state.entry(sender_address);
    if (const auto error = check(sender, tx, block, gas_before)) return *error;

    const auto price = effective_gas_price(tx, block.base_fee);
    state.begin_transaction();
    machine.begin_transaction({.origin = sender_address, .gas_price = price});
    state.set_balance(sender, sender.account.balance - price * tx.gas_limit);
    state.set_nonce(sender, tx.nonce + 1);
    state.access(sender);
    warm_up(state, block, tx.to, tx.access_list);

    const auto run = machine.execute(
        first_message(sender_address, tx.to, tx.value, tx.data, tx.gas_limit - intrinsic_gas(tx)));
    const auto gas_used = charged_gas(tx.gas_limit, run, machine.refund());

    state.set_balance(sender, sender.account.balance + price * (tx.gas_limit - gas_used));
    auto& coinbase = state.entry(block.coinbase);
    state.set_balance(coinbase, coinbase.account.balance + (price - block.base_fee) * gas_used);

    TransactionResult result{.receipt = {.type = tx.type,
                                         .succeeded = run.status == evm::Status::success,
                                         .cumulative_gas_used = gas_before + gas_used,
                                         .bloom = {},
                                         .logs = machine.take_logs()},
                             .gas_used = gas_used,
                             .effective_gas_price = price,
                             .contract_address = std::nullopt,
                             .status = run.status,
                             .output = {run.output.begin(), run.output.end()}};
    if (!tx.to) result.contract_address = run.created;
    result.receipt.bloom = bloom_of(result.receipt.logs);
    state.finish_transaction();
    return result;
}

uint256 blob_base_fee(std::uint64_t excess_blob_gas) {
    // e^(excess / fraction) as the sum of its series in integers, as the EIP does it.
    constexpr std::uint64_t kUpdateFraction = 3'338'477;
    uint256 sum;
    uint256 term = kUpdateFraction;
    for (std::uint64_t i = 1; term; ++i) {
        sum += term;
        term = term * excess_blob_gas / (uint256{kUpdateFraction} * i);
    }
    return sum / kUpdateFraction;
}

evm::BlockContext block_context(const Header& header, std::uint64_t chain_id,
                                BlockHashes block_hash) {
    return {.number = header.number,
            .timestamp = header.timestamp,
            .gas_limit = header.gas_limit,
            .coinbase = header.coinbase,
            .prev_randao = header.mix_hash,
            .base_fee = header.base_fee_per_gas,
            .blob_base_fee = blob_base_fee(header.excess_blob_gas),
            .chain_id = chain_id,
            .block_hash = std::move(block_hash)};
}

BlockExecutor::BlockExecutor(const StateReader& reader, const Header& header,
                             std::uint64_t chain_id, BlockHashes block_hash, evm::Caches caches)
    : state_(reader),
      machine_(state_, block_context(header, chain_id, std::move(block_hash)), caches),
      gas_limit_(header.gas_limit) {
    call_beacon_roots(machine_, header.parent_beacon_block_root);
}

Result<TransactionResult, ExecutionError> BlockExecutor::add(const Transaction& tx,
                                                             const Address& sender) {
    auto applied = apply_transaction(machine_, tx, sender, result_.gas_used);
    if (!applied) return applied;
    result_.gas_used += applied->gas_used;
    result_.gas_used_by.push_back(applied->gas_used);
    result_.receipts.push_back(applied->receipt);
    merge_into(result_.logs_bloom, applied->receipt.bloom);
    return applied;
}

BlockResult BlockExecutor::finish(std::span<const Withdrawal> withdrawals) {
    state_.begin_transaction();
    for (const auto& withdrawal : withdrawals) {
        auto& account = state_.entry(withdrawal.address);
        state_.set_balance(account,
                           account.account.balance + uint256{withdrawal.amount_gwei} * kWeiPerGwei);
    }
    state_.finish_transaction();
    result_.diff = state_.diff();
    return std::move(result_);
}

Result<BlockResult, BlockFailure> execute_block(const StateReader& reader, const BlockInput& in) {
    BlockExecutor executor(reader, in.header, in.chain_id, in.block_hash, in.caches);
    for (std::size_t i = 0; i < in.transactions.size(); ++i) {
        const auto added = executor.add(in.transactions[i], in.senders[i]);
        if (!added) return BlockFailure{.transaction = i, .error = added.error()};
    }
    return executor.finish(in.withdrawals);
}

CallOutcome simulate(const StateReader& reader, const evm::BlockContext& block,
                     const CallRequest& request) {
    Transaction shape;
    shape.to = request.to;
    shape.data = request.data;
    shape.access_list = request.access_list;
    const auto intrinsic = intrinsic_gas(shape);
    CallOutcome out;
    const auto gas = std::min(request.gas, kMostGas);
    if (gas < intrinsic) {
        out.status = evm::Status::out_of_gas;
        out.gas_used = gas;
        return out;
    }
    if (!request.to && request.data.size() > evm::kMaxInitCodeSize) {
        out.status = evm::Status::init_code_too_large;
        return out;
    }
    State state(reader);
    evm::Machine machine(state, block, evm::Caches::kOn, {.may_go_on = request.may_go_on});
    state.begin_transaction();
    machine.begin_transaction({.origin = request.from, .gas_price = request.gas_price});
    auto& sender = state.entry(request.from);
    if (sender.account.balance < request.value) {
        out.status = evm::Status::insufficient_balance;
        return out;
    }
    state.set_nonce(sender, sender.account.nonce + 1);
    state.access(sender);
    warm_up(state, block, request.to, request.access_list);
    const auto run = machine.execute(
        first_message(request.from, request.to, request.value, request.data, gas - intrinsic));
    out.status = run.status;
    if (run.status == evm::Status::interrupted) return out;
    out.gas_used = charged_gas(gas, run, machine.refund());
    out.output.assign(run.output.begin(), run.output.end());
    if (!request.to && run.status == evm::Status::success) {
        const auto code = state.code(state.entry(run.created)).view();
        out.output.assign(code.begin(), code.end());
    }
    out.logs = machine.take_logs();
    state.finish_transaction();
    out.diff = state.diff();
    return out;
}

Result<std::uint64_t, CallOutcome> estimate_gas(const StateReader& reader,
                                                const evm::BlockContext& block,
                                                const CallRequest& request) {
    auto attempt = request;
    auto outcome = simulate(reader, block, attempt);
    if (outcome.status != evm::Status::success) return outcome;
    // Less than what was used cannot do; a call may need more than it uses (EIP-150, refunds).
    std::uint64_t too_little = outcome.gas_used - 1;
    std::uint64_t enough = std::min(request.gas, kMostGas);
    while (too_little + 1 < enough) {
        // Most need little more than they use: look near there first.
        const auto middle = too_little + (enough - too_little) / 2;
        attempt.gas = std::min(middle, too_little + too_little / 16 + 64);
        outcome = simulate(reader, block, attempt);
        if (outcome.status == evm::Status::interrupted) return outcome;
        if (outcome.status == evm::Status::success) {
            enough = attempt.gas;
        } else {
            too_little = attempt.gas;
        }
    }
    return enough;
}

}  // namespace dure::chain
