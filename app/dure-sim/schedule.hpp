// What will happen, by world time; at the same microsecond the seed decides who is first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

#include "chain/node/node.hpp"
#include "clock.hpp"
#include "prng.hpp"

namespace dure::sim {

/// What is on the wire, hashed once however many computers it reaches.
struct Frame {
    chain::Bytes bytes;
    std::uint64_t hash = 0;  ///< quick_hash of them
};
using SharedFrame = std::shared_ptr<const Frame>;
using LinkId = std::uint32_t;
using SideId = std::uint8_t;  ///< 0 or 1: which end of a link

/// A frame reaches `side` of a link. Without a frame: the head of the side's stream is due.
struct Arrival {
    LinkId link = 0;
    SideId side = 0;
    std::uint32_t epoch = 0;  ///< of the connection it was sent in
    SharedFrame frame;
};
struct LinkOpened {
    LinkId link = 0;
    SideId side = 0;
    std::uint32_t epoch = 0;
};
struct LinkClosed {
    LinkId link = 0;
    SideId side = 0;
    std::uint64_t peer = 0;
};
struct TimerDue {
    std::size_t node = 0;
    std::uint32_t life = 0;
    chain::NodeTimer timer{};
    std::uint64_t setting = 0;
    std::int64_t at_ms = 0;  ///< on the node's steady clock
};
/// Anything else: faults begin and end, clients act.
struct Deed {
    const char* name = "";
    std::function<void()> act;
};
using Happening = std::variant<Arrival, LinkOpened, LinkClosed, TimerDue, Deed>;

class Schedule {
 public:
    explicit Schedule(Prng prng) : prng_(prng) {}

    void add(Micros at, Happening what) {
        heap_.push_back({std::max(at, now_), prng_.next(), std::move(what)});
        std::push_heap(heap_.begin(), heap_.end(), later);
    }
    void after(Micros delay, const char* name, std::function<void()> act) {
        add(now_ + delay, Deed{name, std::move(act)});
    }

    const Micros& now() const { return now_; }
    bool empty() const { return heap_.empty(); }
    Micros next_at() const { return heap_.front().at; }
    std::size_t size() const { return heap_.size(); }
    /// Moves the world's time on to the next happening.
    Happening take() {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        auto entry = std::move(heap_.back());
        heap_.pop_back();
        now_ = entry.at;
        return std::move(entry.what);
    }

 private:
    struct Entry {
        Micros at = 0;
        std::uint64_t tie = 0;
        Happening what;
    };
    static bool later(const Entry& a, const Entry& b) {
        return a.at != b.at ? a.at > b.at : a.tie > b.tie;
    }

    Micros now_ = 0;
    Prng prng_;
    std::vector<Entry> heap_;
};

}  // namespace dure::sim
