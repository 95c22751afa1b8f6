// Whether the community is as new as an empty directory, or one that has blocks and whose disk is
// gone: what a validator without a block must know before it votes on the first. A word may be a
// liar's or that of another who lost everything; of f+1 one is neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "chain/base/types.hpp"

namespace dure::chain {

class Founding {
 public:
    /// Anybody's word. Validators that are reached over others say nothing themselves: where nobody
    /// spoke of blocks for long enough, there are none.
    void heard(std::uint64_t height, std::int64_t now_ms) {
        if (!company_since_ms_) company_since_ms_ = now_ms;
        hearsay_ |= height > 0;
    }
    /// A validator's own word, over a connection of its own.
    void told(const Address& validator, std::uint64_t height) {
        words_[validator] = {.has_blocks = height > 0, .is_live = true};
    }
    /// A validator voted on a block that has others before it. May be of former days.
    void voted_above_first(const Address& validator) {
        auto& word = words_[validator];
        word.has_blocks |= !word.is_live;
        hearsay_ = true;
    }
    /// A block's seals were seen.
    void has_proof() { proven_ = true; }

    /// How long silence about blocks has to last: a first round, or where somebody claims some, the
    /// longest, in which they would have come.
    struct Patience {
        std::int64_t silence_ms = 0;
        std::int64_t hearsay_ms = 0;
    };
    /// `faulty`: how many validators may lie.
    bool is_new(std::size_t faulty, std::int64_t now_ms, Patience patience) const {
        if (proven_) return false;
        std::size_t with = 0, without = 0;
        for (const auto& [validator, word] : words_) ++(word.has_blocks ? with : without);
        if (with > faulty) return false;
        const auto wait = hearsay_ ? patience.hearsay_ms : patience.silence_ms;
        return without > faulty || (company_since_ms_ && now_ms - *company_since_ms_ >= wait);
    }

 private:
    struct Word {
        bool has_blocks = false;
        bool is_live = false;
    };
    std::map<Address, Word> words_;  ///< of validators only: as many as those
    std::optional<std::int64_t> company_since_ms_;
    bool hearsay_ = false;
    bool proven_ = false;
};

}  // namespace dure::chain
