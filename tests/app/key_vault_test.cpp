// The home's key vault on disk: words out, words back in, wrong PINs and changed ones.
#include <gtest/gtest.h>

#include <future>
#include <optional>

#include "app/home/key_vault.hpp"
#include "tests/crypto/temporary_folder.hpp"

namespace dure::app {
namespace {

constexpr const char* kPin = "739105";
constexpr const char* kNewPin = "804619";
constexpr const char* kVectorWords =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

using Done = std::function<void(const core::PinResult&)>;

core::PinResult wait_for(const std::function<void(Done)>& start) {
    std::promise<core::PinResult> answer;
    start([&](const core::PinResult& result) { answer.set_value(result); });
    return answer.get_future().get();
}

class KeyVaultTest : public ::testing::Test {
 protected:
    std::unique_ptr<KeyVault> open() {
        return std::make_unique<KeyVault>(
            folder_.path() / "owner", chain::kTestCost,
            [this](std::optional<chain::SecretKey> key) { open_ = key.has_value(); });
    }
    static core::PinResult unlock(KeyVault& vault, const char* pin) {
        return wait_for([&](Done done) { vault.unlock(pin, std::move(done)); });
    }
    static core::PinResult restore(KeyVault& vault, const std::string& words, const char* pin) {
        return wait_for([&](Done done) { vault.restore(words, pin, std::move(done)); });
    }
    /// Makes a key and gives its words.
    static std::string make_key(KeyVault& vault) {
        const auto words = vault.create_words();
        std::array<std::string, core::kAskedWords> repeated;
        const auto asked = vault.asked_words();
        for (std::size_t i = 0; i < repeated.size(); ++i) repeated[i] = " " + words[asked[i]];
        EXPECT_TRUE(vault.confirm_words(repeated));
        EXPECT_TRUE(wait_for([&](Done done) { vault.set_pin(kPin, std::move(done)); }).ok);
        std::string text;
        for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
        return text;
    }

    chain::TemporaryFolder folder_;
    bool open_ = false;
};

TEST_F(KeyVaultTest, the_written_words_open_what_no_pin_opens_any_more) {
    std::string words;
    core::AddressBytes owner{};
    {
        auto vault = open();
        words = make_key(*vault);
        owner = vault->address();
    }
    // Without its count of tries the store trusts no PIN any more, as after the tenth wrong one.
    std::filesystem::remove(folder_.path() / "owner" / "owner.attempts");
    auto vault = open();
    EXPECT_EQ(unlock(*vault, kPin).reason, "words-needed");
    const auto back = restore(*vault, words, kNewPin);
    EXPECT_TRUE(back.ok) << back.reason;
    EXPECT_EQ(vault->address(), owner);
    EXPECT_EQ(unlock(*vault, kPin).reason, "wrong-pin");
}

TEST_F(KeyVaultTest, a_new_wallpad_takes_the_key_of_written_words) {
    auto vault = open();
    EXPECT_EQ(vault->stage(), core::KeyStage::kNone);
    EXPECT_TRUE(restore(*vault, kVectorWords, kPin).ok);
    EXPECT_TRUE(open_);
    EXPECT_EQ(vault->stage(), core::KeyStage::kStored);
    EXPECT_TRUE(unlock(*vault, kPin).ok);
}

TEST_F(KeyVaultTest, words_of_another_key_do_not_replace_the_stored_one) {
    auto vault = open();
    make_key(*vault);
    const auto owner = vault->address();
    EXPECT_EQ(restore(*vault, kVectorWords, kNewPin).reason, "other-key");
    EXPECT_EQ(vault->address(), owner);
    EXPECT_TRUE(unlock(*vault, kPin).ok);
}

TEST_F(KeyVaultTest, what_are_no_words_of_a_key_is_said) {
    auto vault = open();
    EXPECT_EQ(restore(*vault, "legal winner thank", kPin).reason, "bad-words");
    EXPECT_EQ(restore(*vault, std::string(kVectorWords) + " copper", kPin).reason, "bad-words");
    EXPECT_EQ(restore(*vault, kVectorWords, "111111").reason, "weak-pin");
    EXPECT_EQ(vault->stage(), core::KeyStage::kNone);
}

TEST_F(KeyVaultTest, a_changed_pin_counts_from_then_on) {
    auto vault = open();
    make_key(*vault);
    const auto change = [&](const char* from, const char* to) {
        return wait_for([&](Done done) { vault->change_pin(from, to, std::move(done)); });
    };
    EXPECT_EQ(change(kPin, "123456").reason, "weak-pin");
    EXPECT_TRUE(change(kPin, kNewPin).ok);
    EXPECT_TRUE(unlock(*vault, kNewPin).ok);
    EXPECT_EQ(unlock(*vault, kPin).reason, "wrong-pin");
}

TEST_F(KeyVaultTest, completes_words_of_the_list) {
    const auto vault = open();
    EXPECT_EQ(vault->words_starting_with("wint"), std::vector<std::string>{"winter"});
    EXPECT_TRUE(vault->words_starting_with("zzz").empty());
}

}  // namespace
}  // namespace dure::app
