#include "chain/crypto/bn254.hpp"

#include <algorithm>
#include <vector>

#include "chain/crypto/bn254_pairing.hpp"

namespace dure::chain::bn254 {

namespace {

constexpr std::size_t kPairSize = 192;

std::optional<Point> read_point(ByteView in) {
    const auto x = Fp::from_be(in.first(32)), y = Fp::from_be(in.subspan(32, 32));
    if (!x || !y) return std::nullopt;
    const Point point{*x, *y};
    if (!is_on_curve(point, curve_b())) return std::nullopt;
    return point;
}

/// The imaginary part comes first.
std::optional<Fp2> read_fp2(ByteView in) {
    const auto im = Fp::from_be(in.first(32)), re = Fp::from_be(in.subspan(32, 32));
    if (!im || !re) return std::nullopt;
    return Fp2{*re, *im};
}

std::optional<TwistPoint> read_twist_point(ByteView in) {
    const auto x = read_fp2(in.first(64)), y = read_fp2(in.subspan(64, 64));
    if (!x || !y) return std::nullopt;
    const TwistPoint point{*x, *y};
    if (!is_on_curve(point, twist_b()) || !is_in_subgroup(point)) return std::nullopt;
    return point;
}

PointBytes to_bytes(const Jacobian<Fp>& point) {
    const auto affine = point.to_affine();
    PointBytes out{};
    std::ranges::copy(affine.x.to_be(), out.begin());
    std::ranges::copy(affine.y.to_be(), out.begin() + 32);
    return out;
}

}  // namespace

std::optional<PointBytes> add(std::span<const Byte, 128> points) {
    const auto a = read_point(points.first(64)), b = read_point(points.last(64));
    if (!a || !b) return std::nullopt;
    return to_bytes(Jacobian<Fp>::from(*a) + Jacobian<Fp>::from(*b));
}

std::optional<PointBytes> multiply(std::span<const Byte, 96> point_and_scalar) {
    const auto point = read_point(point_and_scalar.first(64));
    if (!point) return std::nullopt;
    const auto scalar = uint256::from_be(point_and_scalar.last(32));
    return to_bytes(Jacobian<Fp>::from(*point).multiplied(scalar));
}

std::optional<bool> pairing_check(ByteView pairs, const MayGoOn& may_go_on) {
    if (pairs.size() % kPairSize != 0) return std::nullopt;
    std::vector<PointPair> parsed;
    parsed.reserve(pairs.size() / kPairSize);
    for (std::size_t at = 0; at < pairs.size(); at += kPairSize) {
        const auto p = read_point(pairs.subspan(at, 64));
        if (!p) return std::nullopt;
        const auto q = read_twist_point(pairs.subspan(at + 64, 128));
        if (!q) return std::nullopt;
        parsed.push_back({*p, *q});
        if (!goes_on(may_go_on)) return std::nullopt;
    }
    const auto product = pairing_product(parsed, may_go_on);
    return product ? std::optional(*product == Fp12::one()) : std::nullopt;
}

}  // namespace dure::chain::bn254
