#include "chain/evm/precompiles.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "chain/crypto/blake2f.hpp"
#include "chain/crypto/bn254.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/modexp.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/evm/gas.hpp"

namespace dure::chain::evm {

namespace {

constexpr std::int64_t kUnaffordable = std::numeric_limits<std::int64_t>::max();

/// The `N` bytes from `offset`, zeros where the input has ended.
template <std::size_t N>
std::array<Byte, N> padded(ByteView input, std::size_t offset = 0) {
    std::array<Byte, N> out{};
    if (offset >= input.size()) return out;
    const auto n = std::min(N, input.size() - offset);
    std::memcpy(out.data(), input.data() + offset, n);
    return out;
}

template <std::size_t N>
Bytes owned(const std::array<Byte, N>& bytes) {
    return {bytes.begin(), bytes.end()};
}

using Cost = std::int64_t (*)(ByteView input);
/// Nothing: the call fails, or it must not go on.
using Run = std::optional<Bytes> (*)(ByteView input, const MayGoOn&);

std::optional<Bytes> ecrecover(ByteView input, const MayGoOn&) {
    const auto in = padded<128>(input);
    const ByteView view{in};
    const auto v = uint256::from_be(view.subspan(32, 32));
    const Signature signature{.r = uint256::from_be(view.subspan(64, 32)),
                              .s = uint256::from_be(view.subspan(96, 32)),
                              .y_parity = static_cast<Byte>(v == uint256{28} ? 1 : 0)};
    if (v != uint256{27} && v != uint256{28}) return Bytes{};
    Hash256 digest;
    std::memcpy(digest.bytes.data(), in.data(), 32);
    const auto signer = recover(digest, signature);
    if (!signer) return Bytes{};
    return owned(to_uint256(*signer).to_be32());
}

std::optional<Bytes> run_sha256(ByteView input, const MayGoOn&) {
    return owned(sha256(input).bytes);
}

std::optional<Bytes> run_ripemd160(ByteView input, const MayGoOn&) {
    Bytes out(12);
    const auto digest = ripemd160(input);
    out.insert(out.end(), digest.begin(), digest.end());
    return out;
}

std::optional<Bytes> identity(ByteView input, const MayGoOn&) {
    return Bytes{input.begin(), input.end()};
}

struct ModexpLengths {
    uint256 base, exponent, modulus;
};

ModexpLengths modexp_lengths(ByteView input) {
    const auto head = padded<96>(input);
    return {.base = uint256::from_be32(head.data()),
            .exponent = uint256::from_be32(head.data() + 32),
            .modulus = uint256::from_be32(head.data() + 64)};
}

/// EIP-2565.
std::int64_t modexp_cost(ByteView input) {
    constexpr std::int64_t kLeast = 200;
    const uint256 kLongest{std::uint64_t{1} << 32};
    const auto [base, exponent, modulus] = modexp_lengths(input);
    const auto longest = std::max(base, modulus);
    if (longest >= kLongest) return kUnaffordable;
    if (!longest) return kLeast;
    if (exponent >= kLongest) return kUnaffordable;
    const auto width = (longest[0] + 7) / 8;
    const auto head_length = std::min<std::uint64_t>(32, exponent[0]);
    const auto head_bytes =
        base[0] < input.size() ? padded<32>(input, 96 + base[0]) : std::array<Byte, 32>{};
    const auto head = uint256::from_be(ByteView{head_bytes}.first(head_length));
    const auto head_bits = head ? bit_length(head) - 1 : 0;
    const auto tail_bits = exponent[0] > 32 ? 8 * (exponent[0] - 32) : 0;
    const auto iterations = std::max<std::uint64_t>(1, tail_bits + head_bits);
    const auto cost = static_cast<unsigned __int128>(width * width) * iterations / 3;
    if (cost > static_cast<unsigned __int128>(kUnaffordable)) return kUnaffordable;
    return std::max(kLeast, static_cast<std::int64_t>(cost));
}

std::optional<Bytes> run_modexp(ByteView input, const MayGoOn& may_go_on) {
    // The cost has bounded every length that matters.
    const auto [base, exponent, modulus] = modexp_lengths(input);
    if (!modulus) return Bytes{};
    Bytes operands(base[0] + exponent[0] + modulus[0]);
    if (input.size() > 96) {
        const auto n = std::min(operands.size(), input.size() - 96);
        std::memcpy(operands.data(), input.data() + 96, n);
    }
    const ByteView view{operands};
    return modexp(view.first(base[0]), view.subspan(base[0], exponent[0]), view.last(modulus[0]),
                  may_go_on);
}

std::optional<Bytes> bn254_add(ByteView input, const MayGoOn&) {
    const auto points = padded<128>(input);
    const auto sum = bn254::add(points);
    return sum ? std::optional{owned(*sum)} : std::nullopt;
}

std::optional<Bytes> bn254_multiply(ByteView input, const MayGoOn&) {
    const auto operands = padded<96>(input);
    const auto product = bn254::multiply(operands);
    return product ? std::optional{owned(*product)} : std::nullopt;
}

std::optional<Bytes> bn254_pairing(ByteView input, const MayGoOn& may_go_on) {
    const auto holds = bn254::pairing_check(input, may_go_on);
    if (!holds) return std::nullopt;
    return owned(uint256{*holds ? 1u : 0u}.to_be32());
}

std::int64_t blake2f_cost(ByteView input) {
    if (input.size() != 213) return 0;
    return static_cast<std::int64_t>(uint256::from_be(input.first(4))[0]);
}

std::optional<Bytes> run_blake2f(ByteView input, const MayGoOn& may_go_on) {
    const auto state = blake2f(input, may_go_on);
    return state ? std::optional{owned(*state)} : std::nullopt;
}

struct Precompile {
    Cost cost;
    Run run;
};

template <std::int64_t kBase, std::int64_t kWord = 0>
std::int64_t linear(ByteView input) {
    return kBase + kWord * words(input.size());
}

/// By address − 1. Costs: Yellow Paper appendix E; EIPs 152, 1108, 2565, 4844.
constexpr Precompile kPrecompiles[kLastPrecompile] = {
    {.cost = linear<3000>, .run = ecrecover},
    {.cost = linear<60, 12>, .run = run_sha256},
    {.cost = linear<600, 120>, .run = run_ripemd160},
    {.cost = linear<15, 3>, .run = identity},
    {.cost = modexp_cost, .run = run_modexp},
    {.cost = linear<150>, .run = bn254_add},
    {.cost = linear<6000>, .run = bn254_multiply},
    {.cost =
         [](ByteView in) { return 45'000 + 34'000 * static_cast<std::int64_t>(in.size() / 192); },
     .run = bn254_pairing},
    {.cost = blake2f_cost, .run = run_blake2f},
    {.cost = linear<50'000>,
     .run = [](ByteView, const MayGoOn&) { return std::optional<Bytes>{}; }},
};

}  // namespace

PrecompileResult run_precompile(const Address& address, ByteView input, std::int64_t gas,
                                const MayGoOn& may_go_on) {
    const auto& precompile = kPrecompiles[address.bytes[19] - 1];
    const auto cost = precompile.cost(input);
    if (cost > gas) return {.status = Status::out_of_gas, .gas_left = 0, .output = {}};
    auto output = precompile.run(input, may_go_on);
    if (!output) {
        const auto why = goes_on(may_go_on) ? Status::precompile_failed : Status::interrupted;
        return {.status = why, .gas_left = 0, .output = {}};
    }
    return {.status = Status::success, .gas_left = gas - cost, .output = std::move(*output)};
}

}  // namespace dure::chain::evm
