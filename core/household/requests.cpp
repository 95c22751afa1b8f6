// What a resident may ask, and the stable ids of what is refused.
#include <type_traits>

#include "core/household/body.hpp"

namespace dure::core {
namespace {

constexpr std::int32_t kLeastPermille = 10, kMostPermille = 1000;

template <class Order>
constexpr bool kAtOnce = std::is_same_v<Order, StopSelling> || std::is_same_v<Order, ResumeSelling>;

Outcome outcome(Outcome::State state, std::string_view reason = {}) {
    return {.state = state, .reason = std::string{reason}, .block = 0, .tx = {}};
}

}  // namespace

void Household::Body::refuse(const Answer& answer, Refusal reason) const {
    if (answer) answer(outcome(Outcome::State::kFailed, reason));
}

void Household::Body::done(const Answer& answer) const {
    if (answer) answer(outcome(Outcome::State::kFinal));
}

void Household::Body::submit(const MarketCommand& command, const Answer& answer) {
    parts_.market.submit(command, [weak = weak_from_this(), answer](const Outcome& result) {
        if (const auto body = weak.lock()) body->dirty_ = body->chain_dirty_ = true;
        if (answer) answer(result);
    });
}

void Household::Body::handle(const HomeRequest& request, const Answer& answer) {
    if (chain_dirty_) read_chain();
    std::visit([&](const auto& wish) { ask(wish, answer); }, request);
    dirty_ = true;
}

void Household::Body::ask(const JoinCommunity& join, const Answer& answer) {
    if (!chain_ready()) return refuse(answer, "offline");
    const bool inside =
        me_ && (me_->state == MemberState::kApplied || me_->state == MemberState::kApproved);
    if (inside) return refuse(answer, "already-member");
    if (join.building == 0 || join.unit == 0) return refuse(answer, "unit-missing");
    if (join.invite.empty()) return refuse(answer, "wrong-invite");
    ApplyForSeat apply;
    apply.kind = join.kind;
    apply.feeder = settings_.feeder != 0 ? settings_.feeder : join.building;
    apply.rated_watts =
        rated_ > Watt{} ? static_cast<std::uint32_t>(rated_.value) : settings_.rated_watts;
    apply.meter_key = settings_.meter_key;
    apply.agent_key = settings_.agent_key;
    if (settings_.commit) apply.unit_commitment = settings_.commit(join);
    submit(apply, answer);
}

void Household::Body::want(const Conditions& wishes, const Answer& answer) {
    agent_.want(wishes);
    if (parts_.memory) parts_.memory->remember(kWishesKey, encode_wishes(wishes));
    ++wishes_version_;
    if (!answer) return;
    answer(outcome(Outcome::State::kPending));
    waiting_.emplace_back(wishes_version_, answer);
}

void Household::Body::ask(const PutCondition& put, const Answer& answer) {
    if (!seat()) return refuse(answer, "not-member");
    // Without knowing the other places they would be lost with this one's word.
    if (!agent_.wishes() && !chain_ready()) return refuse(answer, "offline");
    Conditions wishes = agent_.wishes().value_or(on_chain_);
    const WishLimits limits{.rated = rated_ > Watt{} ? rated_ : Watt{settings_.rated_watts},
                            .grid_limit = settings_.grid_limit,
                            .slot_seconds = energy_->rules().slot_seconds};
    if (const auto reason = refuse_condition(wishes, put, limits); !reason.empty())
        return refuse(answer, reason);
    wishes[put.place] = put.condition;
    want(wishes, answer);
}

void Household::Body::ask(const RemoveCondition& remove, const Answer& answer) {
    if (!seat()) return refuse(answer, "not-member");
    if (!agent_.wishes() && !chain_ready()) return refuse(answer, "offline");
    Conditions wishes = agent_.wishes().value_or(on_chain_);
    if (remove.place >= wishes.size()) return refuse(answer, "beyond-limits");
    if (wishes[remove.place].empty()) return refuse(answer, "empty");
    wishes[remove.place] = {};
    want(wishes, answer);
}

void Household::Body::ask(const SendCoins& send, const Answer& answer) {
    if (!chain_ready()) return refuse(answer, "offline");
    if (send.amount <= MilliWon{}) return refuse(answer, "empty");
    if (send.to == AddressBytes{} || send.to == parts_.market.self())
        return refuse(answer, "unknown-receiver");
    if (send.amount > coins_.balance - coins_.locked) return refuse(answer, "no-coin");
    submit(send, answer);
}

void Household::Body::ask(const PauseAgent& pause, const Answer& answer) {
    agent_.pause(pause.paused);
    if (parts_.memory) parts_.memory->remember(kPausedKey, pause.paused ? "1" : "0");
    done(answer);
}

void Household::Body::ask(const LimitOutput& limit, const Answer& answer) {
    if (!parts_.plant) return refuse(answer, "no-device");
    const bool sound = limit.permille >= kLeastPermille && limit.permille <= kMostPermille &&
                       limit.duration > std::chrono::seconds{0};
    if (!sound) return refuse(answer, "beyond-limits");
    parts_.plant->order(limit, Commander::kResident);
    done(answer);
}

template <class Order>
void Household::Body::ask(const Order& order, const Answer& answer) {
    if (!parts_.plant) return refuse(answer, "no-device");
    if constexpr (!kAtOnce<Order>) parts_.plant->order(order, Commander::kResident);
    done(answer);
}

void Household::Body::order_at_once(const HomeRequest& request) {
    if (!parts_.plant) return;
    std::visit(
        [this]<class Wish>(const Wish& wish) {
            if constexpr (kAtOnce<Wish>) parts_.plant->order(wish, Commander::kResident);
        },
        request);
}

}  // namespace dure::core
