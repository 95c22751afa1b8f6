// One Modbus exchange as values: what was asked, what came back, and whether the two belong
// together. QModbusClient accepts short and foreign replies (design 04 section 3), so a reply
// counts only when function, start and count are the ones asked for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dure::devices {

/// Modbus functions this program uses.
enum class Function : std::uint8_t {
    kReadHolding = 3,
    kWriteSingle = 6,
    kWriteBlock = 16,
};

constexpr std::uint16_t kMostReadRegisters = 125;
constexpr std::uint16_t kMostWriteRegisters = 123;

namespace exception {
constexpr std::uint8_t kIllegalFunction = 1;
constexpr std::uint8_t kIllegalAddress = 2;
constexpr std::uint8_t kIllegalValue = 3;
constexpr std::uint8_t kDeviceFailure = 4;
constexpr std::uint8_t kBusy = 6;
constexpr std::uint8_t kGatewayPath = 10;
constexpr std::uint8_t kGatewayTarget = 11;
}  // namespace exception

struct Request {
    Function function = Function::kReadHolding;
    std::uint16_t start = 0;
    std::uint16_t count = 1;            ///< registers read or written
    std::vector<std::uint16_t> values;  ///< writes only, `count` of them
};

enum class Fault : std::uint8_t {
    kNone,
    kException,  ///< the device refused; the link is sound
    kTimeout,
    kRefused,      ///< nobody listens
    kUnreachable,  ///< no route, no such host, no such port
    kLost,         ///< the other side closed
    kMalformed,    ///< a reply that does not answer the request
};

struct Answer {
    Fault fault = Fault::kNone;
    std::uint8_t exception = 0;            ///< Modbus code, with kException
    std::vector<std::uint16_t> registers;  ///< of a read

    bool ok() const { return fault == Fault::kNone; }
};

/// Judges the PDU of a reply without its function byte. `function` has bit 7 set for exceptions.
Answer judge(const Request& request, std::uint8_t function, std::span<const std::uint8_t> data);

/// Stable id for the screen: "timeout", "refused", "unreachable", "connection-lost",
/// "malformed-reply", "device-busy", "device-exception"; empty for kNone.
std::string error_id(const Answer& answer);

}  // namespace dure::devices
