#include "chain/store/compression.hpp"

#include <zstd.h>

#include <memory>

namespace dure::chain {

namespace {
/// Fast enough not to be seen beside a block's execution: a sixth of level 3's time for one or two
/// bytes more in a hundred.
constexpr int kLevel = -1;
/// 100 M gas buy less than 13 MB of logs.
constexpr unsigned long long kMostBytes = 64ULL << 20;

// Setting up a context costs more than compressing a small block: each thread keeps its own.
struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> compressor{ZSTD_createCCtx()};
thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> decompressor{ZSTD_createDCtx()};
}  // namespace

std::optional<Bytes> compress(ByteView plain) {
    Bytes out(ZSTD_compressBound(plain.size()));
    if (!compressor) return std::nullopt;
    const auto n = ZSTD_compressCCtx(compressor.get(), out.data(), out.size(), plain.data(),
                                     plain.size(), kLevel);
    if (ZSTD_isError(n) != 0) return std::nullopt;
    out.resize(n);
    return out;
}

std::optional<Bytes> decompress(ByteView frame) {
    const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    // Unknown and wrong frames answer with the two largest numbers.
    if (size > kMostBytes) return std::nullopt;
    if (!decompressor) return std::nullopt;
    Bytes out(size);
    const auto n =
        ZSTD_decompressDCtx(decompressor.get(), out.data(), out.size(), frame.data(), frame.size());
    if (ZSTD_isError(n) != 0 || n != size) return std::nullopt;
    return out;
}

}  // namespace dure::chain
