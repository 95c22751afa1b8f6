// One control function of a device as a lease (design 04 section 1.5): setting registers plus a
// switch that makes them act, with a reversion time after which the device frees itself. Pure: it
// is shown the registers after every poll, says at most one write, and is told what became of it.
// It compares what the device shows with what is wanted, so a lost reply needs no special case: the
// next poll tells. A switch that is on without our record is foreign and is never touched.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/devices.hpp"
#include "devices/control/lease_record.hpp"
#include "devices/link/exchange.hpp"

namespace dure::devices {

struct LeaseTiming {
    core::MonotonicTime refresh{20000};
    core::MonotonicTime verify{10000};  ///< for the effect to show on power, after the ramp
};

/// Where the registers of a lease lie.
struct LeaseShape {
    std::uint16_t settings = 0;  ///< address of the first setting register
    std::uint16_t on = 0;        ///< address of the switch
    std::size_t value = 0;       ///< index of the value among the settings
    std::size_t reversion = 0;   ///< index of the reversion time among the settings
};

/// Setting registers and switch, as read or as wanted. The switch is off at 0.
struct LeaseRegisters {
    std::vector<std::uint16_t> settings;
    std::uint16_t on = 0;
    friend bool operator==(const LeaseRegisters&, const LeaseRegisters&) = default;
};

/// Whether the measured power obeys the order.
enum class Effect : std::uint8_t { kUnknown, kObeyed, kViolated };

class RegisterLease {
 public:
    using Phase = core::LeaseState::Phase;

    explicit RegisterLease(LeaseTiming timing) : timing_(timing) {}

    /// A device is there. For one not met before, its record decides whether a running limit is
    /// ours.
    void contact(const RecordStore& store);
    /// The link is gone. What the device shows at the next contact decides.
    void disconnected();

    /// A new order lifts an earlier refusal; a changed value of the same order does not.
    void begin_order();

    struct Sight {
        LeaseShape shape;
        LeaseRegisters seen;
        std::optional<LeaseRegisters> wanted;  ///< empty: released
        std::uint16_t tolerance = 0;           ///< of the value, for devices that round
        std::int64_t until = 0;                ///< for the record
        core::MonotonicTime now{};
        core::MonotonicTime ramp{};
        Effect effect = Effect::kUnknown;
    };
    /// The one write to do now, if any; answer it with written() before the next step.
    std::optional<Request> step(const Sight& sight);
    void written(const Answer& answer, core::MonotonicTime now);

    Phase phase() const { return phase_; }
    const std::string& reason() const { return reason_; }
    std::uint16_t reversion_seconds() const { return reversion_; }
    /// Nothing of ours is left on the device.
    bool idle() const { return !record_ && queue_.empty(); }

 private:
    void hold(const Sight& sight);
    void release(const Sight& sight);
    void refuse(const std::string& reason);
    void forget();
    bool same_value(std::uint16_t seen, std::uint16_t sent, std::uint16_t tolerance) const;
    bool is_ours(const Sight& sight) const;
    void judge_effect(const Sight& sight);
    void queue_apply(const LeaseShape& shape, const LeaseRegisters& wanted);
    void queue_release(const LeaseShape& shape, const LeaseRegisters& seen);
    void push_single(std::uint16_t address, std::uint16_t value);
    void remember_sent(std::uint16_t value);

    LeaseTiming timing_;
    std::optional<RecordStore> store_;
    std::optional<LeaseRecord> record_;  ///< set while something of ours may be on the device
    std::deque<Request> queue_;
    bool in_blocks_ = true;                     ///< the device takes several registers at once
    Function single_ = Function::kWriteSingle;  ///< how it takes one
    bool releasing_ = false;
    Phase phase_ = Phase::kNone;
    std::string reason_;
    std::vector<std::uint16_t> sent_;  ///< values we wrote lately
    std::uint16_t reversion_ = 0;
    bool refused_ = false;
    bool read_back_due_ = false;
    int misses_ = 0;
    std::optional<core::MonotonicTime> effective_since_, last_applied_, not_before_;
};

}  // namespace dure::devices
