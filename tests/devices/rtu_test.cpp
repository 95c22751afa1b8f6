// The same life over a serial line: a socat pty pair between the plant and the independent device.
#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <thread>

#include "tests/devices/fast_options.hpp"
#include "tests/devices/simdev.hpp"
#include "tests/devices/watcher.hpp"

namespace dure::devices::test {
namespace {

using core::LinkState;
using std::chrono::milliseconds;

class RtuTest : public testing::Test {
 protected:
    void SetUp() override {
        if (const auto why = Simdev::missing(); !why.empty()) GTEST_SKIP() << why;
        if (QStandardPaths::findExecutable("socat").isEmpty())
            GTEST_SKIP() << "socat is not installed";
        near_ = folder.path() / "near";
        connect_line();
        device = std::make_unique<Simdev>(QStringList{
            "--pv", "4000", "--load", "800", "--soc", "100", "--rtu",
            QString::fromStdString((folder.path() / "far").string()), "--baud", "115200"});
        ASSERT_TRUE(device->running()) << device->log();
        while (device->plant("ac") == 0) std::this_thread::sleep_for(milliseconds(10));
        auto options = fast_options(folder);
        options.timing.poll = milliseconds(200);
        const auto endpoint =
            parse_endpoint("modbus-rtu://" + near_.string() + "?baud=115200&parity=N/1");
        plant = open_plant(std::get<Endpoint>(endpoint), options);
        watcher = std::make_unique<Watcher>(*plant);
        ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    }
    void connect_line() {
        const auto pty = [this](const char* name) {
            return QString::fromStdString("pty,raw,echo=0,link=" + (folder.path() / name).string());
        };
        line.start("socat", {pty("near"), pty("far")});
        ASSERT_TRUE(line.waitForStarted());
        for (int i = 0; i < 200 && !(QFile::exists(QString::fromStdString(near_.string()))); ++i) {
            std::this_thread::sleep_for(milliseconds(10));
        }
    }
    void TearDown() override {
        watcher.reset();
        plant.reset();
        line.kill();
        line.waitForFinished();
    }

    RecordFolder folder;
    std::filesystem::path near_;
    QProcess line;
    std::unique_ptr<Simdev> device;
    std::unique_ptr<core::Plant> plant;
    std::unique_ptr<Watcher> watcher;
};

TEST_F(RtuTest, a_serial_device_is_read_and_limited) {
    ASSERT_TRUE(watcher->samples(2));
    EXPECT_EQ(watcher->all().back().generation.value, core::Watt{4000});
    EXPECT_EQ(watcher->all().back().grid.value, core::Watt{-3200});
    plant->order(core::LimitOutput{.permille = 500, .duration = std::chrono::seconds(60)},
                 core::Commander::kResident);
    EXPECT_TRUE(watcher->limit(core::LeaseState::Phase::kVerified)) << watcher->describe();
    EXPECT_EQ(device->plant("ac"), 2500);
}

TEST_F(RtuTest, bad_checksums_give_no_values_and_pass) {
    device->fault("badcrc");
    ASSERT_TRUE(
        watcher->state([](const auto& s) { return s.devices[0].link != LinkState::kOnline; }));
    device->clear();
    ASSERT_TRUE(watcher->link(LinkState::kOnline)) << watcher->describe();
    for (const auto& sample : watcher->all()) EXPECT_EQ(sample.grid.value, core::Watt{-3200});
}

TEST_F(RtuTest, a_pulled_adapter_is_unreachable_and_makes_no_storm) {
    line.kill();
    line.waitForFinished();
    ASSERT_TRUE(watcher->link(LinkState::kUnreachable)) << watcher->describe();
    const auto before = watcher->now().devices[0].errors;
    std::this_thread::sleep_for(milliseconds(1000));
    EXPECT_LT(watcher->now().devices[0].errors - before, 20u) << "attempts must be backed off";
}

}  // namespace
}  // namespace dure::devices::test
