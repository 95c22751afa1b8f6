#include "chain/crypto/keccak_many.hpp"

#include <algorithm>
#include <numeric>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_rounds.hpp"

namespace dure::chain {

#if defined(__x86_64__)

namespace {

using namespace keccak;

constexpr std::size_t kLanes = 4;
constexpr std::size_t kSorted = 64;  ///< looked through at once for messages of like length

using Lanes [[gnu::vector_size(kLanes * sizeof(Word)), gnu::may_alias]] = Word;

[[gnu::target("avx2")]] void permute_lanes(Lanes* state) { permute_rounds(state); }

std::size_t blocks_of(ByteView message) { return message.size() / kRate + 1; }

/// Up to kLanes messages.
void hash_lanes(std::span<const ByteView* const> in, std::span<Hash256* const> out) {
    alignas(sizeof(Lanes)) Word state[kWords * kLanes]{};
    std::size_t most = 0;
    for (const auto* message : in) most = std::max(most, blocks_of(*message));
    for (std::size_t block = 0; block < most; ++block) {
        for (std::size_t lane = 0; lane < in.size(); ++lane) {
            if (block >= blocks_of(*in[lane])) continue;
            absorb(state + lane, kLanes, in[lane]->data() + block * kRate,
                   in[lane]->size() - block * kRate);
        }
        permute_lanes(reinterpret_cast<Lanes*>(state));
        for (std::size_t lane = 0; lane < in.size(); ++lane) {
            if (block + 1 != blocks_of(*in[lane])) continue;
            const Word first[4]{state[lane], state[kLanes + lane], state[2 * kLanes + lane],
                                state[3 * kLanes + lane]};
            *out[lane] = digest(first);
        }
    }
}

void hash_sorted(std::span<const ByteView> in, std::span<Hash256> out) {
    std::array<std::size_t, kSorted> order;
    std::iota(order.begin(), order.begin() + in.size(), 0);
    std::sort(order.begin(), order.begin() + in.size(),
              [&](auto a, auto b) { return blocks_of(in[a]) < blocks_of(in[b]); });
    for (std::size_t at = 0; at < in.size(); at += kLanes) {
        const auto count = std::min(kLanes, in.size() - at);
        std::array<const ByteView*, kLanes> messages;
        std::array<Hash256*, kLanes> hashes;
        for (std::size_t lane = 0; lane < count; ++lane) {
            messages[lane] = &in[order[at + lane]];
            hashes[lane] = &out[order[at + lane]];
        }
        if (count == 1) {
            *hashes[0] = keccak256(*messages[0]);
        } else {
            hash_lanes(std::span{messages}.first(count), std::span{hashes}.first(count));
        }
    }
}

}  // namespace

void keccak256_each(std::span<const ByteView> in, std::span<Hash256> out) {
    static const bool has_lanes = __builtin_cpu_supports("avx2") != 0;
    for (std::size_t at = 0; at < in.size(); at += kSorted) {
        const auto count = std::min(kSorted, in.size() - at);
        const auto messages = in.subspan(at, count);
        const auto hashes = out.subspan(at, count);
        if (has_lanes) {
            hash_sorted(messages, hashes);
        } else {
            std::ranges::transform(messages, hashes.begin(), keccak256);
        }
    }
}

#else

void keccak256_each(std::span<const ByteView> in, std::span<Hash256> out) {
    std::ranges::transform(in, out.begin(), keccak256);
}

#endif

std::vector<Hash256> keccak256_each(std::span<const Bytes> in) {
    const std::vector<ByteView> views(in.begin(), in.end());
    std::vector<Hash256> out(in.size());
    keccak256_each(views, out);
    return out;
}

}  // namespace dure::chain
