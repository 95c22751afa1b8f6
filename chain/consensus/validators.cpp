#include "chain/consensus/validators.hpp"

#include <algorithm>

namespace dure::chain {

bool ValidatorSet::contains(const Address& address) const {
    return std::binary_search(members.begin(), members.end(), address);
}

Address proposer(const std::vector<Address>& validators, const Address& previous,
                 std::uint32_t round) {
    const auto next = std::upper_bound(validators.begin(), validators.end(), previous);
    const auto start = static_cast<std::size_t>(next - validators.begin());
    return validators[(start + round) % validators.size()];
}

}  // namespace dure::chain
