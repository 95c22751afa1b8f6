// The lease against a fake device, step by step: no sockets, no clock.
#include "devices/control/register_lease.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>

#include "tests/devices/fast_options.hpp"

namespace dure::devices::test {
namespace {

using Phase = core::LeaseState::Phase;
using Words = std::vector<std::uint16_t>;

constexpr std::uint16_t kFirst = 5, kSwitch = 9, kPeriod = 60;

/// Registers 5…9 of a model 123, as a device keeps them.
class FakeDevice {
 public:
    Words settings = {10000, 0, 0, 0};
    std::uint16_t on = 0;
    bool takes_blocks = true;
    bool forgets = false;
    std::vector<Request> writes;

    Answer take(const Request& request) {
        writes.push_back(request);
        if (request.count > 1 && !takes_blocks) {
            return {.fault = Fault::kException,
                    .exception = exception::kIllegalFunction,
                    .registers = {}};
        }
        for (std::uint16_t i = 0; i < request.count && !forgets; ++i) {
            const auto address = request.start + i;
            if (address == kSwitch) {
                on = request.values[i];
            } else {
                settings[static_cast<std::size_t>(address - kFirst)] = request.values[i];
            }
        }
        return {};
    }
};

class RegisterLeaseTest : public testing::Test {
 protected:
    RegisterLeaseTest() { lease.contact(store()); }
    RecordStore store() const { return {folder.path(), "SN 1/2", "limit"}; }

    RegisterLease::Sight sight(std::optional<std::uint16_t> value) {
        RegisterLease::Sight s{
            .shape = {.settings = kFirst, .on = kSwitch, .value = 0, .reversion = 2},
            .seen = {.settings = device.settings, .on = device.on},
            .wanted = {}};
        if (value) s.wanted = LeaseRegisters{.settings = {*value, 0, kPeriod, 0}, .on = 1};
        s.tolerance = 10;
        s.now = now;
        s.effect = effect;
        return s;
    }
    /// One poll a second, with the write it asks for.
    void poll(std::optional<std::uint16_t> value, int times = 1) {
        for (int i = 0; i < times; ++i) {
            now += core::MonotonicTime{1000};
            if (const auto request = lease.step(sight(value)))
                lease.written(device.take(*request), now);
        }
    }

