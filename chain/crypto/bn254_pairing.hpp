// The optimal ate pairing on alt_bn128.
#pragma once

#include <optional>
#include <span>

#include "chain/base/may_go_on.hpp"
#include "chain/crypto/bn254_curve.hpp"

namespace dure::chain::bn254 {

struct PointPair {
    Point p;
    TwistPoint q;
};

/// Whether a point of the twist has the order of the group.
bool is_in_subgroup(const TwistPoint&);

/// The product of the pairings of all pairs; points must be on their curve and in the subgroup.
/// Nothing when it must not go on.
std::optional<Fp12> pairing_product(std::span<const PointPair>, const MayGoOn& may_go_on = {});

}  // namespace dure::chain::bn254
