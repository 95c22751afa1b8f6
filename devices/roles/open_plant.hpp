// How the composition root gets a home's hardware: a SunSpec device behind core's Plant port.
// Needs a QCoreApplication. All Modbus work runs on a devices thread; the caller never waits,
// except in the destructor, which gives running limits back and joins within PlantTiming::shutdown
// plus one second.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/ports/devices.hpp"
#include "devices/link/endpoint.hpp"

namespace dure::devices {

class DevicesThread;

/// Times of the link and of the leases, all in real time. The defaults are design 04 sections 0 and
/// 1.5; tests shorten them.
struct PlantTiming {
    std::chrono::milliseconds poll{1000};
    std::chrono::milliseconds connect{5000};
    std::chrono::milliseconds connect_delay{0};  ///< quiet time some devices need after connecting
    std::chrono::milliseconds request{3000};
    std::chrono::milliseconds backoff_first{1000};
    std::chrono::milliseconds backoff_last{60000};
    std::chrono::milliseconds write_gap{1000};  ///< at most one write in this time
    std::chrono::seconds reversion{60};         ///< T: the device frees itself after this
    std::chrono::milliseconds refresh{20000};   ///< T / 3
    std::chrono::milliseconds verify{10000};    ///< after the ramp, the effect must show on power
    std::chrono::milliseconds frozen_after{120000};
    /// Between two readings of the identity in a lasting contact. A counter that fell asks for one
    /// at once, but never more often than in a sixtieth of this.
    std::chrono::milliseconds identity{3'600'000};
    std::chrono::milliseconds shutdown{5000};  ///< for releasing at exit
};

/// Which direction the device's meter counts as positive power.
enum class MeterSign : std::uint8_t { kImportPositive, kExportPositive };

struct PlantOptions {
    /// Market time; called from the devices thread. Empty: the system clock.
    std::function<core::UtcTime()> clock;
    /// Where a limit is recorded before it is set. Empty: orders are refused with "no-record".
    std::filesystem::path record_dir;
    PlantTiming timing;
    MeterSign meter_sign = MeterSign::kImportPositive;
    std::optional<std::uint8_t> meter_unit;  ///< the meter's own unit id, when it has one
    std::shared_ptr<DevicesThread> thread;   ///< shared with other devices; empty: its own
};

/// Starts searching at once. Never fails: what is wrong shows in PlantState.
std::unique_ptr<core::Plant> open_plant(const Endpoint& endpoint, PlantOptions options);

}  // namespace dure::devices
