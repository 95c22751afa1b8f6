// Inside the machine: one running message, and the interpreter that runs it.
#pragma once

#include "chain/evm/machine.hpp"
#include "chain/evm/program.hpp"

namespace dure::chain::evm {

struct Frame {
    Machine& machine;
    State& state;
    const BlockContext& block;
    const TransactionContext& transaction;
    const Message& message;
    State::Entry& self;  ///< the recipient
    const Code& code;
    Memory& memory;
    uint256* stack;  ///< room for kMaxStack words and a program's scratch
    Translation translation = Translation::kBlocks;
    std::int64_t gas = 0;      ///< what may be used before the next question (Patience)
    std::int64_t reserve = 0;  ///< the rest, beyond the slice
    std::int64_t slice = 0;    ///< 0: undivided
    bool is_interrupted = false;
    std::int64_t memory_paid = 0;  ///< for all of the memory
    ByteView return_data;          ///< of the last call
    ByteView output;

    CallResult execute(const Message& m) { return machine.execute(m); }
    uint256 multiply_modulo(const uint256& a, const uint256& b, const uint256& m) {
        return translation == Translation::kBlocks ? machine.modulus_.mulmod(a, b, m)
                                                   : mulmod(a, b, m);
    }
    std::vector<Log>& logs() { return machine.logs_; }
    std::int64_t& refund() { return machine.refund_; }

    [[nodiscard]] bool charge(std::int64_t cost) {
        gas -= cost;
        return gas >= 0 || refill();
    }
    std::int64_t gas_left() const { return gas + reserve; }
    /// Keeps what is more than a slice in the reserve.
    void divide_gas() {
        if (slice == 0 || gas <= slice) return;
        reserve += gas - slice;
        gas = slice;
    }
    /// The next slice, on top of what is owed: `gas` is below zero. False: that was all, or no more
    /// is given.
    bool refill();
    /// Pays for memory up to `end` bytes, at most Memory::kMaxSize twice, and makes it; false: out
    /// of gas.
    [[nodiscard]] bool expand_to(std::uint64_t end) {
        if (end <= memory.size()) return true;
        const auto after = words(end);
        const auto price = kMemoryWord * after + after * after / kMemoryQuadraticDivisor;
        if (!charge(price - memory_paid)) return false;
        memory_paid = price;
        memory.grow(static_cast<std::uint64_t>(after) * 32);
        return true;
    }
    /// Memory for `size` bytes at `offset`; nothing is needed for none.
    [[nodiscard]] bool expand(const uint256& offset, const uint256& size) {
        if (!size) return true;
        if (!offset.fits_uint64() || !size.fits_uint64() || offset[0] >= Memory::kMaxSize ||
            size[0] >= Memory::kMaxSize) {
            return false;
        }
        return expand_to(offset[0] + size[0]);
    }
    /// A region that `expand` has made.
    ByteView region(const uint256& offset, const uint256& size) const {
        return size ? memory.view(offset[0], size[0]) : ByteView{};
    }
};

/// Runs the frame's code to its end; leaves gas and output in the frame.
Status interpret(Frame&);

}  // namespace dure::chain::evm
