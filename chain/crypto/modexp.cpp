#include "chain/crypto/modexp.hpp"

#include <gmp.h>

#include <algorithm>

namespace dure::chain {

namespace {

class Integer {
 public:
    Integer() { mpz_init(value_); }
    explicit Integer(ByteView big_endian) : Integer() {
        mpz_import(value_, big_endian.size(), 1, 1, 1, 0, big_endian.data());
    }
    Integer(const Integer&) = delete;
    Integer& operator=(const Integer&) = delete;
    ~Integer() { mpz_clear(value_); }
    mpz_ptr get() { return value_; }

 private:
    mpz_t value_;
};

/// Whose remainder is `value`: as many bytes as the modulus.
Bytes exported(Integer& value, std::size_t size) {
    Bytes out(size);
    if (mpz_sgn(value.get()) == 0) return out;
    // value < modulus, so it fits; it stands at the right end.
    const auto used = (mpz_sizeinbase(value.get(), 2) + 7) / 8;
    mpz_export(out.data() + (out.size() - used), nullptr, 1, 1, 1, 0, value.get());
    return out;
}

/// Bytes of an exponent that take some milliseconds with a modulus (and base) of `width` bytes:
/// a squaring costs its limbs squared, and something anyway.
std::size_t exponent_at_once(std::size_t width) {
    constexpr std::size_t kWork = std::size_t{1} << 19, kAnyway = 16;
    const auto limbs = width / 8 + 1;
    return std::max<std::size_t>(8, kWork / (limbs * limbs + kAnyway));
}

}  // namespace

Bytes modexp(ByteView base, ByteView exponent, ByteView modulus) {
    Integer m(modulus);
    if (mpz_sgn(m.get()) == 0) return Bytes(modulus.size());
    Integer b(base), e(exponent), result;
    mpz_powm(result.get(), b.get(), e.get(), m.get());
    return exported(result, modulus.size());
}

std::optional<Bytes> modexp(ByteView base, ByteView exponent, ByteView modulus,
                            const MayGoOn& may_go_on) {
    const auto at_once = exponent_at_once(modulus.size());
    if (!may_go_on || exponent.size() <= at_once) return modexp(base, exponent, modulus);
    Integer m(modulus);
    if (mpz_sgn(m.get()) == 0) return Bytes(modulus.size());
    Integer b(base), shift, power, result;
    mpz_mod(b.get(), b.get(), m.get());
    // b^(e·2^k + f) = (b^e)^(2^k) · b^f, from the exponent's highest bytes down.
    mpz_set_ui(result.get(), 1);
    while (!exponent.empty()) {
        const auto piece = exponent.first(std::min(at_once, exponent.size()));
        exponent = exponent.subspan(piece.size());
        mpz_set_ui(shift.get(), 0);
        mpz_setbit(shift.get(), 8 * piece.size());
        mpz_powm(result.get(), result.get(), shift.get(), m.get());
        Integer e(piece);
        mpz_powm(power.get(), b.get(), e.get(), m.get());
        mpz_mul(result.get(), result.get(), power.get());
        mpz_mod(result.get(), result.get(), m.get());
        if (!goes_on(may_go_on)) return std::nullopt;
    }
    return exported(result, modulus.size());
}

}  // namespace dure::chain
