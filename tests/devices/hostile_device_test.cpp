// Devices that are not what they should be: other servers, and replies made of anything.
#include <gtest/gtest.h>

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <atomic>
#include <random>
#include <thread>

#include "devices/link/devices_thread.hpp"
#include "devices/simulator/modbus_server.hpp"
#include "tests/devices/fast_options.hpp"
#include "tests/devices/simdev.hpp"
#include "tests/devices/watcher.hpp"

namespace dure::devices::test {
namespace {

using core::LinkState;
using std::chrono::milliseconds;

/// A Modbus server on its own thread with a made-up register map.
class Impostor {
 public:
    explicit Impostor(RegisterService service) {
        thread_.run([&] {
            server_ = std::make_unique<ModbusServer>(1, std::move(service));
            server_->listen(0);
        });
    }
    ~Impostor() {
        thread_.run([this] { server_.reset(); });
    }
    Endpoint endpoint() const { return {TcpEndpoint{"127.0.0.1", server_->port()}, 1}; }

 private:
    DevicesThread thread_;
    std::unique_ptr<ModbusServer> server_;
};

using Words = std::vector<std::uint16_t>;

RegisterService reads(
    std::function<std::variant<Words, std::uint8_t>(std::uint16_t, std::uint16_t)> read) {
    return {.read = std::move(read), .write = [](auto, auto) { return std::uint8_t{2}; }};
}

class HostileDeviceTest : public testing::Test {
 protected:
    void open(const Endpoint& endpoint) {
        plant = open_plant(endpoint, fast_options(folder));
        watcher = std::make_unique<Watcher>(*plant);
    }
    RecordFolder folder;
    std::unique_ptr<core::Plant> plant;
    std::unique_ptr<Watcher> watcher;
};

TEST_F(HostileDeviceTest, a_port_nobody_listens_on_is_refused) {
    open({TcpEndpoint{"127.0.0.1", free_port()}, 1});
    EXPECT_TRUE(watcher->link(LinkState::kUnreachable, "refused")) << watcher->describe();
    EXPECT_TRUE(watcher->all().empty());
}

TEST_F(HostileDeviceTest, a_listener_that_says_nothing_is_a_timeout) {
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost, 0));
    open({TcpEndpoint{"127.0.0.1", silent.serverPort()}, 1});
    EXPECT_TRUE(watcher->link(LinkState::kUnreachable, "timeout")) << watcher->describe();
}

TEST_F(HostileDeviceTest, a_modbus_device_without_sunspec_is_the_wrong_one) {
    const Impostor zeros(reads([](auto, std::uint16_t count) { return Words(count, 0); }));
    open(zeros.endpoint());
    EXPECT_TRUE(watcher->link(LinkState::kWrongDevice, "not-sunspec")) << watcher->describe();
    EXPECT_TRUE(watcher->all().empty());
}

TEST_F(HostileDeviceTest, a_device_that_refuses_every_address_is_the_wrong_one) {
    const Impostor refusing(reads([](auto, auto) { return std::uint8_t{2}; }));
    open(refusing.endpoint());
    EXPECT_TRUE(watcher->link(LinkState::kWrongDevice, "not-sunspec")) << watcher->describe();
}

TEST_F(HostileDeviceTest, sunspec_without_inverter_or_meter_is_the_wrong_device) {
    const Impostor charger(reads([](std::uint16_t start, std::uint16_t count) {
        Words words(count, 0);
        if (start == 40000) words = {0x5375, 0x6E53};
        if (start == 40002) words = {1, 66};
        if (start == 40070) words = {0xFFFF, 0};
        return words;
    }));
    open(charger.endpoint());
    EXPECT_TRUE(watcher->link(LinkState::kWrongDevice, "no-inverter-or-meter"))
        << watcher->describe();
}

TEST_F(HostileDeviceTest, a_map_without_end_is_left_after_a_while) {
    const Impostor endless(reads([](std::uint16_t start, std::uint16_t count) {
        if (start == 40000) return Words{0x5375, 0x6E53};
        return Words(count, 5);
    }));
    open(endless.endpoint());
    EXPECT_TRUE(watcher->link(LinkState::kWrongDevice)) << watcher->describe();
}

TEST_F(HostileDeviceTest, leaving_does_not_wait_for_a_dead_device) {
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost, 0));
    open({TcpEndpoint{"127.0.0.1", silent.serverPort()}, 1});
    const auto begin = std::chrono::steady_clock::now();
    watcher.reset();
    plant.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2000));
}

