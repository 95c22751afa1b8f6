#include "tests/journeys/rpc_client.hpp"

#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpSocket>
#include <chrono>
#include <fstream>
#include <thread>

#include "chain/api/abi.hpp"
#include "chain/api/coin.hpp"
#include "chain/api/conditions.hpp"
#include "chain/api/membership.hpp"
#include "chain/api/reasons.hpp"
#include "chain/block/transaction.hpp"
#include "chain/crypto/keyfile.hpp"

namespace dure::journeys {

namespace {

using namespace std::chrono_literals;

constexpr int kWait = 10'000;

QString hex(const chain::Bytes& bytes) { return QString::fromStdString(chain::to_hex(bytes)); }
QString hex(const chain::Address& address) {
    return QString::fromStdString(chain::to_hex(address.bytes));
}

chain::Bytes bytes_of(const QJsonValue& value) {
    return chain::from_hex(value.toString().toStdString()).value_or(chain::Bytes{});
}

QJsonObject call_object(const chain::Address& to, const chain::Bytes& data) {
    return {{"to", hex(to)}, {"data", hex(data)}};
}

std::string reason_in(const QJsonObject& error) {
    const auto data = bytes_of(error["data"]);
    if (!data.empty()) return chain::api::reason_of(chain::ByteView{data});
    return error["message"].toString().toStdString();
}

}  // namespace

RpcClient::RpcClient(std::uint16_t port, const std::filesystem::path& data_dir) : port_(port) {
    std::string token;
    std::ifstream(data_dir / "rpc.token") >> token;
    token_ = QString::fromStdString(token);
    const auto manager = chain::read_key_file(data_dir / "keys" / "manager.key");
    if (manager) suite_ = chain::api::suite_of(chain::address_of(*manager));
}

QJsonObject RpcClient::ask(const QString& method, const QJsonArray& parameters) const {
    const auto body =
        QJsonDocument(
            QJsonObject{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", parameters}})
            .toJson(QJsonDocument::Compact);
    QByteArray request =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        "Content-Type: application/json\r\n";
    if (!token_.isEmpty()) request += "Authorization: Bearer " + token_.toUtf8() + "\r\n";
    request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;

    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port_);
    if (!socket.waitForConnected(kWait)) return {};
    socket.write(request);
    QByteArray answer;
    while (socket.waitForReadyRead(kWait)) answer += socket.readAll();
    const auto begin = answer.indexOf("\r\n\r\n");
    return QJsonDocument::fromJson(answer.mid(begin + 4)).object();
}

std::uint64_t RpcClient::number(const QString& method, const QJsonArray& parameters) const {
    return ask(method, parameters)["result"].toString().toULongLong(nullptr, 16);
}

std::string RpcClient::send(const chain::SecretKey& key, const chain::api::Message& message) const {
    const auto from = chain::address_of(key);
    chain::Transaction tx;
    tx.type = chain::TransactionType::dynamic_fee;
    tx.chain_id = number("eth_chainId", {});
    tx.nonce = number("eth_getTransactionCount", {hex(from), "pending"});
    tx.gas_limit = message.gas_limit;
    tx.to = message.to;
    tx.data = message.data;
    const auto sent =
        ask("eth_sendRawTransaction", {hex(chain::encode(chain::sign(std::move(tx), key)))});
    if (sent.contains("error")) return reason_in(sent["error"].toObject());
    for (int tries = 0; tries < 200; ++tries) {
        const auto answer = ask("eth_getTransactionReceipt", {sent["result"]});
        if (const auto receipt = answer["result"]; receipt.isObject()) {
            if (receipt["status"] == "0x1") return {};
            const auto why = would(from, message);
            return why.empty() ? "failed" : why;
        }
        std::this_thread::sleep_for(50ms);
    }
    return "lost";
}

std::string RpcClient::would(const chain::Address& from, const chain::api::Message& message) const {
    auto call = call_object(message.to, message.data);
    call["from"] = hex(from);
    const auto answer = ask("eth_call", {call, "pending"});
    if (!answer.contains("error")) return answer.contains("result") ? "" : "lost";
    return reason_in(answer["error"].toObject());
}

chain::Bytes RpcClient::view(const chain::Address& contract, const chain::Bytes& data) const {
    return bytes_of(ask("eth_call", {call_object(contract, data), "latest"})["result"]);
}

Outsider::Outsider(const RpcClient& chain, chain::SecretKey key)
    : chain_(chain), key_(std::move(key)) {}

std::string Outsider::apply() const {
    core::ApplyForSeat application;
    application.feeder = 101;
    application.rated_watts = 30'000;
    application.meter_key = address();
    return chain_.send(key_, chain::api::apply_for_seat(chain_.suite(), application));
}

std::string Outsider::want(const core::Condition& condition) const {
    core::Conditions conditions;
    conditions[0] = condition;
    return chain_.send(key_, chain::api::set_conditions(chain_.suite(), conditions));
}

core::MilliWon Outsider::balance() const { return balance_of(chain_, address()); }

core::MilliWon balance_of(const RpcClient& chain, const core::AddressBytes& owner) {
    const auto answer =
        chain.view(chain.suite().coin, chain::api::ask_balance(chain::Address{owner}));
    const chain::abi::Reader words{chain::ByteView{answer}};
    return core::MilliWon{static_cast<std::int64_t>(words.integer(0))};
}

}  // namespace dure::journeys
