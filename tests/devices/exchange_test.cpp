#include "devices/link/exchange.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "devices/link/backoff.hpp"

namespace dure::devices::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

Request read_of(std::uint16_t count) {
    return {.function = Function::kReadHolding, .start = 40000, .count = count, .values = {}};
}

TEST(Exchange, a_read_gives_the_registers_asked_for) {
    const auto answer = judge(read_of(2), 3, Bytes{4, 0x53, 0x75, 0x6E, 0x53});
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(answer.registers, (std::vector<std::uint16_t>{0x5375, 0x6E53}));
}

TEST(Exchange, anything_but_the_asked_function_and_count_is_malformed) {
    EXPECT_EQ(judge(read_of(2), 4, Bytes{4, 1, 2, 3, 4}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 3, Bytes{2, 1, 2}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 3, Bytes{6, 1, 2, 3, 4}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 3, Bytes{4, 1, 2, 3}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 3, Bytes{4, 1, 2, 3, 4, 5}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 0x84, Bytes{2}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(read_of(2), 0x83, Bytes{}).fault, Fault::kMalformed);
}

TEST(Exchange, a_write_is_done_only_when_its_echo_matches) {
    const Request block{
        .function = Function::kWriteBlock, .start = 40233, .count = 2, .values = {1, 2}};
    EXPECT_TRUE(judge(block, 16, Bytes{0x9D, 0x29, 0, 2}).ok());
    EXPECT_EQ(judge(block, 16, Bytes{0x9D, 0x29, 0, 1}).fault, Fault::kMalformed);
    const Request single{.function = Function::kWriteSingle, .start = 1, .count = 1, .values = {7}};
    EXPECT_TRUE(judge(single, 6, Bytes{0, 1, 0, 7}).ok());
    EXPECT_EQ(judge(single, 6, Bytes{0, 1, 0, 8}).fault, Fault::kMalformed);
    EXPECT_EQ(judge(single, 6, Bytes{0, 2, 0, 7}).fault, Fault::kMalformed);
}

TEST(Exchange, an_exception_keeps_its_code) {
    const auto answer = judge(read_of(2), 0x83, Bytes{6});
    EXPECT_EQ(answer.fault, Fault::kException);
    EXPECT_EQ(error_id(answer), "device-busy");
}

RC_GTEST_PROP(Exchange, an_accepted_read_always_has_as_many_registers_as_asked,
              (std::uint8_t function, Bytes data)) {
    const auto count = *rc::gen::inRange<std::uint16_t>(1, 126);
    const auto answer = judge(read_of(count), function, data);
    if (answer.ok()) RC_ASSERT(answer.registers.size() == count);
}

TEST(Backoff, doubles_to_its_last_step_and_never_comes_early) {
    using Milliseconds = std::chrono::milliseconds;
    Backoff backoff(Milliseconds(1000), Milliseconds(60000), 7);
    for (const int step : {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
        const auto wait = backoff.next();
        EXPECT_GE(wait, std::chrono::seconds(step));
        EXPECT_LE(wait, Milliseconds(step * 1250));
    }
    backoff.reset();
    EXPECT_LE(backoff.next(), Milliseconds(1250));
}

}  // namespace
}  // namespace dure::devices::test
