#include "chain/evm/stack_account.hpp"

#include <algorithm>
#include <utility>

namespace dure::chain::evm {

StackAccount::StackAccount() : uses_(static_cast<std::size_t>(kLowest + kHighest + 1)) {}

void StackAccount::begin_block() {
    for (auto i = first_; i < words_.size(); ++i) {
        if (!words_[i].is_constant()) uses(words_[i].index) = 0;
    }
    words_.clear();
    first_ = 0;
    taken_ = 0;
    unsettled_from_ = 0;
}

/// Takes words of the old stack into the account until there are `n`.
void StackAccount::reach_down(int n) {
    const auto missing = n - size();
    if (missing <= 0) return;
    if (first_ < static_cast<std::size_t>(missing)) {
        const auto room = static_cast<std::size_t>(missing) + words_.size() + 32;
        words_.insert(words_.begin(), room, Word{});
        first_ += room;
    }
    for (int i = 0; i < missing; ++i) {
        const auto slot = -taken_;
        ++taken_;
        words_[--first_] = Word::slot(slot);
        uses(slot) = 1;
    }
    unsettled_from_ += missing;
}

void StackAccount::push(Word word) {
    hold(word);
    words_.push_back(word);
    if (!is_settled(size() - 1)) unsettled_from_ = std::min(unsettled_from_, size() - 1);
}

Word StackAccount::pop() {
    reach_down(1);
    const auto word = words_.back();
    words_.pop_back();
    unsettled_from_ = std::min(unsettled_from_, size());
    return word;
}

void StackAccount::release(Word word) {
    if (!word.is_constant()) --uses(word.index);
}

void StackAccount::duplicate(int n) {
    reach_down(n);
    push(at(size() - n));
}

void StackAccount::swap(int n) {
    reach_down(n + 1);
    const auto deep = size() - 1 - n;
    std::swap(at(deep), at(size() - 1));
    unsettled_from_ = std::min(unsettled_from_, deep);
}

int StackAccount::free_slot_from(int slot) const {
    while (uses_of(slot) != 0) ++slot;
    return slot;
}

void StackAccount::settle(Moves& out, Word* kept) {
    if (kept != nullptr && !kept->is_constant()) {
        // Out of the way of the word that belongs there.
        const auto index = index_of(kept->index);
        if (index >= 0 && index < size() && !is_settled(index)) {
            const auto slot = free_slot_from(place(size()));
            out.push_back({.kind = Move::Kind::kCopy, .to = slot, .from = *kept});
            release(*kept);
            *kept = Word::slot(slot);
            hold(*kept);
        }
    }
    settle_from(0, out);
}

void StackAccount::settle_last(int n, Moves& out) {
    reach_down(n);
    const auto from = size() - n;
    for (int i = 0; i < from; ++i) release(std::exchange(at(i), Word::slot(place(i))));
    settle_from(from, out);
}

void StackAccount::settle_from(int from, Moves& out) {
    from = std::max(from, unsettled_from_);
    for (auto i = from; i < size(); ++i) {
        if (!is_settled(i) && uses(place(i)) == 0) ready_.push_back(i);
    }
    settle_ready(out);
    // What is left are rings: each word lies in the place of the next.
    for (auto i = from; i < size(); ++i) {
        if (!is_settled(i)) break_cycle(i, out);
    }
    unsettled_from_ = size();
}

void StackAccount::settle_ready(Moves& out) {
    while (!ready_.empty()) {
        const auto index = ready_.back();
        ready_.pop_back();
        const auto word = std::exchange(at(index), Word::slot(place(index)));
        out.push_back({.kind = Move::Kind::kCopy, .to = place(index), .from = word});
        uses(place(index)) = 1;
        if (word.is_constant()) continue;
        release(word);
        const auto freed = index_of(word.index);
        if (uses(word.index) == 0 && freed >= 0 && freed < size() && !is_settled(freed)) {
            ready_.push_back(freed);
        }
    }
}

void StackAccount::break_cycle(int index, Moves& out) {
    const auto here = place(index);
    const auto there = at(index).index;
    auto last = index_of(there);
    if (at(last) == Word::slot(here)) {
        out.push_back({.kind = Move::Kind::kExchange, .to = here, .from = Word::slot(there)});
        at(index) = Word::slot(here);
        at(last) = Word::slot(there);
        return;
    }
    while (at(last) != Word::slot(here)) last = index_of(at(last).index);
    const auto aside = free_slot_from(place(size()));
    out.push_back({.kind = Move::Kind::kCopy, .to = aside, .from = Word::slot(here)});
    release(at(last));
    at(last) = Word::slot(aside);
    hold(at(last));
    ready_.push_back(index);
    settle_ready(out);
}

}  // namespace dure::chain::evm