TEST(ModbusServer, bytes_of_anything_neither_crash_nor_stop_it) {
    const Impostor server(reads([](auto, std::uint16_t count) { return Words(count % 126, 7); }));
    const auto port = std::get<TcpEndpoint>(server.endpoint().place).port;
    std::mt19937 random(3);
    const auto byte = [&random] { return static_cast<char>(random() & 0xff); };
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes;
        // Half of them with a sound header, so that the body is looked at.
        const int body = static_cast<int>(random() % 20);
        if (round % 2 == 0)
            bytes = QByteArray("\0\1\0\0\0", 5) + static_cast<char>(body + 1) + '\1';
        for (int i = 0; i < body; ++i) bytes.append(i == 0 && round % 4 == 0 ? '\x10' : byte());
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        ASSERT_TRUE(socket.waitForConnected(2000));
        socket.write(bytes);
        socket.waitForBytesWritten(1000);
        if (round % 2 == 0 && body > 0) socket.waitForReadyRead(1000);
    }
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(QByteArray("\0\1\0\0\0\6\1\3\0\0\0\1", 12));
    ASSERT_TRUE(socket.waitForReadyRead(2000));
    EXPECT_EQ(socket.readAll(), QByteArray("\0\1\0\0\0\5\1\3\2\0\7", 11));
}

/// Answers each request with mutated frames: wrong lengths, functions, counts, bytes cut or added.
class Liar {
 public:
    explicit Liar(unsigned seed) : random_(seed) {
        thread_.run([this] {
            server_ = std::make_unique<QTcpServer>();
            server_->listen(QHostAddress::LocalHost, 0);
            QObject::connect(server_.get(), &QTcpServer::newConnection, server_.get(), [this] {
                auto* socket = server_->nextPendingConnection();
                QObject::connect(socket, &QTcpSocket::readyRead, server_.get(), [this, socket] {
                    ++requests;
                    socket->write(lie(socket->readAll()));
                });
            });
        });
    }
    ~Liar() {
        thread_.run([this] { server_.reset(); });
    }
    Endpoint endpoint() const { return {TcpEndpoint{"127.0.0.1", server_->serverPort()}, 1}; }

    std::atomic<int> requests{0};

 private:
    int pick(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

    QByteArray lie(const QByteArray& request) {
        const auto asked = static_cast<std::uint8_t>(request.size() > 11 ? request[11] : 1);
        QByteArray frame = request.left(7);
        frame.append(request.size() > 7 ? request[7] : '\3');
        frame.append(static_cast<char>(2 * asked));
        // Often the marker or a plausible model header, so that the lie reaches deep.
        const QByteArray deep[] = {"SunS", QByteArray("\0\1\0\x42", 4),
                                   QByteArray("\0\x67\0\x32", 4)};
        frame.append(asked == 2 && pick(9) > 0
                         ? deep[pick(2)]
                         : QByteArray(2 * asked, static_cast<char>(pick(255))));
        frame[4] = 0;
        frame[5] = static_cast<char>(frame.size() - 6);
        for (int i = pick(3) == 0 ? 1 + pick(3) : 0; i > 0; --i) {
            const auto at = pick(static_cast<int>(frame.size()) - 1);
            switch (pick(3)) {
                case 0:
                    frame[at] = static_cast<char>(pick(255));
                    break;
                case 1:
                    frame.remove(at, 1 + pick(4));
                    break;
                case 2:
                    frame.insert(at, QByteArray(1 + pick(4), static_cast<char>(pick(255))));
                    break;
                default:
                    frame.append(frame);
                    break;
            }
            if (frame.isEmpty()) frame.append('\0');
        }
        return frame;
    }

    std::mt19937 random_;
    DevicesThread thread_;
    std::unique_ptr<QTcpServer> server_;
};

TEST_F(HostileDeviceTest, replies_made_of_anything_neither_crash_nor_stop_it) {
    std::vector<std::unique_ptr<Liar>> liars;
    std::vector<std::unique_ptr<core::Plant>> plants;
    const auto thread = std::make_shared<DevicesThread>();
    for (unsigned seed = 1; seed <= 12; ++seed) {
        liars.push_back(std::make_unique<Liar>(seed));
        auto options = fast_options(folder);
        options.thread = thread;
        options.timing.poll = options.timing.backoff_first = options.timing.backoff_last =
            milliseconds(1);
        options.timing.request = milliseconds(20);
        plants.push_back(open_plant(liars.back()->endpoint(), options));
    }
    std::this_thread::sleep_for(milliseconds(2500));
    for (const auto& liar : liars) EXPECT_GT(liar->requests, 30);
    plants.clear();
}

}  // namespace
}  // namespace dure::devices::test
