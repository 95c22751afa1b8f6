// The public encoding vectors of ethereum/tests, unpacked into the build folder by CMake.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "chain/base/types.hpp"

namespace dure::chain::vectors {

/// Whether the archive was there when the build was configured.
bool available();
/// One file, by its path below `public/`.
boost::json::value load(const std::string& path);
boost::json::object load_object(const std::string& path);
boost::json::array load_array(const std::string& path);
/// All .json files below a folder, sorted.
std::vector<std::string> files_below(const std::string& folder);

std::string text(const boost::json::value&);
/// Hex when it starts with 0x, else the characters.
Bytes hex_or_text(std::string_view);
Bytes from_plain_hex(std::string_view);  ///< with or without 0x; fails the test when it is none

}  // namespace dure::chain::vectors

#define DURE_NEEDS_VECTORS() \
    if (!dure::chain::vectors::available()) GTEST_SKIP() << "no ../shared/ethereum-tests"
