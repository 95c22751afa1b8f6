#include "devices/link/link.hpp"

#include <QModbusReply>
#include <QModbusRtuSerialClient>
#include <QModbusTcpClient>
#include <QSerialPort>
#include <QTcpSocket>
#include <utility>

namespace dure::devices {

namespace {

Answer failed(Fault fault) { return {.fault = fault, .exception = 0, .registers = {}}; }

Answer unsound() {
    return {.fault = Fault::kException, .exception = exception::kIllegalValue, .registers = {}};
}

int qt_parity(SerialEndpoint::Parity parity) {
    switch (parity) {
        case SerialEndpoint::Parity::kEven:
            return QSerialPort::EvenParity;
        case SerialEndpoint::Parity::kOdd:
            return QSerialPort::OddParity;
        case SerialEndpoint::Parity::kNone:
            break;
    }
    return QSerialPort::NoParity;
}

QModbusRequest to_pdu(const Request& request) {
    switch (request.function) {
        case Function::kReadHolding:
            return {QModbusPdu::ReadHoldingRegisters, request.start, request.count};
        case Function::kWriteSingle:
            return {QModbusPdu::WriteSingleRegister, request.start, request.values.at(0)};
        case Function::kWriteBlock:
            break;
    }
    const QList<quint16> values(request.values.begin(), request.values.end());
    return {QModbusPdu::WriteMultipleRegisters, request.start, request.count,
            static_cast<quint8>(2 * request.count), values};
}

Answer judge_reply(const Request& request, const QModbusReply& reply) {
    switch (reply.error()) {
        case QModbusDevice::NoError:
        case QModbusDevice::ProtocolError:
            break;
        case QModbusDevice::TimeoutError:
            return failed(Fault::kTimeout);
        case QModbusDevice::ConnectionError:
        case QModbusDevice::ReadError:
        case QModbusDevice::WriteError:
        case QModbusDevice::ReplyAbortedError:
            return failed(Fault::kLost);
        default:
            return failed(Fault::kMalformed);
    }
    const auto pdu = reply.rawResult();
    if (!pdu.isException() && !pdu.isValid()) return failed(Fault::kMalformed);
    const auto data = pdu.data();
    const auto function = static_cast<std::uint8_t>(
        pdu.functionCode() | (pdu.isException() ? QModbusPdu::ExceptionByte : 0));
    return judge(request, function,
                 {reinterpret_cast<const std::uint8_t*>(data.constData()),
                  static_cast<std::size_t>(data.size())});
}

bool sound(const Request& request, bool is_write) {
    if (request.count == 0 || request.start + request.count > 0x10000) return false;
    if (!is_write) return request.count <= kMostReadRegisters;
    return request.count <= kMostWriteRegisters && request.values.size() == request.count &&
           (request.function == Function::kWriteBlock || request.count == 1);
}

}  // namespace

Link::Link(const Endpoint& endpoint, LinkTiming timing) : endpoint_(endpoint), timing_(timing) {
    deadline_.setSingleShot(true);
    deadline_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&deadline_, &QTimer::timeout, &context_, [this] {
        drop_client();
        finish(failed(Fault::kTimeout));
    });
}

Link::~Link() { drop_client(); }

bool Link::create_client() {
    if (const auto* tcp = std::get_if<TcpEndpoint>(&endpoint_.place)) {
        client_ = std::make_unique<QModbusTcpClient>();
        client_->setConnectionParameter(QModbusDevice::NetworkAddressParameter,
                                        QString::fromStdString(tcp->host));
        client_->setConnectionParameter(QModbusDevice::NetworkPortParameter, tcp->port);
    } else {
        const auto& serial = std::get<SerialEndpoint>(endpoint_.place);
        client_ = std::make_unique<QModbusRtuSerialClient>();
        client_->setConnectionParameter(QModbusDevice::SerialPortNameParameter,
                                        QString::fromStdString(serial.path));
        client_->setConnectionParameter(QModbusDevice::SerialBaudRateParameter, serial.baud);
        client_->setConnectionParameter(QModbusDevice::SerialParityParameter,
                                        qt_parity(serial.parity));
        client_->setConnectionParameter(QModbusDevice::SerialDataBitsParameter, QSerialPort::Data8);
        client_->setConnectionParameter(QModbusDevice::SerialStopBitsParameter,
                                        QSerialPort::OneStop);
    }
    // Qt's own timer is only a second net behind deadline_; its retries would repeat writes.
    client_->setTimeout(static_cast<int>(4 * timing_.request.count()));
    client_->setNumberOfRetries(0);
    QObject::connect(client_.get(), &QModbusDevice::stateChanged, &context_,
                     [this](QModbusDevice::State state) { on_state(state); });
    QObject::connect(client_.get(), &QModbusDevice::errorOccurred, &context_,
                     [this](QModbusDevice::Error error) { on_error(error); });
    return client_->connectDevice();
}

