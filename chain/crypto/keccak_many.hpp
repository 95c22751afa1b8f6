// Many messages at once: where the processor has vectors of four words, four hashes take about as
// long as one and a half (AVX2).
#pragma once

#include <span>
#include <vector>

#include "chain/base/types.hpp"

namespace dure::chain {

/// out[i] = keccak256(in[i]); as many places as messages. Messages of like length cost least, in
/// any order.
void keccak256_each(std::span<const ByteView> in, std::span<Hash256> out);
std::vector<Hash256> keccak256_each(std::span<const Bytes> in);

}  // namespace dure::chain
