// Evidence that a validator said two things: signatures of one key under two different votes of one
// height, round and step. It does not convict by itself (whose disk was copied, who stole the key)
// but names whom to ask. Bounded in every direction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "chain/base/types.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/consensus/vote.hpp"

namespace dure::chain {

/// What a message votes for. Without what a commit rests on.
Vote vote_of(const QbftMessage&);

/// One signature: `signature` by the author over `signing_hash`, which names `digest`.
struct SignedVote {
    Hash256 digest;
    Hash256 signing_hash;
    Seal signature{};
    friend bool operator==(const SignedVote&, const SignedVote&) = default;
};

struct Evidence {
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    VoteStep step{};
    Address author;
    SignedVote first, second;  ///< of different digests
    friend bool operator==(const Evidence&, const Evidence&) = default;
};
std::string to_string(const Evidence&);  ///< one line for a log

Bytes encode(const Evidence&);
std::optional<Evidence> decode_evidence(ByteView);

/// Remembers who voted for what in the heights around the one being decided.
class EquivocationWatch {
 public:
    static constexpr std::uint64_t kHeightsBehind = 1;
    static constexpr std::size_t kPerAuthor = 64;  ///< votes of one author at one height

    /// Evidence at the first vote that contradicts an earlier one in its place; further ones in
    /// that place say nothing new.
    std::optional<Evidence> observe(const QbftMessage& message, const Address& author);
    /// Forgets heights that are over.
    void advance(std::uint64_t deciding);

 private:
    struct Seen {
        SignedVote vote;
        bool told = false;
    };
    using Place = std::pair<std::uint32_t, VoteStep>;
    std::map<std::uint64_t, std::map<Address, std::map<Place, Seen>>> heights_;
};

}  // namespace dure::chain
