// A key store in memory for made-up homes and tests: always the same twelve words, no disk, no
// delay. The words are not random: no coin may ever be kept under them.
#pragma once

#include <algorithm>
#include <cctype>

#include "core/ports/keys.hpp"

namespace dure::core::fake {

class FakeKeys : public Keys {
 public:
    static constexpr std::array<std::string_view, kRecoveryWords> kWords{
        "legal", "winner", "thank",  "year",   "wave",   "sausage",
        "worth", "useful", "garden", "bridge", "yellow", "copper"};
    static constexpr std::array<std::uint8_t, kAskedWords> kAsked{2, 6, 10};

    KeyStage stage() const override { return stage_; }

    RecoveryWords create_words() override {
        ensure(stage_ != KeyStage::kStored, "a stored key is not replaced");
        stage_ = KeyStage::kWords;
        RecoveryWords words;
        std::copy(kWords.begin(), kWords.end(), words.begin());
        return words;
    }

    std::array<std::uint8_t, kAskedWords> asked_words() const override { return kAsked; }

    bool confirm_words(const std::array<std::string, kAskedWords>& answers) override {
        if (stage_ != KeyStage::kWords) return false;
        for (std::size_t i = 0; i < answers.size(); ++i)
            if (plain(answers[i]) != kWords[kAsked[i]]) return false;
        stage_ = KeyStage::kConfirmed;
        return true;
    }

    void set_pin(std::string_view pin, std::function<void(const PinResult&)> done) override {
        PinResult result;
        result.problem = pin_problem(pin, 0, 0);
        if (stage_ != KeyStage::kConfirmed)
            result.reason = "order";
        else if (result.problem != PinProblem::kNone)
            result.reason = "weak-pin";
        result.ok = result.reason.empty();
        if (result.ok) {
            stage_ = KeyStage::kStored;
            pin_ = pin;
        }
        done(result);
    }

    void unlock(std::string_view pin, std::function<void(const PinResult&)> done) override {
        const bool right = stage_ == KeyStage::kStored && pin == pin_;
        done({.ok = right, .reason = right ? "" : "wrong-pin"});
    }

    void change_pin(std::string_view old_pin, std::string_view new_pin,
                    std::function<void(const PinResult&)> done) override {
        PinResult result;
        result.problem = pin_problem(new_pin, 0, 0);
        if (result.problem != PinProblem::kNone)
            result.reason = "weak-pin";
        else if (stage_ != KeyStage::kStored || old_pin != pin_)
            result.reason = "wrong-pin";
        result.ok = result.reason.empty();
        if (result.ok) pin_ = new_pin;
        done(result);
    }

    void restore(std::string_view words, std::string_view new_pin,
                 std::function<void(const PinResult&)> done) override {
        std::string own;
        for (const auto word : kWords) own += word;
        PinResult result;
        result.problem = pin_problem(new_pin, 0, 0);
        if (plain(std::string(words)) != own)
            result.reason = "bad-words";
        else if (result.problem != PinProblem::kNone)
            result.reason = "weak-pin";
        result.ok = result.reason.empty();
        if (result.ok) {
            stage_ = KeyStage::kStored;
            pin_ = new_pin;
        }
        done(result);
    }

    std::vector<std::string> words_starting_with(std::string_view prefix) const override {
        std::vector<std::string> found;
        for (const auto word : kWords)
            if (word.starts_with(prefix)) found.emplace_back(word);
        std::sort(found.begin(), found.end());
        return found;
    }

    AddressBytes address() const override {
        AddressBytes address{};
        if (stage_ >= KeyStage::kConfirmed) address.fill(0xd5);
        return address;
    }

 private:
    static std::string plain(std::string text) {
        const auto space = [](unsigned char c) { return std::isspace(c) != 0; };
        text.erase(std::remove_if(text.begin(), text.end(), space), text.end());
        for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return text;
    }

    KeyStage stage_ = KeyStage::kNone;
    std::string pin_;
};

}  // namespace dure::core::fake
