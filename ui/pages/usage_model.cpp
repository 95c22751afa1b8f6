#include "ui/pages/usage_model.hpp"

#include <QTimeZone>
#include <algorithm>
#include <numeric>

#include "ui/format/format.hpp"

namespace dure::ui {
namespace {

constexpr std::size_t kMostBars = 96;

UsageBar bar_of(const core::UsageBucket& bucket) {
    const auto& sum = bucket.sum;
    const auto rest_in = std::max<std::int64_t>(0, sum.imported.value - sum.bought.value);
    const auto rest_out = std::max<std::int64_t>(0, sum.exported.value - sum.sold.value);
    return {.start = bucket.start,
            .end = bucket.end,
            .in = {sum.generated.value, sum.discharged.value, sum.bought.value, rest_in},
            .out = {sum.consumed.value, sum.charged.value, sum.sold.value, rest_out},
            .earned = sum.earned.value,
            .paid = sum.paid.value,
            .covered = bucket.covered > 0};
}

void add(UsageBar& sum, const UsageBar& bar) {
    for (std::size_t i = 0; i < 4; ++i) {
        sum.in[i] += bar.in[i];
        sum.out[i] += bar.out[i];
    }
    sum.earned += bar.earned;
    sum.paid += bar.paid;
    sum.covered = sum.covered || bar.covered;
}

core::Period port_period(UsageModel::Period period) { return static_cast<core::Period>(period); }

}  // namespace

UsageModel::UsageModel(QObject* parent) : ViewModel(Follows::kHome, parent) {
    moment_ = now();
    load();
}

void UsageModel::setPeriod(Period period) {
    if (period == period_) return;
    period_ = period;
    moment_ = now();
    follows_now_ = true;
    load();
}

void UsageModel::setMoney(bool money) {
    money_ = money;
    Q_EMIT seriesChanged();
    Q_EMIT changed();
}

void UsageModel::setSelected(int index) {
    const int wanted = index >= 0 && index < static_cast<int>(bars_.size()) ? index : -1;
    if (wanted == selected_) return;
    selected_ = wanted;
    Q_EMIT seriesChanged();
    Q_EMIT changed();
}

bool UsageModel::canGoForward() const {
    return series_.end <= now() && series_.end > core::UtcTime{};
}

void UsageModel::move(int steps) {
    if (steps > 0 && !canGoForward()) return;
    auto local = format::local(series_.start > core::UtcTime{} ? series_.start : moment_);
    switch (period_) {
        case Period::Day:
            local = local.addDays(steps);
            break;
        case Period::Week:
            local = local.addDays(7 * steps);
            break;
        case Period::Month:
            local = local.addMonths(steps);
            break;
        case Period::Year:
            local = local.addYears(steps);
            break;
    }
    moment_ = format::utc(local);
    load();
    follows_now_ = moment_ <= now() && steps > 0 && !canGoForward();
}

// New readings arrive slot by slot; asking again more often than that shows nothing new.
void UsageModel::refresh() {
    const auto slot = std::chrono::seconds{std::max(1U, home().rules.slot_seconds)};
    if (now() - loaded_for_ < slot) return;
    if (follows_now_) moment_ = now();
    const bool grows = series_.end == core::UtcTime{} || series_.end > loaded_for_;
    if (grows || follows_now_) load();
}

void UsageModel::load() {
    loading_ = true;
    loaded_for_ = now();
    const auto question = ++question_;
    session().usage(port_period(period_), moment_, this,
                    [this, question](const core::UsageSeries& series) {
                        if (question != question_) return;
                        show(series);
                    });
    Q_EMIT changed();
}

void UsageModel::show(const core::UsageSeries& series) {
    const bool other_period = series.start != series_.start || series.period != series_.period;
    loading_ = false;
    series_ = series;
    bars_.clear();
    // Equal groups of neighbouring buckets, so that short slots do not make thousands of bars.
    const auto group =
        std::max<std::size_t>(1, (series.buckets.size() + kMostBars - 1) / kMostBars);
    for (std::size_t i = 0; i < series.buckets.size(); ++i) {
        const auto bar = bar_of(series.buckets[i]);
        if (i % group == 0) {
            bars_.push_back(bar);
            continue;
        }
        add(bars_.back(), bar);
        bars_.back().end = bar.end;
    }
    if (other_period || selected_ >= static_cast<int>(bars_.size())) selected_ = -1;
    Q_EMIT seriesChanged();
    Q_EMIT changed();
}

QString UsageModel::title() const {
    if (series_.start == core::UtcTime{}) return {};
    const auto start = series_.start;
    switch (period_) {
        case Period::Day: {
            if (format::local(start).date() != format::local(now()).date())
                return format::date(start);
            //% "Today %1"
            return qtTrId("dure.usage.today").arg(format::date(start));
        }
        case Period::Week:
            //% "%1 ~ %2"
            return qtTrId("dure.usage.range")
                .arg(format::short_date(start),
                     format::short_date(series_.end - std::chrono::hours{1}));
        case Period::Month:
            return format::month(start);
        case Period::Year:
            return format::year(start);
    }
    return {};
}

bool UsageModel::empty() const {
    return std::none_of(bars_.begin(), bars_.end(),
                        [](const UsageBar& bar) { return bar.covered; });
}

UsageBar UsageModel::shown() const {
    if (selected_ >= 0) return bars_[static_cast<std::size_t>(selected_)];
    UsageBar sum{.start = series_.start, .end = series_.end};
    for (const auto& bar : bars_) add(sum, bar);
    return sum;
}

QString UsageModel::spanCaption() const {
    if (selected_ < 0) {
        switch (period_) {
            //% "Whole day"
            case Period::Day:
                return qtTrId("dure.usage.whole-day");
            //% "Whole week"
            case Period::Week:
                return qtTrId("dure.usage.whole-week");
            //% "Whole month"
            case Period::Month:
                return qtTrId("dure.usage.whole-month");
            //% "Whole year"
            case Period::Year:
                return qtTrId("dure.usage.whole-year");
        }
    }
    const auto bar = shown();
    if (period_ == Period::Day) return format::day_half(bar.start);
    if (period_ == Period::Year) return format::year(bar.start);
    //% "One day"
    return qtTrId("dure.usage.one-day");
}

QString UsageModel::span() const {
    const auto bar = shown();
    //% "Total"
    if (selected_ < 0) return qtTrId("dure.usage.total");
    switch (period_) {
        case Period::Day:
            return format::time_range(bar.start, bar.end);
        case Period::Week:
        case Period::Month:
            return format::date(bar.start);
        case Period::Year:
            return format::month(bar.start);
    }
    return {};
}

// One slot of a day is read as mean power, everything else as energy.
Quantity UsageModel::amount(std::int64_t wh, const UsageBar& bar) const {
    if (!bar.covered) return format::energy(std::nullopt);
    if (selected_ < 0 || !as_power()) return format::energy(core::Wh{wh});
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(bar.end - bar.start).count();
    return format::power(core::Watt{seconds > 0 ? wh * 3600 / seconds : 0});
}

Quantity UsageModel::generated() const { return amount(shown().in[0], shown()); }
Quantity UsageModel::consumed() const { return amount(shown().out[0], shown()); }

Quantity UsageModel::battery() const {
    const auto bar = shown();
    return amount(std::max(bar.in[1], bar.out[1]), bar);
}

QString UsageModel::batteryLabel() const {
    const auto bar = shown();
    //% "From battery"
    if (bar.in[1] > bar.out[1]) return qtTrId("dure.usage.battery-out");
    //% "Into battery"
    return qtTrId("dure.usage.battery-in");
}

Quantity UsageModel::trade() const {
    const auto bar = shown();
    return amount(std::max(bar.in[2], bar.out[2]), bar);
}

QString UsageModel::tradeLabel() const {
    const auto bar = shown();
    //% "Bought"
    if (bar.in[2] > bar.out[2]) return qtTrId("dure.usage.bought");
    //% "Sold"
    return qtTrId("dure.usage.sold");
}

Quantity UsageModel::grid() const {
    const auto bar = shown();
    return amount(std::max(bar.in[3], bar.out[3]), bar);
}

QString UsageModel::gridLabel() const {
    const auto bar = shown();
    //% "Grid"
    if (bar.in[3] == 0 && bar.out[3] == 0) return qtTrId("dure.energy.grid");
    //% "From grid"
    if (bar.in[3] >= bar.out[3]) return qtTrId("dure.usage.grid-in");
    //% "To grid"
    return qtTrId("dure.usage.grid-out");
}

Quantity UsageModel::earned() const { return format::won(core::MilliWon{shown().earned}); }
Quantity UsageModel::paid() const { return format::won(core::MilliWon{shown().paid}); }

QString UsageModel::coverage() const {
    std::uint32_t due = 0, covered = 0;
    for (const auto& bucket : series_.buckets) {
        if (bucket.end > now()) continue;
        due += bucket.slots;
        covered += bucket.covered;
    }
    if (due == 0 || covered >= due) return {};
    //% "%1 of %2 readings are missing; nothing is filled in for them."
    return qtTrId("dure.usage.missing").arg(due - covered).arg(due);
}

}  // namespace dure::ui
