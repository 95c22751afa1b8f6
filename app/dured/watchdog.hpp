// What systemd is told: ready, alive, stopping. Nothing without its socket. Source: sd_notify(3),
// whose protocol is a datagram of lines.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace dure::app {

/// One message, for example "READY=1"; false when nobody listens.
bool tell_systemd(std::string_view state);
/// How often systemd wants to hear WATCHDOG=1: half of what it waits. Nothing when it does not.
std::optional<std::chrono::milliseconds> watchdog_period();

}  // namespace dure::app
