#include "chain/crypto/hash.hpp"

#include <cryptopp/ripemd.h>
#include <cryptopp/sha.h>

namespace dure::chain {

Hash256 sha256(ByteView data) {
    Hash256 out;
    CryptoPP::SHA256().CalculateDigest(out.bytes.data(), data.data(), data.size());
    return out;
}

std::array<Byte, 20> ripemd160(ByteView data) {
    std::array<Byte, 20> out{};
    CryptoPP::RIPEMD160().CalculateDigest(out.data(), data.data(), data.size());
    return out;
}

}  // namespace dure::chain
