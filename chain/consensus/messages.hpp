// What validators say to each other: signed payloads and their wire form, as Besu has them.
//
//   message      code byte ‖ RLP; signature over keccak256(RLP [code, payload])
//   PROPOSAL     [[[height, round, block], signature], [[signed round changes], [signed prepares]]]
//   PREPARE      [[height, round, digest], signature]
//   COMMIT       [[height, round, digest, seal], signature]
//   ROUND-CHANGE [[[height, round, [prepared round, digest] or []], signature],
//                 prepared block or [], [signed prepares]]
//
// A digest is the block's commit_seal_hash: it names the round too. Decoding is strict and bounded.
// Source: EEA QBFT specification; Besu's qbft payloads and message wrappers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "chain/base/result.hpp"
#include "chain/base/types.hpp"
#include "chain/block/block.hpp"
#include "chain/consensus/signer.hpp"

namespace dure::chain {

/// Bytes of an encoded message. A block in it makes it large; every other is a vote.
inline constexpr std::size_t kMaxVoteBytes = 4 * 1024;
inline constexpr std::size_t kMaxConsensusBytes = 1024 * 1024 - 64;
/// Signed parts in one justification.
inline constexpr std::size_t kMaxJustifications = 128;
/// Besu's rounds and heights are signed.
inline constexpr std::uint32_t kMaxRound = 0x7fff'ffff;
inline constexpr std::uint64_t kMaxHeight = 0x7fff'ffff'ffff'ffff;

enum class MessageCode : std::uint8_t {
    kProposal = 0x12,
    kPrepare = 0x13,
    kCommit = 0x14,
    kRoundChange = 0x15,
};

struct ProposalPayload {
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    Block block;  ///< without seals; this round in its extra data
    friend bool operator==(const ProposalPayload&, const ProposalPayload&) = default;
};

struct PreparePayload {
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    Hash256 digest;
    friend bool operator==(const PreparePayload&, const PreparePayload&) = default;
};

struct CommitPayload {
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    Hash256 digest;
    Seal seal{};  ///< over the digest
    friend bool operator==(const CommitPayload&, const CommitPayload&) = default;
};

struct PreparedRound {
    std::uint32_t round = 0;
    Hash256 digest;
    friend bool operator==(const PreparedRound&, const PreparedRound&) = default;
};

struct RoundChangePayload {
    std::uint64_t height = 0;
    std::uint32_t round = 0;  ///< the one asked for
    std::optional<PreparedRound> prepared;
    friend bool operator==(const RoundChangePayload&, const RoundChangePayload&) = default;
};

template <class Payload>
struct Signed {
    Payload payload;
    Seal signature{};
    friend bool operator==(const Signed&, const Signed&) = default;
};
using Prepare = Signed<PreparePayload>;
using Commit = Signed<CommitPayload>;

struct Proposal {
    Signed<ProposalPayload> proposed;
    std::vector<Signed<RoundChangePayload>> round_changes;
    std::vector<Prepare> prepares;
    friend bool operator==(const Proposal&, const Proposal&) = default;
};

struct RoundChange {
    Signed<RoundChangePayload> asked;
    std::optional<Block> prepared_block;
    std::vector<Prepare> prepares;
    friend bool operator==(const RoundChange&, const RoundChange&) = default;
};

using QbftMessage = std::variant<Proposal, Prepare, Commit, RoundChange>;

/// What a signature of the payload signs.
Hash256 signing_hash(const ProposalPayload&);
Hash256 signing_hash(const PreparePayload&);
Hash256 signing_hash(const CommitPayload&);
Hash256 signing_hash(const RoundChangePayload&);

template <class Payload>
std::optional<Address> author_of(const Signed<Payload>& part, const Signer& signer) {
    return signer.recover(signing_hash(part.payload), part.signature);
}
std::optional<Address> author_of(const QbftMessage&, const Signer&);

MessageCode code_of(const QbftMessage&);
std::uint64_t height_of(const QbftMessage&);
std::uint32_t round_of(const QbftMessage&);

enum class MessageError : std::uint8_t {
    too_large,
    unknown_code,
    bad_encoding,
    bad_block,
    too_many_parts,
    out_of_range,  ///< height or round
};
std::string_view to_string(MessageError);

Bytes encode(const QbftMessage&);
/// Signatures are not checked.
Result<QbftMessage, MessageError> decode_message(ByteView);

/// What a prepared certificate keeps: RLP [round, block, [signed prepares]].
struct PreparedCertificate {
    std::uint32_t round = 0;
    Block block;  ///< that round in its extra data
    std::vector<Prepare> prepares;
    friend bool operator==(const PreparedCertificate&, const PreparedCertificate&) = default;
};
Bytes encode(const PreparedCertificate&);
Result<PreparedCertificate, MessageError> decode_prepared_certificate(ByteView);

}  // namespace dure::chain
