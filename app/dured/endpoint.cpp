#include "endpoint.hpp"

#include <charconv>

namespace dure::app {

std::optional<Endpoint> parse_endpoint(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = text.substr(0, colon);
    const auto digits = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return std::nullopt;  // an IPv6 address without brackets: where does it end?
    }
    Endpoint out{.host = std::string(host)};
    const auto [at, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
    if (host.empty() || error != std::errc{} || at != digits.data() + digits.size() ||
        out.port == 0) {
        return std::nullopt;
    }
    return out;
}

std::string to_string(const Endpoint& endpoint) {
    const bool is_v6 = endpoint.host.find(':') != std::string::npos;
    return (is_v6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" +
           std::to_string(endpoint.port);
}

bool is_dialable(const Endpoint& endpoint) {
    return endpoint.host != "0.0.0.0" && endpoint.host != "::";
}

}  // namespace dure::app
