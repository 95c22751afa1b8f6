// Where a device is reached, as the resident types it:
//   modbus-tcp://host[:port][/unit]                       port 502 and unit 1 unless said
//   modbus-rtu:///dev/ttyUSB0[?baud=9600&parity=N[/unit]] 8 data bits; parity N, E or O
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dure::devices {

struct TcpEndpoint {
    std::string host;  ///< name, IPv4, or IPv6 without brackets
    std::uint16_t port = 502;
    friend bool operator==(const TcpEndpoint&, const TcpEndpoint&) = default;
};

struct SerialEndpoint {
    enum class Parity : std::uint8_t { kNone, kEven, kOdd };
    std::string path;  ///< absolute
    std::int32_t baud = 9600;
    Parity parity = Parity::kNone;
    friend bool operator==(const SerialEndpoint&, const SerialEndpoint&) = default;
};

struct Endpoint {
    std::variant<TcpEndpoint, SerialEndpoint> place;
    std::uint8_t unit = 1;  ///< 1…247, or 255 as some gateways want; never the broadcast 0
    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Why a text is no endpoint; `id` is stable: "endpoint-scheme", "endpoint-host", "endpoint-port",
/// "endpoint-path", "endpoint-option", "endpoint-unit".
struct EndpointError {
    std::string id;
    std::string part;  ///< the piece of the text that is wrong
};

std::variant<Endpoint, EndpointError> parse_endpoint(std::string_view text);

/// For whoever typed `text` on a command line: what is wrong with it and how one is written.
std::string explain(const EndpointError& error, std::string_view text);

/// The canonical text of an endpoint; parse_endpoint gives the same endpoint back.
std::string to_string(const Endpoint& endpoint);

}  // namespace dure::devices
