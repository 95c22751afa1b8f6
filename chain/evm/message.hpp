// What goes into the machine and what comes out: a message (call or creation), its outcome, and the
// block and transaction around it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "chain/base/may_go_on.hpp"
#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"

namespace dure::chain::evm {

enum class Status : std::uint8_t {
    success,
    revert,  ///< REVERT: changes undone, gas left and output kept
    // Everything below undoes the changes and takes all gas of the message.
    out_of_gas,
    undefined_instruction,
    invalid_instruction,  ///< INVALID
    bad_jump_destination,
    stack_underflow,
    stack_overflow,
    static_violation,
    return_data_out_of_bounds,
    init_code_too_large,  ///< EIP-3860
    code_too_large,       ///< EIP-170
    code_starts_with_ef,  ///< EIP-3541
    address_collision,
    precompile_failed,
    interrupted,  ///< Patience had an end; ends every message around it too
    // The message did not start; its gas is given back.
    call_too_deep,
    insufficient_balance,
    nonce_too_high,
};
std::string_view to_string(Status);

enum class MessageKind : std::uint8_t { call, callcode, delegatecall, create, create2 };

struct Message {
    MessageKind kind = MessageKind::call;
    bool is_static = false;  ///< EIP-214: nothing may change
    int depth = 0;
    std::int64_t gas = 0;
    Address sender;
    Address recipient;     ///< whose storage and balance; set by the machine for creations
    Address code_address;  ///< whose code; equals the recipient except in callcode and delegatecall
    uint256 value;
    ByteView input;  ///< call data, or init code
    uint256 salt;    ///< create2
};

struct CallResult {
    Status status = Status::success;
    std::int64_t gas_left = 0;
    ByteView output;  ///< valid until the machine runs the next message
    Address created;  ///< the new contract, if one was to be created
};

struct BlockContext {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gas_limit = 0;
    Address coinbase;
    Hash256 prev_randao;
    uint256 base_fee;
    uint256 blob_base_fee{1};  ///< EIP-7516; 1 wei while there are no blobs
    std::uint64_t chain_id = 1;
    /// Hash of one of the 256 blocks before this one; asked only within that range. May be empty:
    /// zeros.
    std::function<Hash256(std::uint64_t number)> block_hash;
};

/// For questions that must not take long. Gas is then handed to running code in slices, and before
/// each, and before each call, it is asked; results are the same as without.
struct Patience {
    MayGoOn may_go_on{};          ///< empty: as long as the gas lasts
    std::int64_t slice = 20'000;  ///< gas, > 0; the slowest instructions use it up in milliseconds
};

struct TransactionContext {
    Address origin;
    uint256 gas_price;  ///< the effective one (EIP-1559)
};

}  // namespace dure::chain::evm