    RecordFolder folder;
    FakeDevice device;
    RegisterLease lease{LeaseTiming{}};
    core::MonotonicTime now{0};
    Effect effect = Effect::kObeyed;
};

TEST_F(RegisterLeaseTest, is_set_in_one_write_and_verified_after_reading_it_back) {
    lease.begin_order();
    poll(3000);
    ASSERT_EQ(device.writes.size(), 1u);
    EXPECT_EQ(device.writes[0].function, Function::kWriteBlock);
    EXPECT_EQ(device.writes[0].values, (Words{3000, 0, kPeriod, 0, 1}));
    EXPECT_EQ(lease.phase(), Phase::kRequested) << "a register not read back proves nothing";
    poll(3000);
    EXPECT_EQ(lease.phase(), Phase::kVerified);
    EXPECT_EQ(lease.reversion_seconds(), kPeriod);
}

TEST_F(RegisterLeaseTest, is_refreshed_every_third_of_the_reversion_time_and_not_more_often) {
    lease.begin_order();
    poll(3000, 61);
    EXPECT_EQ(device.writes.size(), 4u) << "at 1, 21, 41 and 61 s";
}

TEST_F(RegisterLeaseTest, the_record_is_on_disk_before_the_first_write) {
    lease.begin_order();
    now += core::MonotonicTime{1000};
    const auto request = lease.step(sight(3000));
    ASSERT_TRUE(request.has_value());
    const auto record = store().load();
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->previous, (Words{10000, 0, 0, 0}));
    EXPECT_EQ(record->reversion, kPeriod);
}

TEST_F(RegisterLeaseTest, ends_with_the_switch_off_and_everything_as_it_was) {
    lease.begin_order();
    poll(3000, 3);
    poll(std::nullopt, 3);
    EXPECT_EQ(device.on, 0);
    EXPECT_EQ(device.settings, (Words{10000, 0, 0, 0}));
    EXPECT_EQ(lease.phase(), Phase::kNone);
    EXPECT_TRUE(lease.idle());
    EXPECT_FALSE(store().load().has_value());
}

TEST_F(RegisterLeaseTest, without_block_writes_the_switch_comes_last) {
    device.takes_blocks = false;
    lease.begin_order();
    poll(3000, 8);
    EXPECT_EQ(lease.phase(), Phase::kVerified);
    std::vector<std::uint16_t> order;
    for (const auto& write : device.writes) {
        if (write.count == 1) order.push_back(write.start);
    }
    EXPECT_EQ(order, (Words{6, 7, 8, 5, 9}));
    device.writes.clear();
    poll(std::nullopt, 8);
    ASSERT_FALSE(device.writes.empty());
    EXPECT_EQ(device.writes[0].start, kSwitch) << "and is the first to be taken back";
    EXPECT_EQ(device.settings, (Words{10000, 0, 0, 0}));
    EXPECT_TRUE(lease.idle());
}

TEST_F(RegisterLeaseTest, a_switch_that_is_on_without_our_record_is_never_touched) {
    device.on = 1;
    device.settings = {7000, 0, 0, 0};
    lease.begin_order();
    poll(3000, 30);
    EXPECT_TRUE(device.writes.empty());
    EXPECT_EQ(lease.phase(), Phase::kRefused);
    EXPECT_EQ(lease.reason(), "foreign-limit");
    poll(std::nullopt, 3);
    EXPECT_TRUE(device.writes.empty());
}

TEST_F(RegisterLeaseTest, a_value_somebody_else_wrote_ends_our_lease_without_a_write) {
    lease.begin_order();
    poll(3000, 3);
    device.settings[0] = 8000;
    device.writes.clear();
    poll(3000, 30);
    EXPECT_TRUE(device.writes.empty());
    EXPECT_EQ(lease.reason(), "foreign-limit");
    EXPECT_TRUE(lease.idle());
}

TEST_F(RegisterLeaseTest, a_device_without_reversion_timer_is_not_limited) {
    device.settings[2] = 0xFFFF;
    lease.begin_order();
    poll(3000, 3);
    EXPECT_TRUE(device.writes.empty());
    EXPECT_EQ(lease.reason(), "no-fail-safe");
}

TEST_F(RegisterLeaseTest, a_limit_the_device_dropped_is_set_again) {
    lease.begin_order();
    poll(3000, 3);
    device.on = 0;
    poll(3000, 3);
    EXPECT_EQ(device.on, 1);
    EXPECT_EQ(lease.phase(), Phase::kVerified);
}

TEST_F(RegisterLeaseTest, power_above_the_limit_shows_after_the_time_to_verify) {
    effect = Effect::kViolated;
    lease.begin_order();
    poll(3000, 8);
    EXPECT_EQ(lease.phase(), Phase::kActive);
    poll(3000, 8);
    EXPECT_EQ(lease.phase(), Phase::kIgnored);
    effect = Effect::kObeyed;
    poll(3000);
    EXPECT_EQ(lease.phase(), Phase::kVerified);
}

TEST_F(RegisterLeaseTest, writes_that_are_forgotten_are_not_repeated_for_ever) {
    device.forgets = true;
    lease.begin_order();
    poll(3000, 60);
    EXPECT_EQ(lease.phase(), Phase::kIgnored);
    EXPECT_EQ(lease.reason(), "not-taken");
    EXPECT_LT(device.writes.size(), 15u);
}

TEST_F(RegisterLeaseTest, a_left_over_record_is_ended_at_the_next_start) {
    lease.begin_order();
    poll(3000, 3);
    RegisterLease next{LeaseTiming{}};
    lease = next;  // the program died
    device.writes.clear();
    lease.contact(store());
    poll(std::nullopt, 3);
    EXPECT_EQ(device.on, 0);
    EXPECT_EQ(device.settings, (Words{10000, 0, 0, 0}));
    EXPECT_TRUE(lease.idle());
}

TEST_F(RegisterLeaseTest, a_damaged_record_still_ends_the_limit) {
    lease.begin_order();
    poll(3000, 3);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        std::ofstream(entry.path(), std::ios::trunc) << "dure-lea";
    }
    lease = RegisterLease{LeaseTiming{}};
    lease.contact(store());
    poll(std::nullopt, 3);
    EXPECT_EQ(device.on, 0);
    EXPECT_TRUE(lease.idle());
}

TEST_F(RegisterLeaseTest, an_unwritable_disk_means_no_limit) {
    lease.contact(RecordStore("/proc/nowhere", "SN", "limit"));
    lease.begin_order();
    poll(3000, 3);
    EXPECT_TRUE(device.writes.empty());
    EXPECT_EQ(lease.reason(), "no-record");
}

/// Whatever happens to writes and links, an ended order leaves nothing of ours on the device.
RC_GTEST_FIXTURE_PROP(RegisterLeaseTest, always_gives_back_what_it_set,
                      (std::vector<std::uint8_t> events)) {
    lease.begin_order();
    for (const auto event : events) {
        now += core::MonotonicTime{1000};
        const auto value = static_cast<std::uint16_t>(1000 + 100 * (event % 5));
        const auto request =
            lease.step(sight(event % 7 == 0 ? std::nullopt : std::optional(value)));
        if (!request) continue;
        if (event % 11 == 0) {  // the reply is lost; the device may have taken the write
            if (event % 2 == 0) (void)device.take(*request);
            lease.written({.fault = Fault::kTimeout, .exception = 0, .registers = {}}, now);
            lease.disconnected();
            lease.contact(store());
        } else {
            lease.written(device.take(*request), now);
        }
    }
    poll(std::nullopt, 6);
    RC_ASSERT(device.on == 0);
    RC_ASSERT(device.settings == (Words{10000, 0, 0, 0}));
    RC_ASSERT(lease.idle());
    RC_ASSERT(!store().load().has_value());
}

}  // namespace
}  // namespace dure::devices::test
