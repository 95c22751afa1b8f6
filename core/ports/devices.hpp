// What core asks of the home's hardware. Signs (design 04 section 0.3): grid + = import,
// battery + = discharge, generation + = produced. Implemented by devices/roles, by the fakes in
// tests, and by nobody who knows Modbus in core.
//
// Threads: implementations call their listeners on the devices thread; listeners copy and post.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/handler.hpp"
#include "core/units/units.hpp"

namespace dure::core {

/// How far a value may be trusted.
enum class Quality : std::uint8_t { kMissing, kStale, kEstimated, kMeasured };

/// One value with its time; `value` is empty when the device did not say, never 0 in its place.
template <class T>
struct Reading {
    std::optional<T> value;
    UtcTime at{};
    Quality quality = Quality::kMissing;
};

/// Lifetime counters as the device shows them, before the monotone filter.
struct EnergyCounters {
    std::optional<Wh> imported;
    std::optional<Wh> exported;
    std::optional<Wh> generated;
};

/// One poll of everything the home's devices know. All values of a sample come from one poll.
struct PlantSample {
    UtcTime at{};
    Reading<Watt> generation;               ///< ≥ 0
    Reading<Watt> grid;                     ///< + import, − export
    Reading<Watt> battery;                  ///< + discharge, − charge
    Reading<std::int32_t> charge_permille;  ///< state of charge, 0…1000
    EnergyCounters counters;
    std::optional<Watt> rated;  ///< rated power of the plant: bounds counter increments
    std::uint32_t identity_reads =
        0;  ///< grows by one when the devices' identities were read again
            ///< and matched; a counter reset is believed only after that
};

enum class LinkState : std::uint8_t { kSearching, kOnline, kStale, kUnreachable, kWrongDevice };

enum class DeviceKind : std::uint8_t { kInverter, kMeter, kBattery, kCharger };

/// Who gave an order to the hardware (shown on the devices page).
enum class Commander : std::uint8_t { kNobody, kResident, kAgent, kForeign };

/// A limit on the hardware is a lease: it ends by itself (design 04 section 1.5).
struct LeaseState {
    enum class Phase : std::uint8_t {
        kNone,
        kRequested,
        kActive,
        kVerified,
        kIgnored,
        kReleasing,
        kRefused
    };
    Phase phase = Phase::kNone;
    Commander commander = Commander::kNobody;
    std::optional<std::int32_t> limit_permille;  ///< of rated power; empty for a battery hold
    std::optional<UtcTime> until;                ///< end of the order, not of the reversion timer
    std::uint32_t reversion_seconds = 0;  ///< after which the device frees itself; 0 = no fail-safe
    std::string reason;                   ///< stable id for the screen, for example "foreign-limit"
};

struct DeviceState {
    std::string id;  ///< stable, for example "inverter"
    DeviceKind kind{};
    std::string manufacturer, model, serial, version;
    std::string address;  ///< "modbus-tcp://127.0.0.1:15020/1"
    LinkState link = LinkState::kSearching;
    UtcTime last_good{};  ///< time of the last good answer; epoch = never
    std::uint64_t polls = 0, errors = 0;
    std::string error;  ///< stable id, empty when fine: "timeout", "refused", "not-sunspec", …
    LeaseState lease;
};

/// Where a SunSpec model sits in the device's register map (installer's view).
struct RegisterModel {
    std::uint16_t id = 0;
    std::uint16_t address = 0;  ///< of the model's ID register, zero-based
    std::uint16_t length = 0;   ///< registers after ID and length
    friend bool operator==(const RegisterModel&, const RegisterModel&) = default;
};

struct PlantState {
    std::vector<DeviceState> devices;
    bool selling_stopped = false;       ///< the local stop, works without chain
    std::vector<RegisterModel> models;  ///< found at the last discovery, in map order
};

/// Raw registers for the installer: what was read, or why not.
struct RegisterAnswer {
    std::uint16_t start = 0;
    std::vector<std::uint16_t> registers;
    std::string
        error;  ///< stable id, empty when read: "timeout", "device-exception", "not-supported", …
};

/// Orders to the hardware. Each is a lease with an end.
struct LimitOutput {
    std::int32_t permille;
    std::chrono::seconds duration;
};  ///< 10…1000 of WMax
struct HoldBattery {
    std::chrono::seconds duration;
};  ///< no discharge: keep what is stored
struct ReleaseOutput {};
struct ReleaseBattery {};
struct StopSelling {
};  ///< export nothing from now on: an output limit that follows the home's load
struct ResumeSelling {};

class Plant {
 public:
    virtual ~Plant() = default;
    [[nodiscard]] virtual Handler on_sample(std::function<void(const PlantSample&)>) = 0;
    [[nodiscard]] virtual Handler on_state(std::function<void(const PlantState&)>) = 0;

    /// Orders return at once; what became of them shows in DeviceState::lease. The stop and its end
    /// come on the thread of whoever asks the home for them.
    virtual void order(LimitOutput, Commander) = 0;
    virtual void order(HoldBattery, Commander) = 0;
    virtual void order(ReleaseOutput, Commander) = 0;
    virtual void order(ReleaseBattery, Commander) = 0;
    virtual void order(StopSelling, Commander) = 0;
    virtual void order(ResumeSelling, Commander) = 0;

    /// Reads 1…125 holding registers between two polls; `done` is called once, on the devices
    /// thread.
    virtual void read_registers(std::uint16_t start, std::uint16_t /*count*/,
                                std::function<void(const RegisterAnswer&)> done) {
        done(RegisterAnswer{start, {}, "not-supported"});
    }
};

}  // namespace dure::core
