// Who understands the letters that a node carries (chain/net/letter_box.hpp): given by the host,
// because the node knows blocks and bytes only. A pure function of the letter and of the node's
// state at its head, so that every node judges alike and none passes on what is not genuine.
#pragma once

#include <cstdint>

#include "chain/base/result.hpp"
#include "chain/net/letter_box.hpp"

namespace dure::chain {

class Node;

/// Why a letter is not carried.
enum class LetterFault : std::uint8_t {
    kForged,     ///< is no letter, or not by whom it says: nobody honest passes it on
    kNotOpen,    ///< its topic is over, or has not begun as far as this node's chain goes
    kNoAuthor,   ///< nobody, as far as this node's chain goes, may write it
    kOther,      ///< the author wrote another one on the same topic: the first counts
    kFull,       ///< no room
    kNoCarrier,  ///< this node has no reader
};

class LetterReader {
 public:
    virtual ~LetterReader() = default;
    /// What the letter is about, when it is genuine and its topic open.
    virtual Result<LetterSubject, LetterFault> read(const Node&, ByteView letter) const = 0;
    /// Asked after each block of every topic that has letters.
    virtual bool is_open(const Node&, std::uint64_t topic) const = 0;
};

/// What a node does with letters of others.
enum class LetterDuty : std::uint8_t {
    kOwn,    ///< sends its own and hears none
    kCarry,  ///< asks its peers for all, keeps them and passes them on to who asks
};

}  // namespace dure::chain
