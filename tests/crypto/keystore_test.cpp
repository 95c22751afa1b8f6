#include "chain/crypto/keystore.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/keyfile.hpp"
#include "temporary_folder.hpp"

namespace dure::chain {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view kPin = "270418", kOtherPin = "905173", kWrongPin = "730195";

SecretKey key_of(Byte seed) { return *SecretKey::from_bytes(keccak256(Bytes{seed})); }

class KeyStoreTest : public testing::Test {
 protected:
    /// Past any pause since the last call.
    WallTime later() { return now_ += hours{1}; }
    void give_wrong_pins(unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            EXPECT_EQ(store_.unlock(kWrongPin, later()).error(), KeyStoreError::wrong_pin);
        }
    }

    TemporaryFolder folder_;
    KeyStore store_{folder_.path(), folder_.path() / "device.secret"};
    WallTime now_{std::chrono::days{20'000}};
};

TEST_F(KeyStoreTest, gives_back_the_key_for_the_pin) {
    EXPECT_FALSE(store_.exists());
    EXPECT_EQ(store_.unlock(kPin, now_).error(), KeyStoreError::not_found);
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    EXPECT_TRUE(store_.exists());
    EXPECT_EQ(*store_.address(), address_of(key_of(1)));
    const auto key = store_.unlock(kPin, now_);
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(address_of(*key), address_of(key_of(1)));
}

TEST_F(KeyStoreTest, files_are_for_the_owner_alone_and_hold_no_plain_key) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    for (const auto* name : {"owner.key", "owner.attempts", "device.secret"}) {
        struct stat info {};
        const auto path = folder_.path() / name;
        ASSERT_EQ(::stat(path.c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777, 0600U) << name;
        const auto content = folder_.read(name);
        const auto secret = key_of(1);
        const auto found = std::ranges::search(content, secret.view());
        EXPECT_TRUE(found.empty()) << name;
    }
}

TEST_F(KeyStoreTest, counts_wrong_pins_and_forgets_them_after_the_right_one) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    give_wrong_pins(3);
    EXPECT_EQ(store_.lock_state(now_)->attempts_left, 7U);
    EXPECT_TRUE(store_.unlock(kPin, later()).has_value());
    EXPECT_EQ(store_.lock_state(now_)->attempts_left, kMaxAttempts);
}

TEST_F(KeyStoreTest, ten_wrong_pins_leave_only_the_words) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    give_wrong_pins(9);
    EXPECT_EQ(store_.unlock(kWrongPin, later()).error(), KeyStoreError::words_needed);
    EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::words_needed);
    EXPECT_EQ(store_.lock_state(later())->attempts_left, 0U);
    // The words give the key again, and with it a new PIN.
    ASSERT_EQ(store_.create(kOtherPin, key_of(1), kTestCost), std::nullopt);
    EXPECT_TRUE(store_.unlock(kOtherPin, later()).has_value());
}

TEST_F(KeyStoreTest, pauses_grow_and_an_early_attempt_does_not_count) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    milliseconds last{0};
    for (unsigned wrong = 1; wrong < kMaxAttempts; ++wrong) {
        EXPECT_EQ(store_.unlock(kWrongPin, later()).error(), KeyStoreError::wrong_pin);
        const auto state = store_.lock_state(now_);
        EXPECT_EQ(state->attempts_left, kMaxAttempts - wrong);
        EXPECT_GE(state->wait, last);
        last = state->wait;
        if (last == milliseconds{0}) continue;
        EXPECT_EQ(store_.unlock(kPin, now_ + last - milliseconds{1}).error(),
                  KeyStoreError::too_early);
        EXPECT_EQ(store_.lock_state(now_)->attempts_left, kMaxAttempts - wrong);
    }
    EXPECT_EQ(last, seconds{900});
    EXPECT_TRUE(store_.unlock(kPin, now_ + last).has_value());
}

