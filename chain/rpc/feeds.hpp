// Subscriptions: what clients that stay connected are told of new heads, logs and waiting
// transactions. Everything here is on the node's thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "chain/node/node.hpp"
#include "chain/rpc/client.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/rpc/shapes.hpp"

namespace dure::chain::rpc {

struct HeadsFeed {};
struct LogsFeed {
    LogFilter filter;  ///< addresses and topics count
};
struct PendingFeed {
    Transactions shape = Transactions::kHashes;
};
using Feed = std::variant<HeadsFeed, LogsFeed, PendingFeed>;

class Feeds : public std::enable_shared_from_this<Feeds> {
 public:
    using Deliver = std::function<void(ClientId, std::string)>;

    Feeds(const Limits& limits, Deliver deliver) : limits_(limits), deliver_(std::move(deliver)) {}

    Answer<json::value> subscribe(Node&, ClientId, Feed);
    bool unsubscribe(ClientId, std::uint64_t id);
    void leave(ClientId);

    /// For those who poll: hashes of transactions that came to the pool, from number `from` on. The
    /// oldest are forgotten; hearing begins with the first question.
    struct Heard {
        std::vector<Hash256> hashes;
        std::uint64_t next = 0;  ///< what to ask for the next time
    };
    Heard heard(Node&, std::uint64_t from);

 private:
    struct Subscriber {
        ClientId client = 0;
        Feed feed;
    };

    void listen(Node&);
    void tell_block(const Node&, const BlockRecord&);
    void tell_transaction(const PooledTransaction&);
    void deliver(std::uint64_t id, const Subscriber&, const json::value& result);

    Limits limits_;
    Deliver deliver_;
    std::map<std::uint64_t, Subscriber> subscribers_;
    std::uint64_t last_id_ = 0;
    bool is_listening_ = false;
    bool hears_transactions_ = false;
    std::deque<Hash256> heard_;
    std::uint64_t heard_before_ = 0;  ///< the number of heard_'s first
};

}  // namespace dure::chain::rpc
