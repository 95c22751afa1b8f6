// Paths of half-bytes in a trie and their packed form in nodes ("hex prefix", Yellow Paper
// appendix C): first half-byte = 2 × is-leaf + is-odd, then a pad when even, then the path.
#pragma once

#include <optional>

#include "chain/base/types.hpp"

namespace dure::chain::trie {

enum class PathEnd : Byte { extension = 0, leaf = 2 };

/// One half-byte an element, 0 … 15.
using Nibbles = Bytes;
using NibbleView = ByteView;

Nibbles to_nibbles(ByteView key);
Bytes pack(NibbleView path, PathEnd end);

/// A packed path read in place. The bytes must be well-formed (`parse` checks).
class PackedPath {
 public:
    explicit PackedPath(ByteView bytes) : bytes_(bytes) {}
    /// Nothing when the flags or the pad are not canonical.
    static std::optional<PackedPath> parse(ByteView bytes);

    std::size_t size() const { return 2 * bytes_.size() - (is_odd() ? 1 : 2); }
    Byte operator[](std::size_t i) const {
        const auto at = i + (is_odd() ? 1 : 2);
        return at % 2 == 0 ? bytes_[at / 2] >> 4 : bytes_[at / 2] & 15;
    }
    PathEnd end() const { return (bytes_[0] & 0x20) != 0 ? PathEnd::leaf : PathEnd::extension; }
    /// Length of the common prefix with `path`.
    std::size_t match(NibbleView path) const;
    /// From half-byte `from` on.
    Nibbles unpack(std::size_t from = 0) const;

 private:
    bool is_odd() const { return (bytes_[0] & 0x10) != 0; }
    ByteView bytes_;
};

}  // namespace dure::chain::trie
