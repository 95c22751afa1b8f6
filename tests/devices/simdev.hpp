// The independent device of ../shared/simdev as a child process, with its truth and fault port.
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTcpSocket>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "devices/link/endpoint.hpp"

namespace dure::devices::test {

class Simdev {
 public:
    /// Empty text when the device can run here, otherwise why not.
    static std::string missing();

    explicit Simdev(const QStringList& arguments);
    ~Simdev();

    bool running() const { return ready_; }
    std::string log() { return process_.readAll().toStdString(); }
    Endpoint endpoint(std::uint8_t unit = 1) const;

    QJsonObject ask(const QJsonObject& order);
    QJsonObject truth() { return ask({{"cmd", "state"}}); }
    double plant(const char* key) { return truth()["plant"].toObject()[key].toDouble(); }
    double count(const char* key) { return truth()["counts"].toObject()[key].toDouble(); }
    void fault(const std::string& spec);
    void clear() { ask({{"cmd", "clear"}}); }
    void set(const QJsonObject& values);
    /// Writes registers as a stranger would (FC16), on a connection of its own.
    void write(std::uint16_t start, const std::vector<std::uint16_t>& values);
    void kill();

 private:
    QProcess process_;
    QTcpSocket control_;
    std::uint16_t port_ = 0, control_port_ = 0;
    bool ready_ = false;
};

/// A TCP port nobody listens on.
std::uint16_t free_port();

}  // namespace dure::devices::test
