#include "devices/link/endpoint.hpp"

#include <charconv>
#include <optional>

namespace dure::devices {

namespace {

constexpr std::string_view kTcp = "modbus-tcp://";
constexpr std::string_view kRtu = "modbus-rtu://";
constexpr std::int32_t kBauds[] = {1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};

std::optional<std::int32_t> number(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<std::uint8_t> unit_id(std::string_view text) {
    const auto value = number(text);
    if (!value || *value == 0 || (*value > 247 && *value != 255)) return std::nullopt;
    return static_cast<std::uint8_t>(*value);
}

EndpointError wrong(std::string_view id, std::string_view part) {
    return {std::string(id), std::string(part)};
}

bool plain_host(std::string_view host) {
    for (const char c : host) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool rest = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':';
        if (!letter && !rest) return false;
    }
    return !host.empty();
}

std::variant<Endpoint, EndpointError> parse_tcp(std::string_view text) {
    Endpoint endpoint{TcpEndpoint{}, 1};
    auto& tcp = std::get<TcpEndpoint>(endpoint.place);
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto part = text.substr(slash + 1);
        const auto unit = unit_id(part);
        if (!unit) return wrong("endpoint-unit", part);
        endpoint.unit = *unit;
        text = text.substr(0, slash);
    }
    std::string_view host = text;
    std::string_view port;
    bool has_port = false;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return wrong("endpoint-host", text);
        host = text.substr(1, close - 1);
        const auto rest = text.substr(close + 1);
        if (!rest.empty() && rest[0] != ':') return wrong("endpoint-host", text);
        has_port = !rest.empty();
        if (has_port) port = rest.substr(1);
    } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
        has_port = true;
    }
    if (!plain_host(host)) return wrong("endpoint-host", host);
    if (has_port) {
        const auto value = number(port);
        if (!value || *value == 0 || *value > 65535) return wrong("endpoint-port", port);
        tcp.port = static_cast<std::uint16_t>(*value);
    }
    tcp.host = std::string(host);
    return endpoint;
}

std::optional<EndpointError> take_option(SerialEndpoint& serial, std::string_view option) {
    const auto equals = option.find('=');
    if (equals == std::string_view::npos) return wrong("endpoint-option", option);
    const auto key = option.substr(0, equals);
    const auto value = option.substr(equals + 1);
    if (key == "baud") {
        const auto baud = number(value);
        for (const auto known : kBauds) {
            if (baud == known) {
                serial.baud = known;
                return std::nullopt;
            }
        }
    } else if (key == "parity" && value.size() == 1) {
        using enum SerialEndpoint::Parity;
        if (value == "N" || value == "E" || value == "O") {
            serial.parity = value == "N" ? kNone : value == "E" ? kEven : kOdd;
            return std::nullopt;
        }
    }
    return wrong("endpoint-option", option);
}

std::variant<Endpoint, EndpointError> parse_rtu(std::string_view text) {
    Endpoint endpoint{SerialEndpoint{}, 1};
    auto& serial = std::get<SerialEndpoint>(endpoint.place);
    const auto question = text.find('?');
    const auto path = text.substr(0, question);
    if (path.size() < 2 || path[0] != '/') return wrong("endpoint-path", path);
    serial.path = std::string(path);
    if (question == std::string_view::npos) return endpoint;

    auto query = text.substr(question + 1);
    if (const auto slash = query.find('/'); slash != std::string_view::npos) {
        const auto part = query.substr(slash + 1);
        const auto unit = unit_id(part);
        if (!unit) return wrong("endpoint-unit", part);
        endpoint.unit = *unit;
        query = query.substr(0, slash);
    }
    while (!query.empty()) {
        const auto ampersand = query.find('&');
        if (auto error = take_option(serial, query.substr(0, ampersand))) return *error;
        query = ampersand == std::string_view::npos ? "" : query.substr(ampersand + 1);
    }
    return endpoint;
}

}  // namespace

std::variant<Endpoint, EndpointError> parse_endpoint(std::string_view text) {
    if (text.starts_with(kTcp)) return parse_tcp(text.substr(kTcp.size()));
    if (text.starts_with(kRtu)) return parse_rtu(text.substr(kRtu.size()));
    return wrong("endpoint-scheme", text.substr(0, text.find(':')));
}

std::string explain(const EndpointError& error, std::string_view text) {
    return "The device address " + std::string(text) + " is not understood (" + error.id + ": " +
           error.part +
           "). Write modbus-tcp://HOST:PORT/UNIT or "
           "modbus-rtu:///dev/ttyUSB0?baud=9600&parity=N/UNIT.";
}

std::string to_string(const Endpoint& endpoint) {
    const auto unit = "/" + std::to_string(endpoint.unit);
    if (const auto* tcp = std::get_if<TcpEndpoint>(&endpoint.place)) {
        const bool v6 = tcp->host.find(':') != std::string::npos;
        const auto host = v6 ? "[" + tcp->host + "]" : tcp->host;
        return std::string(kTcp) + host + ":" + std::to_string(tcp->port) + unit;
    }
    const auto& serial = std::get<SerialEndpoint>(endpoint.place);
    using enum SerialEndpoint::Parity;
    const char* parity = serial.parity == kNone ? "N" : serial.parity == kEven ? "E" : "O";
    return std::string(kRtu) + serial.path + "?baud=" + std::to_string(serial.baud) +
           "&parity=" + parity + unit;
}

}  // namespace dure::devices
