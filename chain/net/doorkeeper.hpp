// Who may begin a handshake with a node that listens: few at a time, few a source, and not faster
// than their cost allows. Sources that proved a key before, and those we call ourselves, keep
// places that strangers cannot take. Pure; a source is whatever the caller tells apart (an IP
// address).
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "chain/net/pace.hpp"

namespace dure::chain {

struct DoorLimits {
    std::size_t pending = 32;  ///< handshakes at a time
    std::size_t pending_of_strangers = 24;
    std::size_t pending_of_source = 8;
    std::int64_t source_per_second = 16;  ///< handshakes begun
    std::int64_t source_burst = 64;
    std::int64_t strangers_per_second = 64;
    std::int64_t strangers_burst = 128;
    std::size_t sources = 1'024;  ///< remembered
};

class Doorkeeper {
 public:
    explicit Doorkeeper(DoorLimits limits = {})
        : limits_(limits), strangers_(limits.strangers_per_second, limits.strangers_burst) {}

    /// True: a place is taken until `released`.
    bool admit(const std::string& source, std::int64_t now_ms);
    void released(const std::string& source);
    /// A node there proved its key and was not sent away, or is expected there.
    void proved(const std::string& source, std::int64_t now_ms);

    std::size_t pending() const { return pending_; }
    std::size_t sources() const { return sources_.size(); }

 private:
    enum class Standing : std::uint8_t { kStranger, kProved };
    struct Source {
        Pace pace;
        std::size_t pending = 0;
        Standing standing = Standing::kStranger;
        std::int64_t seen_ms = 0;
    };
    Source* remember(const std::string& source, std::int64_t now_ms);

    DoorLimits limits_;
    std::map<std::string, Source> sources_;
    std::size_t pending_ = 0;
    Pace strangers_;
};

}  // namespace dure::chain
