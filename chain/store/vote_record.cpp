#include "chain/store/vote_record.hpp"

#include <algorithm>
#include <array>

#include "chain/base/mutant.hpp"
#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {

constexpr const char* kFile = "votes";
constexpr std::uint64_t kSlotBytes = 4'096;
constexpr std::size_t kCopyBytes = kSlotBytes / 2;
constexpr std::array<Byte, 8> kMagic{'d', 'u', 'r', 'e', 'v', 'o', 't', '1'};
constexpr std::size_t kHeadBytes = kMagic.size() + 8 + 4;
constexpr std::size_t kRecordBytes = kCopyBytes - kHeadBytes - 4;
/// A certificate up to here stands in the record itself.
constexpr std::size_t kInlineBytes = kRecordBytes - 256;
constexpr std::uint64_t kAreaBytes = 2 * 1024 * 1024;
constexpr std::uint64_t kAreasAt = 2 * kSlotBytes;

static_assert(kMaxConsensusBytes + 64 * 1024 < kAreaBytes);

struct Copy {
    std::uint64_t sequence = 0;
    Bytes record;
};

std::optional<Copy> read_copy(ByteView bytes) {
    if (!std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) return std::nullopt;
    const std::size_t length = get_le32(bytes.data() + kMagic.size() + 8);
    if (length > kRecordBytes) return std::nullopt;
    const auto checked = bytes.first(kHeadBytes + length);
    if (get_le32(bytes.data() + checked.size()) != crc32c(checked)) return std::nullopt;
    const auto record = checked.subspan(kHeadBytes);
    return Copy{.sequence = get_le64(bytes.data() + kMagic.size()),
                .record = Bytes(record.begin(), record.end())};
}

void append(rlp::Encoder& out, const std::optional<Hash256>& digest) {
    out.string(digest ? ByteView{*digest} : ByteView{});
}

std::optional<Hash256> read_digest(rlp::Reader& in) {
    const auto bytes = in.string();
    if (bytes.empty()) return std::nullopt;
    if (bytes.size() != sizeof(Hash256)) in.fail(rlp::Error::unexpected_length);
    return Hash256::right_aligned(bytes);
}

}  // namespace

std::optional<Hash256>& VoteState::of(VoteStep step) {
    switch (step) {
        case VoteStep::kProposal:
            return proposal;
        case VoteStep::kPrepare:
            return prepare;
        case VoteStep::kCommit:
            return commit;
        case VoteStep::kRoundChange:
            break;
    }
    return round_change;
}

Bytes VoteRecord::encode(const Record& record) {
    const auto& state = record.state;
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.integer(static_cast<std::uint64_t>(state.standing))
            .integer(state.height)
            .integer(state.round);
        append(e, state.proposal);
        append(e, state.prepare);
        append(e, state.commit);
        append(e, state.round_change);
        e.list([&](rlp::Encoder& prepared) {
            if (!state.prepared_round) return;
            prepared.integer(*state.prepared_round).string(record.inline_certificate);
            if (!record.place) return;
            prepared.integer(record.place->area).integer(record.place->size);
            prepared.string(record.place->hash);
        });
    });
    return out.take();
}

std::optional<VoteRecord::Record> VoteRecord::decode(ByteView bytes) {
    Record out;
    auto& state = out.state;
    const auto error = rlp::decode(bytes, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& r) {
            const auto standing = r.integer64();
            if (standing > static_cast<std::uint64_t>(VoteStanding::kForgetful))
                r.fail(rlp::Error::overflow);
            state.standing = static_cast<VoteStanding>(standing);
            state.height = r.integer64();
            state.round = static_cast<std::uint32_t>(r.integer64());
            state.proposal = read_digest(r);
            state.prepare = read_digest(r);
            state.commit = read_digest(r);
            state.round_change = read_digest(r);
            r.list([&](rlp::Reader& prepared) {
                if (!prepared.more()) return;
                state.prepared_round = static_cast<std::uint32_t>(prepared.integer64());
                const auto certificate = prepared.string();
                out.inline_certificate.assign(certificate.begin(), certificate.end());
                if (!prepared.more()) return;
                Place place;
                place.area = static_cast<std::uint8_t>(prepared.integer64());
                place.size = static_cast<std::uint32_t>(prepared.integer64());
                place.hash = prepared.fixed<Hash256>();
                if (place.area > 1 || place.size > kAreaBytes) prepared.fail(rlp::Error::overflow);
                out.place = place;
            });
        });
    });
    if (error) return std::nullopt;
    return out;
}

