#include "chain/api/rpc_methods.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include "chain/api/ledger.hpp"
#include "chain/api/suite.hpp"

namespace dure::chain::api {

namespace {

using rpc::Error;
using rpc::Params;
namespace json = boost::json;
using Answered = rpc::Answer<json::value>;

constexpr std::uint64_t kMostMoves = 1'000;

std::int64_t seconds(core::UtcTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}
json::value hex(const core::AddressBytes& address) { return to_hex(Address{address}).c_str(); }
json::value hex(const core::HashBytes& hash) { return to_hex(Hash256{hash}).c_str(); }
/// Of a step that has not happened: null.
json::value height_or_null(std::uint64_t height) {
    return height == 0 ? json::value(nullptr) : json::value(height);
}

std::string_view name_of(core::MemberKind kind) {
    constexpr std::string_view kNames[] = {"home",    "commonArea",     "building", "business",
                                           "charger", "externalSeller", "community"};
    return kNames[static_cast<std::size_t>(kind)];
}
std::string_view name_of(core::MemberState state) {
    constexpr std::string_view kNames[] = {"none", "applied", "approved", "denied", "left"};
    return kNames[static_cast<std::size_t>(state)];
}
std::string_view name_of(core::SlotStage stage) {
    constexpr std::string_view kNames[] = {"open", "cleared", "reported", "disputed", "settled"};
    return kNames[static_cast<std::size_t>(stage)];
}
std::string_view name_of(core::CoinMove::Cause cause) {
    constexpr std::string_view kNames[] = {"grant", "deposit", "redemption", "transfer",
                                           "settlement"};
    return kNames[static_cast<std::size_t>(cause)];
}

json::value condition_json(const core::Condition& c) {
    if (c.empty()) return nullptr;
    json::array weekdays;
    for (int day = 0; day < 7; ++day) {
        if ((c.weekdays >> day & 1) != 0) weekdays.emplace_back(day);
    }
    return {{"side", c.side == core::Side::kSell ? "sell" : "buy"},
            {"wh", c.wh},
            {"limit", c.limit.value},
            {"fromQuarter", c.from_quarter},
            {"toQuarter", c.to_quarter},
            {"weekdays", std::move(weekdays)},  // 0 = Monday
            {"scaled", c.scaled},
            {"green", c.green},
            {"feederOnly", c.feeder_only}};
}

json::value member_json(const core::Member& m) {
    return {{"owner", hex(m.owner)},
            {"state", name_of(m.state)},
            {"kind", name_of(m.kind)},
            {"seat", m.state == core::MemberState::kApproved ? json::value(m.seat) : nullptr},
            {"feeder", m.feeder},
            {"ratedWatts", m.rated_watts},
            {"meterKey", hex(m.meter_key)},
            {"agentKey", hex(m.agent_key)},
            {"unitCommitment", hex(m.unit_commitment)},
            {"since", seconds(m.since)}};
}

json::value slot_json(const core::SlotResult& s, const core::SlotRules& rules) {
    return {{"slot", s.slot.index},
            {"start", seconds(rules.start(s.slot))},
            {"stage", name_of(s.stage)},
            {"price", s.price.value},
            {"wh", s.volume.value},
            {"contracts", s.contracts},
            {"contractsHash", hex(s.contracts_hash)},
            {"clearedBlock", height_or_null(s.cleared_block)},
            {"reportedBlock", height_or_null(s.reported_block)},
            {"settledBlock", height_or_null(s.settled_block)}};
}

json::value move_json(const core::CoinMove& m) {
    return {{"block", m.block},
            {"at", seconds(m.at)},
            {"transactionHash", hex(m.tx)},
            {"cause", name_of(m.cause)},
            {"from", hex(m.from)},
            {"to", hex(m.to)},
            {"amount", m.amount.value},
            {"slot", m.slot ? json::value(m.slot->index) : nullptr}};
}

/// The ledger of the suite on this node, caught up whenever somebody asks. On the node's thread.
class Reader {
 public:
    explicit Reader(std::function<std::optional<Address>(const Node&)> manager)
        : manager_(std::move(manager)) {}

