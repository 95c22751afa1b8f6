// The byte memory of a call frame. Grows in words, always zeroed; the buffer is kept for the next
// frame.
#pragma once

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "chain/base/types.hpp"

namespace dure::chain::evm {

class Memory {
 public:
    /// No gas limit of ours pays for more, so larger sizes count as out of gas.
    static constexpr std::uint64_t kMaxSize = std::uint64_t{1} << 32;

    Byte* data() { return data_.get(); }
    const Byte* data() const { return data_.get(); }
    std::uint64_t size() const { return size_; }
    ByteView view(std::uint64_t offset, std::uint64_t length) const {
        return ByteView{data_.get() + offset, length};
    }
    /// `size`: a multiple of 32, larger than the present one.
    void grow(std::uint64_t size) {
        if (size > capacity_) reserve(size);
        std::memset(data_.get() + size_, 0, size - size_);
        size_ = size;
    }
    void clear() { size_ = 0; }

 private:
    struct Free {
        void operator()(Byte* p) const { std::free(p); }
    };
    void reserve(std::uint64_t wanted) {
        std::uint64_t capacity = capacity_ == 0 ? 4096 : capacity_;
        while (capacity < wanted) capacity *= 2;
        auto* const moved = static_cast<Byte*>(std::realloc(data_.get(), capacity));
        if (moved == nullptr) throw std::bad_alloc();
        static_cast<void>(data_.release());
        data_.reset(moved);
        capacity_ = capacity;
    }

    std::unique_ptr<Byte[], Free> data_;  // NOLINT: realloc keeps what is there
    std::uint64_t size_ = 0;
    std::uint64_t capacity_ = 0;
};

}  // namespace dure::chain::evm
