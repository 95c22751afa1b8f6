// What a transaction, a block and a question (eth_call) do to the state: pure functions over a
// StateReader. Errors are values: a transaction either is in a block, succeeded or not, or cannot
// be there at all.
//
//   one block in hand:      execute_block(world, input) → diff, receipts, gas, bloom
//   building a block:       BlockExecutor e(world, input…); e.add(tx, sender) for each; e.finish()
//   asking without a block: simulate(world, context, request), estimate_gas(…)
//
// Source: Yellow Paper 4.4 and 6; EIPs 1559, 2718, 2930, 3529, 3607, 3651, 4788, 4895.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/block/block.hpp"
#include "chain/block/header.hpp"
#include "chain/block/receipt.hpp"
#include "chain/block/transaction.hpp"
#include "chain/evm/machine.hpp"
#include "chain/state/state.hpp"

namespace dure::chain {

/// Why a transaction cannot be in the block.
enum class ExecutionError : std::uint8_t {
    wrong_chain_id,
    gas_above_block,     ///< gas limit above what the block has left
    priority_above_fee,  ///< max priority fee > max fee
    fee_below_base,      ///< max fee < the block's base fee
    nonce_too_low,
    nonce_too_high,
    nonce_at_limit,       ///< 2^64 − 1 (EIP-2681)
    sender_has_code,      ///< EIP-3607
    insufficient_funds,   ///< balance < gas limit × max fee + value
    init_code_too_large,  ///< EIP-3860
    gas_below_intrinsic,
    not_signed,  ///< the signature yields no sender
};
std::string_view to_string(ExecutionError);

struct TransactionResult {
    Receipt receipt;  ///< cumulative gas: of the block so far
    std::uint64_t gas_used = 0;
    uint256 effective_gas_price;
    std::optional<Address> contract_address;  ///< of a creating transaction, successful or not
    evm::Status status = evm::Status::success;
    Bytes output;
};

/// Runs one transaction to its end on the machine's state. After an error nothing has changed.
/// `gas_before`: gas used by the block so far.
Result<TransactionResult, ExecutionError> apply_transaction(evm::Machine&, const Transaction&,
                                                            const Address& sender,
                                                            std::uint64_t gas_before);

/// Hash of one of the 256 blocks before the one that runs.
using BlockHashes = std::function<Hash256(std::uint64_t number)>;

/// Price of blob gas (EIP-4844): what BLOBBASEFEE shows, 1 wei for no excess.
uint256 blob_base_fee(std::uint64_t excess_blob_gas);

evm::BlockContext block_context(const Header&, std::uint64_t chain_id, BlockHashes);

struct BlockResult {
    StateDiff diff;
    std::vector<Receipt> receipts;
    std::vector<std::uint64_t> gas_used_by;  ///< each transaction's gas
    std::uint64_t gas_used = 0;
    Bloom logs_bloom;
};

/// A block that grows transaction by transaction. Header fields that execution reads: number,
/// timestamp, coinbase, gas limit, mix hash, base fee, parent beacon root.
class BlockExecutor {
 public:
    BlockExecutor(const StateReader&, const Header&, std::uint64_t chain_id, BlockHashes,
                  evm::Caches = evm::Caches::kOn);
    BlockExecutor(const BlockExecutor&) = delete;
    BlockExecutor& operator=(const BlockExecutor&) = delete;

    /// After an error the block is as before, and another transaction may be tried.
    Result<TransactionResult, ExecutionError> add(const Transaction&, const Address& sender);
    std::uint64_t gas_left() const { return gas_limit_ - result_.gas_used; }
    BlockResult finish(std::span<const Withdrawal> = {});

 private:
    State state_;
    evm::Machine machine_;
    std::uint64_t gas_limit_;
    BlockResult result_;
};

struct BlockInput {
    const Header& header;
    std::span<const Transaction> transactions;
    std::span<const Address> senders;  ///< of each transaction
    std::span<const Withdrawal> withdrawals;
    std::uint64_t chain_id = 1;
    BlockHashes block_hash;
    evm::Caches caches = evm::Caches::kOn;
};
struct BlockFailure {
    std::size_t transaction = 0;  ///< index of the one that cannot be there
    ExecutionError error = ExecutionError::not_signed;
};
Result<BlockResult, BlockFailure> execute_block(const StateReader&, const BlockInput&);

/// eth_call and eth_estimateGas: no signature, no nonce, no fee is paid.
struct CallRequest {
    Address from;
    std::optional<Address> to;  ///< missing: creates a contract
    std::uint64_t gas = 0;      ///< the caller caps it
    uint256 gas_price;          ///< what GASPRICE shows
    uint256 value;
    Bytes data;
    AccessList access_list;
    MayGoOn may_go_on{};  ///< asked now and then; ends with Status::interrupted
};
struct CallOutcome {
    evm::Status status = evm::Status::success;
    std::uint64_t gas_used = 0;  ///< with intrinsic gas, refund taken off
    Bytes output;                ///< returned or reverted with
    std::vector<Log> logs;
    StateDiff diff;
};
CallOutcome simulate(const StateReader&, const evm::BlockContext&, const CallRequest&);

/// The least gas limit with which the request succeeds, at most `request.gas`; the failing outcome
/// when even that is too little.
Result<std::uint64_t, CallOutcome> estimate_gas(const StateReader&, const evm::BlockContext&,
                                                const CallRequest&);

}  // namespace dure::chain
