// Who watches: sees every final block, every vote that leaves a computer and every restart, and
// says which of the invariants of design 06 section 2.3 was broken. It believes no node: each block
// is executed once more on a state of its own, whose root is computed from nothing, its seals are
// counted by its own rule.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "chain/consensus/signer.hpp"
#include "chain/node/node.hpp"
#include "chain/state/world_state.hpp"

namespace dure::sim {

/// Numbered as in the design.
enum class Invariant : std::uint8_t {
    kAgreement = 1,
    kFinality = 2,
    kNoDoubleSign = 3,
    kValidity = 4,
    kStateRoot = 5,
    kDurability = 6,
    kConservation = 7,
    kMonotonicReads = 8,
    kLiveness = 9,
    kCatchUp = 10,
    kBounds = 11,
    kEvidence = 12,
    kBeyondF = 13,
};
const char* to_string(Invariant);

struct Violation {
    Invariant invariant{};
    std::string what;
};

/// A signed vote as it left a node or reached one.
struct SeenVote {
    chain::Address author;
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    chain::Byte code = 0;   ///< the message's kind on the wire
    chain::Hash256 digest;  ///< of what was signed
};

class Oracle {
 public:
    /// `signer` only recovers. `validators` sorted.
    Oracle(const chain::Genesis& genesis, const chain::Signer& signer, std::size_t computers);

    /// Keys whose owners follow the rules: theirs are the votes that must never contradict.
    void trust(const chain::Address& address) { honest_.insert(address); }
    /// It may have forgotten its votes and cannot know it: from now on one of the f.
    void count_as_faulty(const chain::Address& address) { honest_.erase(address); }

    // What happens, in order. Only of honest computers, except where said.
    void booted(std::size_t computer, const chain::Node& node);
    void final_block(std::size_t computer, const chain::BlockRecord& record,
                     const chain::Node& node);
    void vote_left(std::size_t computer, const SeenVote& vote);
    /// `deciding`: the height its node is at.
    void vote_came(std::size_t computer, const SeenVote& vote, std::uint64_t deciding);
    void after_event(std::size_t computer, const chain::Node& node);
    /// Its disk lost or changed what had been synced: it may have forgotten, never contradict.
    void disk_suspect(std::size_t computer) { shadows_[computer].is_suspect = true; }

    /// More liars than the community bears: two chains may come to be, and whoever sees both must
    /// stop.
    void bear_forks() { bears_forks_ = true; }
    std::optional<std::uint64_t> forked_at() const { return forked_at_; }

    void violate(Invariant invariant, std::string what);
    const std::optional<Violation>& violation() const { return violation_; }

    std::uint64_t height() const { return chain_.size() - 1; }
    const chain::Header& head() const { return head_; }
    /// Who may vote on the block after the last final one; sorted.
    const std::vector<chain::Address>& validators() const { return validators_; }
    std::uint64_t validator_changes() const { return validator_changes_; }
    bool is_final(const chain::Hash256& transaction) const {
        return transactions_.contains(transaction);
    }
    std::uint64_t final_transactions() const { return transactions_.size(); }
    /// Authors of two different votes for one place, both of which at least three honest computers
    /// got while they were deciding on that height.
    std::vector<chain::Address> seen_equivocators() const;
    std::function<void(const chain::BlockRecord&)> on_new_block;

 private:
    struct FinalBlock {
        chain::Hash256 hash;
        std::uint64_t timestamp = 0;
        std::uint64_t dump = 0;  ///< of the state, at every kDumpEvery-th height
    };
    /// Where a vote stands: author, height, round, kind.
    using Place = std::tuple<chain::Address, std::uint64_t, std::uint32_t, chain::Byte>;
    struct PlaceHash {
        std::size_t operator()(const Place& place) const noexcept {
            const auto& [author, height, round, code] = place;
            return std::hash<chain::Address>{}(author) +
                   (height * 4'096 + round * std::uint64_t{8} + code) * 0x9e3779b97f4a7c15ULL;
        }
    };
    using Votes = std::unordered_map<Place, chain::Hash256, PlaceHash>;
    struct Shadow {
        std::uint64_t acknowledged = 0;
        std::uint64_t seen = 0;  ///< in this life
        bool is_suspect = false;
        Votes heard;
        std::set<chain::Address> equivocators;
        std::map<std::uint64_t, chain::Hash256> own;  ///< only where forks are borne
    };

    bool is_fork(const chain::BlockRecord& record);
    void follow_fork(std::size_t computer, const chain::BlockRecord& record);
    std::optional<std::string> check_and_execute(const chain::BlockRecord& record);
    std::optional<std::string> check_seals(const chain::Header& header) const;
    void read_validators();

    chain::Genesis genesis_;
    const chain::Signer& signer_;
    std::vector<chain::Address> validators_;  ///< for the block after head_
    std::uint64_t validator_changes_ = 0;
    std::vector<FinalBlock> chain_;
    chain::Header head_;
    chain::WorldState state_;
    chain::uint256 supply_;
    std::set<chain::Hash256> transactions_;
    std::set<chain::Address> honest_;
    Votes votes_;
    std::map<std::pair<chain::Address, std::uint64_t>, std::uint32_t> highest_round_;
    std::vector<Shadow> shadows_;
    std::uint64_t events_seen_ = 0;
    bool bears_forks_ = false;
    std::optional<std::uint64_t> forked_at_;
    std::optional<Violation> violation_;
};

}  // namespace dure::sim
