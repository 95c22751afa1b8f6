// Bytes that must not be found in memory after use: allocated between guard pages, locked, wiped.
#pragma once

#include <span>
#include <string_view>

#include "chain/base/types.hpp"

namespace dure::chain {

/// Move-only owner of sodium_malloc'ed memory.
class SecretBytes {
 public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);  ///< zeros
    static SecretBytes copy_of(ByteView);
    static SecretBytes copy_of(std::string_view);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::span<Byte> span() { return {data_, size_}; }
    ByteView view() const { return {data_, size_}; }
    std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }
    SecretBytes clone() const { return copy_of(view()); }
    /// In constant time.
    friend bool operator==(const SecretBytes&, const SecretBytes&);

 private:
    Byte* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace dure::chain
