// The long runs on real processes; each prints its figures and gives the program's exit code.
#pragma once

#include <filesystem>

namespace dure::processes {

/// All killed together `count` times and started again: while idle, in the middle of a vote, the
/// moment a receipt was given, and again while they were still coming up.
int cuts(const std::filesystem::path& program, int count, std::size_t validators);

/// Submit to final of `count` transactions, beside what three messages between processes of this
/// machine cost by themselves.
int latency(const std::filesystem::path& program, int count, std::size_t validators);

/// Four validators, a relay and two homes that reach only it, each on a machine of its own: slow
/// and lossy lines with `count` payments each way, partitions, the relay off and on.
int lines(const std::filesystem::path& program, int count);

/// Four validators and a home, twenty transactions a second: what each writes to its disk.
int bytes(const std::filesystem::path& program, int seconds);

}  // namespace dure::processes
