// Who is at the other end of a connection.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "chain/base/types.hpp"

namespace dure::chain {

/// A node's transport key: X25519 public key, 32 bytes. What the community's registry knows a node
/// by; not the key that seals blocks.
struct NodeKey {
    std::array<Byte, 32> bytes{};
    friend auto operator<=>(const NodeKey&, const NodeKey&) = default;
};

/// One connection, numbered by whoever carries it; never used twice while a node lives.
using PeerId = std::uint64_t;

}  // namespace dure::chain
