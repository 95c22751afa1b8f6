// The key files of a data directory: manager, validator, and agent, meter and owner of each member.
// Made at the first start; your own home's owner key is not among them (key_vault.hpp).
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "chain/api/node_market.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::app {

/// A key file that cannot be read or written; what() says which and why.
struct KeyFault : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class MemberKeyFiles {
 public:
    explicit MemberKeyFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

    chain::SecretKey manager() const { return key("manager"); }
    chain::SecretKey validator() const { return key("validator"); }
    /// All three keys of a neighbour.
    chain::api::MemberKeys neighbour(const std::string& id) const;
    /// Agent and meter of your home; its owner stays locked until the PIN.
    chain::api::MemberKeys home(const chain::Address& owner) const;
    /// 32 bytes that hide the unit number in its commitment.
    chain::SecretKey unit_salt(const std::string& id) const { return key(id + ".salt"); }

 private:
    chain::SecretKey key(const std::string& name) const;
    std::filesystem::path directory_;
};

}  // namespace dure::app
