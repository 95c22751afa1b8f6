#include "chain/state/code.hpp"

namespace dure::chain {

Code::Code(ByteView bytes)
    : padded_(bytes.size() + kPadding),
      size_(bytes.size()),
      destinations_(std::make_unique<std::uint64_t[]>(bytes.size() / 64 + 1)) {
    constexpr Byte kJumpdest = 0x5b, kPush1 = 0x60, kPush32 = 0x7f;
    if (!bytes.empty()) std::memcpy(padded_.data(), bytes.data(), bytes.size());
    const Byte* const code = padded_.data();
    for (std::size_t i = 0; i < size_; ++i) {
        const Byte op = code[i];
        if (op == kJumpdest) {
            destinations_[i / 64] |= std::uint64_t{1} << (i % 64);
        } else if (op >= kPush1 && op <= kPush32) {
            i += static_cast<std::size_t>(op - kPush1) + 1;
        }
    }
}

const SharedCode& empty_code() {
    static const SharedCode kEmpty = std::make_shared<const Code>(ByteView{});
    return kEmpty;
}

}  // namespace dure::chain
