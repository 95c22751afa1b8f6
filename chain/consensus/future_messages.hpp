// Messages that came before their height: validators do not finish a block at the same moment.
// Bounded by height, round, author and bytes; what does not fit is let go, its author will repeat
// itself. Design 03 section 4.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/consensus/messages.hpp"

namespace dure::chain {

class FutureMessages {
 public:
    static constexpr std::uint64_t kHeights = 2;  ///< beyond the one being decided
    static constexpr std::uint32_t kRounds = 4;
    static constexpr std::size_t kPerRound = 16;                     ///< messages of one author
    static constexpr std::size_t kBytesPerAuthor = 4 * 1024 * 1024;  ///< all heights

    struct Heard {
        Address author;
        QbftMessage message;
    };

    /// `deciding`: the height being decided. `bytes`: of the encoded message.
    void keep(std::uint64_t deciding, const Address& author, QbftMessage message,
              std::size_t bytes);
    /// What was kept for this height, in order of arrival; all up to it is forgotten.
    std::vector<Heard> take(std::uint64_t height);

 private:
    struct Kept {
        Heard heard;
        std::size_t bytes = 0;
    };
    std::map<std::uint64_t, std::vector<Kept>> heights_;
    std::map<Address, std::size_t> bytes_;
};

}  // namespace dure::chain
