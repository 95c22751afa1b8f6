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
    /// Whether the word at `offset` is inside: the size is a multiple of 32.
    bool has_word(std::uint64_t offset) const { return offset < word_limit_; }
    /// `size`: a multiple of 32, larger than the present one.
    void grow(std::uint64_t size) {
        if (size > capacity_) reserve(size);
        if (size > zeroed_ && zeroed_ < used_) zero_to(size);
        size_ = size;
        word_limit_ = size - 31;
    }
    void clear() {
        used_ = std::max(used_, size_);
        size_ = word_limit_ = zeroed_ = 0;
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
        used_ = zeroed_ = size_;
    }

    /// Zeroes what earlier frames wrote, some way ahead: most memory grows word by word.
    void zero_to(std::uint64_t size) {
        constexpr std::uint64_t kAhead = 1024;
        const auto end = std::min(used_, size + kAhead);
        std::memset(data_.get() + zeroed_, 0, end - zeroed_);
        zeroed_ = end;
    }

    std::unique_ptr<Byte[], Free> data_;  // NOLINT: from calloc
    std::uint64_t size_ = 0;
    std::uint64_t word_limit_ = 0;  ///< offsets below this have a whole word
    std::uint64_t zeroed_ = 0;      ///< from `size_` to here all is zero
    std::uint64_t used_ = 0;        ///< bytes beyond this have never been written
    std::uint64_t capacity_ = 0;
};

}  // namespace dure::chain::evm
