// The simulation's only source of chance: everything that happens follows from the seed.
// xoshiro256** (Blackman, Vigna), seeded by splitmix64.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "chain/node/env.hpp"

namespace dure::sim {

class Prng {
 public:
    explicit Prng(std::uint64_t seed) {
        for (auto& word : state_) {
            seed += 0x9e3779b97f4a7c15ULL;
            auto z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next() {
        const auto result = rotl(state_[1] * 5, 7) * 9;
        const auto t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotl(state_[3], 45);
        return result;
    }
    /// 0 … n−1; 0 for n = 0.
    std::uint64_t below(std::uint64_t n) { return n == 0 ? 0 : next() % n; }
    /// low … high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }
    /// 0 ≤ x < 1.
    double real() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    bool chance(double p) { return real() < p; }
    /// Waiting time of a Poisson process.
    std::int64_t exponential(std::int64_t mean) {
        return static_cast<std::int64_t>(-std::log(1.0 - real()) * static_cast<double>(mean));
    }
    /// Its own stream: what one part draws does not move another's.
    Prng fork() { return Prng{next()}; }

 private:
    static std::uint64_t rotl(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::uint64_t state_[4];
};

/// Env's randomness from a seed.
class SimRandom final : public chain::Random {
 public:
    explicit SimRandom(Prng prng) : prng_(prng) {}
    void fill(std::span<chain::Byte> out) override {
        for (auto& byte : out) byte = static_cast<chain::Byte>(prng_.next());
    }

 private:
    Prng prng_;
};

}  // namespace dure::sim
