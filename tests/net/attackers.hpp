// Those who would stop a community, as processes of their own. Each writes lines to a pipe:
// "attack N" with what it reaches a second, "drops N" with how often it was sent away.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "chain/net/noise.hpp"
#include "chain/node/genesis.hpp"

namespace dure::chain::testing {

/// Who they attack: the village of flood.hpp.
struct Target {
    std::vector<std::uint16_t> ports;  ///< of 127.0.0.1, one a validator
    std::vector<NodeKey> keys;
    Genesis genesis;
    std::uint64_t twin;  ///< the number of a validator's signing key that the attacker has too
};

/// Opens so many connections a second to the first port, from many addresses, and says nothing on
/// them.
[[noreturn]] void open_connections(std::uint16_t port, int per_second, int out);

/// What a member sends that greets as it should.
enum class Garbage : std::uint8_t {
    kFrames,        ///< no messages at all
    kTransactions,  ///< well formed and signed, and never to be in a block
    kPayments,      ///< large ones that a block may take
    kVotes,         ///< of validators, again and again
    kBlocks,        ///< large ones, of heights that are over
    kQuestions,     ///< for all there is, again and again, and hashes of nothing
    kTwin,          ///< votes of a validator whose key the attacker has: everything at once
};
inline constexpr std::array kAllGarbage{
    Garbage::kFrames, Garbage::kTransactions, Garbage::kPayments, Garbage::kVotes,
    Garbage::kBlocks, Garbage::kQuestions,    Garbage::kTwin};
std::string_view to_string(Garbage);

/// So many bytes a second to every validator, as one member; whoever sends it away is called again
/// at once.
[[noreturn]] void send_garbage(const Target&, Garbage, int per_second, int out);

}  // namespace dure::chain::testing
