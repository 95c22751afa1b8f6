// Block records shrink to less than half: topics and data of logs are mostly zeros and repetition.
#pragma once

#include <optional>

#include "chain/base/types.hpp"

namespace dure::chain {

/// A zstd frame with its content's size; nothing when there is no memory for it.
std::optional<Bytes> compress(ByteView plain);
/// Nothing when it is no such frame or claims more than a block record can be (64 MiB).
std::optional<Bytes> decompress(ByteView frame);

}  // namespace dure::chain
