#include "devices/control/controller.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace dure::devices {

namespace {

constexpr std::int32_t kLeastPermille = 10;  // zero sends some inverters to standby
constexpr std::int32_t kMostPermille = 1000;
constexpr std::int32_t kFollowStep = 10;  // load changes below 1 % are not worth a write
constexpr core::MonotonicTime kFollowUpAfter{3000};
constexpr std::uint16_t kNotImplemented = 0xFFFF;

/// The order of the setting registers of model 123, offsets 5…8, and of model 124, offsets 12…15.
enum LimitSetting : std::size_t { kPercent, kWindow, kReversion, kRamp };
enum HoldSetting : std::size_t { kDischarge, kCharge, kHoldWindow, kHoldReversion };

struct Found {
    LeaseShape shape;
    LeaseRegisters seen;
    int scale = 0;
};

std::uint16_t address(const core::RegisterModel& model, std::string_view point) {
    const auto* layout = sunspec::layout_of(model.id);
    return static_cast<std::uint16_t>(model.address +
                                      sunspec::find_point(layout->fixed, point)->offset);
}

std::uint16_t word(const sunspec::ModelView& view, std::string_view point, std::uint16_t missing) {
    const auto value = view.raw(point);
    return value ? static_cast<std::uint16_t>(*value) : missing;
}

std::optional<Found> find_limit(const core::RegisterModel& model, const sunspec::ModelView& view) {
    const auto scale = view.scale_of("WMaxLimPct");
    const auto on = view.raw("WMaxLim_Ena");
    if (!scale || !on) return std::nullopt;
    Found found{.shape = {.settings = address(model, "WMaxLimPct"),
                          .on = address(model, "WMaxLim_Ena"),
                          .value = kPercent,
                          .reversion = kReversion},
                .seen = {.settings = {}, .on = static_cast<std::uint16_t>(*on)},
                .scale = *scale};
    for (const auto* point :
         {"WMaxLimPct", "WMaxLimPct_WinTms", "WMaxLimPct_RvrtTms", "WMaxLimPct_RmpTms"}) {
        found.seen.settings.push_back(word(view, point, kNotImplemented));
    }
    return found;
}

std::optional<Found> find_hold(const core::RegisterModel& model, const sunspec::ModelView& view) {
    constexpr std::uint16_t kMissingRate = 0x8000;
    const auto scale = view.scale_of("OutWRte");
    const auto on = view.raw("StorCtl_Mod");
    if (!scale || !on) return std::nullopt;
    Found found{.shape = {.settings = address(model, "OutWRte"),
                          .on = address(model, "StorCtl_Mod"),
                          .value = kDischarge,
                          .reversion = kHoldReversion},
                .seen = {.settings = {}, .on = static_cast<std::uint16_t>(*on)},
                .scale = *scale};
    for (const auto* point : {"OutWRte", "InWRte"}) {
        found.seen.settings.push_back(word(view, point, kMissingRate));
    }
    for (const auto* point : {"InOutWRte_WinTms", "InOutWRte_RvrtTms"}) {
        found.seen.settings.push_back(word(view, point, kNotImplemented));
    }
    return found;
}

/// One permille of WMax in register units.
double per_permille(int scale) { return std::pow(10.0, -1 - scale); }

std::int64_t unix_seconds(const std::optional<core::UtcTime>& at) {
    return at ? std::chrono::floor<std::chrono::seconds>(*at).time_since_epoch().count() : 0;
}

core::Watt tolerance(const std::optional<core::Watt>& rated) {
    return core::Watt{std::max<std::int64_t>(50, rated ? rated->value / 50 : 0)};
}

}  // namespace

Controller::Controller(std::filesystem::path record_dir, ControlTiming timing)
    : record_dir_(std::move(record_dir)),
      timing_(timing),
      limit_(timing.lease),
      hold_(timing.lease) {}

void Controller::take(Slot& slot, Order order, RegisterLease& lease) {
    const bool outranked =
        slot && slot->who == core::Commander::kResident && order.who != core::Commander::kResident;
    if (outranked) return;
    slot = order;
    lease.begin_order();
}

void Controller::drop(Slot& slot, core::Commander who) {
    const bool outranked =
        slot && slot->who == core::Commander::kResident && who != core::Commander::kResident;
    if (!outranked) slot.reset();
}

