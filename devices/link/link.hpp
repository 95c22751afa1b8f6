// One endpoint, one request in flight. Wraps QModbusTcpClient and QModbusRtuSerialClient, which are
// not safe as they stand (design 04 section 3): own deadlines, replies judged and accepted once, no
// retries, and on any doubt the client object is deleted, so that stale bytes never meet a new
// request. Lives and is used on the devices thread only.
#pragma once

#include <QModbusClient>
#include <QModbusReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "devices/link/endpoint.hpp"
#include "devices/link/exchange.hpp"
#include "devices/link/signal.hpp"
#include "devices/link/task.hpp"

namespace dure::devices {

struct LinkTiming {
    std::chrono::milliseconds connect{5000};
    std::chrono::milliseconds request{3000};
};

class Link {
 public:
    Link(const Endpoint& endpoint, LinkTiming timing);
    ~Link();
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;

    /// Connects anew, whatever was before. kNone, kTimeout, kRefused or kUnreachable.
    Task<Answer> open();
    bool is_open() const { return open_; }
    /// Drops the connection; a waiting request ends with kLost.
    void close();

    /// Holding registers of `unit` (the endpoint's own when empty). Any fault but kException closes
    /// the link.
    Task<Answer> read(std::uint16_t start, std::uint16_t count,
                      std::optional<std::uint8_t> unit = std::nullopt);
    /// One write, sent once and never repeated: after a fault, read back and decide.
    Task<Answer> write(Request request);

 private:
    Task<Answer> exchange(Request request, std::uint8_t unit);
    bool create_client();
    void drop_client();
    void on_state(QModbusDevice::State state);
    void on_error(QModbusDevice::Error error);
    void on_reply();
    Answer connect_fault() const;
    void finish(Answer answer);

    Endpoint endpoint_;
    LinkTiming timing_;
    QObject context_;  ///< receiver of every connection
    QTimer deadline_;
    std::unique_ptr<QModbusClient> client_;
    QPointer<QModbusReply> reply_;  ///< of the request in flight
    Request asked_;
    Signal<Answer> answer_;
    bool open_ = false;
    bool connecting_ = false;
};

}  // namespace dure::devices
