// After lock, the process's memory holds neither the key nor the PIN nor the words.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>

#include "chain/crypto/hash.hpp"
#include "chain/crypto/hd_key.hpp"
#include "chain/crypto/keystore.hpp"
#include "chain/crypto/mnemonic.hpp"
#include "chain/crypto/random.hpp"
#include "temporary_folder.hpp"

namespace dure::chain {
namespace {

/// What is looked for, kept masked so that the search does not find itself.
class Pattern {
 public:
    explicit Pattern(ByteView plain) : masked_(plain.begin(), plain.end()) {
        for (auto& b : masked_) b ^= kMask;
    }
    std::size_t size() const { return masked_.size(); }
    bool matches(const Byte* at) const {
        for (std::size_t i = 0; i < masked_.size(); ++i) {
            if ((at[i] ^ kMask) != masked_[i]) return false;
        }
        return true;
    }

 private:
    static constexpr Byte kMask = 0x5a;
    Bytes masked_;
};

/// How often the pattern stands in memory that this process can read and write.
int count_in_memory(const Pattern& pattern) {
    std::ifstream maps("/proc/self/maps");
    std::FILE* memory = std::fopen("/proc/self/mem", "rb");
    if (memory == nullptr) return -1;
    std::setvbuf(memory, nullptr, _IONBF, 0);
    static Byte window[1 << 16];
    int found = 0;
    for (std::string line; std::getline(maps, line);) {
        unsigned long start = 0, end = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &start, &end, rights) != 3) continue;
        if (rights[0] != 'r' || rights[1] != 'w') continue;
        const auto overlap = pattern.size() - 1;
        for (auto at = start; at < end; at += sizeof window - overlap) {
            const auto want = std::min<unsigned long>(sizeof window, end - at);
            if (std::fseek(memory, static_cast<long>(at), SEEK_SET) != 0) break;
            const auto got = std::fread(window, 1, want, memory);
            for (std::size_t i = 0; i + pattern.size() <= got; ++i) {
                const auto* here = reinterpret_cast<Byte*>(at + i);
                if (here >= window && here < window + sizeof window) continue;
                if (pattern.matches(window + i)) ++found;
            }
            if (got < want) break;
        }
    }
    std::fclose(memory);
    std::fill(std::begin(window), std::end(window), Byte{0});
    return found;
}

constexpr WallTime kNow{std::chrono::days{20'000}};

/// In a frame of its own, so that its stack is dead afterwards.
[[gnu::noinline]] Pattern unlock_and_sign(const KeyStore& store, const SecretBytes& pin) {
    const auto key = store.unlock(pin.text(), kNow);
    EXPECT_TRUE(key.has_value());
    EXPECT_EQ(recover(kEmptyCodeHash, sign(kEmptyCodeHash, *key)), address_of(*key));
    Pattern pattern(key->view());
    EXPECT_GE(count_in_memory(pattern), 1) << "the search must find a key that is there";
    return pattern;
}

struct Secrets {
    Pattern key, pin, words;
};

[[gnu::noinline]] Secrets live_a_day(const KeyStore& store) {
    const auto words = mnemonic_from_entropy(random_secret(kOwnerEntropy).view());
    const auto seed = seed_of(*words);
    const auto pin = [] {
        auto digits = random_secret(12);
        for (auto& d : digits.span()) d = static_cast<Byte>('0' + d % 10);
        digits.span()[0] = '9';
        digits.span()[1] = '0';
        digits.span()[2] = '3';
        return digits;
    }();
    EXPECT_EQ(store.create(pin.text(), *account_key(seed), kTestCost), std::nullopt);
    auto key = unlock_and_sign(store, pin);
    return {std::move(key), Pattern(pin.view()), Pattern(words->view())};
}

TEST(Memory, holds_no_key_pin_or_words_after_lock) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer's own memory is terabytes";
#endif
    const TemporaryFolder folder;
    const KeyStore store(folder.path(), folder.path() / "device.secret");
    const auto secrets = live_a_day(store);
    EXPECT_EQ(count_in_memory(secrets.key), 0);
    EXPECT_EQ(count_in_memory(secrets.pin), 0);
    EXPECT_EQ(count_in_memory(secrets.words), 0);
}

}  // namespace
}  // namespace dure::chain
