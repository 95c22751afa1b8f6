// Small files of mode 0600 that survive power cuts: written beside, synced, then put in place.
#pragma once

#include <filesystem>
#include <optional>

#include "chain/crypto/secret_bytes.hpp"

namespace dure::chain {

enum class OnExisting { replace, refuse };
enum class WriteOutcome { done, exists, failed };

/// Durable when it returns `done`.
WriteOutcome write_private_file(const std::filesystem::path&, ByteView content, OnExisting);

/// The whole content; nothing when it cannot be read or is larger than `max_size`.
std::optional<SecretBytes> read_private_file(const std::filesystem::path&, std::size_t max_size);

/// Whether only the owner has rights on it.
bool is_private(const std::filesystem::path&);

}  // namespace dure::chain
