#include "app/home/member_keys.hpp"

#include "chain/crypto/keyfile.hpp"

namespace dure::app {

chain::SecretKey MemberKeyFiles::key(const std::string& name) const {
    const auto file = directory_ / (name + ".key");
    auto read = chain::read_or_create_key_file(file);
    if (!read) {
        throw KeyFault("The key file " + file.string() +
                       " cannot be used: " + std::string(chain::to_string(read.error())));
    }
    return std::move(*read);
}

chain::api::MemberKeys MemberKeyFiles::neighbour(const std::string& id) const {
    auto owner = key(id + ".owner");
    chain::api::MemberKeys keys;
    keys.owner = chain::address_of(owner);
    keys.owner_key = std::move(owner);
    keys.agent_key = key(id + ".agent");
    keys.meter_key = key(id + ".meter");
    return keys;
}

chain::api::MemberKeys MemberKeyFiles::home(const chain::Address& owner) const {
    chain::api::MemberKeys keys;
    keys.owner = owner;
    keys.agent_key = key("home.agent");
    keys.meter_key = key("home.meter");
    return keys;
}

}  // namespace dure::app
