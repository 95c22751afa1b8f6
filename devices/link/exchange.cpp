#include "devices/link/exchange.hpp"

namespace dure::devices {

namespace {

std::uint16_t word(std::span<const std::uint8_t> data, std::size_t at) {
    return static_cast<std::uint16_t>((data[at] << 8) | data[at + 1]);
}

Answer malformed() { return {.fault = Fault::kMalformed, .exception = 0, .registers = {}}; }

Answer judge_read(const Request& request, std::span<const std::uint8_t> data) {
    const std::size_t bytes = std::size_t{2} * request.count;
    if (data.size() != 1 + bytes || data[0] != bytes) return malformed();
    Answer answer;
    answer.registers.reserve(request.count);
    for (std::size_t at = 1; at < data.size(); at += 2) answer.registers.push_back(word(data, at));
    return answer;
}

}  // namespace

Answer judge(const Request& request, std::uint8_t function, std::span<const std::uint8_t> data) {
    constexpr std::uint8_t kExceptionBit = 0x80;
    const auto asked = static_cast<std::uint8_t>(request.function);
    if (function == (asked | kExceptionBit)) {
        if (data.size() != 1 || data[0] == 0) return malformed();
        return {.fault = Fault::kException, .exception = data[0], .registers = {}};
    }
    if (function != asked) return malformed();
    if (request.function == Function::kReadHolding) return judge_read(request, data);
    const auto second =
        request.function == Function::kWriteSingle ? request.values.at(0) : request.count;
    if (data.size() != 4 || word(data, 0) != request.start || word(data, 2) != second) {
        return malformed();
    }
    return {};
}

std::string error_id(const Answer& answer) {
    switch (answer.fault) {
        case Fault::kNone:
            return {};
        case Fault::kTimeout:
            return "timeout";
        case Fault::kRefused:
            return "refused";
        case Fault::kUnreachable:
            return "unreachable";
        case Fault::kLost:
            return "connection-lost";
        case Fault::kMalformed:
            return "malformed-reply";
        case Fault::kException:
            break;
    }
    return answer.exception == exception::kBusy ? "device-busy" : "device-exception";
}

}  // namespace dure::devices
