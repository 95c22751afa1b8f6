#include "chain/state/code.hpp"

namespace dure::chain {

Code::Code(ByteView bytes) : padded_(bytes.size() + kPadding), size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(padded_.data(), bytes.data(), bytes.size());
}

const SharedCode& empty_code() {
    static const SharedCode kEmpty = std::make_shared<const Code>(ByteView{});
    return kEmpty;
}

}  // namespace dure::chain
