// "host:port" as people type it; "[address]:port" for IPv6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dure::app {

struct Endpoint {
    std::string host;
    std::uint16_t port = 0;
    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

std::optional<Endpoint> parse_endpoint(std::string_view text);
std::string to_string(const Endpoint&);
/// Whether others could dial it: not 0.0.0.0 or ::.
bool is_dialable(const Endpoint&);

}  // namespace dure::app
