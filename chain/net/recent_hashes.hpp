// "Seen before?" with bounded memory: two generations; when the younger is full the older is
// forgotten. Remembers at least the last `generation` hashes and at most twice as many.
#pragma once

#include <cstddef>
#include <unordered_set>
#include <utility>

#include "chain/base/types.hpp"

namespace dure::chain {

class RecentHashes {
 public:
    explicit RecentHashes(std::size_t generation) : generation_(generation) {}

    bool contains(const Hash256& hash) const {
        return young_.contains(hash) || old_.contains(hash);
    }
    /// Whether it was new.
    bool add(const Hash256& hash) {
        if (contains(hash)) return false;
        if (young_.size() >= generation_) old_ = std::exchange(young_, {});
        young_.insert(hash);
        return true;
    }
    std::size_t size() const { return young_.size() + old_.size(); }
    void forget_all() {
        young_ = {};
        old_ = {};
    }

 private:
    std::size_t generation_;
    std::unordered_set<Hash256> young_;
    std::unordered_set<Hash256> old_;
};

}  // namespace dure::chain
