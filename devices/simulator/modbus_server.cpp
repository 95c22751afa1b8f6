#include "devices/simulator/modbus_server.hpp"

#include <QHostAddress>
#include <QTcpSocket>
#include <utility>

#include "devices/link/exchange.hpp"

namespace dure::devices {

namespace {

constexpr qsizetype kHeader = 7;  // transaction, protocol, length, unit
constexpr int kMostConnections = 4;

std::uint16_t word(std::span<const std::uint8_t> data, std::size_t at) {
    return static_cast<std::uint16_t>((data[at] << 8) | data[at + 1]);
}

void put(ModbusServer::Pdu& pdu, std::uint16_t value) {
    pdu.push_back(static_cast<std::uint8_t>(value >> 8));
    pdu.push_back(static_cast<std::uint8_t>(value));
}

ModbusServer::Pdu refuse(std::uint8_t function, std::uint8_t code) {
    return {static_cast<std::uint8_t>(function | 0x80), code};
}

}  // namespace

ModbusServer::ModbusServer(std::uint8_t unit, Serve serve) : unit_(unit), serve_(std::move(serve)) {
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] { welcome(); });
}

ModbusServer::~ModbusServer() { close(); }

bool ModbusServer::listen(std::uint16_t port) {
    return server_.listen(QHostAddress::LocalHost, port);
}

void ModbusServer::close() {
    server_.close();
    const auto sockets = buffers_.keys();
    buffers_.clear();
    for (auto* socket : sockets) {
        socket->disconnect(&server_);
        socket->abort();
        socket->deleteLater();
    }
}

void ModbusServer::welcome() {
    while (auto* socket = server_.nextPendingConnection()) {
        if (buffers_.size() >= kMostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        buffers_.insert(socket, {});
        QObject::connect(socket, &QTcpSocket::readyRead, &server_,
                         [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, &server_, [this, socket] {
            buffers_.remove(socket);
            socket->deleteLater();
        });
    }
}

void ModbusServer::read(QTcpSocket* socket) {
    auto& buffer = buffers_[socket];
    buffer += socket->readAll();
    while (buffer.size() >= kHeader) {
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(buffer.constData()),
                              static_cast<std::size_t>(buffer.size()));
        const auto length = word(bytes, 4);
        if (word(bytes, 2) != 0 || length < 2 || length > 254) {
            socket->abort();
            return;
        }
        const qsizetype whole = kHeader - 1 + length;
        if (buffer.size() < whole) return;
        if (bytes[kHeader - 1] == unit_) {
            const auto reply = serve_(bytes.subspan(kHeader, length - 1u));
            QByteArray frame = buffer.left(4);
            const auto size = static_cast<std::uint16_t>(reply.size() + 1);
            frame.append(static_cast<char>(size >> 8)).append(static_cast<char>(size));
            frame.append(static_cast<char>(unit_));
            frame.append(reinterpret_cast<const char*>(reply.data()),
                         static_cast<qsizetype>(reply.size()));
            socket->write(frame);
        }
        buffer.remove(0, whole);
    }
}

ModbusServer::Pdu RegisterService::operator()(std::span<const std::uint8_t> request) const {
    if (request.empty()) return refuse(0, exception::kIllegalFunction);
    const auto function = request[0];
    const auto known = static_cast<Function>(function);
    if (known != Function::kReadHolding && known != Function::kWriteSingle &&
        known != Function::kWriteBlock) {
        return refuse(function, exception::kIllegalFunction);
    }
    if (request.size() < 5) return refuse(function, exception::kIllegalValue);
    const auto start = word(request, 1);
    const auto second = word(request, 3);
    ModbusServer::Pdu reply{function};
    if (known == Function::kReadHolding) {
        const auto result = read(start, second);
        if (const auto* code = std::get_if<std::uint8_t>(&result)) return refuse(function, *code);
        const auto& words = std::get<0>(result);
        reply.push_back(static_cast<std::uint8_t>(2 * words.size()));
        for (const auto value : words) put(reply, value);
        return reply;
    }
    std::vector<std::uint16_t> values;
    if (known == Function::kWriteSingle) {
        values = {second};
    } else {
        const bool whole = request.size() == 6u + 2u * second && request[5] == 2 * second;
        if (!whole || second == 0) return refuse(function, exception::kIllegalValue);
        for (std::size_t at = 6; at < request.size(); at += 2) values.push_back(word(request, at));
    }
    if (const auto code = write(start, values); code != 0) return refuse(function, code);
    put(reply, start);
    put(reply, second);
    return reply;
}

}  // namespace dure::devices
