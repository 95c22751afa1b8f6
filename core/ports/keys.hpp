// The home's own key, as the first-run wizard and the lock need it. chain/crypto implements it
// (BIP-39 words, encrypted key store); tests and the fake homes have one that keeps it in memory.
//
// Order: create_words → confirm_words → set_pin; or restore, from words that were written down
// before. Words are held in memory only until the PIN is
// set; after a power cut in between the wizard starts again at create_words with new words. Called
// on the GUI thread. What takes a PIN may take a second (Argon2id), so it answers through a
// callback that runs on a foreign thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports/market.hpp"
#include "core/ports/pin_rule.hpp"

namespace dure::core {

constexpr std::size_t kRecoveryWords = 12;
constexpr std::size_t kAskedWords = 3;
using RecoveryWords = std::array<std::string, kRecoveryWords>;  ///< lower case, BIP-39 English list

enum class KeyStage : std::uint8_t {
    kNone,       ///< no key yet
    kWords,      ///< words made, not confirmed, not stored
    kConfirmed,  ///< three words were repeated; still not stored
    kStored,     ///< encrypted under the PIN on disk
};

struct PinResult {
    bool ok = false;
    PinProblem problem = PinProblem::kNone;
    std::string
        reason;  ///< stable id when not ok: "weak-pin", "wrong-pin", "wait", "disk", "order",
                 ///< "words-needed" (no tries left), "bad-words", "other-key", "damaged"
    std::uint32_t wait_seconds = 0;  ///< with "wait": until the next try is allowed
};

class Keys {
 public:
    virtual ~Keys() = default;
    virtual KeyStage stage() const = 0;

    /// A new key from the system's randomness, shown once; replaces words that were not stored.
    /// Must not be called in stage kStored.
    virtual RecoveryWords create_words() = 0;

    /// Which words the resident is asked to repeat: positions 0…11, ascending, fixed for these
    /// words.
    virtual std::array<std::uint8_t, kAskedWords> asked_words() const = 0;

    /// True and stage kConfirmed when all three fit; case and outer spaces do not matter.
    virtual bool confirm_words(const std::array<std::string, kAskedWords>& answers) = 0;

    /// Stores the key encrypted under the PIN; refuses weak PINs (pin_rule.hpp). In stage kStored
    /// it refuses with "order".
    virtual void set_pin(std::string_view pin, std::function<void(const PinResult&)> done) = 0;

    /// Checks the PIN; delays grow with wrong tries and survive a restart.
    virtual void unlock(std::string_view pin, std::function<void(const PinResult&)> done) = 0;

    /// Needs the old PIN, which counts as a try.
    virtual void change_pin(std::string_view old_pin, std::string_view new_pin,
                            std::function<void(const PinResult&)> done) = 0;

    /// The key of twelve written words, locked with a new PIN: on a new wallpad, or when no tries
    /// are left. "bad-words" when they are no such words; where a key is stored its own words are
    /// wanted, others are "other-key". Any case and spacing.
    virtual void restore(std::string_view words, std::string_view new_pin,
                         std::function<void(const PinResult&)> done) = 0;
    /// Words of the list that begin so, in order, for completion while typing.
    virtual std::vector<std::string> words_starting_with(std::string_view prefix) const = 0;

    /// Forgets the open key; signing for the owner needs the PIN again.
    virtual void lock() {}

    /// The address of the stored or confirmed key; zero before.
    virtual AddressBytes address() const = 0;
};

}  // namespace dure::core
