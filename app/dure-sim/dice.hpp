// Repeatable chance: the same seed gives the same numbers on every machine (splitmix64).
#pragma once

#include <cstdint>

namespace dure::sim {

class Dice {
 public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … count − 1; `count` > 0.
    std::uint64_t below(std::uint64_t count) { return next() % count; }

 private:
    std::uint64_t state_;
};

}  // namespace dure::sim
