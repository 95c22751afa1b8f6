#include "chain/store/checksum.hpp"

#include <boost/crc.hpp>

namespace dure::chain {

namespace {

using Crc32c = boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true>;

std::uint32_t by_table(ByteView first, ByteView second) {
    Crc32c crc;
    crc.process_bytes(first.data(), first.size());
    crc.process_bytes(second.data(), second.size());
    return crc.checksum();
}

#if defined(__x86_64__)
/// The processor's own instruction: a start reads tens of megabytes of pages.
__attribute__((target("sse4.2"))) std::uint32_t by_instruction(ByteView first, ByteView second) {
    std::uint64_t crc = 0xffff'ffff;
    for (const auto part : {first, second}) {
        const auto* at = part.data();
        auto left = part.size();
        for (; left >= 8; left -= 8, at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            crc = __builtin_ia32_crc32di(crc, word);
        }
        for (; left > 0; --left, ++at)
            crc = __builtin_ia32_crc32qi(static_cast<std::uint32_t>(crc), *at);
    }
    return ~static_cast<std::uint32_t>(crc);
}
const bool kHasInstruction = __builtin_cpu_supports("sse4.2") != 0;
#endif

}  // namespace

std::uint32_t crc32c(ByteView bytes) { return crc32c(bytes, {}); }

std::uint32_t crc32c(ByteView first, ByteView second) {
#if defined(__x86_64__)
    if (kHasInstruction) return by_instruction(first, second);
#endif
    return by_table(first, second);
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
