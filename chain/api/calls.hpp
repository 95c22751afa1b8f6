// What a transaction asks of the community's contracts and of its governance, by name: for a block
// explorer. A call that
// is not known, or whose arguments do not decode, keeps its contract and has no name.
#pragma once

#include <string>
#include <vector>

#include "chain/api/suite.hpp"
#include "core/ports/blocks.hpp"

namespace dure::chain::api {

struct NamedCall {
    std::string contract;  ///< "coin", "market", "governance", …; empty: none of ours
    std::string call;
    std::vector<core::CallField> fields;
};

NamedCall describe_call(const Suite& suite, const Address& to, ByteView data);

}  // namespace dure::chain::api
