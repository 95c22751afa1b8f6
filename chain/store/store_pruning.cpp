// Old bodies go, headers stay: Store's part of design 03 section 3.
//
// A segment goes in this order, each step on the medium before the next: the copy of the state, the
// archive of its headers, the unlink. A power cut in between leaves more than is needed.
#include "chain/state/world_state.hpp"
#include "chain/store/base_state.hpp"
#include "chain/store/store.hpp"

namespace dure::chain {

std::optional<Header> Store::archived_header(std::uint64_t height) {
    auto at = place(height);
    if (!at) {
        index_is_damaged(at.error());
        return std::nullopt;
    }
    if (!*at) return std::nullopt;
    auto found = archive_.read((*at)->segment, height);
    if (!found) unreadable(height, "its header in the archive is damaged");
    return found;
}

DiskResult<bool> Store::prune(const Old& old) {
    if (!flushed_ || flushes_ == Flushes::kHeld || first_segment_ >= log_end_.segment) return false;
    auto next = log_.first_height(first_segment_ + 1);
    if (!next) return Failure{std::move(next).error()};
    // Damage stays where it can be looked at.
    if (!*next || **next <= oldest_body_ || **next > *flushed_) return false;
    const auto last = **next - 1;
    if (last >= old.below) return false;
    const auto newest = header(last);
    if (!newest || newest->timestamp >= old.before) return false;

    if (!base_height_ || *base_height_ < last) {
        if (auto kept = keep_base(); !kept) return Failure{std::move(kept).error()};
    }
    if (auto archived = archive(first_segment_, last); !archived) {
        if (archived.error().kind == DiskError::Kind::kNotFound) return false;
        return Failure{std::move(archived).error()};
    }
    if (auto dropped = log_.drop(first_segment_); !dropped)
        return Failure{std::move(dropped).error()};
    ++first_segment_;
    oldest_body_ = last + 1;
    if (last_read_ && last_read_->header().number < oldest_body_) last_read_.reset();
    while (recent_.size() > 1 && recent_.front()->header().number < oldest_body_) {
        recent_transactions_ -= recent_.front()->transaction_hashes.size();
        recent_.pop_front();
    }
    return true;
}

/// What was flushed last, read back and found to have its head's root.
DiskResult<Done> Store::keep_base() {
    auto snapshot = state_->load();
    if (!snapshot || !*snapshot) {
        return Failure{DiskError{DiskError::Kind::kIo, "the state cannot be read to be copied"}};
    }
    WorldState world;
    world.apply((*snapshot)->state);
    if (world.root() != (*snapshot)->head.state_root)
        return Failure{DiskError{DiskError::Kind::kIo, "the stored state is damaged"}};
    if (auto written = write_base_state(disk_, **snapshot); !written) return written;
    base_height_ = (*snapshot)->head.number;
    return Done{};
}

/// kNotFound when one of its blocks is damaged.
DiskResult<Done> Store::archive(std::uint32_t segment, std::uint64_t last) {
    FramePlace end{.segment = segment, .offset = 0};
    auto height = oldest_body_;
    std::optional<DiskError> error;
    auto written = archive_.write(segment, oldest_body_, [&]() -> std::optional<Header> {
        if (error || height > last) return std::nullopt;
        auto frame = log_.read_after(end, height);
        if (!frame) {
            error = frame.error();
            return std::nullopt;
        }
        auto header = *frame ? decode_record_header((*frame)->body)
                             : Result<Header, rlp::Error>{rlp::Error::unexpected_length};
        if (!header) {
            unreadable(height, "its frame in the log is damaged");
            error = DiskError{DiskError::Kind::kNotFound, "a damaged block"};
            return std::nullopt;
        }
        end = (*frame)->end;
        ++height;
        return *std::move(header);
    });
    if (error) return Failure{*error};
    return written;
}

}  // namespace dure::chain
