// The transport key's file: mode 0600, 64 hex digits (chain/crypto/keyfile.hpp).
#pragma once

#include <filesystem>
#include <memory>

#include "chain/base/result.hpp"
#include "chain/crypto/keyfile.hpp"
#include "chain/net/noise.hpp"

namespace dure::chain {

/// The identity in the file; a new one, written first, when there is no file.
Result<std::shared_ptr<const NodeIdentity>, KeyFileError> read_or_create_node_key(
    const std::filesystem::path&);

}  // namespace dure::chain
