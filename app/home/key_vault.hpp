// The home's own key behind core's Keys port: BIP-39 words, the key of Ethereum's usual path, and
// the PIN-locked store of chain/crypto. The open key goes to whoever signs for the owner and
// nowhere else.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "chain/crypto/keystore.hpp"
#include "core/ports/keys.hpp"

namespace dure::app {

class KeyVault final : public core::Keys {
 public:
    /// Told on the vault's thread: the key when the store was opened or made, nothing when it was
    /// locked.
    using OnKey = std::function<void(std::optional<chain::SecretKey>)>;

    /// `cost` empty: calibrated to this machine when a PIN is set.
    KeyVault(std::filesystem::path directory, std::optional<chain::Argon2Cost> cost, OnKey on_key);
    ~KeyVault() override;

    core::KeyStage stage() const override;
    core::RecoveryWords create_words() override;
    std::array<std::uint8_t, core::kAskedWords> asked_words() const override;
    bool confirm_words(const std::array<std::string, core::kAskedWords>& answers) override;
    void set_pin(std::string_view pin, std::function<void(const core::PinResult&)> done) override;
    void unlock(std::string_view pin, std::function<void(const core::PinResult&)> done) override;
    void change_pin(std::string_view old_pin, std::string_view new_pin,
                    std::function<void(const core::PinResult&)> done) override;
    void restore(std::string_view words, std::string_view new_pin,
                 std::function<void(const core::PinResult&)> done) override;
    std::vector<std::string> words_starting_with(std::string_view prefix) const override;
    void lock() override;
    core::AddressBytes address() const override;

 private:
    struct Body;
    std::unique_ptr<Body> body_;
};

}  // namespace dure::app
