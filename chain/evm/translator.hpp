// Makes steps of code, block by block. Rules: program.hpp.
#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "chain/evm/program.hpp"
#include "chain/evm/stack_account.hpp"

namespace dure::chain::evm {

class Translator {
 public:
    Translator(Program& program, const Code& code, Labels labels, Translation translation)
        : program_(program), code_(code), labels_(labels), translation_(translation) {}

    void run();

 private:
    /// Sums up a block while its instructions go by.
    struct Sum {
        std::int64_t gas = 0, needs = 0, height = 0, grows = 0;
        void add(const OpcodeTraits&);
        bool is_empty() const { return gas == 0; }  // no instruction within a block is for nothing
        /// No stack is deep and free enough: the block fails at its beginning.
        bool cannot_run() const { return needs > kMaxStack || grows > kMaxStack; }
    };

    void begin_block();
    void end_block();
    /// Goes on into the block behind.
    void fall();
    void aim_jumps();
    void instruction(Byte opcode, std::size_t position);
    void binary(Byte opcode);
    void unary(Byte opcode);
    void modular(Byte opcode);
    void load(Byte opcode);
    void store();
    void store_byte();
    void give(Byte opcode);
    void on_stack(Byte opcode);
    void ending(Byte opcode);
    void jump();
    void jump_if();

    std::size_t emit(std::size_t kind, std::int32_t to = 0, std::int32_t a = 0, std::int32_t b = 0,
                     std::int32_t c = 0);
    void emit_moves();
    void settle(Word* kept = nullptr);
    /// Lets go of a step's operands, which it reads before it writes, and pushes a slot for its
    /// result; the slot's offset.
    std::int32_t result_for(std::initializer_list<Word> operands);
    /// The word in a slot, moved there if it is a constant. It stays held.
    Word in_slot(Word);
    void push_literal(const uint256&);
    const uint256& literal(Word word) const {
        return literals_[static_cast<std::size_t>(word.index)];
    }
    /// The literal as a number below 2^31, for steps that hold one.
    std::optional<std::int32_t> small(Word word) const;
    std::int32_t constant(Word word);
    std::int32_t height_in_bytes() const;
    std::vector<Step>& steps() { return program_.steps_; }

    Program& program_;
    const Code& code_;
    Labels labels_;
    Translation translation_;
    StackAccount stack_;
    StackAccount::Moves moves_;
    Sum sum_;
    std::size_t block_ = 0;  ///< its step
    std::vector<uint256> literals_;
    std::vector<std::int32_t> literal_constants_;  ///< offset among the constants, -1: not there
    struct ConstantJump {
        std::size_t step;
        std::uint64_t code_offset;
    };
    std::vector<ConstantJump> constant_jumps_;
};

}  // namespace dure::chain::evm
