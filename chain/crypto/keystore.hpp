// The owner's key on disk, locked by a PIN.
//
//   <directory>/owner.key       header (address, cost, salt, nonce) ‖ XChaCha20-Poly1305 of the
//   key,
//                               the header as associated data
//   <directory>/owner.attempts  wrong PINs so far; written and fsynced before each check, so that a
//                               power cut wins nobody an attempt
//   <device secret file>        32 random bytes that stay on the device: the key file alone cannot
//   be
//                               guessed elsewhere
//
// Encryption key = BLAKE2b keyed with the device secret over Argon2id(PIN, salt). Files are 0600
// and replaced atomically. After the tenth wrong PIN, or when the attempts file is missing or
// damaged, only the words help: `create` again with the key from the words.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "chain/base/result.hpp"
#include "chain/crypto/pin.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

struct Argon2Cost {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 64 * 1024;
    friend bool operator==(const Argon2Cost&, const Argon2Cost&) = default;
};
/// What tests use; guards nothing.
inline constexpr Argon2Cost kTestCost{.passes = 1, .memory_kib = 8};
/// A cost of about 0.75 s with 256 MiB, or less memory where that is too slow; `time_of` tells how
/// long one pass takes with so much memory, nothing when there is not so much.
Argon2Cost choose_cost(
    const std::function<std::optional<std::chrono::nanoseconds>(std::uint32_t memory_kib)>&
        time_of);
/// The cost for this machine, measured; `now` is any clock that never jumps.
Argon2Cost calibrate(const std::function<std::chrono::nanoseconds()>& now);

inline constexpr unsigned kMaxAttempts = 10;

enum class KeyStoreError {
    not_found,     ///< no key file
    damaged,       ///< a file of wrong shape or size, or another device's secret
    weak_pin,      ///< see check_new_pin
    wrong_pin,     ///< counted
    too_early,     ///< still waiting after wrong PINs; not counted
    words_needed,  ///< no attempts left
    io,            ///< the system refused to read or write
};
std::string_view to_string(KeyStoreError);

/// What the lock screen shows.
struct LockState {
    unsigned attempts_left = kMaxAttempts;
    std::chrono::milliseconds wait{0};  ///< until the next attempt is allowed
};

/// UTC; only pauses depend on it. After a clock that jumped back a pause starts again, one that
/// jumped ahead wins no attempts.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

class KeyStore {
 public:
    /// Nothing is touched until a method is called.
    KeyStore(std::filesystem::path directory, std::filesystem::path device_secret_file);

    bool exists() const;
    /// Locks `key` with a new PIN, replacing what was there; makes the device secret when missing.
    std::optional<KeyStoreError> create(std::string_view pin, const SecretKey& key,
                                        Argon2Cost cost) const;
    /// The address in the clear part: whose key this is.
    Result<Address, KeyStoreError> address() const;
    Result<LockState, KeyStoreError> lock_state(WallTime now) const;
    Result<SecretKey, KeyStoreError> unlock(std::string_view pin, WallTime now) const;
    /// Needs the old PIN; counts as an attempt.
    std::optional<KeyStoreError> change_pin(std::string_view old_pin, std::string_view new_pin,
                                            Argon2Cost cost, WallTime now) const;

 private:
    struct Loaded;
    Result<Loaded, KeyStoreError> load(WallTime now) const;
    std::optional<KeyStoreError> save(const Loaded&) const;

    std::filesystem::path key_file_;
    std::filesystem::path attempts_file_;
    std::filesystem::path device_secret_file_;
};

}  // namespace dure::chain
