// The words a resident writes down: BIP-39 with the English list. Texts are lower case, one space
// between words, no spaces around.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chain/crypto/secret_bytes.hpp"

namespace dure::chain {

inline constexpr std::size_t kOwnerWords = 12;
inline constexpr std::size_t kOwnerEntropy = 16;  ///< bytes

/// 16, 20, 24, 28 or 32 bytes give 12 … 24 words; nothing for other sizes.
std::optional<SecretBytes> mnemonic_from_entropy(ByteView entropy);

/// The text in its normal form when all words are known and the checksum is right. Takes any case
/// and spacing (English words are ASCII).
std::optional<SecretBytes> parse_mnemonic(std::string_view typed);

/// 64 bytes. `mnemonic` in normal form; the passphrase is bytes of NFKD text, usually empty.
SecretBytes seed_of(const SecretBytes& mnemonic, std::string_view passphrase = {});

/// Words of the list that start so, in order; for completion while typing.
std::vector<std::string_view> words_starting_with(std::string_view prefix);
bool is_mnemonic_word(std::string_view);

}  // namespace dure::chain
