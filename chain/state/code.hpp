// Contract code as the interpreter wants it: the bytes, zeros behind them, and room for what the
// interpreter makes of them on the first run. One object for each code hash, shared.
#pragma once

#include <memory>
#include <mutex>

#include "chain/base/types.hpp"

namespace dure::chain {

class Code {
 public:
    explicit Code(ByteView bytes);

    ByteView view() const { return ByteView{padded_.data(), size_}; }
    std::size_t size() const { return size_; }
    /// kPadding zero bytes follow the code: a last PUSH32 finds its immediate, and limbs are read
    /// whole.
    const Byte* data() const { return padded_.data(); }
    /// `make(*this)` of the first caller; the same Prepared for every call.
    template <class Prepared, class Make>
    const Prepared& prepared(Make&& make) const {
        std::call_once(once_, [&] { prepared_ = std::make_shared<const Prepared>(make(*this)); });
        return *static_cast<const Prepared*>(prepared_.get());
    }

    static constexpr std::size_t kPadding = 33;

 private:
    Bytes padded_;
    std::size_t size_;
    mutable std::once_flag once_;
    mutable std::shared_ptr<const void> prepared_;
};

using SharedCode = std::shared_ptr<const Code>;

/// The code of an account that has none; never null.
const SharedCode& empty_code();

}  // namespace dure::chain
