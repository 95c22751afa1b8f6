// The limits as configuration: an object of those that differ from the defaults (json_rpc.hpp), by
// the names of limits.cpp's table.
#pragma once

#include "chain/rpc/json_rpc.hpp"

namespace dure::chain::rpc {

/// An unknown name and a number out of range are errors, in words.
Result<Limits, std::string> parse_limits(const json::value&);
json::object to_json(const Limits&);

}  // namespace dure::chain::rpc
