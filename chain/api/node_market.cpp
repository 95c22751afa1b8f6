#include "chain/api/node_market.hpp"

#include <algorithm>

#include "chain/api/coin.hpp"
#include "chain/api/conditions.hpp"
#include "chain/api/contracts.hpp"
#include "chain/api/governance_calls.hpp"
#include "chain/api/membership.hpp"
#include "chain/api/monitoring.hpp"
#include "chain/api/settlement.hpp"

namespace dure::chain::api {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

core::Outcome failed(std::string reason) {
    return {
        .state = core::Outcome::State::kFailed, .reason = std::move(reason), .block = 0, .tx = {}};
}

}  // namespace

Community::Community(Node& node, const Suite& suite, std::uint64_t look_back)
    : node_(node),
      suite_(suite),
      ledger_(node, suite, look_back),
      outbox_(node),
      readings_(node, ledger_, outbox_, suite),
      blocks_(node.on_block([this](const BlockRecord& block) { take(block); })),
      letters_(node.on_letter([this](const Letter&) { readings_.take_letter(); })) {}

void Community::take(const BlockRecord& block) {
    const auto news = ledger_.take(block);
    outbox_.take(block);
    readings_.take_block();
    listeners_.tell(news);
}

void Community::tick(core::UtcTime now) { readings_.tick(now); }

/// What to send and which keys may sign it, the preferred one first.
struct NodeMarket::Signing {
    Message message;
    std::vector<const SecretKey*> keys;
    std::string refusal;  ///< why it is not even tried
};

NodeMarket::NodeMarket(Community& community, MemberKeys keys)
    : community_(community), keys_(std::move(keys)) {
    if (keys_.owner_key) keys_.owner = address_of(*keys_.owner_key);
}
NodeMarket::~NodeMarket() = default;

void NodeMarket::unlock(SecretKey owner) {
    keys_.owner = address_of(owner);
    keys_.owner_key.emplace(std::move(owner));
    renew_agent_limits();
}

void NodeMarket::renew_agent_limits() {
    const auto me = member(self());
    if (!me || me->state != core::MemberState::kApproved || !keys_.agent_key) return;
    const auto& suite = community_.suite();
    auto limits =
        read_agent_limits(community_.ledger().view(suite.policy, ask_agent_limits(me->seat)));
    if (!limits || limits->until > head().at + kLongestLimits / 2) return;
    limits->until = head().at + kLongestLimits;
    // A renewal that fails is tried at the next unlocking; until then the agent's refusals say so.
    community_.outbox().send(*keys_.owner_key, set_agent_limits(suite, *limits),
                             [](const core::Outcome&) {});
}
void NodeMarket::lock() { keys_.owner_key.reset(); }

core::ChainHead NodeMarket::head() const {
    const auto& node = community_.node();
    return {.height = node.height(),
            .hash = node.head_hash().bytes,
            .at = core::UtcTime{std::chrono::seconds{node.head().timestamp}},
            .chain_id = node.chain_id()};
}
core::SlotRules NodeMarket::rules() const { return community_.ledger().rules(); }
bool NodeMarket::paused() const { return community_.ledger().paused(); }
core::Book NodeMarket::book(core::Slot slot) const { return community_.ledger().book(slot); }

core::Handler NodeMarket::on_news(std::function<void(const core::MarketNews&)> listener) {
    auto subscription = std::make_shared<Subscription>(community_.on_news(std::move(listener)));
    return core::Handler{[subscription] { subscription->reset(); }};
}

core::AddressBytes NodeMarket::self() const { return keys_.owner.bytes; }

std::optional<core::Member> NodeMarket::member(const core::AddressBytes& owner) const {
    const auto& all = community_.ledger().members();
    const auto found = std::ranges::find(all, owner, &core::Member::owner);
    if (found == all.end()) return std::nullopt;
    return *found;
}
std::vector<core::Member> NodeMarket::members() const { return community_.ledger().members(); }
core::Conditions NodeMarket::conditions(core::Seat seat) const {
    return community_.ledger().conditions(seat);
}
std::optional<core::SlotResult> NodeMarket::slot(core::Slot slot) const {
    return community_.ledger().slot(slot);
}
std::vector<core::Contract> NodeMarket::contracts(core::Slot slot) const {
    return community_.ledger().contracts(slot);
}
std::optional<core::SeatSettlement> NodeMarket::settlement(core::Slot slot, core::Seat seat) const {
    return community_.ledger().settlement(slot, seat);
}
std::optional<core::Wh> NodeMarket::reading(core::Slot slot, core::Seat seat) const {
    return community_.ledger().reading(slot, seat);
}
core::Coins NodeMarket::coins(const core::AddressBytes& owner) const {
    return community_.ledger().coins(Address{owner});
}
core::MilliWon NodeMarket::supply() const { return community_.ledger().supply(); }
std::vector<core::CoinMove> NodeMarket::coin_moves(const core::AddressBytes& owner,
                                                   std::uint64_t from_block,
                                                   std::size_t most) const {
    return community_.ledger().coin_moves(Address{owner}, from_block, most);
}

