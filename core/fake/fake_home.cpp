#include "core/fake/fake_home.hpp"

#include <algorithm>

#include "core/fake/day.hpp"

namespace dure::core::fake {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

DeviceState* device_of(PlantState& plant, DeviceKind kind) {
    const auto found =
        std::find_if(plant.devices.begin(), plant.devices.end(),
                     [kind](const DeviceState& device) { return device.kind == kind; });
    return found == plant.devices.end() ? nullptr : &*found;
}

Outcome refused(std::string reason) {
    return {.state = Outcome::State::kFailed, .reason = std::move(reason), .block = 0, .tx = {}};
}

Outcome done(const HomeView& view) {
    return {.state = Outcome::State::kFinal,
            .reason = {},
            .block = view.chain.head.height + 1,
            .tx = {}};
}

Outcome lease(HomeView& view, DeviceKind kind, LeaseState order) {
    auto* device = device_of(view.plant, kind);
    if (device == nullptr || device->link != LinkState::kOnline)
        return refused("device-unreachable");
    device->lease = std::move(order);
    return done(view);
}

}  // namespace

FakeHome::FakeHome(Scenario scenario)
    : since_(readings_since(scenario)), view_(std::make_shared<HomeView>(home_view(scenario))) {}

FakeHome::FakeHome(HomeView view)
    : since_(readings_since(Scenario::kNormal)),
      view_(std::make_shared<HomeView>(std::move(view))) {}

std::shared_ptr<const HomeView> FakeHome::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

Handler FakeHome::on_view(std::function<void(std::shared_ptr<const HomeView>)> listener) {
    const std::lock_guard lock(mutex_);
    const int id = next_listener_++;
    listeners_.emplace(id, std::move(listener));
    return Handler([this, id] {
        const std::lock_guard guard(mutex_);
        listeners_.erase(id);
    });
}

void FakeHome::show(HomeView view) {
    const std::lock_guard lock(mutex_);
    view_ = std::make_shared<HomeView>(std::move(view));
    for (const auto& [id, listener] : listeners_) listener(view_);
}

void FakeHome::request(const HomeRequest& request, Answer answer) {
    auto next = *view();
    requests_.push_back(request);
    const auto outcome = apply(next, request);
    if (outcome.state == Outcome::State::kFinal) show(std::move(next));
    if (answer) answer(outcome);
}

void FakeHome::usage(Period period, UtcTime moment, std::function<void(UsageSeries)> answer) {
    const auto now = view();
    answer(fake::usage(period, moment, since_, now->now, now->rules));
}

Outcome FakeHome::apply(HomeView& view, const HomeRequest& request) {
    const auto online = [&view] {
        return view.chain.state == ChainState::kNormal || view.chain.state == ChainState::kLate;
    };
    return std::visit(
        Overloaded{
            [&](const JoinCommunity&) {
                view.membership = Membership::kApplied;
                return done(view);
            },
            [&](const PutCondition& put) {
                if (!online()) return refused("offline");
                if (view.membership != Membership::kApproved) return refused("not-member");
                std::erase_if(view.conditions,
                              [&](const ConditionView& there) { return there.place == put.place; });
                view.conditions.push_back({.place = put.place,
                                           .condition = put.condition,
                                           .state = ConditionView::State::kActive,
                                           .reason = {}});
                std::sort(view.conditions.begin(), view.conditions.end(),
                          [](const auto& a, const auto& b) { return a.place < b.place; });
                return done(view);
            },
            [&](const RemoveCondition& remove) {
                if (!online()) return refused("offline");
                std::erase_if(view.conditions, [&](const ConditionView& there) {
                    return there.place == remove.place;
                });
                return done(view);
            },
            [&](const SendCoins& send) {
                if (!online()) return refused("offline");
                if (send.amount <= MilliWon{} ||
                    send.amount > view.coins.balance - view.coins.locked)
                    return refused("no-coin");
                view.coins.balance -= send.amount;
                view.coin_moves.insert(view.coin_moves.begin(),
                                       CoinMove{.block = view.chain.head.height + 1,
                                                .at = view.now,
                                                .tx = {},
                                                .cause = CoinMove::Cause::kTransfer,
                                                .from = view.address,
                                                .to = send.to,
                                                .amount = send.amount,
                                                .slot = std::nullopt});
                return done(view);
            },
            [&](const LimitOutput& limit) {
                return lease(view, DeviceKind::kInverter,
                             {.phase = LeaseState::Phase::kVerified,
                              .commander = Commander::kResident,
                              .limit_permille = limit.permille,
                              .until = view.now + limit.duration,
                              .reversion_seconds = 120,
                              .reason = {}});
            },
            [&](const HoldBattery& hold) {
                return lease(view, DeviceKind::kBattery,
                             {.phase = LeaseState::Phase::kVerified,
                              .commander = Commander::kResident,
                              .limit_permille = std::nullopt,
                              .until = view.now + hold.duration,
                              .reversion_seconds = 120,
                              .reason = {}});
            },
            [&](const ReleaseOutput&) { return lease(view, DeviceKind::kInverter, {}); },
            [&](const ReleaseBattery&) { return lease(view, DeviceKind::kBattery, {}); },
            [&](const StopSelling&) {
                view.plant.selling_stopped = true;
                return done(view);
            },
            [&](const ResumeSelling&) {
                view.plant.selling_stopped = false;
                return done(view);
            },
            [&](const PauseAgent& pause) {
                view.agent_paused = pause.paused;
                return done(view);
            },
        },
        request);
}

}  // namespace dure::core::fake
