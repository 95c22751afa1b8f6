// A journal without a disk, for neighbours of the demo and for tests: keeps the newest days only.
#pragma once

#include <map>

#include "core/ports/journal.hpp"

namespace dure::core {

class MemoryJournal final : public Journal {
 public:
    explicit MemoryJournal(std::chrono::days keep = std::chrono::days{40}) : keep_(keep) {}

    void put(const SlotEnergy& slot) override;
    std::vector<SlotEnergy> range(UtcTime from, UtcTime to) const override;
    UsageSeries usage(Period period, UtcTime any_moment_in_period,
                      std::uint32_t slot_seconds) const override;

 private:
    std::chrono::days keep_;
    std::map<UtcTime, SlotEnergy> slots_;
};

}  // namespace dure::core
