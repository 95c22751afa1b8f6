// A Modbus TCP server for one unit. Requests of a connection are answered one after another; other
// units get no answer, as on most devices; a frame that is not Modbus ends its connection.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QTcpServer>
#include <cstdint>
#include <functional>
#include <span>
#include <variant>
#include <vector>

class QTcpSocket;

namespace dure::devices {

class ModbusServer {
 public:
    using Pdu = std::vector<std::uint8_t>;
    /// Answers a request PDU (function byte first).
    using Serve = std::function<Pdu(std::span<const std::uint8_t>)>;

    ModbusServer(std::uint8_t unit, Serve serve);
    ~ModbusServer();

    /// On 127.0.0.1; port 0 takes any free one.
    bool listen(std::uint16_t port);
    void close();
    bool listening() const { return server_.isListening(); }
    std::uint16_t port() const { return server_.serverPort(); }

 private:
    void welcome();
    void read(QTcpSocket* socket);

    std::uint8_t unit_;
    Serve serve_;
    QTcpServer server_;
    QHash<QTcpSocket*, QByteArray> buffers_;
};

/// Serves functions 3, 6 and 16 by two callbacks; everything else and every malformed request gets
/// an exception.
struct RegisterService {
    std::function<std::variant<std::vector<std::uint16_t>, std::uint8_t>(std::uint16_t,
                                                                         std::uint16_t)>
        read;
    std::function<std::uint8_t(std::uint16_t, std::span<const std::uint16_t>)> write;

    ModbusServer::Pdu operator()(std::span<const std::uint8_t> request) const;
};

}  // namespace dure::devices
