// A resident and a manager at an open community, as a test plays them: what the wizard, the trade
// page and the desk would ask, and waiting for what shows in the views.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "app/demo/community.hpp"

namespace dure::journeys {

/// Looks about every 50 ms; false when it has not come true in time.
bool wait_until(const std::function<bool()>& come_true, std::chrono::seconds most);

/// New words, three of them repeated, a PIN; or the PIN of the key that is stored already.
bool open_keys(core::Keys& keys);

/// The request's last word. Fails as "no-answer" when there is none in time.
core::Outcome ask(core::Home& home, const core::HomeRequest& request,
                  std::chrono::seconds most = std::chrono::seconds{30});
core::Outcome ask(core::Office& office, const core::OfficeRequest& request,
                  std::chrono::seconds most = std::chrono::seconds{30});

/// Applies for a seat and is approved by the manager; false when it takes too long.
bool join(app::Community& community, std::chrono::seconds most);

core::Condition offer(std::uint32_t wh, std::uint8_t at_least);
core::Condition wish(std::uint32_t wh, std::uint8_t at_most);

}  // namespace dure::journeys
