// Slots are cleared and settled by the homes, whoever is first. This sees to it where none does it
// in time: in a community whose wallpads are all off, the market must not stop for ever on slots
// that nobody settled. The key needs no role.
#pragma once

#include <map>

#include "chain/api/contracts.hpp"
#include "chain/api/node_market.hpp"

namespace dure::chain::api {

class SlotKeeper {
 public:
    /// `community` outlives it.
    SlotKeeper(Community& community, SecretKey key);

    /// Once a second or so.
    void tick(core::UtcTime now);

 private:
    void clear(core::Slot slot, core::UtcTime now);
    void settle(core::Slot slot, core::UtcTime now);
    void send(core::Slot slot, const Message& message, core::UtcTime now);
    std::size_t seats() const;
    std::optional<SlotOnChain> on_chain(core::Slot slot) const;

    Community& community_;
    SecretKey key_;
    std::map<core::Slot, core::UtcTime> again_;  ///< when what was sent is sent again
};

}  // namespace dure::chain::api
