#include "tests/net/building.hpp"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <queue>
#include <random>
#include <stdexcept>
#include <thread>

namespace dure::chain::testing {

namespace {

constexpr std::size_t kFrameBytes = 2'048;
constexpr std::size_t kMostWaiting = 20'000;  ///< frames on slow lines; more are lost

using SteadyTime = std::chrono::steady_clock::time_point;
using Mac = std::array<std::uint8_t, 6>;

bool run(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT: fixed words only
}

void must(const std::string& command) {
    if (!run(command)) throw std::runtime_error("failed: " + command);
}

/// Runs `work` on a thread of its own in the namespace.
void in_namespace(const std::string& name, const std::function<void()>& work) {
    const auto path = "/run/netns/" + name;
    const int there = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (there < 0) throw std::runtime_error("no namespace " + path);
    int failed = 0;
    std::thread([&] {
        failed = ::setns(there, CLONE_NEWNET);
        if (failed == 0) work();
    }).join();
    ::close(there);
    if (failed != 0) throw std::runtime_error("cannot enter " + path);
}

/// The other end of a card named eth0 in the namespace; −1 when there can be none.
int make_card(const std::string& name) {
    int card = -1;
    in_namespace(name, [&] {
        card = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
        if (card < 0) return;
        ifreq request{};
        request.ifr_flags = IFF_TAP | IFF_NO_PI;
        std::strncpy(request.ifr_name, "eth0", IFNAMSIZ - 1);
        if (::ioctl(card, TUNSETIFF, &request) == 0) return;
        ::close(card);
        card = -1;
    });
    return card;
}

}  // namespace

class Building::Switch {
 public:
    explicit Switch(std::vector<int> cards)
        : cards_(std::move(cards)),
          groups_(cards_.size(), 0),
          plugged_(cards_.size(), true),
          alone_with_(cards_.size()),
          lines_(cards_.size()),
          thread_([this] { run(); }) {}
    ~Switch() {
        ending_ = true;
        thread_.join();
        for (const int card : cards_) ::close(card);
    }
    Switch(const Switch&) = delete;
    Switch& operator=(const Switch&) = delete;

    std::size_t size() const { return cards_.size(); }
    void set_groups(std::vector<int> groups) {
        const std::lock_guard lock(mutex_);
        groups_ = std::move(groups);
    }
    void set_plugged(std::size_t machine, bool is_plugged) {
        const std::lock_guard lock(mutex_);
        plugged_[machine] = is_plugged;
    }
    void set_alone_with(std::size_t machine, std::size_t other) {
        const std::lock_guard lock(mutex_);
        alone_with_[machine] = other;
    }
    void set_line(std::size_t machine, const LineQuality& quality) {
        const std::lock_guard lock(mutex_);
        lines_[machine] = quality;
    }

 private:
    struct Frame {
        SteadyTime at;
        std::uint64_t number = 0;  ///< what left first arrives first when times are equal
        std::size_t to = 0;
        std::vector<std::uint8_t> bytes;
        bool operator>(const Frame& other) const {
            return at != other.at ? at > other.at : number > other.number;
        }
    };

    void run() {
        std::vector<pollfd> wait;
        for (const int card : cards_) wait.push_back({card, POLLIN, 0});
        while (!ending_) {
            ::poll(wait.data(), wait.size(), waiting_.empty() ? 20 : 1);
            const std::lock_guard lock(mutex_);
            for (std::size_t from = 0; from < cards_.size(); ++from) take_from(from);
            deliver();
        }
    }

    void take_from(std::size_t from) {
        std::array<std::uint8_t, kFrameBytes> buffer{};
        for (int i = 0; i < 64; ++i) {
            const auto size = ::read(cards_[from], buffer.data(), buffer.size());
            if (size < 14) return;
            if (!plugged_[from] || groups_[from] < 0) continue;
            Mac to{}, sender{};
            std::copy_n(buffer.begin(), 6, to.begin());
            std::copy_n(buffer.begin() + 6, 6, sender.begin());
            at_[sender] = from;
            const auto known = at_.find(to);
            for (std::size_t other = 0; other < cards_.size(); ++other) {
                const bool meant = known == at_.end() || known->second == other;
                if (other != from && meant && hear(from, other))
                    send(from, other, buffer.data(), static_cast<std::size_t>(size));
            }
        }
    }

    bool hear(std::size_t a, std::size_t b) const {
        return groups_[a] == groups_[b] && plugged_[b] && alone_with_[a].value_or(b) == b &&
               alone_with_[b].value_or(a) == a;
    }

