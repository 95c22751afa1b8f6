#include "app/demo/key_vault.hpp"

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <sstream>
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

chain::WallTime wall_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string trimmed_lower(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        if (std::isspace(static_cast<unsigned char>(c)) == 0) {
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return out;
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
    std::istringstream split{std::string(words->text())};
    for (auto& word : shown) split >> word;

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
    std::array<std::string, core::kRecoveryWords> words;
    std::istringstream split{std::string(body_->words.text())};
    for (auto& word : words) split >> word;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (trimmed_lower(answers[i]) != words[body_->asked[i]]) return false;
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
    if (const auto problem = core::pin_problem(pin, 0, 0); problem != core::PinProblem::kNone) {
        auto result = failure("weak-pin");
        result.problem = problem;
        body_->post([done = std::move(done), result] { done(result); });
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
        std::error_code failed;
        std::filesystem::create_directories(body_->directory, failed);
        if (const auto error = body_->store.create(secret_pin->text(), *key, body_->cost_here())) {
            return done(told(*error, body_->store));
        }
        {
            const std::lock_guard lock(body_->mutex);
            body_->words = chain::SecretBytes{};
        }
        body_->on_key(key->clone());
        core::PinResult result;
        result.ok = true;
        done(result);
    });
}

void KeyVault::unlock(std::string_view pin, std::function<void(const core::PinResult&)> done) {
    auto secret_pin = std::make_shared<chain::SecretBytes>(chain::SecretBytes::copy_of(pin));
    body_->post([this, secret_pin, done = std::move(done)] {
        auto key = body_->store.unlock(secret_pin->text(), wall_now());
        if (!key) return done(told(key.error(), body_->store));
        body_->on_key(std::move(*key));
        core::PinResult result;
        result.ok = true;
        done(result);
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
