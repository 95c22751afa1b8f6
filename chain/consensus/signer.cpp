#include "chain/consensus/signer.hpp"

#include <algorithm>

namespace dure::chain {

namespace {

class SecretKeySigner final : public Signer {
 public:
    explicit SecretKeySigner(SecretKey key) : key_(std::move(key)), address_(address_of(key_)) {}

    Address address() const override { return address_; }

    Seal sign(const Hash256& digest) override {
        const auto signature = chain::sign(digest, key_);
        Seal seal;
        signature.r.store_be32(seal.data());
        signature.s.store_be32(seal.data() + 32);
        seal[64] = signature.y_parity;
        return seal;
    }

 private:
    SecretKey key_;
    Address address_;
};

}  // namespace

std::optional<Address> Signer::recover(const Hash256& digest, const Seal& seal) const {
    return sealed_by(digest, seal);
}

std::unique_ptr<Signer> make_signer(const SecretKey& key) {
    return std::make_unique<SecretKeySigner>(key.clone());
}

std::optional<Address> sealed_by(const Hash256& digest, const Seal& seal) {
    if (seal[64] > 1) return std::nullopt;
    return recover(digest, Signature{.r = uint256::from_be32(seal.data()),
                                     .s = uint256::from_be32(seal.data() + 32),
                                     .y_parity = seal[64]});
}

}  // namespace dure::chain
