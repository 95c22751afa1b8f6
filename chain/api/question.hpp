// A question to a contract: a call without a transaction.
#pragma once

#include "chain/node/node.hpp"

namespace dure::chain::api {

inline CallOutcome ask(const Node& node, const Address& from, const Address& to, const Bytes& data,
                       std::uint64_t gas, CallContext context) {
    CallRequest request;
    request.from = from;
    request.to = to;
    request.data = data;
    request.gas = gas;
    return node.call(request, context);
}

}  // namespace dure::chain::api
