// The real data directory: POSIX files, held by one program at a time.
#pragma once

#include <filesystem>
#include <memory>

#include "chain/store/disk.hpp"

namespace dure::chain {

/// Creates the directory (0700) when missing and locks it (`LOCK`) until destruction.
/// Errors: kNotWritable, kLocked when another program holds it, kNoSpace, kIo.
DiskResult<std::unique_ptr<Disk>> open_data_directory(const std::filesystem::path&);

}  // namespace dure::chain
