#include "app/home/key_vault.hpp"

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "chain/crypto/hd_key.hpp"
#include "chain/crypto/mnemonic.hpp"
#include "chain/crypto/random.hpp"

namespace dure::app {

namespace {

core::PinResult failure(std::string reason) {
    core::PinResult result;
    result.reason = std::move(reason);
    return result;
}

core::PinResult success() {
    core::PinResult result;
    result.ok = true;
    return result;
}

std::optional<core::PinResult> weakness(std::string_view pin) {
    const auto problem = core::pin_problem(pin, 0, 0);
    if (problem == core::PinProblem::kNone) return std::nullopt;
    auto result = failure("weak-pin");
    result.problem = problem;
    return result;
}

chain::WallTime wall_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// The words in place: no copies but the one that is wanted.
std::array<std::string_view, core::kRecoveryWords> split(std::string_view words) {
    std::array<std::string_view, core::kRecoveryWords> out;
    for (auto& word : out) {
        const auto end = std::min(words.find(' '), words.size());
        word = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return out;
}

/// Case and outer spaces of what somebody typed do not matter.
bool says(std::string_view typed, std::string_view word) {
    const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!typed.empty() && is_space(typed.front())) typed.remove_prefix(1);
    while (!typed.empty() && is_space(typed.back())) typed.remove_suffix(1);
    return std::equal(typed.begin(), typed.end(), word.begin(), word.end(), [](char t, char w) {
        return std::tolower(static_cast<unsigned char>(t)) == w;
    });
}

core::PinResult told(chain::KeyStoreError error, const chain::KeyStore& store) {
    switch (error) {
        case chain::KeyStoreError::weak_pin:
            return failure("weak-pin");
        case chain::KeyStoreError::wrong_pin: {
            auto result = failure("wrong-pin");
            if (const auto state = store.lock_state(wall_now()); state) {
                result.wait_seconds =
                    static_cast<std::uint32_t>((state->wait.count() + 999) / 1000);
            }
            return result;
        }
        case chain::KeyStoreError::too_early: {
            auto result = failure("wait");
            if (const auto state = store.lock_state(wall_now()); state) {
                result.wait_seconds =
                    static_cast<std::uint32_t>((state->wait.count() + 999) / 1000);
            }
            return result;
        }
        case chain::KeyStoreError::words_needed:
            return failure("words-needed");
        case chain::KeyStoreError::not_found:
            return failure("order");
        case chain::KeyStoreError::damaged:
            return failure("damaged");
        case chain::KeyStoreError::io:
            return failure("disk");
    }
    return failure("disk");
}

}  // namespace

/// Argon2id takes up to a second, so PIN work has a thread of its own.
struct KeyVault::Body {
    Body(std::filesystem::path dir, std::optional<chain::Argon2Cost> c, OnKey told_key)
        : directory(std::move(dir)),
          store(directory, directory / "device.secret"),
          cost(c),
          on_key(std::move(told_key)) {}

    void run() {
        for (;;) {
            std::function<void()> work;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return ending || !queue.empty(); });
                if (queue.empty()) return;
                work = std::move(queue.front());
                queue.pop_front();
            }
            work();
        }
    }

    void post(std::function<void()> work) {
        {
            const std::lock_guard lock(mutex);
            queue.push_back(std::move(work));
        }
        wake.notify_one();
    }

    /// On the vault's thread: locks the key with the PIN and opens it.
    core::PinResult store_key(const chain::SecretKey& key, std::string_view pin) {
        std::error_code failed;
        std::filesystem::create_directories(directory, failed);
        if (const auto error = store.create(pin, key, cost_here())) return told(*error, store);
        {
            const std::lock_guard lock(mutex);
            words = chain::SecretBytes{};
        }
        on_key(key.clone());
        return success();
    }

    chain::Argon2Cost cost_here() {
        if (!cost) {
            cost = chain::calibrate([] {
                return std::chrono::duration_cast<std::chrono::nanoseconds>(
                    std::chrono::steady_clock::now().time_since_epoch());
            });
        }
        return *cost;
    }

    std::filesystem::path directory;
    chain::KeyStore store;
    std::optional<chain::Argon2Cost> cost;
    OnKey on_key;

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> queue;
    bool ending = false;

    // The words of a key that is not stored yet.
    chain::SecretBytes words;
    bool confirmed = false;
    std::array<std::uint8_t, core::kAskedWords> asked{};

    std::thread thread;
};

KeyVault::KeyVault(std::filesystem::path directory, std::optional<chain::Argon2Cost> cost,
                   OnKey on_key)
    : body_(std::make_unique<Body>(std::move(directory), cost, std::move(on_key))) {
    body_->thread = std::thread([body = body_.get()] { body->run(); });
}

KeyVault::~KeyVault() {
    {
        const std::lock_guard lock(body_->mutex);
        body_->ending = true;
    }
    body_->wake.notify_one();
    body_->thread.join();
}

core::KeyStage KeyVault::stage() const {
    const std::lock_guard lock(body_->mutex);
    if (body_->store.exists()) return core::KeyStage::kStored;
    if (body_->words.empty()) return core::KeyStage::kNone;
    return body_->confirmed ? core::KeyStage::kConfirmed : core::KeyStage::kWords;
}