void Link::drop_client() {
    deadline_.stop();
    open_ = connecting_ = false;
    if (reply_) {
        reply_->disconnect(&context_);
        reply_->deleteLater();
        reply_.clear();
    }
    if (!client_) return;
    client_->disconnect(&context_);
    // Deleting inside one of its signals is not allowed; closing the device now ends its traffic.
    if (auto* device = client_->device()) device->close();
    client_.release()->deleteLater();
}

void Link::finish(Answer answer) {
    deadline_.stop();
    if (answer_.awaited()) answer_.set(std::move(answer));
}

Answer Link::connect_fault() const {
    Fault fault = Fault::kUnreachable;
    if (const auto* socket =
            qobject_cast<QAbstractSocket*>(client_ ? client_->device() : nullptr)) {
        if (socket->error() == QAbstractSocket::ConnectionRefusedError) fault = Fault::kRefused;
        if (socket->error() == QAbstractSocket::SocketTimeoutError) fault = Fault::kTimeout;
    }
    return failed(fault);
}

void Link::on_state(QModbusDevice::State state) {
    if (state == QModbusDevice::ConnectedState && connecting_) {
        connecting_ = false;
        open_ = true;
        if (auto* socket = qobject_cast<QAbstractSocket*>(client_->device())) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        }
        finish({});
    } else if (state == QModbusDevice::UnconnectedState && (open_ || connecting_)) {
        auto answer = connecting_ ? connect_fault() : failed(Fault::kLost);
        drop_client();
        finish(std::move(answer));
    }
}

void Link::on_error(QModbusDevice::Error error) {
    // A vanished serial port floods this signal, so the first one ends the client.
    const bool fatal = error == QModbusDevice::ConnectionError ||
                       error == QModbusDevice::ReadError || error == QModbusDevice::WriteError ||
                       error == QModbusDevice::ConfigurationError;
    if (!fatal || (!open_ && !connecting_)) return;
    auto answer = connecting_ ? connect_fault() : failed(Fault::kLost);
    drop_client();
    finish(std::move(answer));
}

Task<Answer> Link::open() {
    drop_client();
    answer_.clear();
    connecting_ = true;
    const bool begun = create_client();
    if (open_) co_return Answer{};  // a serial port opens at once
    if (!begun || !connecting_) {
        auto answer = connect_fault();
        drop_client();
        co_return answer;
    }
    deadline_.start(timing_.connect);
    co_return co_await answer_.wait();
}

void Link::close() {
    drop_client();
    finish(failed(Fault::kLost));
}

Task<Answer> Link::read(std::uint16_t start, std::uint16_t count,
                        std::optional<std::uint8_t> unit) {
    Request request{
        .function = Function::kReadHolding, .start = start, .count = count, .values = {}};
    if (!sound(request, false)) {
        co_return unsound();
    }
    co_return co_await exchange(std::move(request), unit.value_or(endpoint_.unit));
}

Task<Answer> Link::write(Request request) {
    if (!sound(request, true)) {
        co_return unsound();
    }
    co_return co_await exchange(std::move(request), endpoint_.unit);
}

Task<Answer> Link::exchange(Request request, std::uint8_t unit) {
    if (!open_) co_return failed(Fault::kLost);
    answer_.clear();
    asked_ = std::move(request);
    reply_ = client_->sendRawRequest(to_pdu(asked_), unit);
    if (!reply_ || reply_->isFinished()) {
        drop_client();
        co_return failed(Fault::kLost);
    }
    QObject::connect(reply_, &QModbusReply::finished, &context_, [this] { on_reply(); });
    deadline_.start(timing_.request);
    co_return co_await answer_.wait();
}

void Link::on_reply() {
    if (!reply_) return;
    // `finished` can come twice; the first one counts.
    QModbusReply* reply = reply_;
    reply_.clear();
    reply->disconnect(&context_);
    reply->deleteLater();
    auto answer = judge_reply(asked_, *reply);
    if (answer.fault != Fault::kNone && answer.fault != Fault::kException) drop_client();
    finish(std::move(answer));
}

}  // namespace dure::devices
