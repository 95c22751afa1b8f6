// The account a translator keeps of the stack within a block: for each word whether it is a
// constant or in which slot it lies, and which slots are in use. It emits nothing itself; what has
// to be moved comes out as Moves.
#pragma once

#include <cstdint>
#include <vector>

#include "chain/evm/gas.hpp"

namespace dure::chain::evm {

/// A word: a constant by its number, or the content of a slot.
struct Word {
    enum class Kind : std::uint8_t { kSlot, kConstant } kind = Kind::kSlot;
    std::int32_t index = 0;

    static Word slot(int index) { return {Kind::kSlot, index}; }
    static Word constant(int index) { return {Kind::kConstant, index}; }
    bool is_constant() const { return kind == Kind::kConstant; }
    friend bool operator==(const Word&, const Word&) = default;
};

class StackAccount {
 public:
    /// No word ever lies further above the stack's highest.
    static constexpr int kScratch = 32;

    /// A move of `from` to a slot, or an exchange of two slots.
    struct Move {
        enum class Kind : std::uint8_t { kCopy, kExchange } kind = Kind::kCopy;
        int to = 0;
        Word from;
    };
    using Moves = std::vector<Move>;

    StackAccount();

    /// The stack is what it is: every word in its place.
    void begin_block();
    /// Words now minus words when the block began.
    int height() const { return size() - taken_; }

    void push(Word word);
    /// The word on top. It stays in use until it is released.
    Word pop();
    void release(Word word);
    void drop() { release(pop()); }
    void duplicate(int n);  ///< DUPn
    void swap(int n);       ///< SWAPn
    /// A slot for a word that is about to be pushed or needed for a moment: its place on the stack,
    /// or the next one above that nothing lies in.
    int free_slot() const { return free_slot_from(place(size())); }
    /// So many words lie above the stack that it is time to settle.
    bool is_crowded() const { return free_slot() - place(size()) > kReach; }
    void hold(Word word) {
        if (!word.is_constant()) ++uses(word.index);
    }
    int uses_of(int slot) const { return uses_[static_cast<std::size_t>(slot + kLowest)]; }

    /// Brings all words to their places. `kept` is a popped word that has to survive: it may move.
    void settle(Moves& out, Word* kept = nullptr);
    /// The same for the `n` words on top; all others are given up.
    void settle_last(int n, Moves& out);

 private:
    static constexpr int kLowest = kMaxStack + 32;         ///< slots go down to -kLowest
    static constexpr int kHighest = kMaxStack + kScratch;  ///< and up to this
    static constexpr int kReach = 8;

    int size() const { return static_cast<int>(words_.size() - first_); }
    Word& at(int index) { return words_[first_ + static_cast<std::size_t>(index)]; }
    int place(int index) const { return index + 1 - taken_; }  ///< the slot where it belongs
    bool is_settled(int index) { return at(index) == Word::slot(place(index)); }
    std::uint16_t& uses(int slot) { return uses_[static_cast<std::size_t>(slot + kLowest)]; }
    void reach_down(int n);
    /// The word that belongs into the slot.
    int index_of(int slot) const { return slot - 1 + taken_; }
    int free_slot_from(int slot) const;
    void settle_from(int from, Moves& out);
    void settle_ready(Moves& out);
    void break_cycle(int index, Moves& out);

    std::vector<Word> words_;          ///< from `first_`; below them the stack is as it was
    std::size_t first_ = 0;            ///< room before it, for words reached later
    int taken_ = 0;                    ///< words of the old stack among `words_`
    int unsettled_from_ = 0;           ///< no word before this is out of place
    std::vector<std::uint16_t> uses_;  ///< by slot: how many words lie there
    std::vector<int> ready_;           ///< out of place, and their place is free
};

}  // namespace dure::chain::evm
