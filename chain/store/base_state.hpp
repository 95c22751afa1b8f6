// A copy of the state as of some flush, in a file of its own: when the bodies before it are gone,
// the state cannot be made from the blocks alone. Replaced whole; each part carries a CRC, and the
// reader checks the state against its head's root.
#pragma once

#include <optional>

#include "chain/store/disk.hpp"
#include "chain/store/state_db.hpp"

namespace dure::chain {

/// On the medium on return, in place of an earlier one.
DiskResult<Done> write_base_state(Disk&, const StateSnapshot&);
/// Nothing when there is none or it is damaged.
DiskResult<std::optional<StateSnapshot>> read_base_state(Disk&);

}  // namespace dure::chain
