#include "chain/block/bloom.hpp"

#include "chain/crypto/hash.hpp"

namespace dure::chain {

namespace {

struct Bit {
    std::size_t byte;
    Byte mask;
};

/// The low 11 bits of the first three pairs of hash bytes; bit 0 is the last one of the filter.
std::array<Bit, 3> bits_of(ByteView entry) {
    const auto digest = keccak256(entry);
    std::array<Bit, 3> out{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto position =
            (std::size_t{digest.bytes[2 * i]} << 8 | digest.bytes[2 * i + 1]) & 2047;
        out[i] = {255 - position / 8, static_cast<Byte>(1U << (position % 8))};
    }
    return out;
}

}  // namespace

void add_to(Bloom& bloom, ByteView entry) {
    for (const auto bit : bits_of(entry)) bloom.bytes[bit.byte] |= bit.mask;
}

void merge_into(Bloom& bloom, const Bloom& other) {
    for (std::size_t i = 0; i < bloom.bytes.size(); ++i) bloom.bytes[i] |= other.bytes[i];
}

bool may_contain(const Bloom& bloom, ByteView entry) {
    for (const auto bit : bits_of(entry)) {
        if ((bloom.bytes[bit.byte] & bit.mask) == 0) return false;
    }
    return true;
}

}  // namespace dure::chain
