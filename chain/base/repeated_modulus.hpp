// Products modulo a number that is the same many times in a row, as in elliptic-curve code: from
// the second time on the remainder comes from two products with an inverse instead of a division.
// Source: Barrett's reduction, Menezes, van Oorschot and Vanstone, Handbook of Applied
// Cryptography, algorithm 14.42.
#pragma once

#include <array>
#include <cstdint>

#include "chain/base/uint256.hpp"

namespace dure::chain {

/// Of 512 bits, limbs from the least significant one; of the quotient the low 256 bits.
DivMod divmod(const std::array<std::uint64_t, 8>& dividend, const uint256& divisor);

class RepeatedModulus {
 public:
    /// a × b modulo m; 0 when `m` is 0. The same as dure::chain::mulmod.
    uint256 mulmod(const uint256& a, const uint256& b, const uint256& m) {
        if (m == modulus_) [[likely]] {
            if (!is_ready_) prepare();
            return is_large_ ? reduce(uint256::full_product(a, b)) : chain::mulmod(a, b, m);
        }
        modulus_ = m;
        is_ready_ = false;
        return chain::mulmod(a, b, m);
    }

 private:
    void prepare();
    uint256 reduce(const std::array<std::uint64_t, 8>& product) const;

    uint256 modulus_;
    bool is_ready_ = false;
    bool is_large_ = false;                   ///< four limbs: others divide fast enough
    std::array<std::uint64_t, 5> inverse_{};  ///< floor((2^512 − 1) / modulus)
};

}  // namespace dure::chain
