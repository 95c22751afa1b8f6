#include "chain/store/compression.hpp"

#include <zstd.h>

namespace dure::chain {

namespace {
/// Fast enough not to be seen beside a block's execution.
constexpr int kLevel = 3;
/// 100 M gas buy less than 13 MB of logs.
constexpr unsigned long long kMostBytes = 64ULL << 20;
}  // namespace

std::optional<Bytes> compress(ByteView plain) {
    Bytes out(ZSTD_compressBound(plain.size()));
    const auto n = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), kLevel);
    if (ZSTD_isError(n) != 0) return std::nullopt;
    out.resize(n);
    return out;
}

std::optional<Bytes> decompress(ByteView frame) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    // Unknown and wrong frames answer with the two largest numbers.
    if (size > kMostBytes) return std::nullopt;
    Bytes out(size);
    const auto n = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(n) != 0 || n != size) return std::nullopt;
    return out;
}

}  // namespace dure::chain