core::RecoveryWords KeyVault::create_words() {
    core::ensure(stage() != core::KeyStage::kStored, "a stored key is not replaced");
    const auto entropy = chain::random_secret(chain::kOwnerEntropy);
    auto words = chain::mnemonic_from_entropy(entropy.view());
    core::ensure(words.has_value(), "sixteen bytes give twelve words");

    core::RecoveryWords shown;
    const auto each = split(words->text());
    std::copy(each.begin(), each.end(), shown.begin());

    // Three different places, drawn from the system's randomness and kept for these words.
    std::array<std::uint8_t, core::kAskedWords> asked{};
    std::size_t found = 0;
    while (found < asked.size()) {
        const auto place = static_cast<std::uint8_t>(chain::random_bytes(1)[0] % 12);
        const auto end = asked.begin() + static_cast<std::ptrdiff_t>(found);
        if (std::find(asked.begin(), end, place) == end) asked[found++] = place;
    }
    std::sort(asked.begin(), asked.end());

    const std::lock_guard lock(body_->mutex);
    body_->words = std::move(*words);
    body_->confirmed = false;
    body_->asked = asked;
    return shown;
}

std::array<std::uint8_t, core::kAskedWords> KeyVault::asked_words() const {
    const std::lock_guard lock(body_->mutex);
    return body_->asked;
}

bool KeyVault::confirm_words(const std::array<std::string, core::kAskedWords>& answers) {
    const std::lock_guard lock(body_->mutex);
    if (body_->words.empty()) return false;
    const auto words = split(body_->words.text());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!says(answers[i], words[body_->asked[i]])) return false;
    }
    body_->confirmed = true;
    return true;
}

void KeyVault::set_pin(std::string_view pin, std::function<void(const core::PinResult&)> done) {
    const auto now = stage();
    if (now != core::KeyStage::kConfirmed) {
        body_->post([done = std::move(done)] { done(failure("order")); });
        return;
    }
    if (auto weak = weakness(pin)) {
        body_->post([done = std::move(done), weak = *std::move(weak)] { done(weak); });
        return;
    }
    auto secret_pin = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(pin));
    body_->post([this, secret_pin, done = std::move(done)] {
        chain::SecretBytes words;
        {
            const std::lock_guard lock(body_->mutex);
            words = body_->words.clone();
        }
        const auto key = chain::account_key(chain::seed_of(words));
        if (!key) return done(failure("order"));
        done(body_->store_key(*key, secret_pin->text()));
    });
}

void KeyVault::change_pin(std::string_view old_pin, std::string_view new_pin,
                          std::function<void(const core::PinResult&)> done) {
    if (auto weak = weakness(new_pin)) {
        body_->post([done = std::move(done), weak = *std::move(weak)] { done(weak); });
        return;
    }
    auto before = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(old_pin));
    auto after = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(new_pin));
    body_->post([this, before, after, done = std::move(done)] {
        if (const auto error = body_->store.change_pin(before->text(), after->text(),
                                                       body_->cost_here(), wall_now()))
            return done(told(*error, body_->store));
        done(success());
    });
}

void KeyVault::restore(std::string_view words, std::string_view new_pin,
                       std::function<void(const core::PinResult&)> done) {
    if (auto weak = weakness(new_pin)) {
        body_->post([done = std::move(done), weak = *std::move(weak)] { done(weak); });
        return;
    }
    auto typed = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(words));
    auto pin = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(new_pin));
    body_->post([this, typed, pin, done = std::move(done)] {
        const auto mnemonic = chain::parse_mnemonic(typed->text());
        if (!mnemonic || split(mnemonic->text()).back().empty()) return done(failure("bad-words"));
        const auto key = chain::account_key(chain::seed_of(*mnemonic));
        if (!key) return done(failure("bad-words"));
        // A stored key is somebody's coins: other words must not take its place.
        if (body_->store.exists()) {
            const auto owner = body_->store.address();
            if (owner && *owner != chain::address_of(*key)) return done(failure("other-key"));
        }
        done(body_->store_key(*key, pin->text()));
    });
}

std::vector<std::string> KeyVault::words_starting_with(std::string_view prefix) const {
    const auto found = chain::words_starting_with(prefix);
    return {found.begin(), found.end()};
}

void KeyVault::unlock(std::string_view pin, std::function<void(const core::PinResult&)> done) {
    auto secret_pin = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(pin));
    body_->post([this, secret_pin, done = std::move(done)] {
        auto key = body_->store.unlock(secret_pin->text(), wall_now());
        if (!key) return done(told(key.error(), body_->store));
        body_->on_key(std::move(*key));
        done(success());
    });
}

void KeyVault::lock() {
    body_->post([this] { body_->on_key(std::nullopt); });
}

core::AddressBytes KeyVault::address() const {
    const std::lock_guard lock(body_->mutex);
    if (body_->store.exists()) {
        const auto address = body_->store.address();
        return address ? address->bytes : core::AddressBytes{};
    }
    if (!body_->confirmed || body_->words.empty()) return {};
    const auto key = chain::account_key(chain::seed_of(body_->words));
    return key ? chain::address_of(*key).bytes : core::AddressBytes{};
}

}  // namespace dure::app
