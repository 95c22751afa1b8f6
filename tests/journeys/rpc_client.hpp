// The community's chain as somebody outside sees it: JSON-RPC over HTTP, with keys of their own.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "chain/api/outbox.hpp"
#include "chain/api/suite.hpp"

namespace dure::journeys {

class RpcClient {
 public:
    /// Reads the manager's address and the token (if there is one) from the data directory.
    RpcClient(std::uint16_t port, const std::filesystem::path& data_dir);

    /// The whole answer; empty when nobody answers.
    QJsonObject ask(const QString& method, const QJsonArray& parameters) const;
    const chain::api::Suite& suite() const { return suite_; }

    /// Signs, sends, and waits until it is in a block. Empty when it succeeded, else the stable id
    /// of the revert's reason, the node's refusal, or "lost".
    std::string send(const chain::SecretKey& key, const chain::api::Message& message) const;
    /// What a call would say: empty when it would succeed, else the stable id.
    std::string would(const chain::Address& from, const chain::api::Message& message) const;
    /// A view function's answer.
    chain::Bytes view(const chain::Address& contract, const chain::Bytes& data) const;
    std::uint64_t number(const QString& method, const QJsonArray& parameters) const;

 private:
    std::uint16_t port_;
    QString token_;
    chain::api::Suite suite_;
};

/// A home that is not in the program: all it does it does over JSON-RPC.
class Outsider {
 public:
    Outsider(const RpcClient& chain, chain::SecretKey key);

    std::string apply() const;
    std::string want(const core::Condition& condition) const;
    core::AddressBytes address() const { return chain::address_of(key_).bytes; }
    core::MilliWon balance() const;
    const chain::SecretKey& key() const { return key_; }

 private:
    const RpcClient& chain_;
    chain::SecretKey key_;
};

/// Balance and locked coin as the Coin contract says.
core::MilliWon balance_of(const RpcClient& chain, const core::AddressBytes& owner);

}  // namespace dure::journeys
