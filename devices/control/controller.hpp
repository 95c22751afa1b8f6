// Turns orders into leases: who commands what, until when, and what it means in registers of models
// 123 (output limit) and 124 (battery hold). The resident outranks the agent; "stop selling" is a
// limit that follows the home's load and works without anybody else. Pure; one write at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/ports/devices.hpp"
#include "devices/control/register_lease.hpp"
#include "devices/sunspec/register_plan.hpp"

namespace dure::devices {

struct ControlTiming {
    core::MonotonicTime write_gap{1000};
    std::uint16_t reversion_seconds = 60;
    LeaseTiming lease;
};

class Controller {
 public:
    Controller(std::filesystem::path record_dir, ControlTiming timing);

    void order(const core::LimitOutput& order, core::Commander who);
    void order(const core::HoldBattery& order, core::Commander who);
    void order(core::ReleaseOutput, core::Commander who);
    void order(core::ReleaseBattery, core::Commander who);
    void order(core::StopSelling, core::Commander who);
    void order(core::ResumeSelling, core::Commander who);

    /// What the device can do; models are empty when it has none.
    struct Device {
        std::string serial;
        std::optional<core::RegisterModel> controls;  ///< 123
        std::optional<core::RegisterModel> storage;   ///< 124
    };
    void contact(const Device& device);
    void disconnected();
    /// From now on everything is given back; idle() says when it is done.
    void leave();
    bool idle() const;

    struct Sight {
        const sunspec::Image* image = nullptr;
        core::MonotonicTime real{};
        core::UtcTime market{};
        std::optional<core::Watt> rated;    ///< WMax of model 121, else WRtg
        std::optional<core::Watt> output;   ///< inverter AC power
        std::optional<core::Watt> grid;     ///< + import
        std::optional<core::Watt> battery;  ///< + discharge
    };
    /// After a poll: the one write to do now. Answer it with written().
    std::optional<Request> step(const Sight& sight);
    void written(const Answer& answer, core::MonotonicTime now);

    core::LeaseState limit_state() const;
    core::LeaseState hold_state() const;
    bool selling_stopped() const { return stopped_by_.has_value(); }

 private:
    struct Order {
        core::Commander who{};
        std::int32_t permille = 0;
        std::chrono::seconds duration{};
        std::optional<core::UtcTime> until;       ///< set at the first poll that sees the order
        std::optional<core::MonotonicTime> ends;  ///< real time never outlasts market time
    };
    using Slot = std::optional<Order>;

    void take(Slot& slot, Order order, RegisterLease& lease);
    void drop(Slot& slot, core::Commander who);
    void age(Slot& slot, const Sight& sight);
    std::optional<std::int32_t> stop_permille(const Sight& sight);
    std::optional<Request> step_limit(const Sight& sight);
    std::optional<Request> step_hold(const Sight& sight);
    Effect limit_effect(const Sight& sight) const;

    std::filesystem::path record_dir_;
    ControlTiming timing_;
    Device device_;
    RegisterLease limit_, hold_;
    Slot limit_order_, hold_order_;
    std::optional<core::Commander> stopped_by_;
    std::optional<std::int32_t> follow_;  ///< limit that follows the load, permille
    std::optional<core::MonotonicTime> followed_at_;
    std::optional<std::int32_t> permille_;  ///< of the limit now wanted
    std::optional<std::int32_t> foreign_;   ///< permille of a running limit that is not ours
    bool unsupported_limit_ = false, unsupported_hold_ = false;
    bool leaving_ = false;
    std::optional<core::MonotonicTime> last_write_;
    RegisterLease* writing_ = nullptr;
};

}  // namespace dure::devices
