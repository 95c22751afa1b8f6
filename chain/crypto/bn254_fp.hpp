// The prime field of alt_bn128 in Montgomery form: a number a is kept as a·2^256 mod p.
#pragma once

#include <array>
#include <optional>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"

namespace dure::chain::bn254 {

/// p, the field's prime.
inline constexpr uint256 kFieldPrime{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d,
                                     0x30644e72e131a029};

class Fp {
 public:
    constexpr Fp() = default;
    static constexpr Fp one() { return from_small(1); }
    static constexpr Fp from_small(std::uint64_t value) { return to_montgomery(uint256{value}); }
    /// Nothing when the number is ≥ p.
    static std::optional<Fp> from_be(ByteView bytes32) {
        const auto value = uint256::from_be(bytes32);
        if (value >= kFieldPrime) return std::nullopt;
        return to_montgomery(value);
    }
    std::array<Byte, 32> to_be() const { return (*this * raw(uint256{1})).value_.to_be32(); }

    constexpr bool is_zero() const { return !value_; }
    friend constexpr bool operator==(const Fp&, const Fp&) = default;

    // p < 2^254, so sums of two elements never carry out of 256 bits.
    friend constexpr Fp operator+(const Fp& a, const Fp& b) { return reduced(a.value_ + b.value_); }
    friend constexpr Fp operator-(const Fp& a, const Fp& b) {
        const auto difference = a.value_ - b.value_;
        return raw(a.value_ < b.value_ ? difference + kFieldPrime : difference);
    }
    friend constexpr Fp operator-(const Fp& a) { return Fp{} - a; }
    friend constexpr Fp operator*(const Fp& a, const Fp& b) {
        // Interleaved multiplication and reduction; the prime's two free top bits make the running
        // sum fit in four limbs and one word.
        std::uint64_t t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto x = a.value_[i];
            Wide sum = Wide{x} * b.value_[0] + t0;
            const auto m = static_cast<std::uint64_t>(sum) * kInverse;
            Wide fold = Wide{m} * kFieldPrime[0] + static_cast<std::uint64_t>(sum);
            sum = Wide{x} * b.value_[1] + t1 + static_cast<std::uint64_t>(sum >> 64);
            fold = Wide{m} * kFieldPrime[1] + static_cast<std::uint64_t>(sum) +
                   static_cast<std::uint64_t>(fold >> 64);
            t0 = static_cast<std::uint64_t>(fold);
            sum = Wide{x} * b.value_[2] + t2 + static_cast<std::uint64_t>(sum >> 64);
            fold = Wide{m} * kFieldPrime[2] + static_cast<std::uint64_t>(sum) +
                   static_cast<std::uint64_t>(fold >> 64);
            t1 = static_cast<std::uint64_t>(fold);
            sum = Wide{x} * b.value_[3] + t3 + static_cast<std::uint64_t>(sum >> 64);
            fold = Wide{m} * kFieldPrime[3] + static_cast<std::uint64_t>(sum) +
                   static_cast<std::uint64_t>(fold >> 64);
            t2 = static_cast<std::uint64_t>(fold);
            t3 = static_cast<std::uint64_t>(fold >> 64) + static_cast<std::uint64_t>(sum >> 64);
        }
        return reduced(uint256{t0, t1, t2, t3});
    }
    constexpr Fp squared() const { return *this * *this; }
    constexpr Fp doubled() const { return *this + *this; }
    constexpr Fp halved() const {
        const bool odd = (value_[0] & 1) != 0;
        return raw((odd ? value_ + kFieldPrime : value_) >> 1);
    }
    constexpr Fp power(const uint256& exponent) const {
        Fp out = one();
        for (auto i = bit_length(exponent); i-- > 0;) {
            out = out.squared();
            if ((exponent[i / 64] >> (i % 64) & 1) != 0) out = out * *this;
        }
        return out;
    }
    /// 0 for 0.
    constexpr Fp inverse() const { return power(kFieldPrime - uint256{2}); }

 private:
    using Wide = unsigned __int128;

    static constexpr Fp raw(const uint256& value) {
        Fp out;
        out.value_ = value;
        return out;
    }
    static constexpr Fp reduced(const uint256& value) {
        return raw(value < kFieldPrime ? value : value - kFieldPrime);
    }
    static constexpr Fp to_montgomery(const uint256& value) { return raw(value) * raw(kRadix2); }

    /// −p⁻¹ mod 2^64, by Newton's iteration.
    static constexpr std::uint64_t kInverse = [] {
        std::uint64_t inverse = 1;
        for (int i = 0; i < 6; ++i) inverse *= 2 - kFieldPrime[0] * inverse;
        return ~inverse + 1;
    }();
    /// 2^512 mod p.
    static constexpr uint256 kRadix2 = [] {
        uint256 value{1};
        for (int i = 0; i < 512; ++i) {
            value = value + value;
            if (value >= kFieldPrime) value = value - kFieldPrime;
        }
        return value;
    }();

    uint256 value_;
};

}  // namespace dure::chain::bn254
