// What one file holds, twice: as the program sees it and as the medium has it. In between lie
// sectors of 512 bytes that were written and not synced, and each of them has its own fate.
// Pages are shared between copies until one is written, so an image of a whole disk is cheap.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "app/dure-sim/dice.hpp"
#include "chain/base/types.hpp"

namespace dure::sim {

/// What a power cut leaves of what was not synced. Directory entries and file sizes have the same
/// fates as sectors.
enum class Cut : std::uint8_t {
    kDropped,    ///< nothing
    kKept,       ///< everything
    kTorn,       ///< what was written up to some moment
    kReordered,  ///< only what was written after some moment
    kMixed,      ///< each by itself: kept, dropped, garbage or an older version
};

/// A cut with its moment and its dice. Sequence numbers count a disk's changes.
class CutFate {
 public:
    CutFate(Cut cut, std::uint64_t moment, Dice& dice) : cut_(cut), moment_(moment), dice_(dice) {}

    Cut cut() const { return cut_; }
    Dice& dice() { return dice_; }
    bool keeps(std::uint64_t sequence) {
        switch (cut_) {
            case Cut::kDropped:
                return false;
            case Cut::kKept:
                return true;
            case Cut::kTorn:
                return sequence <= moment_;
            case Cut::kReordered:
                return sequence > moment_;
            case Cut::kMixed:
                return dice_.below(2) == 0;
        }
        return false;
    }

 private:
    Cut cut_;
    std::uint64_t moment_;
    Dice& dice_;
};

class FaultyContent {
 public:
    static constexpr std::uint64_t kPage = 4'096, kSector = 512;

    std::uint64_t size() const { return seen_.size; }
    std::size_t read(std::uint64_t offset, std::span<chain::Byte> into) const;
    void write(std::uint64_t offset, chain::ByteView bytes, std::uint64_t sequence);
    void truncate(std::uint64_t size, std::uint64_t sequence);
    /// What waits reaches the medium; how many pages that were.
    std::size_t sync();
    /// What waits is forgotten though still seen: a later sync does not save it.
    void fail_sync();

    /// When what waits was written.
    void collect_sequences(std::vector<std::uint64_t>& out) const;

    /// Now, and on the medium too.
    void flip(std::uint64_t offset, chain::Byte mask);

    /// The program is gone, the machine lives: what a failed sync forgot is no longer seen.
    void restart();
    void power_cut(CutFate& fate);

 private:
    using Page = std::array<chain::Byte, kPage>;
    using SharedPage = std::shared_ptr<Page>;  ///< null: zeros
    struct Layer {
        std::vector<SharedPage> pages;
        std::uint64_t size = 0;
    };
    struct Version {
        std::uint64_t sequence = 0;
        std::size_t sector = 0;
        std::array<chain::Byte, kSector> bytes;
    };
    /// A page with sectors that wait for a sync, one bit each.
    struct Waiting {
        std::uint8_t waits = 0;
        std::uint8_t forgotten = 0;
        std::array<std::uint64_t, kPage / kSector> written{};
        std::vector<Version> older;  ///< oldest first
    };
    struct SizeAt {
        std::uint64_t sequence = 0;
        std::uint64_t size = 0;
    };

    static SharedPage& page(Layer& layer, std::uint64_t index);
    static Page& own(Layer& layer, std::uint64_t index);
    void resize(std::uint64_t size, std::uint64_t sequence);
    void overwrite(std::uint64_t index, std::size_t at, chain::ByteView bytes,
                   std::uint64_t sequence);
    void take_sector(std::uint64_t index, std::size_t sector, const Waiting& waiting,
                     CutFate& fate);
    std::uint64_t size_after(CutFate& fate) const;

    Layer seen_, medium_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::vector<SizeAt> sizes_;  ///< not synced, oldest first
};

}  // namespace dure::sim
