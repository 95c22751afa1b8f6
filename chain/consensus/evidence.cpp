#include "chain/consensus/evidence.hpp"

#include <algorithm>

#include "chain/base/rlp.hpp"
#include "chain/consensus/extra_data.hpp"

namespace dure::chain {

namespace {

const char* name_of(VoteStep step) {
    switch (step) {
        case VoteStep::kProposal:
            return "proposals";
        case VoteStep::kPrepare:
            return "prepares";
        case VoteStep::kCommit:
            return "commits";
        case VoteStep::kRoundChange:
            break;
    }
    return "round changes";
}

SignedVote signed_vote(const QbftMessage& message, const Hash256& digest) {
    SignedVote out{.digest = digest, .signing_hash = {}, .signature = {}};
    const auto take = [&](const auto& part) {
        out.signing_hash = signing_hash(part.payload);
        out.signature = part.signature;
    };
    if (const auto* proposal = std::get_if<Proposal>(&message)) {
        take(proposal->proposed);
    } else if (const auto* prepare = std::get_if<Prepare>(&message)) {
        take(*prepare);
    } else if (const auto* commit = std::get_if<Commit>(&message)) {
        take(*commit);
    } else {
        take(std::get<RoundChange>(message).asked);
    }
    return out;
}

void append(rlp::Encoder& out, const SignedVote& vote) {
    out.list([&](rlp::Encoder& e) {
        e.string(vote.digest).string(vote.signing_hash).string(vote.signature);
    });
}

SignedVote read_signed_vote(rlp::Reader& in) {
    SignedVote out;
    in.list([&](rlp::Reader& r) {
        out.digest = r.fixed<Hash256>();
        out.signing_hash = r.fixed<Hash256>();
        const auto signature = r.string();
        if (signature.size() != out.signature.size()) return r.fail(rlp::Error::unexpected_length);
        std::copy(signature.begin(), signature.end(), out.signature.begin());
    });
    return out;
}

}  // namespace

Vote vote_of(const QbftMessage& message) {
    Vote vote{.height = height_of(message),
              .round = round_of(message),
              .step = VoteStep::kProposal,
              .digest = {}};
    if (const auto* proposal = std::get_if<Proposal>(&message)) {
        vote.digest = proposal_digest(proposal->proposed.payload.block.header);
    } else if (const auto* prepare = std::get_if<Prepare>(&message)) {
        vote.step = VoteStep::kPrepare;
        vote.digest = prepare->payload.digest;
    } else if (const auto* commit = std::get_if<Commit>(&message)) {
        vote.step = VoteStep::kCommit;
        vote.digest = commit->payload.digest;
    } else {
        vote.step = VoteStep::kRoundChange;
        vote.digest = signing_hash(std::get<RoundChange>(message).asked.payload);
    }
    return vote;
}

std::string to_string(const Evidence& evidence) {
    return "validator " + to_hex(evidence.author) + " signed two " + name_of(evidence.step) +
           " at height " + std::to_string(evidence.height) + ", round " +
           std::to_string(evidence.round) + ": " + to_hex(evidence.first.digest) + " and " +
           to_hex(evidence.second.digest);
}

Bytes encode(const Evidence& evidence) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.integer(evidence.height)
            .integer(evidence.round)
            .integer(static_cast<std::uint64_t>(evidence.step))
            .string(evidence.author);
        append(e, evidence.first);
        append(e, evidence.second);
    });
    return out.take();
}

std::optional<Evidence> decode_evidence(ByteView bytes) {
    Evidence out;
    const auto error = rlp::decode(bytes, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& r) {
            out.height = r.integer64();
            const auto round = r.integer64();
            const auto step = r.integer64();
            if (round > kMaxRound || step > static_cast<std::uint64_t>(VoteStep::kRoundChange))
                return r.fail(rlp::Error::overflow);
            out.round = static_cast<std::uint32_t>(round);
            out.step = static_cast<VoteStep>(step);
            out.author = r.fixed<Address>();
            out.first = read_signed_vote(r);
            out.second = read_signed_vote(r);
        });
    });
    if (error) return std::nullopt;
    return out;
}

std::optional<Evidence> EquivocationWatch::observe(const QbftMessage& message,
                                                   const Address& author) {
    const auto vote = vote_of(message);
    auto& places = heights_[vote.height][author];
    const Place place{vote.round, vote.step};
    const auto found = places.find(place);
    if (found == places.end()) {
        if (places.size() < kPerAuthor)
            places.emplace(place, Seen{.vote = signed_vote(message, vote.digest), .told = false});
        return std::nullopt;
    }
    auto& seen = found->second;
    if (seen.told || seen.vote.digest == vote.digest) return std::nullopt;
    seen.told = true;
    return Evidence{.height = vote.height,
                    .round = vote.round,
                    .step = vote.step,
                    .author = author,
                    .first = seen.vote,
                    .second = signed_vote(message, vote.digest)};
}

void EquivocationWatch::advance(std::uint64_t deciding) {
    std::erase_if(heights_,
                  [&](const auto& height) { return height.first + kHeightsBehind < deciding; });
}

}  // namespace dure::chain