    void send(std::size_t from, std::size_t to, const std::uint8_t* data, std::size_t size) {
        const auto& line = lines_[from];
        if (static_cast<int>(random_() % 100) < line.loss_percent) return;
        if (waiting_.size() >= kMostWaiting) return;
        auto delay = line.delay_ms;
        if (line.jitter_ms > 0)
            delay += static_cast<int>(random_() % static_cast<unsigned>(line.jitter_ms + 1));
        waiting_.push({std::chrono::steady_clock::now() + std::chrono::milliseconds(delay),
                       ++number_, to, std::vector<std::uint8_t>(data, data + size)});
    }

    void deliver() {
        const auto now = std::chrono::steady_clock::now();
        while (!waiting_.empty() && waiting_.top().at <= now) {
            const auto& frame = waiting_.top();
            // A card whose queue is full loses it, as real ones do.
            [[maybe_unused]] const auto written =
                ::write(cards_[frame.to], frame.bytes.data(), frame.bytes.size());
            waiting_.pop();
        }
    }

    std::vector<int> cards_;
    std::mutex mutex_;
    std::vector<int> groups_;
    std::vector<bool> plugged_;
    std::vector<std::optional<std::size_t>> alone_with_;
    std::vector<LineQuality> lines_;
    std::map<Mac, std::size_t> at_;  ///< which machine a card's address was heard from
    std::priority_queue<Frame, std::vector<Frame>, std::greater<>> waiting_;
    std::uint64_t number_ = 0;
    std::mt19937 random_{20'350};
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

std::optional<std::string> Building::unavailable() {
    if (!run("command -v ip")) return "iproute2 is not installed";
    const auto name = "dure-" + std::to_string(::getpid()) + "-try";
    if (!run("ip netns add " + name)) return "this machine allows no network namespaces";
    int card = -1;
    try {
        card = make_card(name);
    } catch (const std::runtime_error&) {
        card = -1;
    }
    if (card >= 0) ::close(card);
    run("ip netns del " + name);
    if (card < 0) return "this machine allows no TAP devices";
    return std::nullopt;
}

Building::Building(std::size_t machines) : prefix_("dure-" + std::to_string(::getpid()) + "-") {
    std::vector<int> cards;
    for (std::size_t i = 0; i < machines; ++i) {
        must("ip netns add " + name(i));
        cards.push_back(make_card(name(i)));
        if (cards.back() < 0) throw std::runtime_error("no TAP device");
        must("ip -n " + name(i) + " addr add " + ip(i) + "/16 dev eth0");
        must("ip -n " + name(i) + " link set lo up");
        must("ip -n " + name(i) + " link set eth0 up");
    }
    switch_ = std::make_unique<Switch>(std::move(cards));
}

Building::~Building() {
    const auto machines = size();
    switch_.reset();
    for (std::size_t i = 0; i < machines; ++i) run("ip netns del " + name(i));
}

std::size_t Building::size() const { return switch_->size(); }

std::string Building::ip(std::size_t machine) {
    return "10.77." + std::to_string(machine / 250) + "." + std::to_string(machine % 250 + 1);
}

std::string Building::name(std::size_t machine) const { return prefix_ + std::to_string(machine); }

void Building::on(std::size_t machine, const std::function<void()>& work) const {
    in_namespace(name(machine), work);
}

std::string Building::seclude(std::size_t machine, std::size_t with) {
    const auto network =
        "10." + std::to_string(100 + machine / 250) + "." + std::to_string(machine % 250) + ".";
    must("ip -n " + name(machine) + " addr flush dev eth0");
    must("ip -n " + name(machine) + " addr add " + network + "2/24 dev eth0");
    must("ip -n " + name(with) + " addr add " + network + "1/24 dev eth0");
    switch_->set_alone_with(machine, with);
    return network + "1";
}

void Building::part(const std::vector<std::vector<std::size_t>>& groups) {
    std::vector<int> of(size(), -1);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const auto machine : groups[group]) of.at(machine) = static_cast<int>(group);
    }
    switch_->set_groups(std::move(of));
}

void Building::heal() { switch_->set_groups(std::vector<int>(size(), 0)); }

void Building::unplug(std::size_t machine) { switch_->set_plugged(machine, false); }

void Building::plug(std::size_t machine) { switch_->set_plugged(machine, true); }

void Building::set_line(std::size_t machine, const LineQuality& quality) {
    switch_->set_line(machine, quality);
}

}  // namespace dure::chain::testing