DiskResult<VoteRecord> VoteRecord::open(Disk& disk) {
    auto file = disk.open(kFile, OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    if (auto synced = disk.sync_directory(); !synced) return Failure{std::move(synced).error()};
    VoteRecord record(*std::move(file));
    if (auto loaded = record.load(); !loaded) return Failure{std::move(loaded).error()};
    return record;
}

DiskResult<Done> VoteRecord::load() {
    std::optional<Copy> newest;
    for (std::uint64_t at = 0; at < kAreasAt; at += kCopyBytes) {
        Bytes bytes(kCopyBytes);
        // A sector that cannot be read is a copy that is not whole.
        auto got = file_->read(at, bytes);
        if (!got || *got != bytes.size()) continue;
        auto copy = read_copy(bytes);
        if (copy && (!newest || copy->sequence > newest->sequence)) newest = std::move(copy);
    }
    if (!newest) return Done{};
    sequence_ = newest->sequence;
    auto record = decode(newest->record);
    if (!record) return Done{};
    state_ = record->state;
    inline_certificate_ = std::move(record->inline_certificate);
    place_ = record->place;
    if (!state_.prepared_round) return Done{};

    auto bytes = inline_certificate_;
    if (place_) {
        bytes.resize(place_->size);
        auto got = file_->read(kAreasAt + place_->area * kAreaBytes, bytes);
        if (!got || *got != bytes.size() || keccak256(bytes) != place_->hash) bytes.clear();
    }
    if (auto certificate = decode_prepared_certificate(bytes)) {
        prepared_ = *std::move(certificate);
    } else {
        state_.standing = VoteStanding::kForgetful;
    }
    return Done{};
}

DiskResult<VoteRecord::Answer> VoteRecord::keep(const Vote& vote) {
    const auto at = std::pair{vote.height, vote.round};
    const auto last = std::pair{state_.height, state_.round};
    if (at < last) return Answer::kContradicts;
    auto next = state_;
    if (at > last) {
        next = {.standing = state_.standing, .height = vote.height, .round = vote.round};
        if (vote.height == state_.height) next.prepared_round = state_.prepared_round;
    }
    auto& place = next.of(vote.step);
    if (place) return *place == vote.digest ? Answer::kKept : Answer::kContradicts;
    if (vote.step == VoteStep::kProposal) {
        if (next.prepare && *next.prepare != vote.digest) return Answer::kContradicts;
        next.prepare = vote.digest;
    }
    place = vote.digest;
    if (vote.prepared != nullptr) {
        if (auto saved = save_certificate(*vote.prepared); !saved)
            return Failure{std::move(saved).error()};
        next.prepared_round = vote.prepared->round;
    }
    if (auto written = write(std::move(next)); !written) return Failure{std::move(written).error()};
    return Answer::kKept;
}

bool VoteRecord::accounts_for(const Vote& vote) const {
    const auto at = std::pair{vote.height, vote.round};
    const auto last = std::pair{state_.height, state_.round};
    if (at != last) return at < last;
    return state_.of(vote.step) == vote.digest;
}

DiskResult<Done> VoteRecord::allocate() {
    auto size = file_->size();
    if (!size) return Failure{std::move(size).error()};
    constexpr auto kAll = kAreasAt + 2 * kAreaBytes;
    if (*size >= kAll) return Done{};
    return file_->allocate(kAll);
}

DiskResult<Done> VoteRecord::start_over(VoteState state) {
    state.prepared_round.reset();
    return write(std::move(state));
}

DiskResult<Done> VoteRecord::save_certificate(const PreparedCertificate& certificate) {
    auto bytes = chain::encode(certificate);
    prepared_ = certificate;
    if (bytes.size() <= kInlineBytes) {
        inline_certificate_ = std::move(bytes);
        place_.reset();
        return Done{};
    }
    if (bytes.size() > kAreaBytes)
        return Failure{DiskError{DiskError::Kind::kIo, "votes: a certificate without end"}};
    // The other place still holds what the last record names.
    const Place place{.area = static_cast<std::uint8_t>(place_ ? 1 - place_->area : 0),
                      .size = static_cast<std::uint32_t>(bytes.size()),
                      .hash = keccak256(bytes)};
    if (auto written = file_->write(kAreasAt + place.area * kAreaBytes, bytes); !written)
        return written;
    if (auto synced = file_->sync(); !synced) return synced;
    inline_certificate_.clear();
    place_ = place;
    return Done{};
}

DiskResult<Done> VoteRecord::write(VoteState state) {
    if (!state.prepared_round) {
        prepared_.reset();
        inline_certificate_.clear();
    }
    const auto record = encode({.state = state,
                                .inline_certificate = inline_certificate_,
                                .place = state.prepared_round ? place_ : std::nullopt});
    std::array<Byte, kSlotBytes> slot{};
    std::copy(kMagic.begin(), kMagic.end(), slot.begin());
    put_le64(slot.data() + kMagic.size(), sequence_ + 1);
    put_le32(slot.data() + kMagic.size() + 8, static_cast<std::uint32_t>(record.size()));
    std::copy(record.begin(), record.end(), slot.begin() + kHeadBytes);
    const auto checked = ByteView{slot}.first(kHeadBytes + record.size());
    put_le32(slot.data() + checked.size(), crc32c(checked));
    std::copy_n(slot.begin(), kCopyBytes, slot.begin() + kCopyBytes);

    if (auto written = file_->write((sequence_ + 1) % 2 * kSlotBytes, slot); !written)
        return written;
    if (mutant(Mutant::kVoteUnsynced)) {
        // Written, and gone with the power.
    } else if (auto synced = file_->sync(); !synced) {
        return synced;
    }
    ++sequence_;
    state_ = std::move(state);
    return Done{};
}

}  // namespace dure::chain