TEST_F(KeyStoreTest, a_clock_set_back_starts_the_pause_again_and_no_more) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    give_wrong_pins(4);
    const WallTime boot{seconds{5}};  // 1970: no battery behind the clock
    const auto wait = store_.lock_state(boot)->wait;
    EXPECT_EQ(wait, seconds{5});
    EXPECT_EQ(store_.unlock(kPin, boot).error(), KeyStoreError::too_early);
    EXPECT_TRUE(store_.unlock(kPin, boot + wait).has_value());
}

TEST_F(KeyStoreTest, an_attempt_is_on_disk_before_the_pin_is_checked) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    // The count cannot be written, so not even the right PIN is looked at.
    std::filesystem::create_directory(folder_.path() / "owner.attempts.new");
    EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::io);
    std::filesystem::remove(folder_.path() / "owner.attempts.new");
    EXPECT_TRUE(store_.unlock(kPin, later()).has_value());
}

TEST_F(KeyStoreTest, a_missing_or_foreign_attempts_file_means_the_words) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    const auto fresh = folder_.read("owner.attempts");
    std::filesystem::remove(folder_.path() / "owner.attempts");
    EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::words_needed);
    ASSERT_EQ(store_.create(kPin, key_of(2), kTestCost), std::nullopt);
    folder_.write("owner.attempts", fresh);
    EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::words_needed);
}

TEST_F(KeyStoreTest, the_key_file_alone_opens_on_no_other_device) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    const TemporaryFolder elsewhere;
    std::filesystem::copy(folder_.path(), elsewhere.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    elsewhere.write("device.secret", Bytes(32, 7));
    const KeyStore stolen(elsewhere.path(), elsewhere.path() / "device.secret");
    EXPECT_FALSE(stolen.unlock(kPin, later()).has_value());
    std::filesystem::remove(elsewhere.path() / "device.secret");
    EXPECT_EQ(stolen.unlock(kPin, later()).error(), KeyStoreError::damaged);
}

TEST_F(KeyStoreTest, every_flipped_byte_of_the_key_file_is_noticed) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    const auto good_key = folder_.read("owner.key"), good_count = folder_.read("owner.attempts");
    for (std::size_t i = 0; i < good_key.size(); ++i) {
        // The cost fields may ask for a lot of work; a low bit keeps the test quick.
        auto bad = good_key;
        bad[i] ^= 1;
        folder_.write("owner.key", bad);
        folder_.write("owner.attempts", good_count);
        EXPECT_FALSE(store_.unlock(kPin, later()).has_value()) << i;
    }
    for (const std::size_t size : {std::size_t{0}, good_key.size() - 1}) {
        folder_.write("owner.key", Bytes(good_key.begin(),
                                         good_key.begin() + static_cast<std::ptrdiff_t>(size)));
        EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::damaged);
    }
    folder_.write("owner.key", good_key);
    folder_.write("owner.attempts", good_count);
    EXPECT_TRUE(store_.unlock(kPin, later()).has_value());
}

TEST_F(KeyStoreTest, the_pin_can_be_changed_by_who_knows_it) {
    ASSERT_EQ(store_.create(kPin, key_of(1), kTestCost), std::nullopt);
    EXPECT_EQ(store_.change_pin(kWrongPin, kOtherPin, kTestCost, later()),
              KeyStoreError::wrong_pin);
    EXPECT_EQ(store_.change_pin(kPin, "123456", kTestCost, later()), KeyStoreError::weak_pin);
    EXPECT_EQ(store_.change_pin(kPin, kOtherPin, kTestCost, later()), std::nullopt);
    EXPECT_EQ(store_.unlock(kPin, later()).error(), KeyStoreError::wrong_pin);
    EXPECT_TRUE(store_.unlock(kOtherPin, later()).has_value());
}

