// Readings of the members in this process, each signed by its meter's key, until they are posted as
// one packed transaction a slot. They go as soon as every seat has reported, else when two thirds
// of the time for readings have passed.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "chain/api/ledger.hpp"
#include "chain/api/outbox.hpp"

namespace dure::chain::api {

struct SignedReading {
    core::Slot slot;
    core::Seat seat = 0;
    std::int16_t net_wh = 0;  ///< + export; the least value is not a reading
    Signature signature;      ///< of the seat's meter key over reading_digest (settlement.hpp)
};

class ReadingPool {
 public:
    ReadingPool(const Node& node, const Ledger& ledger, Outbox& outbox, const Suite& suite);

    /// The key that may post; without one readings wait here.
    void set_metering_key(SecretKey key);

    /// Takes a reading whose signature is the seat's meter's. Outcomes follow the posted batch.
    void add(const SignedReading& reading, Outbox::Done done);
    void tick(core::UtcTime now);
    /// A final block may have cleared the slots that readings wait for.
    void retry() { post_ready(); }

 private:
    struct Entry {
        std::int16_t net_wh = 0;
        Outbox::Done done;
    };
    struct Batch {
        std::map<core::Seat, Entry> entries;
        bool sent = false;
    };
    void post_ready();
    bool is_complete(const Batch& batch) const;
    void post(core::Slot slot, Batch& batch);
    void finish(core::Slot slot, const core::Outcome& outcome);

    const Node& node_;
    const Ledger& ledger_;
    Outbox& outbox_;
    Suite suite_;
    std::optional<SecretKey> key_;
    std::map<core::Slot, Batch> batches_;
    core::UtcTime now_{};
};

}  // namespace dure::chain::api
