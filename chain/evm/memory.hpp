// The byte memory of a call frame. Grows in words, always zeroed; the buffer is kept for the next
// frame.
#pragma once

#include <algorithm>
#include <bit>
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
        if (size_ < used_) std::memset(data_.get() + size_, 0, std::min(size, used_) - size_);
        size_ = size;
    }
    void clear() {
        used_ = std::max(used_, size_);
        size_ = 0;
    }

 private:
    struct Free {
        void operator()(Byte* p) const { std::free(p); }
    };
    /// Zeroed pages come from the system when they are touched, so memory that is only paid for
    /// costs none.
    void reserve(std::uint64_t wanted) {
        const auto capacity = std::max<std::uint64_t>(std::bit_ceil(wanted), 4096);
        std::unique_ptr<Byte[], Free> fresh{static_cast<Byte*>(std::calloc(1, capacity))};
        if (!fresh) throw std::bad_alloc();
        if (size_ > 0) std::memcpy(fresh.get(), data_.get(), size_);
        data_ = std::move(fresh);
        capacity_ = capacity;
        used_ = size_;
    }

    std::unique_ptr<Byte[], Free> data_;  // NOLINT: from calloc
    std::uint64_t size_ = 0;
    std::uint64_t used_ = 0;  ///< bytes beyond this have never been written
    std::uint64_t capacity_ = 0;
};

}  // namespace dure::chain::evm