    /// Null while no suite stands.
    const Ledger* ledger(const Node& node) {
        // A developer's chain may have gone back.
        if (ledger_ && (node.height() < height_ || !node.block(height_) ||
                        node.block(height_)->hash != hash_)) {
            ledger_.reset();
        }
        if (!ledger_) {
            const auto manager = manager_(node);
            if (!manager) return nullptr;
            suite_ = suite_of(*manager);
            if (!is_deployed(node, suite_)) return nullptr;
            ledger_ = std::make_unique<Ledger>(node, suite_);
            height_ = node.height();
        }
        for (; height_ < node.height(); ++height_) {
            if (const auto block = node.block(height_ + 1)) ledger_->take(*block);
        }
        hash_ = node.head_hash();
        return ledger_.get();
    }
    const Suite& suite() const { return suite_; }

 private:
    std::function<std::optional<Address>(const Node&)> manager_;
    Suite suite_;
    std::unique_ptr<Ledger> ledger_;
    std::uint64_t height_ = 0;  ///< the last block the ledger knows
    Hash256 hash_;
};

struct Question {
    const Node& node;
    const Ledger& ledger;
    const Suite& suite;
    Params& params;

    /// A JSON integer from 0 to `most`.
    std::uint64_t integer(std::size_t index, std::uint64_t most, const char* what) {
        const auto& value = params.value(index);
        std::uint64_t out = UINT64_MAX;
        if (value.is_uint64()) out = value.get_uint64();
        if (value.is_int64() && value.get_int64() >= 0)
            out = static_cast<std::uint64_t>(value.get_int64());
        if (out <= most) return out;
        params.fail(std::string(what) + " must be an integer from 0 to " + std::to_string(most));
        return 0;
    }
    core::Slot slot(std::size_t index) {
        return {static_cast<std::uint32_t>(integer(index, UINT32_MAX, "slot"))};
    }
    core::Seat seat(std::size_t index) {
        return static_cast<core::Seat>(integer(index, UINT16_MAX, "seat"));
    }
};

Answered conditions(Question& q) {
    json::array out;
    for (const auto& condition : q.ledger.conditions(q.seat(0)))
        out.push_back(condition_json(condition));
    return json::value(std::move(out));
}

Answered book(Question& q) {
    const auto slot = q.slot(0);
    if (q.params.error()) return *q.params.error();
    const auto book = q.ledger.book(slot);
    json::array prices;
    for (std::size_t tick = 0; tick < book.supply.size(); ++tick) {
        if (book.supply[tick] == 0 && book.demand[tick] == 0) continue;
        prices.push_back(
            {{"price", tick}, {"offered", book.supply[tick]}, {"wanted", book.demand[tick]}});
    }
    return json::value(std::move(prices));
}

Answered slot(Question& q) {
    const auto found = q.ledger.slot(q.slot(0));
    return found ? slot_json(*found, q.ledger.rules()) : json::value(nullptr);
}

Answered contracts(Question& q) {
    const auto slot = q.slot(0);
    if (q.params.error()) return *q.params.error();
    if (!q.ledger.slot(slot)) return json::value(nullptr);
    json::array out;
    for (const auto& c : q.ledger.contracts(slot)) {
        out.push_back({{"seller", c.seller},
                       {"buyer", c.buyer},
                       {"wh", c.wh.value},
                       {"price", c.price.value}});
    }
    return json::value(std::move(out));
}

Answered coins(Question& q) {
    const auto owner = q.params.address(0);
    if (q.params.error()) return *q.params.error();
    const auto coins = q.ledger.coins(owner);
    return json::value{{"balance", coins.balance.value}, {"locked", coins.locked.value}};
}

Answered coin_moves(Question& q) {
    const auto owner = q.params.address(0);
    const auto from = q.params.has(1) ? q.integer(1, INT64_MAX, "block") : 0;
    const auto most = q.params.has(2) ? q.integer(2, kMostMoves, "most") : kMostMoves;
    if (q.params.error()) return *q.params.error();
    json::array out;
    for (const auto& move : q.ledger.coin_moves(owner, from, most)) out.push_back(move_json(move));
    return json::value(std::move(out));
}

Answered supply(Question& q) { return json::value(q.ledger.supply().value); }

Answered reading(Question& q) {
    const auto slot = q.slot(0);
    const auto posted = q.ledger.reading(slot, q.seat(1));
    return posted ? json::value(posted->value) : json::value(nullptr);
}

Answered settlement(Question& q) {
    const auto slot = q.slot(0);
    const auto found = q.ledger.settlement(slot, q.seat(1));
    if (!found) return json::value(nullptr);
    return json::value{{"slot", found->slot.index},
                       {"seat", found->seat},
                       {"contracted", found->contracted.value},
                       {"metered", found->metered.value},
                       {"deviation", found->deviation.value},
                       {"coins", found->coins.value},
                       {"estimated", found->estimated}};
}

Answered members(Question& q) {
    json::array out;
    for (const auto& member : q.ledger.members()) out.push_back(member_json(member));
    return json::value(std::move(out));
}

Answered member(Question& q) {
    const auto owner = q.params.address(0);
    const auto& all = q.ledger.members();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.owner == owner.bytes; });
    return found == all.end() ? json::value(nullptr) : member_json(*found);
}

