// Guards of what lies on disk.
#pragma once

#include <cstdint>

#include "chain/base/types.hpp"

namespace dure::chain {

/// CRC-32C (Castagnoli), as in RFC 3720.
std::uint32_t crc32c(ByteView);
std::uint32_t crc32c(ByteView first, ByteView second);

void put_le32(Byte* out, std::uint32_t value);
void put_le64(Byte* out, std::uint64_t value);
std::uint32_t get_le32(const Byte* in);
std::uint64_t get_le64(const Byte* in);

}  // namespace dure::chain
