#include "chain/crypto/hd_key.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace dure::chain {

namespace {

/// HMAC-SHA512: left half key material, right half chain code.
SecretBytes hmac_sha512(ByteView key, ByteView message) {
    SecretBytes state_memory(sizeof(crypto_auth_hmacsha512_state));
    auto* state = reinterpret_cast<crypto_auth_hmacsha512_state*>(state_memory.span().data());
    SecretBytes out(crypto_auth_hmacsha512_BYTES);
    crypto_auth_hmacsha512_init(state, key.data(), key.size());
    crypto_auth_hmacsha512_update(state, message.data(), message.size());
    crypto_auth_hmacsha512_final(state, out.span().data());
    return out;
}

}  // namespace

std::optional<HdKey> HdKey::from_seed(const SecretBytes& seed) {
    if (seed.size() < 16 || seed.size() > 64) return std::nullopt;
    constexpr std::string_view kDomain = "Bitcoin seed";
    const auto both =
        hmac_sha512({reinterpret_cast<const Byte*>(kDomain.data()), kDomain.size()}, seed.view());
    auto key = SecretKey::from_bytes(both.view().first(32));
    if (!key) return std::nullopt;
    return HdKey{std::move(*key), SecretBytes::copy_of(both.view().last(32))};
}

std::optional<HdKey> HdKey::child(std::uint32_t index) const {
    SecretBytes message(37);
    if (index >= kHardened) {
        std::ranges::copy(key_.view(), message.span().begin() + 1);
    } else {
        std::ranges::copy(compress(public_key(key_)), message.span().begin());
    }
    for (std::size_t i = 0; i < 4; ++i) {
        message.span()[33 + i] = static_cast<Byte>(index >> (24 - 8 * i));
    }
    const auto both = hmac_sha512(chain_code_.view(), message.view());
    auto key = add_tweak(key_, both.view().first(32));
    if (!key) return std::nullopt;
    return HdKey{std::move(*key), SecretBytes::copy_of(both.view().last(32))};
}

std::optional<HdKey> HdKey::descend(std::span<const std::uint32_t> path) const {
    HdKey at{key_.clone(), chain_code_.clone()};
    for (const auto index : path) {
        auto next = at.child(index);
        if (!next) return std::nullopt;
        at = std::move(*next);
    }
    return at;
}

std::optional<SecretKey> account_key(const SecretBytes& seed, std::uint32_t index) {
    const std::array<std::uint32_t, 5> path{44 + kHardened, 60 + kHardened, kHardened, 0, index};
    const auto master = HdKey::from_seed(seed);
    const auto found = master ? master->descend(path) : std::nullopt;
    if (!found) return std::nullopt;
    return found->key().clone();
}

}  // namespace dure::chain
