// The optimal ate pairing on alt_bn128.
#pragma once

#include <span>

#include "chain/crypto/bn254_curve.hpp"

namespace dure::chain::bn254 {

struct PointPair {
    Point p;
    TwistPoint q;
};

/// Whether a point of the twist has the order of the group.
bool is_in_subgroup(const TwistPoint&);

/// The product of the pairings of all pairs; points must be on their curve and in the subgroup.
Fp12 pairing_product(std::span<const PointPair>);

}  // namespace dure::chain::bn254
