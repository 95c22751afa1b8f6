// Consensus messages as the simulation reads and writes them on the wire: who voted for what, and
// frames that carry a vote.
#pragma once

#include <optional>
#include <unordered_map>

#include "chain/consensus/messages.hpp"
#include "chain/net/wire.hpp"
#include "oracle.hpp"
#include "schedule.hpp"

namespace dure::sim {

inline bool is_consensus(chain::ByteView frame) {
    return frame.size() > 1 && frame[0] == static_cast<chain::Byte>(chain::wire::Kind::kConsensus);
}
std::optional<chain::QbftMessage> consensus_message(chain::ByteView frame);
chain::Bytes consensus_frame(const chain::QbftMessage& message);

/// Reads each message once, however many computers hear it.
class VoteReader {
 public:
    explicit VoteReader(const chain::Signer& signer) : signer_(signer) {}
    /// Nothing when the frame is no signed vote.
    std::optional<SeenVote> read(const Frame& frame);

 private:
    const chain::Signer& signer_;
    std::unordered_map<std::uint64_t, std::optional<SeenVote>> known_;
};

/// A quick hash of bytes; not against malice.
std::uint64_t quick_hash(chain::ByteView bytes);
SharedFrame shared(chain::Bytes frame);

}  // namespace dure::sim
