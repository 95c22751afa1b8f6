// Bytes of the chain: views, owned bytes, 32-byte hashes, 20-byte addresses and hex (0x…, lower
// case).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dure::chain {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

/// A fixed number of bytes that compares, hashes and prints; `Tag` keeps kinds apart.
template <std::size_t N, class Tag>
struct FixedBytes {
    std::array<Byte, N> bytes{};

    friend constexpr auto operator<=>(const FixedBytes&, const FixedBytes&) = default;
    constexpr operator ByteView() const { return ByteView{bytes}; }  // NOLINT: a view is what it is
    constexpr bool is_zero() const {
        for (const auto b : bytes) {
            if (b != 0) return false;
        }
        return true;
    }
    /// Left-pads with zeros; the rightmost N bytes of longer input.
    static constexpr FixedBytes right_aligned(ByteView in) {
        FixedBytes out;
        const auto n = in.size() < N ? in.size() : N;
        for (std::size_t i = 0; i < n; ++i) out.bytes[N - 1 - i] = in[in.size() - 1 - i];
        return out;
    }
};

using Hash256 = FixedBytes<32, struct HashTag>;
using Address = FixedBytes<20, struct AddressTag>;

std::string to_hex(ByteView);  ///< with 0x
/// Even number of digits, 0x optional; nothing else.
std::optional<Bytes> from_hex(std::string_view);
template <class Fixed>
std::optional<Fixed> fixed_from_hex(std::string_view text) {
    const auto raw = from_hex(text);
    Fixed out;
    if (!raw || raw->size() != out.bytes.size()) return std::nullopt;
    std::memcpy(out.bytes.data(), raw->data(), out.bytes.size());
    return out;
}

}  // namespace dure::chain

template <std::size_t N, class Tag>
struct std::hash<dure::chain::FixedBytes<N, Tag>> {
    // Addresses and hashes are outputs of Keccak, but storage keys are chosen by contracts: mix all
    // words.
    std::size_t operator()(const dure::chain::FixedBytes<N, Tag>& v) const noexcept {
        std::uint64_t h = 0x9e3779b97f4a7c15ULL;
        for (std::size_t i = 0; i < N; i += 4) {
            std::uint32_t w = 0;
            std::memcpy(&w, v.bytes.data() + i, N - i < 4 ? N - i : 4);
            h = (h ^ w) * 0xff51afd7ed558ccdULL;
            h ^= h >> 32;
        }
        return h;
    }
};
