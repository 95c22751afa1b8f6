// What there is to hear in the small community: what honest validators have said, and what liars
// can say and justify with it.
#pragma once

#include <array>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/node/validators_fixture.hpp"

namespace dure::chain::testing {

constexpr std::size_t kModelValidators = 4;

using Messages = std::vector<QbftMessage>;

/// Steps are told apart by their words, and those by numbers.
class StepNames {
 public:
    std::uint32_t number(const std::string& words);
    const std::string& words(std::uint32_t number) const { return words_[number]; }

 private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

struct Step {
    std::uint32_t name = 0;
    Messages heard;
    enum class Kind : std::uint8_t { kHear, kExpire, kCrash } kind = Kind::kHear;
    bool keeps = false;  ///< counts, though nobody else sees a change
};

/// What there is to hear when honest validators have said so much.
struct Offers {
    struct OfRound {
        std::uint32_t round = 0;
        Step step;
    };
    std::vector<OfRound> proposals;
    std::vector<Step> quorums;  ///< of prepares and of commits
    std::array<Step, kModelValidators>
        jump;  ///< f+1 others who ask for round 1; `heard` may be empty
    std::array<std::vector<Step>, kModelValidators> asked;  ///< by author, one by one
};

/// Round and block, short.
std::string words_of(std::uint32_t round, const Hash256& digest);

/// What validators can hear once honest ones have said `sent`.
Offers offers(const Messages& sent, const Height&, const std::set<std::size_t>& liars, StepNames&);

}  // namespace dure::chain::testing
