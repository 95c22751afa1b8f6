// Keys that open at boot without anybody: agent, meter, validator, node. One file of mode 0600 with
// 64 hex digits and a line end; a file that others may read is refused.
#pragma once

#include <filesystem>
#include <string_view>

#include "chain/base/result.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace dure::chain {

enum class KeyFileError {
    not_found,
    not_private,  ///< group or others have rights on it
    damaged,      ///< not 64 hex digits of a key
    exists,       ///< never overwritten
    io,
};
std::string_view to_string(KeyFileError);

Result<SecretKey, KeyFileError> read_key_file(const std::filesystem::path&);
/// Creates the file, durable when this returns; refuses to replace one.
std::optional<KeyFileError> write_key_file(const std::filesystem::path&, const SecretKey&);
/// The key in the file; a new random one, written first, when there is none.
Result<SecretKey, KeyFileError> read_or_create_key_file(const std::filesystem::path&);

}  // namespace dure::chain
