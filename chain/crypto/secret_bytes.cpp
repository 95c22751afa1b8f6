#include "chain/crypto/secret_bytes.hpp"

#include <sodium.h>

#include <new>
#include <utility>

namespace dure::chain {

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
    if (size == 0) return;
    static const int ready = sodium_init();  // −1 only when no randomness for canaries can be had
    data_ = ready < 0 ? nullptr : static_cast<Byte*>(sodium_malloc(size));
    if (data_ == nullptr) throw std::bad_alloc{};
    sodium_memzero(data_, size);
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
    SecretBytes out(bytes.size());
    if (!bytes.empty()) std::memcpy(out.data_, bytes.data(), bytes.size());
    return out;
}

SecretBytes SecretBytes::copy_of(std::string_view text) {
    return copy_of(ByteView{reinterpret_cast<const Byte*>(text.data()), text.size()});
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this == &other) return *this;
    sodium_free(data_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
}

SecretBytes::~SecretBytes() { sodium_free(data_); }

bool operator==(const SecretBytes& a, const SecretBytes& b) {
    if (a.size_ != b.size_) return false;
    return a.size_ == 0 || sodium_memcmp(a.data_, b.data_, a.size_) == 0;
}

}  // namespace dure::chain
