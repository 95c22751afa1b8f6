#include "votes.hpp"

#include <algorithm>
#include <cstring>

#include "chain/consensus/evidence.hpp"

namespace dure::sim {

using namespace chain;

std::uint64_t quick_hash(ByteView bytes) {
    std::uint64_t h = 0x2545f4914f6cdd1dULL ^ bytes.size();
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        h = (h ^ word) * 0xff51afd7ed558ccdULL;
        h ^= h >> 32;
    }
    for (; i < bytes.size(); ++i) h = (h ^ bytes[i]) * 0x100000001b3ULL;
    return h ^ (h >> 29);
}

SharedFrame shared(Bytes frame) {
    const auto hash = quick_hash(frame);
    return std::make_shared<const Frame>(Frame{.bytes = std::move(frame), .hash = hash});
}

std::optional<QbftMessage> consensus_message(ByteView frame) {
    if (!is_consensus(frame)) return std::nullopt;
    auto message = decode_message(frame.subspan(1));
    if (!message) return std::nullopt;
    return *std::move(message);
}

Bytes consensus_frame(const QbftMessage& message) {
    const auto raw = encode(message);
    Bytes frame(raw.size() + 1, static_cast<Byte>(wire::Kind::kConsensus));
    std::copy(raw.begin(), raw.end(), frame.begin() + 1);
    return frame;
}

std::optional<SeenVote> VoteReader::read(const Frame& frame) {
    if (!is_consensus(frame.bytes)) return std::nullopt;
    if (known_.size() > 4'096) known_.clear();
    const auto [known, is_new] = known_.try_emplace(frame.hash);
    if (!is_new) return known->second;
    const auto message = consensus_message(frame.bytes);
    if (!message) return std::nullopt;
    const auto author = author_of(*message, signer_);
    if (!author) return std::nullopt;
    const auto vote = SeenVote{.author = *author,
                               .height = height_of(*message),
                               .round = round_of(*message),
                               .code = static_cast<Byte>(code_of(*message)),
                               .digest = vote_of(*message).digest};
    known->second = vote;
    return vote;
}

}  // namespace dure::sim
