#include "chain/rpc/feeds.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <optional>

namespace dure::chain::rpc {

namespace {
constexpr std::size_t kHeard = 8'192;
}  // namespace

Answer<json::value> Feeds::subscribe(Node& node, ClientId client, Feed feed) {
    const auto mine = std::count_if(subscribers_.begin(), subscribers_.end(),
                                    [&](const auto& s) { return s.second.client == client; });
    if (static_cast<std::size_t>(mine) >= limits_.subscriptions)
        return Error{kLimitExceeded, "too many subscriptions"};
    if (!is_listening_) listen(node);
    subscribers_.emplace(++last_id_, Subscriber{.client = client, .feed = std::move(feed)});
    return json::value(quantity(last_id_));
}

bool Feeds::unsubscribe(ClientId client, std::uint64_t id) {
    const auto found = subscribers_.find(id);
    if (found == subscribers_.end() || found->second.client != client) return false;
    subscribers_.erase(found);
    return true;
}

void Feeds::leave(ClientId client) {
    std::erase_if(subscribers_, [&](const auto& s) { return s.second.client == client; });
}

Feeds::Heard Feeds::heard(Node& node, std::uint64_t from) {
    if (!is_listening_) listen(node);
    hears_transactions_ = true;
    Heard out;
    out.next = heard_before_ + heard_.size();
    for (auto number = std::max(from, heard_before_); number < out.next; ++number)
        out.hashes.push_back(heard_[number - heard_before_]);
    return out;
}

// The node may outlive the server and the other way round, on threads of their own. So nobody
// outside of the node's thread holds the connection: the listeners hold it themselves and leave by
// themselves when the feeds are gone.
void Feeds::listen(Node& node) {
    is_listening_ = true;
    struct Held {
        Subscription blocks, transactions;
    };
    const auto held = std::make_shared<Held>();
    held->blocks = node.on_block([weak = weak_from_this(), held, &node](const BlockRecord& block) {
        if (const auto feeds = weak.lock()) return feeds->tell_block(node, block);
        auto last = std::move(*held);
    });
    held->transactions =
        node.on_transaction([weak = weak_from_this()](const PooledTransaction& transaction) {
            if (const auto feeds = weak.lock()) feeds->tell_transaction(transaction);
        });
}

void Feeds::tell_block(const Node& node, const BlockRecord& block) {
    std::optional<json::value> head;
    for (const auto& [id, subscriber] : subscribers_) {
        if (std::holds_alternative<HeadsFeed>(subscriber.feed)) {
            if (!head) head = header_json(block);
            deliver(id, subscriber, *head);
        } else if (const auto* logs = std::get_if<LogsFeed>(&subscriber.feed)) {
            auto filter = logs->filter;
            filter.from = filter.to = block.header().number;
            for (const auto& log : node.logs(filter, limits_.logs))
                deliver(id, subscriber, log_json(log));
        }
    }
}

void Feeds::tell_transaction(const PooledTransaction& transaction) {
    if (hears_transactions_) {
        heard_.push_back(transaction.hash);
        if (heard_.size() > kHeard) {
            heard_.pop_front();
            ++heard_before_;
        }
    }
    for (const auto& [id, subscriber] : subscribers_) {
        const auto* pending = std::get_if<PendingFeed>(&subscriber.feed);
        if (pending == nullptr) continue;
        deliver(
            id, subscriber,
            pending->shape == Transactions::kFull
                ? transaction_json(transaction.transaction, transaction.hash, transaction.sender)
                : json::value(to_hex(transaction.hash)));
    }
}

void Feeds::deliver(std::uint64_t id, const Subscriber& subscriber, const json::value& result) {
    deliver_(subscriber.client,
             R"({"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":")" +
                 quantity(id) + R"(","result":)" + json::serialize(result) + "}}");
}

}  // namespace dure::chain::rpc
