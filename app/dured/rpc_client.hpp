// Questions to the running node of a data directory, over its JSON-RPC.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <string>

#include "chain/base/types.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "home.hpp"
#include "trouble.hpp"

namespace dure::app {

class RpcClient {
 public:
    /// Reads port and token; an error says that no node runs there.
    static Outcome<RpcClient> of(const Home&);

    /// The result; the node's own words when it refuses.
    Outcome<boost::json::value> ask(std::string_view method, boost::json::array params) const;
    Outcome<std::uint64_t> number(std::string_view method, boost::json::array params) const;
    /// A view function's answer.
    Outcome<chain::Bytes> view(const chain::Address& contract, const chain::Bytes& data) const;
    /// Signs a call, sends it and waits until it is in a block.
    Outcome<chain::Done> send(const chain::SecretKey& key, const chain::Address& to,
                              const chain::Bytes& data) const;

 private:
    std::uint16_t port_ = 0;
    std::string token_;
};

}  // namespace dure::app
