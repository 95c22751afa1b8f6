// Transactions on their way: checked against the head, signed, sent, and followed until the block
// that holds them is final. Failures carry a stable reason (reasons.hpp).
#pragma once

#include <functional>
#include <unordered_map>

#include "chain/crypto/secp256k1.hpp"
#include "chain/node/node.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

struct Message {
    Address to;
    Bytes data;
    std::uint64_t gas_limit = 3'000'000;
};

class Outbox {
 public:
    using Done = std::function<void(const core::Outcome&)>;

    explicit Outbox(Node& node) : node_(node) {}

    /// Why the message would fail in the next block; empty when it would succeed.
    std::string check(const Address& from, const Message& message) const;
    /// `done` is called now with kPending or kFailed, and after kPending once more.
    void send(const SecretKey& key, const Message& message, Done done);
    /// A final block: tells those who wait.
    void take(const BlockRecord& block);
    std::size_t waiting() const { return waiting_.size(); }

 private:
    struct Waiting {
        Address from;
        Message message;
        Done done;
    };
    Node& node_;
    std::unordered_map<Hash256, Waiting> waiting_;
};

}  // namespace dure::chain::api
