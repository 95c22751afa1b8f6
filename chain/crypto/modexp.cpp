#include "chain/crypto/modexp.hpp"

#include <gmp.h>

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

}  // namespace

Bytes modexp(ByteView base, ByteView exponent, ByteView modulus) {
    Bytes out(modulus.size());
    Integer m(modulus);
    if (mpz_sgn(m.get()) == 0) return out;
    Integer b(base), e(exponent), result;
    mpz_powm(result.get(), b.get(), e.get(), m.get());
    // result < modulus, so it fits; it stands at the right end.
    const auto size = (mpz_sizeinbase(result.get(), 2) + 7) / 8;
    if (mpz_sgn(result.get()) != 0) {
        mpz_export(out.data() + (out.size() - size), nullptr, 1, 1, 1, 0, result.get());
    }
    return out;
}

}  // namespace dure::chain