NodeMarket::Signing NodeMarket::signing(const core::MarketCommand& command) const {
    const auto& suite = community_.suite();
    const auto seats = community_.ledger().members().size();
    std::vector<const SecretKey*> owner, either;
    if (keys_.owner_key) owner.push_back(&*keys_.owner_key);
    if (keys_.agent_key) either.push_back(&*keys_.agent_key);
    either.insert(either.end(), owner.begin(), owner.end());
    const auto by_owner = [&](Message message) {
        return Signing{.message = std::move(message), .keys = owner, .refusal = {}};
    };
    const auto by_either = [&](Message message) {
        return Signing{.message = std::move(message), .keys = either, .refusal = {}};
    };
    const auto refused = [](std::string reason) {
        return Signing{.message = {}, .keys = {}, .refusal = std::move(reason)};
    };
    return std::visit(
        Overloaded{
            [&](const core::ApplyForSeat& c) { return by_owner(apply_for_seat(suite, c)); },
            [&](const core::ApproveMember& c) {
                return by_owner(approve_member(suite, Address{c.owner}));
            },
            [&](const core::DenyMember& c) {
                return by_owner(deny_member(suite, Address{c.owner}));
            },
            [&](const core::AdmitNode& c) {
                return by_owner({.to = kGovernanceAddress,
                                 .data = approve_node(NodeKey{c.key}, Address{c.owner})});
            },
            [&](const core::RefuseNode& c) {
                return by_owner({.to = kGovernanceAddress, .data = revoke_node(NodeKey{c.key})});
            },
            [&](const core::LeaveSeat&) { return by_owner(leave_seat(suite)); },
            [&](const core::SetConditions& c) {
                const auto too_much = std::ranges::any_of(
                    c.conditions, [](const core::Condition& one) { return one.wh >= 1U << 20; });
                if (too_much) return refused("too-much-energy");
                return by_either(set_conditions(suite, c.conditions));
            },
            [&](const core::ReportReading&) { return refused("failed"); },
            [&](const core::ClearSlot& c) { return by_either(clear_slot(suite, c.slot, seats)); },
            [&](const core::SettleSlot& c) { return by_either(settle_slot(suite, c.slot, seats)); },
            [&](const core::SendCoins& c) {
                if (c.amount.value <= 0) return refused("bad-amount");
                return by_owner(send_coins(suite, Address{c.to}, c.amount));
            },
            [&](const core::GrantCoins& c) {
                if (c.amount.value <= 0) return refused("bad-amount");
                return by_owner(deposit_coins(suite, Address{c.to}, c.amount));
            },
            [&](const core::PauseMarket& c) {
                return by_owner(
                    set_market_run(suite, c.paused ? MarketRun::kPaused : MarketRun::kRunning));
            }},
        command);
}

void NodeMarket::submit(const core::MarketCommand& command,
                        std::function<void(const core::Outcome&)> done) {
    if (const auto* reading = std::get_if<core::ReportReading>(&command)) {
        return report(*reading, std::move(done));
    }
    const auto signing = this->signing(command);
    if (!signing.refusal.empty()) return done(failed(signing.refusal));
    if (signing.keys.empty()) return done(failed("locked"));
    // The agent's key first; where its limits say no, the owner's, if it is at hand.
    auto& outbox = community_.outbox();
    for (std::size_t i = 0; i + 1 < signing.keys.size(); ++i) {
        if (outbox.check(address_of(*signing.keys[i]), signing.message).empty()) {
            return outbox.send(*signing.keys[i], signing.message, std::move(done));
        }
    }
    outbox.send(*signing.keys.back(), signing.message, std::move(done));
}

void NodeMarket::report(const core::ReportReading& reading, Outbox::Done done) {
    const auto me = member(self());
    if (!me || me->state != core::MemberState::kApproved) return done(failed("not-member"));
    if (!keys_.meter_key) return done(failed("no-meter-key"));
    const auto digest = reading_digest(community_.suite(), community_.node().chain_id(),
                                       reading.slot, me->seat, reading.net_wh);
    community_.readings().add({.slot = reading.slot,
                               .seat = me->seat,
                               .net_wh = reading.net_wh,
                               .signature = sign(digest, *keys_.meter_key)},
                              std::move(done), keys_.agent_key ? &*keys_.agent_key : nullptr);
}

}  // namespace dure::chain::api