Answered suite(Question& q) {
    const auto& s = q.suite;
    return json::value{{"authority", to_hex(s.authority)},
                       {"registry", to_hex(s.registry)},
                       {"coin", to_hex(s.coin)},
                       {"policy", to_hex(s.policy)},
                       {"market", to_hex(s.market)}};
}

Answered status(Question& q) {
    const auto rules = q.ledger.rules();
    const auto& all = q.ledger.members();
    const auto seats = std::count_if(all.begin(), all.end(), [](const auto& m) {
        return m.state == core::MemberState::kApproved;
    });
    return json::value{{"chainId", q.node.chain_id()},
                       {"height", q.node.height()},
                       {"hash", to_hex(q.node.head_hash())},
                       {"at", q.node.head().timestamp},
                       {"marketRuns", !q.ledger.paused()},
                       {"seats", seats},
                       {"slotSeconds", rules.slot_seconds},
                       {"gateSeconds", rules.gate_seconds},
                       {"readingSeconds", rules.reading_seconds},
                       {"disputeSeconds", rules.dispute_seconds}};
}

}  // namespace

rpc::ExtraMethods community_methods(std::function<std::optional<Address>(const Node&)> manager) {
    const auto reader = std::make_shared<Reader>(std::move(manager));
    constexpr std::pair<const char*, Answered (*)(Question&)> kMethods[] = {
        {"dure_conditions", conditions}, {"dure_book", book},       {"dure_slot", slot},
        {"dure_contracts", contracts},   {"dure_coins", coins},     {"dure_coinMoves", coin_moves},
        {"dure_supply", supply},         {"dure_reading", reading}, {"dure_settlement", settlement},
        {"dure_members", members},       {"dure_member", member},   {"dure_suite", suite},
        {"dure_status", status},
    };
    rpc::ExtraMethods out;
    for (const auto& [name, method] : kMethods) {
        out[name] = [reader, method = method](Node& node, Params& params) -> Answered {
            const auto* ledger = reader->ledger(node);
            if (ledger == nullptr)
                return Error{rpc::kServerError, "no community's contracts stand on this chain"};
            Question question{
                .node = node, .ledger = *ledger, .suite = reader->suite(), .params = params};
            return method(question);
        };
    }
    return out;
}

}  // namespace dure::chain::api
