// The curve alt_bn128 of precompiles 0x06–0x08. Points are 64 bytes (x ‖ y, big endian, zeros for
// infinity); points of the twist are 128 bytes (x₁ ‖ x₀ ‖ y₁ ‖ y₀). Source: EIP-196, EIP-197.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "chain/base/may_go_on.hpp"
#include "chain/base/types.hpp"

namespace dure::chain::bn254 {

using PointBytes = std::array<Byte, 64>;

/// Nothing when a coordinate is ≥ p or a point is not on the curve. Input: two points.
std::optional<PointBytes> add(std::span<const Byte, 128> points);
/// Input: a point and a scalar of any value.
std::optional<PointBytes> multiply(std::span<const Byte, 96> point_and_scalar);
/// Whether the product of the pairings is one. Input: any number of 192-byte pairs (point, twist
/// point); nothing when the length or a point is wrong, or a twist point is not in the subgroup,
/// or when it must not go on.
std::optional<bool> pairing_check(ByteView pairs, const MayGoOn& may_go_on = {});

}  // namespace dure::chain::bn254
