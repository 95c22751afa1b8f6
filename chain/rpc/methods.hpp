// The methods: one function each, on the node's thread, from parameters to an answer.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "chain/node/node.hpp"
#include "chain/rpc/feeds.hpp"
#include "chain/rpc/json_rpc.hpp"
#include "chain/rpc/params.hpp"

namespace dure::chain::rpc {

/// Methods that other rooms answer, beside the node's own or instead of one of the same name.
using ExtraMethod = std::function<Answer<json::value>(Node&, Params&)>;
using ExtraMethods = std::map<std::string, ExtraMethod, std::less<>>;

/// The answer to who sent a transaction.
Answer<json::value> submitted(const chain::Result<Hash256, Rejection>&);

class Methods {
 public:
    Methods(Limits limits, ExtraMethods extra, std::shared_ptr<Feeds> feeds)
        : limits_(limits), extra_(std::move(extra)), feeds_(std::move(feeds)) {}

    /// Whole responses to the first of the requests, or to the first few where they are better
    /// answered together (raw transactions: their signatures are recovered on all cores).
    /// `now_ms` steady, for idle filters; `client` of a connection that may subscribe.
    std::vector<json::value> answer(Node&, std::span<const Answer<Request>>, std::int64_t now_ms,
                                    std::optional<ClientId> client);

 private:
    using Result = Answer<json::value>;
    struct Call {
        Node& node;
        Params& params;
        std::int64_t now_ms;
        std::optional<ClientId> client;
    };
    using Method = Result (Methods::*)(Call&);
    static const std::map<std::string, Method, std::less<>>& table();

    struct LogsPoll {
        LogFilter filter;
    };
    struct BlocksPoll {};
    struct PendingPoll {
        std::uint64_t next = 0;  ///< in Feeds::heard
    };
    struct Filter {
        std::variant<LogsPoll, BlocksPoll, PendingPoll> kind;
        std::uint64_t next_block = 0;
        std::int64_t used_ms = 0;
    };

    Result chain_id(Call&);
    Result block_number(Call&);
    Result balance(Call&);
    Result code(Call&);
    Result storage_at(Call&);
    Result transaction_count(Call&);
    Result call(Call&);
    Result estimate_gas(Call&);
    Result gas_price(Call&);
    Result fee_history(Call&);
    Result send_raw_transaction(Call&);
    Result transaction_by_hash(Call&);
    Result transaction_by_number(Call&);
    Result transaction_by_block_hash(Call&);
    Result transaction_in(Call&, const BlockRef&);
    Result transaction_receipt(Call&);
    Result block_by_number(Call&);
    Result block_by_hash(Call&);
    Result block_receipts(Call&);
    Result transaction_count_by_number(Call&);
    Result transaction_count_by_hash(Call&);
    Result logs(Call&);
    Result new_filter(Call&);
    Result new_block_filter(Call&);
    Result filter_changes(Call&);
    Result filter_logs(Call&);
    Result uninstall_filter(Call&);
    Result proof(Call&);
    Result syncing(Call&);
    Result accounts(Call&);
    Result net_version(Call&);
    Result net_listening(Call&);
    Result net_peer_count(Call&);
    Result client_version(Call&);
    Result pool_status(Call&);

    Result new_pending_filter(Call&);
    Result subscribe(Call&);
    Result unsubscribe(Call&);

    std::vector<json::value> send_raw_transactions(Node&, std::span<const Answer<Request>>);
    json::value answer_one(Node&, const Answer<Request>&, std::int64_t now_ms,
                           std::optional<ClientId>);
    std::optional<Error> at_head(Call&, const BlockRef&);
    /// For what `block` does not find: null, or an error when it was there and its body is gone.
    static Result missing(Call& c, const BlockRef& ref);
    SharedBlock block(Call&, const BlockRef&);
    Answer<LogFilter> resolve(Call&, const Params::Logs&);
    Result found_logs(Call&, const LogFilter&);
    Result add_filter(Call&, Filter);
    Filter* filter(Call&);

    Limits limits_;
    ExtraMethods extra_;
    std::shared_ptr<Feeds> feeds_;
    std::map<std::uint64_t, Filter> filters_;
    std::uint64_t last_filter_ = 0;
};

}  // namespace dure::chain::rpc
