// Letters: small signed notes of members that nodes carry to whoever collects them, without
// understanding them (a meter's reading, for one). They are not for the chain itself: many become
// one transaction there. What a letter is about, and whether that is still open, says the
// LetterReader of who lives with the node (chain/node/letter_reader.hpp); here they wait, one a
// subject, until their topic is closed.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/net/recent_hashes.hpp"

namespace dure::chain {

/// One letter of one author on one topic; both mean something to the reader only.
struct LetterSubject {
    std::uint64_t topic = 0;
    std::uint64_t author = 0;
    friend auto operator<=>(const LetterSubject&, const LetterSubject&) = default;
};

struct Letter {
    LetterSubject subject;
    Bytes bytes;
    friend bool operator==(const Letter&, const Letter&) = default;
};

class LetterBox {
 public:
    /// `most` letters in all: authors are members and open topics few, so honest ones fit.
    explicit LetterBox(std::size_t most = 32'768) : most_(most) {}

    /// Whether these bytes were judged before: whoever brings them again costs no signature.
    bool heard(const Hash256& hash) const { return heard_.contains(hash); }
    void note_heard(const Hash256& hash) { heard_.add(hash); }

    enum class Taken : std::uint8_t {
        kNew,
        kSame,   ///< it is here already
        kOther,  ///< another one is here on the same subject: the first stays
        kFull,
    };
    Taken add(Letter letter);
    /// Nothing more on this topic is of use.
    void close(std::uint64_t topic);

    const Bytes* find(const LetterSubject& subject) const;
    std::vector<std::uint64_t> topics() const;  ///< in order
    std::size_t count(std::uint64_t topic) const;
    /// By author.
    std::vector<Letter> about(std::uint64_t topic) const;
    std::vector<LetterSubject> subjects() const;
    std::size_t size() const { return letters_.size(); }

 private:
    std::size_t most_;
    std::map<LetterSubject, Bytes> letters_;
    std::map<std::uint64_t, std::size_t> counts_;  ///< by topic
    RecentHashes heard_{8'192};
};

}  // namespace dure::chain
