#include "devices/link/endpoint.hpp"

#include <gtest/gtest.h>

namespace dure::devices::test {
namespace {

Endpoint parsed(std::string_view text) {
    const auto result = parse_endpoint(text);
    EXPECT_TRUE(std::holds_alternative<Endpoint>(result)) << text;
    return std::holds_alternative<Endpoint>(result) ? std::get<Endpoint>(result) : Endpoint{};
}

TEST(Endpoint, tcp_has_the_usual_port_and_unit_unless_said) {
    EXPECT_EQ(parsed("modbus-tcp://inverter.local"),
              (Endpoint{TcpEndpoint{"inverter.local", 502}, 1}));
    EXPECT_EQ(parsed("modbus-tcp://127.0.0.1:15020/3"),
              (Endpoint{TcpEndpoint{"127.0.0.1", 15020}, 3}));
    EXPECT_EQ(parsed("modbus-tcp://[fe80::1]:1502/247"),
              (Endpoint{TcpEndpoint{"fe80::1", 1502}, 247}));
}

TEST(Endpoint, rtu_takes_speed_parity_and_unit) {
    using enum SerialEndpoint::Parity;
    EXPECT_EQ(parsed("modbus-rtu:///dev/ttyUSB0"),
              (Endpoint{SerialEndpoint{"/dev/ttyUSB0", 9600, kNone}, 1}));
    EXPECT_EQ(parsed("modbus-rtu:///dev/pts/3?baud=19200&parity=E/17"),
              (Endpoint{SerialEndpoint{"/dev/pts/3", 19200, kEven}, 17}));
}

TEST(Endpoint, its_text_gives_it_back) {
    for (const auto* text : {"modbus-tcp://127.0.0.1:15020/1", "modbus-tcp://[::1]:502/255",
                             "modbus-rtu:///dev/ttyS1?baud=9600&parity=O/2"}) {
        EXPECT_EQ(to_string(parsed(text)), text);
    }
}

struct Wrong {
    const char* text;
    const char* id;
    const char* part;
};

class WrongEndpoint : public testing::TestWithParam<Wrong> {};

TEST_P(WrongEndpoint, is_named) {
    const auto result = parse_endpoint(GetParam().text);
    ASSERT_TRUE(std::holds_alternative<EndpointError>(result));
    EXPECT_EQ(std::get<EndpointError>(result).id, GetParam().id);
    EXPECT_EQ(std::get<EndpointError>(result).part, GetParam().part);
}

TEST(Endpoint, who_typed_a_wrong_one_is_told_what_is_wrong_and_how_one_is_written) {
    const std::string text = "modbus-tcp://inverter:99999/1";
    const auto told = explain(std::get<EndpointError>(parse_endpoint(text)), text);
    for (const auto* piece : {text.c_str(), "endpoint-port: 99999", "modbus-tcp://HOST:PORT/UNIT",
                              "modbus-rtu:///dev/"})
        EXPECT_NE(told.find(piece), std::string::npos) << piece << " in " << told;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WrongEndpoint,
    testing::Values(Wrong{"", "endpoint-scheme", ""},
                    Wrong{"http://a/1", "endpoint-scheme", "http"},
                    Wrong{"modbus-tcp://", "endpoint-host", ""},
                    Wrong{"modbus-tcp://a b/1", "endpoint-host", "a b"},
                    Wrong{"modbus-tcp://[::1/1", "endpoint-host", "[::1"},
                    Wrong{"modbus-tcp://a:0/1", "endpoint-port", "0"},
                    Wrong{"modbus-tcp://a:65536/1", "endpoint-port", "65536"},
                    Wrong{"modbus-tcp://a:5o2", "endpoint-port", "5o2"},
                    Wrong{"modbus-tcp://a/0", "endpoint-unit", "0"},
                    Wrong{"modbus-tcp://a/248", "endpoint-unit", "248"},
                    Wrong{"modbus-tcp://a/", "endpoint-unit", ""},
                    Wrong{"modbus-rtu://ttyUSB0", "endpoint-path", "ttyUSB0"},
                    Wrong{"modbus-rtu:///dev/x?baud=1234", "endpoint-option", "baud=1234"},
                    Wrong{"modbus-rtu:///dev/x?parity=Z", "endpoint-option", "parity=Z"},
                    Wrong{"modbus-rtu:///dev/x?speed=9600", "endpoint-option", "speed=9600"}));

}  // namespace
}  // namespace dure::devices::test
