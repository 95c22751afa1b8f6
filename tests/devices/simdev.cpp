#include "tests/devices/simdev.hpp"

#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <cstdlib>

namespace dure::devices::test {

namespace {

QString script() {
    const char* shared = std::getenv("DURE_SHARED");
    return QString::fromUtf8(shared ? shared : "../shared") + "/simdev/sim.py";
}

constexpr const char* kPython = "/usr/bin/python3";
constexpr int kWait = 8000;

}  // namespace

std::uint16_t free_port() {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

std::string Simdev::missing() {
    if (!QFile::exists(script())) return "no " + script().toStdString();
    static const int code = QProcess::execute(kPython, {"-c", "import pymodbus"});
    return code == 0 ? "" : "python3-pymodbus is not installed";
}

Simdev::Simdev(const QStringList& arguments) : port_(free_port()), control_port_(free_port()) {
    process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.start(kPython, QStringList{script(), "--port", QString::number(port_),
                                        "--control-port", QString::number(control_port_)} +
                                arguments);
    // Its first line says that it listens.
    if (!process_.waitForReadyRead(kWait)) return;
    control_.connectToHost(QHostAddress::LocalHost, control_port_);
    ready_ = control_.waitForConnected(kWait);
}

Simdev::~Simdev() { kill(); }

void Simdev::kill() {
    process_.kill();
    process_.waitForFinished(kWait);
}

Endpoint Simdev::endpoint(std::uint8_t unit) const {
    return {TcpEndpoint{.host = "127.0.0.1", .port = port_}, unit};
}

QJsonObject Simdev::ask(const QJsonObject& order) {
    control_.write(QJsonDocument(order).toJson(QJsonDocument::Compact) + "\n");
    while (!control_.canReadLine()) {
        if (!control_.waitForReadyRead(kWait)) return {};
    }
    return QJsonDocument::fromJson(control_.readLine()).object();
}

void Simdev::fault(const std::string& spec) {
    ask({{"cmd", "fault"}, {"spec", QString::fromStdString(spec)}});
}

void Simdev::set(const QJsonObject& values) {
    auto order = values;
    order["cmd"] = "set";
    ask(order);
}

void Simdev::write(std::uint16_t start, const std::vector<std::uint16_t>& values) {
    QByteArray frame;
    const auto word = [&frame](std::size_t value) {
        frame.append(static_cast<char>(value >> 8)).append(static_cast<char>(value));
    };
    word(1);
    word(0);
    word(7 + 2 * values.size());
    frame.append(char{1}).append(char{16});
    word(start);
    word(values.size());
    frame.append(static_cast<char>(2 * values.size()));
    for (const auto value : values) word(value);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port_);
    socket.waitForConnected(kWait);
    socket.write(frame);
    socket.waitForReadyRead(kWait);
}

}  // namespace dure::devices::test
