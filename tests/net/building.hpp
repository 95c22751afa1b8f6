// A building's network: every machine a network namespace with an Ethernet card (a TAP device), and
// one switch between them, a thread of the test. There cables are pulled, the building is parted
// and lines are slow or lose packets; the kernel's own TCP runs over it. Needs root, iproute2 and
// /dev/net/tun; where they are not to be had, `unavailable` says why and tests skip.
//
// A machine is a namespace, not a process: what is started `on` it, and every thread and process
// that comes from there, has its sockets in it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dure::chain::testing {

/// What every packet that leaves a machine suffers.
struct LineQuality {
    int delay_ms = 0;
    int jitter_ms = 0;  ///< up to so much more
    int loss_percent = 0;
};

class Building {
 public:
    /// Why there can be none here.
    static std::optional<std::string> unavailable();

    explicit Building(std::size_t machines);
    ~Building();
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;

    std::size_t size() const;
    /// 10.77.0.1 and so on.
    static std::string ip(std::size_t machine);
    /// For `ip netns exec NAME program …`.
    std::string name(std::size_t machine) const;
    /// Runs `work` on a thread in the machine's namespace and waits for it.
    void on(std::size_t machine, const std::function<void()>& work) const;

    /// The machine gets a network of its own that only `with` shares: it has no address in the
    /// building's and no route to it, and the switch passes nothing between it and anybody else.
    /// The second address of `with`, the one that the machine sees.
    std::string seclude(std::size_t machine, std::size_t with);

    /// Only machines of the same group hear each other; those in none hear nobody.
    void part(const std::vector<std::vector<std::size_t>>& groups);
    /// All in one again.
    void heal();
    void unplug(std::size_t machine);
    void plug(std::size_t machine);
    void set_line(std::size_t machine, const LineQuality& quality);

 private:
    class Switch;
    std::string prefix_;
    std::unique_ptr<Switch> switch_;
};

}  // namespace dure::chain::testing
