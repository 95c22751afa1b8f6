// Keccak-f[1600] with rate 1,088: own code, because every trie node and storage slot passes here
// and it takes about a fifth less time than the library's.
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_rounds.hpp"

namespace dure::chain {

namespace {

using namespace keccak;

void permute_plain(Word* state) { permute_rounds(state); }

#if defined(__x86_64__)
// With and-not and three-operand rotations; chosen when the processor has them.
[[gnu::target("bmi,bmi2")]] void permute_bmi(Word* state) { permute_rounds(state); }

void permute(Word* state) {
    static const bool has_bmi =
        __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0;
    if (has_bmi) return permute_bmi(state);
    permute_plain(state);
}
#else
void permute(Word* state) { permute_plain(state); }
#endif

}  // namespace

Hash256 keccak256(ByteView data) {
    Word state[kWords]{};
    const auto* in = data.data();
    auto left = data.size();
    for (; left >= kRate; in += kRate, left -= kRate) {
        absorb(state, 1, in, left);
        permute(state);
    }
    absorb(state, 1, in, left);
    permute(state);
    return digest(state);
}

}  // namespace dure::chain
