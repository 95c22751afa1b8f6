#include "chain/trie/path.hpp"

#include <algorithm>

namespace dure::chain::trie {

Nibbles to_nibbles(ByteView key) {
    Nibbles out(2 * key.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
        out[2 * i] = key[i] >> 4;
        out[2 * i + 1] = key[i] & 15;
    }
    return out;
}

Bytes pack(NibbleView path, PathEnd end) {
    const auto odd = path.size() % 2;
    Bytes out(1 + path.size() / 2);
    out[0] = static_cast<Byte>((static_cast<std::size_t>(end) + odd) << 4);
    if (odd == 1) {
        out[0] = static_cast<Byte>(out[0] | path[0]);
        path = path.subspan(1);
    }
    for (std::size_t i = 0; i < path.size(); i += 2) {
        out[1 + i / 2] = static_cast<Byte>(path[i] << 4 | path[i + 1]);
    }
    return out;
}

std::optional<PackedPath> PackedPath::parse(ByteView bytes) {
    if (bytes.empty() || bytes[0] >= 0x40) return std::nullopt;
    const PackedPath out(bytes);
    if (!out.is_odd() && (bytes[0] & 15) != 0) return std::nullopt;
    return out;
}

std::size_t PackedPath::match(NibbleView path) const {
    const auto limit = std::min(size(), path.size());
    std::size_t n = 0;
    while (n < limit && (*this)[n] == path[n]) ++n;
    return n;
}

Nibbles PackedPath::unpack(std::size_t from) const {
    Nibbles out;
    out.reserve(size() - from);
    for (auto i = from; i < size(); ++i) out.push_back((*this)[i]);
    return out;
}

}  // namespace dure::chain::trie