TEST_F(KeyStoreTest, an_easy_pin_is_refused_before_anything_is_written) {
    EXPECT_EQ(store_.create("111111", key_of(1), kTestCost), KeyStoreError::weak_pin);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(KeyStoreTest, a_folder_that_cannot_be_written_is_said) {
    const KeyStore lost(folder_.path() / "missing", folder_.path() / "device.secret");
    EXPECT_EQ(lost.create(kPin, key_of(1), kTestCost), KeyStoreError::io);
}

TEST(Argon2Cost, grows_with_the_machine) {
    const auto with_pass_time = [](std::chrono::nanoseconds for_64_mib) {
        return choose_cost([=](std::uint32_t memory_kib) {
            return std::optional{for_64_mib * (memory_kib / 65'536)};
        });
    };
    EXPECT_EQ(with_pass_time(milliseconds{25}), (Argon2Cost{.passes = 7, .memory_kib = 262'144}));
    EXPECT_EQ(with_pass_time(milliseconds{100}), (Argon2Cost{.passes = 3, .memory_kib = 131'072}));
    EXPECT_EQ(with_pass_time(seconds{9}), (Argon2Cost{.passes = 3, .memory_kib = 65'536}));
    EXPECT_EQ(with_pass_time(milliseconds{0}).passes, 64U);
    const auto no_memory = choose_cost([](std::uint32_t) { return std::nullopt; });
    EXPECT_EQ(no_memory, (Argon2Cost{.passes = 3, .memory_kib = 65'536}));
}

struct PinCase {
    const char* pin;
    std::optional<PinFault> fault;
};

TEST(Pin, easy_ones_are_refused) {
    const PinCase cases[] = {
        {"270418", std::nullopt},         {"9051738", std::nullopt},
        {"000000000001", std::nullopt},   {"12345", PinFault::too_short},
        {"", PinFault::too_short},        {"1234567890123", PinFault::too_long},
        {"12345a", PinFault::not_digits}, {"１２３４５６", PinFault::not_digits},
        {"000000", PinFault::repeated},   {"121212", PinFault::repeated},
        {"123123", PinFault::repeated},   {"48624862", PinFault::repeated},
        {"123456", PinFault::sequence},   {"987654", PinFault::sequence},
        {"890123", PinFault::sequence},   {"210987", PinFault::sequence},
        {"123321", PinFault::common},     {"159753", PinFault::common},
        {"101004", PinFault::common},     {"112233", PinFault::common},
    };
    for (const auto& test : cases) EXPECT_EQ(check_new_pin(test.pin), test.fault) << test.pin;
}

TEST(KeyFile, keeps_a_key_for_the_owner_alone) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "agent.key";
    EXPECT_EQ(read_key_file(path).error(), KeyFileError::not_found);
    EXPECT_EQ(write_key_file(path, key_of(3)), std::nullopt);
    EXPECT_EQ(address_of(*read_key_file(path)), address_of(key_of(3)));
    EXPECT_EQ(write_key_file(path, key_of(4)), KeyFileError::exists);
    EXPECT_EQ(address_of(*read_or_create_key_file(path)), address_of(key_of(3)));
    ::chmod(path.c_str(), 0640);
    EXPECT_EQ(read_key_file(path).error(), KeyFileError::not_private);
}

TEST(KeyFile, makes_a_new_key_when_there_is_none) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "meter.key";
    const auto made = read_or_create_key_file(path);
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(address_of(*read_key_file(path)), address_of(*made));
    const auto other = read_or_create_key_file(folder.path() / "other.key");
    EXPECT_NE(address_of(*other), address_of(*made));
}

TEST(KeyFile, anything_but_a_key_is_damage) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "agent.key";
    for (const std::string& content :
         {std::string{}, std::string(63, 'a'), std::string(64, 'g'), std::string(64, '0'),
          std::string(64, 'f'), std::string(65, 'a'), std::string(500, 'a')}) {
        folder.write("agent.key", Bytes(content.begin(), content.end()));
        EXPECT_EQ(read_key_file(path).error(), KeyFileError::damaged) << content;
    }
    EXPECT_EQ(read_or_create_key_file(path).error(), KeyFileError::damaged);
}

}  // namespace
}  // namespace dure::chain