void Controller::order(const core::LimitOutput& order, core::Commander who) {
    take(limit_order_,
         {.who = who,
          .permille = std::clamp(order.permille, kLeastPermille, kMostPermille),
          .duration = order.duration,
          .until = std::nullopt,
          .ends = std::nullopt},
         limit_);
}

void Controller::order(const core::HoldBattery& order, core::Commander who) {
    take(hold_order_,
         {.who = who,
          .permille = 0,
          .duration = order.duration,
          .until = std::nullopt,
          .ends = std::nullopt},
         hold_);
}

void Controller::order(core::ReleaseOutput, core::Commander who) { drop(limit_order_, who); }
void Controller::order(core::ReleaseBattery, core::Commander who) { drop(hold_order_, who); }

void Controller::order(core::StopSelling, core::Commander who) {
    if (!stopped_by_) limit_.begin_order();
    if (stopped_by_ != core::Commander::kResident) stopped_by_ = who;
}

void Controller::order(core::ResumeSelling, core::Commander who) {
    if (stopped_by_ == core::Commander::kResident && who != core::Commander::kResident) return;
    stopped_by_.reset();
    follow_.reset();
    followed_at_.reset();
}

void Controller::contact(const Device& device) {
    device_ = device;
    limit_.contact(RecordStore(record_dir_, device.serial, "limit"));
    hold_.contact(RecordStore(record_dir_, device.serial, "hold"));
}

void Controller::disconnected() {
    limit_.disconnected();
    hold_.disconnected();
    writing_ = nullptr;
}

void Controller::leave() { leaving_ = true; }

bool Controller::idle() const { return limit_.idle() && hold_.idle(); }

void Controller::age(Slot& slot, const Sight& sight) {
    if (!slot) return;
    if (!slot->until) {
        slot->until = sight.market + slot->duration;
        slot->ends = sight.real + slot->duration;
    }
    if (sight.market >= *slot->until || sight.real >= *slot->ends) slot.reset();
}

std::optional<std::int32_t> Controller::stop_permille(const Sight& sight) {
    if (!stopped_by_ || !sight.rated || sight.rated->value <= 0) return std::nullopt;
    if (!sight.grid || !sight.output) {
        // Without knowing the load, the least output is the only way to export nothing.
        follow_ = follow_.value_or(kLeastPermille);
        return follow_;
    }
    const std::int64_t load = std::max<std::int64_t>(0, sight.output->value + sight.grid->value);
    const auto target = static_cast<std::int32_t>(std::clamp<std::int64_t>(
        load * kMostPermille / sight.rated->value, kLeastPermille, kMostPermille));
    const bool first = !follow_;
    const bool down = follow_ && target <= *follow_ - kFollowStep;
    const bool up = follow_ && target >= *follow_ + kFollowStep &&
                    (!followed_at_ || sight.real - *followed_at_ >= kFollowUpAfter);
    if (first || down || up) {
        follow_ = target;
        followed_at_ = sight.real;
    }
    return follow_;
}

std::optional<Request> Controller::step(const Sight& sight) {
    age(limit_order_, sight);
    age(hold_order_, sight);
    if (leaving_) {
        limit_order_.reset();
        hold_order_.reset();
        order(core::ResumeSelling{}, core::Commander::kResident);
    }
    auto limit = step_limit(sight);
    auto hold = step_hold(sight);
    if (last_write_ && sight.real - *last_write_ < timing_.write_gap) return std::nullopt;
    if (!limit && !hold) return std::nullopt;
    last_write_ = sight.real;
    writing_ = limit ? &limit_ : &hold_;
    return limit ? limit : hold;
}

