#include "chain/crypto/keystore.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "chain/crypto/private_file.hpp"
#include "chain/crypto/random.hpp"

namespace dure::chain {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view kKeyMagic = "DUREKEY1";
constexpr std::string_view kAttemptsMagic = "DUREPIN1";
constexpr std::size_t kSaltSize = crypto_pwhash_SALTBYTES;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSecretSize = 32;
constexpr std::size_t kHeaderSize = 8 + 20 + 4 + 4 + kSaltSize + kNonceSize;
constexpr std::size_t kKeyFileSize = kHeaderSize + kSecretSize + kTagSize;
constexpr std::size_t kAttemptsSize = 8 + 20 + 4 + 8 + crypto_generichash_BYTES;

// A damaged or planted header must not ask for hours or gigabytes.
constexpr std::uint32_t kMaxPasses = 64;
constexpr std::uint32_t kMaxMemoryKib = 1024 * 1024;

/// Pause after so many wrong PINs.
constexpr std::array<milliseconds, kMaxAttempts + 1> kPause{
    milliseconds{0},       milliseconds{0},       milliseconds{0},      milliseconds{2'000},
    milliseconds{5'000},   milliseconds{15'000},  milliseconds{30'000}, milliseconds{60'000},
    milliseconds{300'000}, milliseconds{900'000}, milliseconds{0}};

void append_number(Bytes& out, std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) out.push_back(static_cast<Byte>(value >> (8 * i)));
}

std::uint64_t read_number(ByteView in) {
    std::uint64_t value = 0;
    for (auto i = in.size(); i-- > 0;) value = value << 8 | in[i];
    return value;
}

bool starts_with(ByteView in, std::string_view magic) {
    return in.size() >= magic.size() && std::equal(magic.begin(), magic.end(), in.begin());
}

struct KeyHeader {
    Address address;
    Argon2Cost cost;
    Bytes salt, nonce;
};

Bytes encode(const KeyHeader& header) {
    Bytes out(kKeyMagic.begin(), kKeyMagic.end());
    out.insert(out.end(), header.address.bytes.begin(), header.address.bytes.end());
    append_number(out, header.cost.passes, 4);
    append_number(out, header.cost.memory_kib, 4);
    out.insert(out.end(), header.salt.begin(), header.salt.end());
    out.insert(out.end(), header.nonce.begin(), header.nonce.end());
    return out;
}

bool is_legal(const Argon2Cost& cost) {
    return cost.passes >= 1 && cost.passes <= kMaxPasses && cost.memory_kib >= 8 &&
           cost.memory_kib <= kMaxMemoryKib;
}

std::optional<KeyHeader> decode_key_header(ByteView in) {
    if (in.size() != kKeyFileSize || !starts_with(in, kKeyMagic)) return std::nullopt;
    KeyHeader header;
    header.address = Address::right_aligned(in.subspan(8, 20));
    header.cost.passes = static_cast<std::uint32_t>(read_number(in.subspan(28, 4)));
    header.cost.memory_kib = static_cast<std::uint32_t>(read_number(in.subspan(32, 4)));
    const auto salt = in.subspan(36, kSaltSize), nonce = in.subspan(36 + kSaltSize, kNonceSize);
    header.salt.assign(salt.begin(), salt.end());
    header.nonce.assign(nonce.begin(), nonce.end());
    if (!is_legal(header.cost)) return std::nullopt;
    return header;
}

/// Nothing when the memory cannot be had.
std::optional<SecretBytes> stretch(std::string_view pin, ByteView salt, Argon2Cost cost) {
    SecretBytes out(kSecretSize);
    if (crypto_pwhash(out.span().data(), out.size(), pin.data(), pin.size(), salt.data(),
                      cost.passes, std::size_t{cost.memory_kib} * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return std::nullopt;
    }
    return out;
}

std::optional<SecretBytes> encryption_key(std::string_view pin, const KeyHeader& header,
                                          const SecretBytes& device_secret) {
    const auto stretched = stretch(pin, header.salt, header.cost);
    if (!stretched) return std::nullopt;
    SecretBytes out(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    crypto_generichash(out.span().data(), out.size(), stretched->view().data(), stretched->size(),
                       device_secret.view().data(), device_secret.size());
    return out;
}

struct Attempts {
    std::uint32_t wrong = 0;
    WallTime last{};
};

/// Bound to the key by its address and to the device by its secret.
Bytes encode(const Attempts& attempts, const Address& address, const SecretBytes& device_secret) {
    Bytes out(kAttemptsMagic.begin(), kAttemptsMagic.end());
    out.insert(out.end(), address.bytes.begin(), address.bytes.end());
    append_number(out, attempts.wrong, 4);
    append_number(out, static_cast<std::uint64_t>(attempts.last.time_since_epoch().count()), 8);
    std::array<Byte, crypto_generichash_BYTES> mac{};
    crypto_generichash(mac.data(), mac.size(), out.data(), out.size(), device_secret.view().data(),
                       device_secret.size());
    out.insert(out.end(), mac.begin(), mac.end());
    return out;
}

std::optional<Attempts> decode_attempts(ByteView in, const Address& address,
                                        const SecretBytes& device_secret) {
    if (in.size() != kAttemptsSize) return std::nullopt;
    const auto last = static_cast<std::int64_t>(read_number(in.subspan(32, 8)));
    const Attempts out{.wrong = static_cast<std::uint32_t>(read_number(in.subspan(28, 4))),
                       .last = WallTime{milliseconds{last}}};
    if (!std::ranges::equal(encode(out, address, device_secret), in)) return std::nullopt;
    return out;
}

milliseconds pause_left(const Attempts& attempts, WallTime now) {
    const auto pause = kPause[std::min<std::size_t>(attempts.wrong, kMaxAttempts)];
    return std::max(milliseconds{0}, attempts.last + pause - now);
}

}  // namespace

std::string_view to_string(KeyStoreError error) {
    switch (error) {
        case KeyStoreError::not_found:
            return "there is no key";
        case KeyStoreError::damaged:
            return "the key file is damaged or from another device";
        case KeyStoreError::weak_pin:
            return "the PIN is too easy";
        case KeyStoreError::wrong_pin:
            return "wrong PIN";
        case KeyStoreError::too_early:
            return "wait before the next attempt";
        case KeyStoreError::words_needed:
            return "no attempts left, the words are needed";
        case KeyStoreError::io:
            return "the key cannot be read or written";
    }
    return "unknown";
}

Argon2Cost choose_cost(
    const std::function<std::optional<std::chrono::nanoseconds>(std::uint32_t)>& time_of) {
    constexpr std::chrono::nanoseconds kTarget = milliseconds{750};
    constexpr std::uint32_t kMinPasses = 3;
    constexpr std::uint32_t kLeastMemory = 64 * 1024;
    for (const auto memory_kib : {4 * kLeastMemory, 2 * kLeastMemory, kLeastMemory}) {
        const auto one_pass = time_of(memory_kib);
        if (!one_pass) continue;
        const auto passes = kTarget / std::max(*one_pass, std::chrono::nanoseconds{1});
        if (passes < kMinPasses) continue;
        return {.passes = static_cast<std::uint32_t>(std::min<std::int64_t>(passes, kMaxPasses)),
                .memory_kib = memory_kib};
    }
    return {.passes = kMinPasses, .memory_kib = kLeastMemory};
}

Argon2Cost calibrate(const std::function<std::chrono::nanoseconds()>& now) {
    return choose_cost([&](std::uint32_t memory_kib) -> std::optional<std::chrono::nanoseconds> {
        const auto start = now();
        const Bytes salt(kSaltSize);
        if (!stretch("000000", salt, {.passes = 1, .memory_kib = memory_kib})) return std::nullopt;
        return now() - start;
    });
}

/// What is on disk about the owner, read together.
struct KeyStore::Loaded {
    KeyHeader header;
    SecretBytes file, device_secret;
    Attempts attempts;
};

KeyStore::KeyStore(std::filesystem::path directory, std::filesystem::path device_secret_file)
    : key_file_(directory / "owner.key"),
      attempts_file_(directory / "owner.attempts"),
      device_secret_file_(std::move(device_secret_file)) {}

bool KeyStore::exists() const {
    std::error_code error;
    return std::filesystem::exists(key_file_, error);
}

std::optional<KeyStoreError> KeyStore::create(std::string_view pin, const SecretKey& key,
                                              Argon2Cost cost) const {
    if (check_new_pin(pin)) return KeyStoreError::weak_pin;
    if (!is_legal(cost)) return KeyStoreError::io;
    const auto made = write_private_file(device_secret_file_, random_secret(kSecretSize).view(),
                                         OnExisting::refuse);
    if (made == WriteOutcome::failed) return KeyStoreError::io;
    const auto device_secret = read_private_file(device_secret_file_, kSecretSize);
    if (!device_secret) return KeyStoreError::io;
    if (device_secret->size() != kSecretSize) return KeyStoreError::damaged;

    const KeyHeader header{.address = address_of(key),
                           .cost = cost,
                           .salt = random_bytes(kSaltSize),
                           .nonce = random_bytes(kNonceSize)};
    const auto encryption = encryption_key(pin, header, *device_secret);
    if (!encryption) return KeyStoreError::io;
    auto file = encode(header);
    file.resize(kKeyFileSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        file.data() + kHeaderSize, nullptr, key.view().data(), key.view().size(), file.data(),
        kHeaderSize, nullptr, header.nonce.data(), encryption->view().data());
    // The key first: a cut between the two leaves the old count, which at worst asks for the words.
    if (write_private_file(key_file_, file, OnExisting::replace) != WriteOutcome::done) {
        return KeyStoreError::io;
    }
    const auto attempts = encode(Attempts{}, header.address, *device_secret);
    if (write_private_file(attempts_file_, attempts, OnExisting::replace) != WriteOutcome::done) {
        return KeyStoreError::io;
    }
    return std::nullopt;
}

Result<Address, KeyStoreError> KeyStore::address() const {
    if (!exists()) return KeyStoreError::not_found;
    const auto file = read_private_file(key_file_, kKeyFileSize);
    const auto header = file ? decode_key_header(file->view()) : std::nullopt;
    if (!header) return KeyStoreError::damaged;
    return header->address;
}

std::optional<KeyStoreError> KeyStore::save(const Loaded& loaded) const {
    const auto bytes = encode(loaded.attempts, loaded.header.address, loaded.device_secret);
    if (write_private_file(attempts_file_, bytes, OnExisting::replace) != WriteOutcome::done) {
        return KeyStoreError::io;
    }
    return std::nullopt;
}

Result<KeyStore::Loaded, KeyStoreError> KeyStore::load(WallTime now) const {
    if (!exists()) return KeyStoreError::not_found;
    auto file = read_private_file(key_file_, kKeyFileSize);
    auto header = file ? decode_key_header(file->view()) : std::nullopt;
    auto device_secret = read_private_file(device_secret_file_, kSecretSize);
    if (!header || !device_secret || device_secret->size() != kSecretSize) {
        return KeyStoreError::damaged;
    }
    const auto count = read_private_file(attempts_file_, kAttemptsSize);
    const auto attempts =
        count ? decode_attempts(count->view(), header->address, *device_secret) : std::nullopt;
    if (!attempts || attempts->wrong >= kMaxAttempts) return KeyStoreError::words_needed;
    Loaded out{std::move(*header), std::move(*file), std::move(*device_secret), *attempts};
    if (now < out.attempts.last) {
        // The clock was set back: the pause starts again from here.
        out.attempts.last = now;
        if (const auto error = save(out)) return *error;
    }
    return out;
}

Result<LockState, KeyStoreError> KeyStore::lock_state(WallTime now) const {
    const auto loaded = load(now);
    if (!loaded) {
        if (loaded.error() != KeyStoreError::words_needed) return loaded.error();
        return LockState{.attempts_left = 0, .wait = milliseconds{0}};
    }
    return LockState{.attempts_left = kMaxAttempts - loaded->attempts.wrong,
                     .wait = pause_left(loaded->attempts, now)};
}

Result<SecretKey, KeyStoreError> KeyStore::unlock(std::string_view pin, WallTime now) const {
    auto loaded = load(now);
    if (!loaded) return loaded.error();
    if (pause_left(loaded->attempts, now) > milliseconds{0}) return KeyStoreError::too_early;

    // Counted before it is checked.
    ++loaded->attempts.wrong;
    loaded->attempts.last = now;
    if (const auto error = save(*loaded)) return *error;

    const auto encryption = encryption_key(pin, loaded->header, loaded->device_secret);
    if (!encryption) return KeyStoreError::io;
    const auto file = loaded->file.view();
    SecretBytes secret(kSecretSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            secret.span().data(), nullptr, nullptr, file.data() + kHeaderSize,
            kSecretSize + kTagSize, file.data(), kHeaderSize, loaded->header.nonce.data(),
            encryption->view().data()) != 0) {
        return loaded->attempts.wrong >= kMaxAttempts ? KeyStoreError::words_needed
                                                      : KeyStoreError::wrong_pin;
    }
    auto key = SecretKey::from_bytes(secret.view());
    if (!key || address_of(*key) != loaded->header.address) return KeyStoreError::damaged;
    loaded->attempts = {};
    if (const auto error = save(*loaded)) return *error;
    return std::move(*key);
}

std::optional<KeyStoreError> KeyStore::change_pin(std::string_view old_pin,
                                                  std::string_view new_pin, Argon2Cost cost,
                                                  WallTime now) const {
    if (check_new_pin(new_pin)) return KeyStoreError::weak_pin;
    const auto key = unlock(old_pin, now);
    if (!key) return key.error();
    return create(new_pin, *key, cost);
}

}  // namespace dure::chain
