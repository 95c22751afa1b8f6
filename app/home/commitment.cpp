#include "app/home/commitment.hpp"

#include <memory>

#include "chain/crypto/hash.hpp"

namespace dure::app {

std::function<core::HashBytes(const core::JoinCommunity&)> unit_commitment(chain::SecretKey salt) {
    auto kept = std::make_shared<chain::SecretKey>(std::move(salt));
    return [kept](const core::JoinCommunity& join) {
        chain::Bytes bytes(kept->view().begin(), kept->view().end());
        for (const auto number : {join.building, join.unit}) {
            bytes.push_back(static_cast<chain::Byte>(number >> 8));
            bytes.push_back(static_cast<chain::Byte>(number));
        }
        bytes.insert(bytes.end(), join.invite.begin(), join.invite.end());
        return chain::keccak256(bytes).bytes;
    };
}

}  // namespace dure::app
