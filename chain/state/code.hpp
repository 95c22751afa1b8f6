// Contract code as the interpreter wants it: the bytes, zeros behind them so that reading past the
// end is STOP, and a bitmap of the places a jump may go to. Made once for each code hash and
// shared.
#pragma once

#include <memory>
#include <vector>

#include "chain/base/types.hpp"

namespace dure::chain {

class Code {
 public:
    explicit Code(ByteView bytes);

    ByteView view() const { return ByteView{padded_.data(), size_}; }
    std::size_t size() const { return size_; }
    /// At least kPadding zero bytes follow the code: a last PUSH32 finds its immediate and a STOP.
    const Byte* data() const { return padded_.data(); }
    /// A JUMPDEST that is an instruction and not the immediate of a PUSH.
    bool is_jump_destination(std::uint64_t offset) const {
        return offset < size_ && (destinations_.get()[offset / 64] >> (offset % 64) & 1) != 0;
    }

    static constexpr std::size_t kPadding = 33;

 private:
    Bytes padded_;
    std::size_t size_;
    std::unique_ptr<std::uint64_t[]> destinations_;  // NOLINT: no bounds check in the hot loop
};

using SharedCode = std::shared_ptr<const Code>;

/// The code of an account that has none; never null.
const SharedCode& empty_code();

}  // namespace dure::chain
