// eth_subscribe and its end: of a WebSocket only, since HTTP has no way to tell.
#include "chain/rpc/methods.hpp"
#include "chain/rpc/shapes.hpp"

namespace dure::chain::rpc {

Methods::Result Methods::subscribe(Call& c) {
    if (!c.client) return Error{kMethodNotFound, "subscriptions need a WebSocket"};
    const auto kind = c.params.text(0);
    Feed feed;
    if (kind == "newHeads") {
        feed = HeadsFeed{};
    } else if (kind == "logs") {
        feed = LogsFeed{c.params.has(1) ? c.params.logs(1).filter : LogFilter{}};
    } else if (kind == "newPendingTransactions") {
        feed = PendingFeed{c.params.flag(1) ? Transactions::kFull : Transactions::kHashes};
    } else {
        c.params.fail("there are subscriptions to newHeads, logs and newPendingTransactions");
    }
    if (c.params.error()) return *c.params.error();
    return feeds_->subscribe(c.node, *c.client, std::move(feed));
}

Methods::Result Methods::unsubscribe(Call& c) {
    const auto id = c.params.quantity64(0);
    if (c.params.error()) return *c.params.error();
    return json::value(c.client && feeds_->unsubscribe(*c.client, id));
}

}  // namespace dure::chain::rpc
