#include "chain/crypto/blake2f.hpp"

#include <bit>
#include <utility>

namespace dure::chain {

namespace {

using Word = std::uint64_t;

constexpr std::array<Word, 8> kIv{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                  0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                  0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

constexpr std::array<std::array<Byte, 16>, 10> kSigma{{
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}};

Word load_le(const Byte* in) {
    Word v = 0;
    for (int i = 7; i >= 0; --i) v = v << 8 | in[i];
    return v;
}

[[gnu::always_inline]] inline void mix(Word& a, Word& b, Word& c, Word& d, Word x, Word y) {
    // The message word first: it need not wait for b.
    a = (a + x) + b;
    d = std::rotr(d ^ a, 32);
    c += d;
    b = std::rotr(b ^ c, 24);
    a = (a + y) + b;
    d = std::rotr(d ^ a, 16);
    c += d;
    b = std::rotr(b ^ c, 63);
}

/// One round with the schedule as a constant, so that words of `m` have fixed places.
template <std::size_t Schedule>
[[gnu::always_inline]] inline void round(Word* v, const Word* m) {
    constexpr auto& s = kSigma[Schedule];
    mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
    mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
    mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
    mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
    mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
    mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
    mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
    mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
}

template <std::size_t... Schedules>
[[gnu::always_inline]] inline void all_rounds(Word* v, const Word* m, std::uint32_t rounds,
                                              std::index_sequence<Schedules...>) {
    for (; rounds >= kSigma.size(); rounds -= static_cast<std::uint32_t>(kSigma.size())) {
        (round<Schedules>(v, m), ...);
    }
    ((Schedules < rounds ? round<Schedules>(v, m) : void()), ...);
}

/// Rounds between two questions, a millisecond or so; whole turns of the schedule.
constexpr std::uint32_t kRoundsAtOnce = 50'000;
static_assert(kRoundsAtOnce % kSigma.size() == 0);

}  // namespace

std::optional<std::array<Byte, 64>> blake2f(ByteView input, const MayGoOn& may_go_on) {
    if (input.size() != 213 || input[212] > 1) return std::nullopt;
    const auto* in = input.data();
    auto rounds = std::uint32_t{in[0]} << 24 | std::uint32_t{in[1]} << 16 |
                  std::uint32_t{in[2]} << 8 | std::uint32_t{in[3]};
    Word h[8], m[16], v[16];
    for (std::size_t i = 0; i < 8; ++i) h[i] = load_le(in + 4 + 8 * i);
    for (std::size_t i = 0; i < 16; ++i) m[i] = load_le(in + 68 + 8 * i);
    for (std::size_t i = 0; i < 8; ++i) {
        v[i] = h[i];
        v[i + 8] = kIv[i];
    }
    v[12] ^= load_le(in + 196);
    v[13] ^= load_le(in + 204);
    if (in[212] == 1) v[14] = ~v[14];

    constexpr std::make_index_sequence<kSigma.size()> kSchedules;
    for (; rounds > kRoundsAtOnce; rounds -= kRoundsAtOnce) {
        all_rounds(v, m, kRoundsAtOnce, kSchedules);
        if (!goes_on(may_go_on)) return std::nullopt;
    }
    all_rounds(v, m, rounds, kSchedules);

    std::array<Byte, 64> out{};
    for (std::size_t i = 0; i < 64; ++i) {
        const auto word = h[i / 8] ^ v[i / 8] ^ v[i / 8 + 8];
        out[i] = static_cast<Byte>(word >> (8 * (i % 8)));
    }
    return out;
}

}  // namespace dure::chain