std::optional<Request> Controller::step_limit(const Sight& sight) {
    auto permille = stop_permille(sight);
    if (limit_order_) permille = std::min(permille.value_or(kMostPermille), limit_order_->permille);
    permille_ = permille;
    const auto view = device_.controls ? sight.image->view(*device_.controls) : std::nullopt;
    const auto found = view ? find_limit(*device_.controls, *view) : std::nullopt;
    unsupported_limit_ = !found && (limit_order_ || stopped_by_);
    foreign_.reset();
    if (!found) return std::nullopt;

    RegisterLease::Sight lease{.shape = found->shape, .seen = found->seen, .wanted = {}};
    const auto ramp = found->seen.settings[kRamp];
    if (permille) {
        auto wanted = found->seen;
        const double raw = *permille * per_permille(found->scale);
        wanted.settings[kPercent] =
            static_cast<std::uint16_t>(std::clamp(std::floor(raw), 1.0, 65534.0));
        if (wanted.settings[kWindow] != kNotImplemented) wanted.settings[kWindow] = 0;
        wanted.settings[kReversion] = timing_.reversion_seconds;
        if (ramp != kNotImplemented) wanted.settings[kRamp] = 0;
        wanted.on = 1;
        lease.wanted = wanted;
    }
    lease.tolerance =
        static_cast<std::uint16_t>(std::clamp(per_permille(found->scale), 0.0, 100.0));
    lease.until = unix_seconds(limit_order_ ? limit_order_->until : std::nullopt);
    lease.now = sight.real;
    lease.effect = limit_effect(sight);
    auto request = limit_.step(lease);
    if (found->seen.on != 0 && limit_.idle()) {
        foreign_ = static_cast<std::int32_t>(
            std::lround(found->seen.settings[kPercent] / per_permille(found->scale)));
    }
    return request;
}

Effect Controller::limit_effect(const Sight& sight) const {
    if (!permille_ || !sight.output || !sight.rated) return Effect::kUnknown;
    const core::Watt allowed{sight.rated->value * *permille_ / kMostPermille};
    return *sight.output <= allowed + tolerance(sight.rated) ? Effect::kObeyed : Effect::kViolated;
}

std::optional<Request> Controller::step_hold(const Sight& sight) {
    const auto view = device_.storage ? sight.image->view(*device_.storage) : std::nullopt;
    const auto found = view ? find_hold(*device_.storage, *view) : std::nullopt;
    unsupported_hold_ = !found && hold_order_;
    if (!found) return std::nullopt;

    constexpr std::uint16_t kDischargeLimited = 2;
    RegisterLease::Sight lease{.shape = found->shape, .seen = found->seen, .wanted = {}};
    if (hold_order_) {
        auto wanted = found->seen;
        wanted.settings[kDischarge] = 0;
        if (wanted.settings[kHoldWindow] != kNotImplemented) wanted.settings[kHoldWindow] = 0;
        wanted.settings[kHoldReversion] = timing_.reversion_seconds;
        wanted.on = kDischargeLimited;
        lease.wanted = wanted;
    }
    lease.until = unix_seconds(hold_order_ ? hold_order_->until : std::nullopt);
    lease.now = sight.real;
    if (sight.battery) {
        lease.effect =
            *sight.battery <= tolerance(sight.rated) ? Effect::kObeyed : Effect::kViolated;
    }
    return hold_.step(lease);
}

void Controller::written(const Answer& answer, core::MonotonicTime now) {
    if (writing_ == nullptr) return;
    last_write_ = now;
    std::exchange(writing_, nullptr)->written(answer, now);
}

core::LeaseState Controller::limit_state() const {
    core::LeaseState state;
    state.phase = limit_.phase();
    state.reason = limit_.reason();
    state.commander = limit_order_  ? limit_order_->who
                      : stopped_by_ ? *stopped_by_
                                    : core::Commander::kNobody;
    if (limit_order_ || stopped_by_) state.limit_permille = permille_;
    if (limit_order_ && !stopped_by_) state.until = limit_order_->until;
    state.reversion_seconds = limit_.reversion_seconds();
    if (unsupported_limit_) {
        state.phase = core::LeaseState::Phase::kRefused;
        state.reason = "not-supported";
    }
    if (foreign_) {
        const bool asked = limit_order_ || stopped_by_;
        state.phase = asked ? core::LeaseState::Phase::kRefused : core::LeaseState::Phase::kActive;
        state.reason = "foreign-limit";
        state.commander = core::Commander::kForeign;
        state.limit_permille = foreign_;
        state.reversion_seconds = 0;
    }
    return state;
}

core::LeaseState Controller::hold_state() const {
    core::LeaseState state;
    state.phase = hold_.phase();
    state.reason = hold_.reason();
    if (hold_order_) {
        state.commander = hold_order_->who;
        state.until = hold_order_->until;
    }
    state.reversion_seconds = hold_.reversion_seconds();
    if (unsupported_hold_) {
        state.phase = core::LeaseState::Phase::kRefused;
        state.reason = "not-supported";
    }
    if (state.reason == "foreign-limit") state.commander = core::Commander::kForeign;
    return state;
}

}  // namespace dure::devices
