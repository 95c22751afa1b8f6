#include "ui/trade/surplus.hpp"

#include "ui/frame/session.hpp"
#include "ui/trade/schedule.hpp"

namespace dure::ui {

void Surplus::follow(core::UtcTime now) {
    const auto day = local_day(now);
    if (day == day_) return;
    day_ = day;
    const auto yesterday = now - std::chrono::days{1};
    AppSession::instance().usage(
        core::Period::kDay, yesterday, this, [this, now](const core::UsageSeries& series) {
            shape_ = surplus_shape(series);
            if (!shape_.empty()) {
                Q_EMIT changed();
                return;
            }
            // A new home: today so far is better than nothing.
            AppSession::instance().usage(core::Period::kDay, now, this,
                                         [this](const core::UsageSeries& today) {
                                             shape_ = surplus_shape(today);
                                             Q_EMIT changed();
                                         });
        });
}

}  // namespace dure::ui
