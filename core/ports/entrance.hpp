// The way of a new wallpad into a community: with an invite, the manager's signed word. What the
// first run needs of it; who runs the node implements it, made-up homes have one in memory.
//
// Order: check (while the text is being typed or scanned) → enter → open, which ends this home's
// window and begins anew as a member's; or leave, from inside, when it cannot be.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ports/nodes.hpp"

namespace dure::core {

/// What an invite says; nothing of it is proven before the community was asked.
struct InviteView {
    std::uint64_t chain_id = 0;
    NodeRole role = NodeRole::kUnknown;
    std::uint32_t unit = 0;  ///< 0: it does not say
    UtcTime expires{};
    std::vector<std::string> addresses;  ///< whom it says to ask: "host:port"
};

struct InviteCheck {
    EntranceFault fault = EntranceFault::kNone;
    InviteView invite;  ///< valid without a fault, and with kExpired and kForAnother
};

class Entrance {
 public:
    virtual ~Entrance() = default;

    /// Of the text alone: any case, spaces and line ends. Asks nobody.
    virtual InviteCheck check(std::string_view text) const = 0;

    /// Asks the nodes of the invite for their genesis, believes its hash alone, and keeps what is
    /// needed to be a node there. Up to half a minute; `done` is called once, on a foreign thread.
    virtual void enter(std::string_view text, std::function<void(EntranceFault)> done) = 0;

    /// After enter: from now on this wallpad is that community's. On the GUI thread; the window
    /// ends and comes back.
    virtual void open() = 0;

    /// Whether this wallpad may turn away: it is in a community by invite and was never admitted.
    virtual bool may_leave() const = 0;
    /// Forgets the invite and the node's keys, which nobody has admitted; the window comes back as
    /// on the first day.
    virtual void leave() = 0;
};

}  // namespace dure::core
