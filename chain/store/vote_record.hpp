// What a validator has voted, remembered before a vote leaves: no power cut makes it vote twice for
// different blocks in one round, or forget a block that it helped to prepare.
//
// File `votes`: two slots of 4 KiB, written in turn, each holding the same record twice in
// different sectors: magic ‖ sequence u64 ‖ length u32 ‖ RLP ‖ CRC-32C. The newest whole one
// counts; a torn write spoils only a vote that has not left. A prepared block that does not fit
// lies after the slots in one of two places in turn, synced before the record names it by its hash.
// Design 03 section 2.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "chain/consensus/messages.hpp"
#include "chain/consensus/vote.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

/// How far a node may trust what it remembers of its votes.
enum class VoteStanding : std::uint8_t {
    kWhole,      ///< every vote is here
    kFounding,   ///< the directory was empty: whole, if the community is as new as the directory
    kForgetful,  ///< votes may be missing: none is cast until the node has rejoined
};

/// The last round voted in; everything earlier is over.
struct VoteState {
    VoteStanding standing = VoteStanding::kForgetful;
    std::uint64_t height = 0;
    std::uint32_t round = 0;
    // Digests voted for in this round.
    std::optional<Hash256> proposal{};
    std::optional<Hash256> prepare{};
    std::optional<Hash256> commit{};
    std::optional<Hash256> round_change{};
    std::optional<std::uint32_t> prepared_round{};  ///< at this height

    bool voted() const { return proposal || prepare || commit; }
    std::optional<Hash256>& of(VoteStep);
    const std::optional<Hash256>& of(VoteStep step) const {
        return const_cast<VoteState*>(this)->of(step);
    }
    friend bool operator==(const VoteState&, const VoteState&) = default;
};

class VoteRecord {
 public:
    /// A missing file or one without a whole record gives a forgetful state.
    static DiskResult<VoteRecord> open(Disk&);

    const VoteState& state() const { return state_; }
    /// Of the state's height.
    const std::optional<PreparedCertificate>& prepared() const { return prepared_; }

    enum class Answer : std::uint8_t {
        kKept,         ///< on the medium, or there already
        kContradicts,  ///< another vote stands in its place, or its round is over
    };
    /// Regardless of standing, which is the caller's to look at.
    DiskResult<Answer> keep(const Vote&);
    /// Whether this vote, signed by this node's key, is one it knows of or one it may have
    /// forgotten for good reason: an earlier round.
    bool accounts_for(const Vote&) const;

    /// Takes the room that any vote may need, so that a full disk cannot come in between.
    DiskResult<Done> allocate();
    /// From here on with nothing but this: on the medium on return.
    DiskResult<Done> start_over(VoteState state);

 private:
    struct Place {
        std::uint8_t area = 0;
        std::uint32_t size = 0;
        Hash256 hash;
    };
    struct Record {
        VoteState state;
        Bytes inline_certificate;
        std::optional<Place> place;
    };
    VoteRecord(std::unique_ptr<DiskFile> file) : file_(std::move(file)) {}

    static Bytes encode(const Record&);
    static std::optional<Record> decode(ByteView);
    DiskResult<Done> load();
    DiskResult<Done> save_certificate(const PreparedCertificate&);
    DiskResult<Done> write(VoteState state);

    std::unique_ptr<DiskFile> file_;
    std::uint64_t sequence_ = 0;
    VoteState state_;
    std::optional<PreparedCertificate> prepared_;
    Bytes inline_certificate_;
    std::optional<Place> place_;
};

}  // namespace dure::chain
