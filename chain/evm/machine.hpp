// The machine of Cancun: runs messages against a State. One Machine serves a block; buffers are
// kept between messages, so running code allocates only what the state itself needs.
//
// Code is made into a program of steps once (program.hpp); the loop that runs it is
// interpreter.cpp, instructions that touch the world are instructions.cpp, the table of gas and
// stack is opcodes.hpp, prices are gas.hpp, contracts without code precompiles.hpp.
#pragma once

#include <memory>
#include <vector>

#include "chain/base/repeated_modulus.hpp"
#include "chain/block/receipt.hpp"
#include "chain/evm/gas.hpp"
#include "chain/evm/memory.hpp"
#include "chain/evm/message.hpp"
#include "chain/state/state.hpp"

namespace dure::chain::evm {

/// Whether what was worked out once is used again. Results are the same; to compare.
enum class Caches : std::uint8_t {
    kOn,
    kOff,  ///< code is made into a program for each message, instruction by instruction
};

class Machine {
 public:
    Machine(State&, BlockContext, Caches = Caches::kOn, Patience = {});
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Forgets logs and refund of the transaction before.
    void begin_transaction(const TransactionContext&);
    /// Runs a message of depth 0. Depth, balance and the sender's nonce are the caller's business;
    /// a creation uses the sender's nonce minus one, because the caller has raised it.
    CallResult execute(const Message&);

    std::int64_t refund() const { return refund_; }
    std::vector<Log> take_logs() { return std::move(logs_); }
    const BlockContext& block() const { return block_; }
    State& state() { return state_; }

 private:
    friend struct Frame;

    /// What one depth of calls needs, allocated once.
    struct Buffers {
        std::unique_ptr<std::byte[]> stack;  // NOLINT: uninitialised on purpose
        Memory memory;
        Bytes precompile_output;
    };
    struct Checkpoint {
        State::Snapshot state;
        std::size_t logs;
        std::int64_t refund;
    };

    CallResult call(const Message&);
    CallResult create(const Message&);
    CallResult run(const Message&, State::Entry& self, const Code&);
    Status deploy(State::Entry&, CallResult&);
    void transfer(const Address& from, State::Entry& to, const uint256& value);
    Buffers& buffers(int depth);
    Checkpoint checkpoint() const;
    void roll_back(const Checkpoint&);

    State& state_;
    BlockContext block_;
    TransactionContext transaction_;
    std::vector<std::unique_ptr<Buffers>> buffers_;  ///< by depth
    RepeatedModulus modulus_;
    Caches caches_;
    Patience patience_;
    std::vector<Log> logs_;
    std::int64_t refund_ = 0;
};

}  // namespace dure::chain::evm
