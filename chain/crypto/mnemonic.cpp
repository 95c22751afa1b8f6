#include "chain/crypto/mnemonic.hpp"

#include <cryptopp/pwdbased.h>
#include <cryptopp/sha.h>

#include <algorithm>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/mnemonic_words.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kBitsPerWord = 11;
constexpr unsigned kSeedRounds = 2048;
constexpr std::size_t kSeedSize = 64;

/// Entropy and the checksum byte behind it; its first `size · 8 / 32` bits count.
SecretBytes with_checksum(ByteView entropy) {
    SecretBytes out(entropy.size() + 1);
    std::ranges::copy(entropy, out.span().begin());
    out.span().back() = sha256(entropy).bytes[0];
    return out;
}

std::size_t word_index(ByteView bits, std::size_t word) {
    std::size_t index = 0;
    for (auto bit = word * kBitsPerWord; bit < (word + 1) * kBitsPerWord; ++bit) {
        index = index << 1 | (unsigned{bits[bit / 8]} >> (7 - bit % 8) & 1U);
    }
    return index;
}

/// Entropy bytes behind so many words; 0 when no mnemonic has that many.
std::size_t entropy_size(std::size_t words) {
    if (words < 12 || words > 24 || words % 3 != 0) return 0;
    return words / 3 * 4;
}

std::optional<std::size_t> find_word(std::string_view word) {
    const auto at = std::ranges::lower_bound(kMnemonicWords, word);
    if (at == kMnemonicWords.end() || *at != word) return std::nullopt;
    return static_cast<std::size_t>(at - kMnemonicWords.begin());
}

bool is_space(Byte c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::optional<SecretBytes> mnemonic_from_entropy(ByteView entropy) {
    const auto words = entropy.size() / 4 * 3;
    if (entropy.empty() || entropy_size(words) != entropy.size()) return std::nullopt;
    const auto bits = with_checksum(entropy);
    std::size_t size = words - 1;
    for (std::size_t i = 0; i < words; ++i)
        size += kMnemonicWords[word_index(bits.view(), i)].size();
    SecretBytes out(size);
    std::size_t at = 0;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0) out.span()[at++] = ' ';
        for (const auto c : kMnemonicWords[word_index(bits.view(), i)]) {
            out.span()[at++] = static_cast<Byte>(c);
        }
    }
    return out;
}

std::optional<SecretBytes> parse_mnemonic(std::string_view typed) {
    auto text = SecretBytes::copy_of(typed);
    for (auto& c : text.span()) {
        if (c >= 'A' && c <= 'Z') c = static_cast<Byte>(c - 'A' + 'a');
        if (is_space(c)) c = ' ';
    }
    SecretBytes bits(24 * kBitsPerWord / 8 + 1);
    std::size_t words = 0;
    for (auto rest = text.text(); !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (const auto word = rest.substr(0, end); !word.empty()) {
            const auto index = find_word(word);
            if (!index || words == 24) return std::nullopt;
            for (std::size_t i = 0; i < kBitsPerWord; ++i) {
                const auto bit = words * kBitsPerWord + i;
                const auto value = *index >> (kBitsPerWord - 1 - i) & 1U;
                bits.span()[bit / 8] =
                    static_cast<Byte>(bits.span()[bit / 8] | value << (7 - bit % 8));
            }
            ++words;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const auto size = entropy_size(words);
    if (size == 0) return std::nullopt;
    // The checksum has one bit for four bytes of entropy, at the top of the byte behind it.
    const auto entropy = bits.view().first(size);
    const auto mask = static_cast<Byte>(0xff00U >> (size / 4));
    if (((sha256(entropy).bytes[0] ^ bits.view()[size]) & mask) != 0) return std::nullopt;
    return mnemonic_from_entropy(entropy);
}

SecretBytes seed_of(const SecretBytes& mnemonic, std::string_view passphrase) {
    constexpr std::string_view kPrefix = "mnemonic";
    SecretBytes salt(kPrefix.size() + passphrase.size());
    std::ranges::copy(kPrefix, salt.span().begin());
    std::ranges::copy(passphrase, salt.span().begin() + kPrefix.size());
    SecretBytes seed(kSeedSize);
    CryptoPP::PKCS5_PBKDF2_HMAC<CryptoPP::SHA512>().DeriveKey(
        seed.span().data(), seed.size(), 0, mnemonic.view().data(), mnemonic.size(),
        salt.view().data(), salt.size(), kSeedRounds);
    return seed;
}

std::vector<std::string_view> words_starting_with(std::string_view prefix) {
    std::vector<std::string_view> out;
    for (auto at = std::ranges::lower_bound(kMnemonicWords, prefix);
         at != kMnemonicWords.end() && at->starts_with(prefix); ++at) {
        out.push_back(*at);
    }
    return out;
}

bool is_mnemonic_word(std::string_view word) { return find_word(word).has_value(); }

}  // namespace dure::chain
