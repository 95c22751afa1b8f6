// Every way a small community can go: four validators, two rounds, liars who say anything to
// anybody at any time, messages in any order or never, and a crash. The honest ones are the real
// machines; states that were seen are not gone into again.
//
// A delivery that crosses no threshold changes nothing that others can see, so it is put off until
// the one that does: a quorum of prepares or commits arrives at once, and so do the f+1 that take a
// node to the next round. Whoever leads round 1 hears round changes one by one, for which of them
// make its quorum decides what it may propose.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dure::chain::testing {

struct ModelOptions {
    std::set<std::size_t> liars{};  ///< of validators 0…3; 0 leads round 0, 1 round 1
    std::size_t crashes = 0;        ///< of honest ones, who come back with what they recorded
    std::uint64_t most_states = UINT64_MAX;
};

struct ModelResult {
    std::uint64_t states = 0;
    std::uint64_t steps = 0;
    std::uint64_t decided_states = 0;  ///< in which somebody has decided
    bool complete = false;             ///< every state was gone into
    /// The steps that lead to two decisions or a double vote.
    std::optional<std::string> fault;
};

ModelResult explore(const ModelOptions&);

}  // namespace dure::chain::testing
