// A plausible Korean day of a home with 3 kW of solar and a battery, as a pure function of time:
// bell of sun by season, breakfast and evening peaks, stored at noon, sold from 10 to 15 o'clock,
// bought from 18 to 21. Every slot balances to the watt-hour.
#pragma once

#include "core/ports/journal.hpp"

namespace dure::core::fake {

/// The slot beginning at `start` as if it had been metered; quality kMeasured.
SlotEnergy slot_energy(UtcTime start, const SlotRules& rules);

/// Sums of slot_energy; slots that end after `now` or lie before `since` have no reading.
UsageSeries usage(Period period, UtcTime moment, UtcTime since, UtcTime now,
                  const SlotRules& rules);

}  // namespace dure::core::fake
