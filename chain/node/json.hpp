// JSON from outside: one strict reader for genesis files and requests. Duplicate keys, depth beyond
// `max_depth` and anything after the document are errors.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "chain/base/result.hpp"

namespace dure::chain {

struct JsonError {
    std::string what;
};
Result<boost::json::value, JsonError> parse_json(std::string_view text, std::size_t max_depth);

}  // namespace dure::chain
