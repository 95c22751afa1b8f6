// In the simulator fifteen nodes hash the same bytes one after the other: the last answers are
// kept, beside the whole question, so that they are the same to the last bit. As an object of the
// program this stands before the library's keccak256.
#include <bit>

#include "chain/crypto/hash.hpp"

#define keccak256 keccak256_anew
#include "chain/crypto/keccak.cpp"  // NOLINT: the function itself, under another name
#undef keccak256

namespace dure::chain {

namespace {

constexpr std::size_t kLongest = 700;  ///< a header and a transaction; what is longer is rare
constexpr std::size_t kAnswers = 4'096;

struct Answer {
    std::size_t size = SIZE_MAX;
    Hash256 hash;
    std::array<Byte, kLongest> question;
};

std::size_t place_of(ByteView data) {
    auto h = 0x9e3779b97f4a7c15ULL ^ data.size();
    const auto* in = data.data();
    auto left = data.size();
    for (; left >= 8; in += 8, left -= 8) h = std::rotl((h ^ load(in)) * 0xff51afd7ed558ccdULL, 29);
    for (; left > 0; ++in, --left) h = (h ^ *in) * 0x100000001b3ULL;
    h ^= h >> 32;
    return (h * 0xff51afd7ed558ccdULL) >> (64 - std::countr_zero(kAnswers));
}

}  // namespace

Hash256 keccak256(ByteView data) {
    if (data.size() > kLongest) return keccak256_anew(data);
    thread_local std::vector<Answer> answers(kAnswers);
    auto& answer = answers[place_of(data)];
    const auto is_known =
        answer.size == data.size() &&
        (data.empty() || std::memcmp(answer.question.data(), data.data(), data.size()) == 0);
    if (!is_known) {
        answer.size = data.size();
        if (!data.empty()) std::memcpy(answer.question.data(), data.data(), data.size());
        answer.hash = keccak256_anew(data);
    }
    return answer.hash;
}

}  // namespace dure::chain
