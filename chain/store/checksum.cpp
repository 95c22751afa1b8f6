#include "chain/store/checksum.hpp"

#include <boost/crc.hpp>

namespace dure::chain {

namespace {
using Crc32c = boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true>;
}  // namespace

std::uint32_t crc32c(ByteView bytes) { return crc32c(bytes, {}); }

std::uint32_t crc32c(ByteView first, ByteView second) {
    Crc32c crc;
    crc.process_bytes(first.data(), first.size());
    crc.process_bytes(second.data(), second.size());
    return crc.checksum();
}

void put_le32(Byte* out, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) out[i] = static_cast<Byte>(value >> (8 * i));
}

void put_le64(Byte* out, std::uint64_t value) {
    for (int i = 0; i < 8; ++i) out[i] = static_cast<Byte>(value >> (8 * i));
}

std::uint32_t get_le32(const Byte* in) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value |= std::uint32_t{in[i]} << (8 * i);
    return value;
}

std::uint64_t get_le64(const Byte* in) {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value |= std::uint64_t{in[i]} << (8 * i);
    return value;
}

}  // namespace dure::chain
