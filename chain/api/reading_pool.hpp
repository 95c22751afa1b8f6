// Readings on their way to the chain, as letters that the nodes carry (reading_letter.hpp). What a
// home of this process signs is sent from here, and its outcome told when a block shows what became
// of it. Where the metering key is, the letters of all homes are posted as one packed transaction a
// slot: as soon as every seat has reported, else when two thirds of the time for readings have
// passed. Nothing is kept of a slot once it is reported.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "chain/api/contracts.hpp"
#include "chain/api/ledger.hpp"
#include "chain/api/outbox.hpp"
#include "chain/api/reading_letter.hpp"

namespace dure::chain::api {

class ReadingPool {
 public:
    /// The node has a reader of readings (reading_letters); without one nothing is taken.
    ReadingPool(Node& node, const Ledger& ledger, Outbox& outbox, const Suite& suite);

    /// The key that may post; without one readings only travel.
    void set_metering_key(SecretKey key);

    /// Takes a reading whose signature is the seat's meter's, the first of a slot. After kPending:
    /// kFinal when it stands in a block. Where the slot was reported without it, `disputer` puts it
    /// in place with a transaction of its own; kFailed without one, or when it is too late.
    void add(const SignedReading& reading, Outbox::Done done, const SecretKey* disputer = nullptr);
    void tick(core::UtcTime now);
    /// After a final block: outcomes, and the slots it cleared.
    void take_block();
    /// A letter came.
    void take_letter() { post_ready(); }

    /// Readings of this process whose outcome is not known yet.
    std::size_t waiting() const { return own_.size(); }

 private:
    struct Own {
        SignedReading reading;
        Outbox::Done done;
        std::optional<SecretKey> disputer;
    };
    using Key = std::pair<core::Slot, core::Seat>;

    std::optional<SlotOnChain> open_slot(core::Slot slot) const;
    core::UtcTime now() const;
    void tell_outcomes();
    std::optional<core::Outcome> outcome_of(const SignedReading& reading) const;
    void dispute(const SignedReading& reading, const SecretKey& disputer, Outbox::Done done);
    void post_ready();
    bool is_complete(core::Slot slot, std::size_t seats) const;
    void post(core::Slot slot);

    Node& node_;
    const Ledger& ledger_;
    Outbox& outbox_;
    Suite suite_;
    std::optional<SecretKey> key_;
    std::map<Key, Own> own_;
    std::set<core::Slot> posted_;  ///< and not refused since
    core::UtcTime now_{};
};

}  // namespace dure::chain::api
