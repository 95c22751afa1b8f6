#include "chain/crypto/random.hpp"

#include <sodium.h>

namespace dure::chain {

SecretBytes random_secret(std::size_t size) {
    SecretBytes out(size);
    if (size > 0) randombytes_buf(out.span().data(), size);
    return out;
}

Bytes random_bytes(std::size_t size) {
    Bytes out(size);
    if (size > 0) randombytes_buf(out.data(), size);
    return out;
}

SecretKey random_key() {
    // One draw in 2^128 is out of range.
    for (;;) {
        if (auto key = SecretKey::from_bytes(random_secret(32).view())) return std::move(*key);
    }
}

}  // namespace dure::chain
