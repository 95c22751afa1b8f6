#include "chain/crypto/keyfile.hpp"

#include <sodium.h>

#include "chain/crypto/private_file.hpp"
#include "chain/crypto/random.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kHexDigits = 64;

}  // namespace

std::string_view to_string(KeyFileError error) {
    switch (error) {
        case KeyFileError::not_found:
            return "no key file";
        case KeyFileError::not_private:
            return "others may read the key file";
        case KeyFileError::damaged:
            return "the key file holds no key";
        case KeyFileError::exists:
            return "there is a key file already";
        case KeyFileError::io:
            return "the key file cannot be read or written";
    }
    return "unknown";
}

Result<SecretKey, KeyFileError> read_key_file(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return error ? KeyFileError::io : KeyFileError::not_found;
    }
    if (!is_private(path)) return KeyFileError::not_private;
    const auto content = read_private_file(path, kHexDigits + 2);
    if (!content) {
        const auto size = std::filesystem::file_size(path, error);
        return !error && size > kHexDigits + 2 ? KeyFileError::damaged : KeyFileError::io;
    }
    auto text = content->text();
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    SecretBytes bytes(32);
    std::size_t size = 0;
    const char* end = nullptr;
    if (text.size() != kHexDigits ||
        sodium_hex2bin(bytes.span().data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                       &end) != 0 ||
        size != 32 || end != text.data() + text.size()) {
        return KeyFileError::damaged;
    }
    auto key = SecretKey::from_bytes(bytes.view());
    if (!key) return KeyFileError::damaged;
    return std::move(*key);
}

std::optional<KeyFileError> write_key_file(const std::filesystem::path& path,
                                           const SecretKey& key) {
    SecretBytes text(kHexDigits + 1);
    sodium_bin2hex(reinterpret_cast<char*>(text.span().data()), text.size(), key.view().data(),
                   key.view().size());
    text.span().back() = '\n';  // where the library puts its zero
    switch (write_private_file(path, text.view(), OnExisting::refuse)) {
        case WriteOutcome::done:
            return std::nullopt;
        case WriteOutcome::exists:
            return KeyFileError::exists;
        case WriteOutcome::failed:
            return KeyFileError::io;
    }
    return KeyFileError::io;
}

Result<SecretKey, KeyFileError> read_or_create_key_file(const std::filesystem::path& path) {
    auto found = read_key_file(path);
    if (found || found.error() != KeyFileError::not_found) return found;
    auto key = random_key();
    if (const auto error = write_key_file(path, key)) return *error;
    return key;
}

}  // namespace dure::chain
