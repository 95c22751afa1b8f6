#include "ui/paint/usage_chart.hpp"

#include <QLocale>
#include <QPainter>
#include <cmath>

#include "ui/format/format.hpp"
#include "ui/paint/patterns.hpp"

namespace dure::ui {
namespace {

constexpr qreal kUnitColumn = 68;  // values of the grid lines, right of the plot
constexpr qreal kHourRow = 36;     // times below the plot
constexpr qreal kHeadRoom = 14;    // so that the tallest bar stays clear of the edge
constexpr qreal kAxisGap = 2;      // on each side of the axis

qreal ratio(core::UtcTime time, core::UtcTime start, core::UtcTime end) {
    const auto all = (end - start).count();
    return all <= 0 ? 0 : static_cast<qreal>((time - start).count()) / static_cast<qreal>(all);
}

// 1, 2 or 5 times a power of ten, so that at most three lines stand on a side.
double round_step(double most) {
    const double rough = most / 2.5;
    const double power = std::pow(10, std::floor(std::log10(std::max(rough, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough) return factor * power;
    return 10 * power;
}

}  // namespace

UsageChart::UsageChart(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &UsageChart::lookChanged, this, [this] { update(); });
}

void UsageChart::setModel(UsageModel* model) {
    if (model == model_) return;
    if (model_ != nullptr) disconnect(model_, nullptr, this, nullptr);
    model_ = model;
    if (model_ != nullptr) connect(model_, &UsageModel::seriesChanged, this, [this] { update(); });
    update();
    Q_EMIT modelChanged();
}

QRectF UsageChart::plot() const { return {0, 0, width() - kUnitColumn, height() - kHourRow}; }

qreal UsageChart::x_of(core::UtcTime time) const {
    return plot().left() + plot().width() * ratio(time, model_->start(), model_->end());
}

double UsageChart::value_of(std::int64_t amount, const UsageBar& bar) const {
    if (model_->money() || !model_->as_power()) return static_cast<double>(amount);
    const auto seconds = std::chrono::duration<double>(bar.end - bar.start).count();
    return seconds > 0 ? static_cast<double>(amount) * 3600 / seconds : 0;
}

UsageChart::Scale UsageChart::scale() const {
    double most = model_->money() ? 100'000 : 1'000;
    for (const auto& bar : model_->bars()) {
        std::int64_t in = bar.earned, out = bar.paid;
        if (!model_->money()) {
            in = bar.in[0] + bar.in[1] + bar.in[2] + bar.in[3];
            out = bar.out[0] + bar.out[1] + bar.out[2] + bar.out[3];
        }
        most = std::max({most, value_of(in, bar), value_of(out, bar)});
    }
    return {.most = most, .step = round_step(most)};
}

QString UsageChart::label_of(double value) const {
    const auto number = QLocale().toString(value / 1000, 'g', 6);
    if (model_->money()) return format::won(core::MilliWon{std::llround(value)}).text();
    return number + (model_->as_power() ? QStringLiteral(" kW") : QString());
}

int UsageChart::barAt(qreal x) const {
    if (model_ == nullptr || x < plot().left() || x > plot().right()) return -1;
    const auto& bars = model_->bars();
    for (std::size_t i = 0; i < bars.size(); ++i)
        if (x < x_of(bars[i].end)) return bars[i].covered ? static_cast<int>(i) : -1;
    return -1;
}

void UsageChart::paint(QPainter* painter) {
    if (model_ == nullptr || model_->end() <= model_->start()) return;
    painter->setFont(font_);
    const auto scale = this->scale();
    paint_grid(*painter, scale);
    paint_bars(*painter, scale);
    paint_hours(*painter);
    paint_marks(*painter);
}

void UsageChart::paint_grid(QPainter& painter, const Scale& scale) const {
    const auto area = plot();
    const qreal middle = area.center().y();
    const qreal half = area.height() / 2 - kHeadRoom;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (double value = scale.step; value <= scale.most * 1.001; value += scale.step) {
        const qreal offset = half * value / scale.most;
        for (const qreal y : {middle - offset, middle + offset}) {
            painter.setPen(QPen(line_, 1));
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
            painter.setPen(text2_);
            painter.drawText(QRectF(area.right(), y - 16, kUnitColumn, 32),
                             Qt::AlignRight | Qt::AlignVCenter, label_of(value));
        }
    }
    if (!model_->money() && !model_->as_power()) {
        painter.setPen(text2_);
        painter.drawText(QRectF(area.right(), middle - 16, kUnitColumn, 32),
                         Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("kWh"));
    }
}

void UsageChart::paint_bars(QPainter& painter, const Scale& scale) const {
    const auto area = plot();
    const qreal middle = area.center().y();
    const qreal half = area.height() / 2 - kHeadRoom;
    const auto solar = fill_brush(Fill::kSolid, gen_, surface_);
    const auto home = fill_brush(Fill::kSolid, cons_, surface_);
    const auto stored = fill_brush(Fill::kDotted, battery_, battery_ground_);
    const auto traded = fill_brush(Fill::kHatched, trade_, hatch_);
    const auto utility = fill_brush(Fill::kStriped, grid_, surface_);
    const std::array<const QBrush*, 4> above{&solar, &stored, &traded, &utility};
    const std::array<const QBrush*, 4> below{&home, &stored, &traded, &utility};

    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const auto& bar : model_->bars()) {
        if (!bar.covered) continue;
        const qreal left = x_of(bar.start);
        const qreal full = x_of(bar.end) - left;
        const qreal gap = std::min(full * 0.25, full > 40 ? 16.0 : 2.4);
        const qreal x = left + gap / 2;
        qreal up = middle - kAxisGap;
        qreal down = middle + kAxisGap;
        const auto stack_up = [&](std::int64_t amount, const QBrush& brush) {
            const qreal height = half * value_of(amount, bar) / scale.most;
            painter.fillRect(QRectF(x, up - height, full - gap, height), brush);
            up -= height;
        };
        const auto stack_down = [&](std::int64_t amount, const QBrush& brush) {
            const qreal height = half * value_of(amount, bar) / scale.most;
            painter.fillRect(QRectF(x, down, full - gap, height), brush);
            down += height;
        };
        if (model_->money()) {
            stack_up(bar.earned, traded);
            stack_down(bar.paid, home);
            continue;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            stack_up(bar.in[i], *above[i]);
            stack_down(bar.out[i], *below[i]);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(text2_, 2));
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle));
}

void UsageChart::paint_hours(QPainter& painter) const {
    const auto area = plot();
    const QLocale locale;
    const bool korean = locale.language() == QLocale::Korean;
    painter.setPen(text2_);
    const auto put = [&](core::UtcTime time, const QString& text) {
        const QFontMetricsF metrics(font_);
        const qreal width = metrics.horizontalAdvance(text);
        const qreal x = std::clamp(x_of(time) - width / 2, area.left(),
                                   std::max(area.left(), area.right() - width));
        painter.drawText(QPointF(x, height() - 8), text);
    };
    auto local = format::local(model_->start());
    switch (model_->period()) {
        case UsageModel::Period::Day: {
            const int step = area.width() < 800 ? 6 : 3;
            for (int hour = 0; hour <= 24; hour += step) {
                //% "%1:00"
                const auto text = qtTrId("dure.usage.hour").arg(hour);
                put(model_->start() + std::chrono::hours{hour}, text);
            }
            break;
        }
        case UsageModel::Period::Week:
            for (int day = 0; day < 7; ++day) {
                const auto middle = local.addDays(day).addSecs(12 * 3600);
                put(format::utc(middle),
                    locale.dayName(middle.date().dayOfWeek(), QLocale::ShortFormat));
            }
            break;
        case UsageModel::Period::Month:
            for (int day = 1; day <= local.date().daysInMonth(); day += day == 1 ? 4 : 5) {
                const auto middle = local.addDays(day - 1).addSecs(12 * 3600);
                //% "%1"
                put(format::utc(middle), qtTrId("dure.usage.month-day").arg(day));
            }
            break;
        case UsageModel::Period::Year:
            for (int month = 0; month < 12; ++month) {
                const auto middle = local.addMonths(month).addDays(15);
                const int number = middle.date().month();
                const bool narrow = area.width() < 800;
                put(format::utc(middle),
                    korean || narrow
                        ? (korean && !narrow ? locale.monthName(number) : QString::number(number))
                        : locale.monthName(number, QLocale::ShortFormat));
            }
            break;
    }
}

void UsageChart::paint_marks(QPainter& painter) const {
    const auto area = plot();
    const auto present = model_->present();
    if (model_->as_power() && present > model_->start() && present < model_->end()) {
        const qreal x = std::round(x_of(present));
        painter.setPen(QPen(text2_, 2, Qt::CustomDashLine));
        QPen pen(text2_, 2);
        pen.setDashPattern({2, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        //% "Now"
        const auto text = qtTrId("dure.usage.now");
        const qreal width = QFontMetricsF(font_).horizontalAdvance(text);
        const bool right = x + 10 + width < area.right();
        painter.drawText(QPointF(right ? x + 10 : x - 10 - width, area.top() + 18), text);
    }
    if (model_->selected() < 0) return;
    const auto& bar = model_->bars()[static_cast<std::size_t>(model_->selected())];
    const qreal x = std::round((x_of(bar.start) + x_of(bar.end)) / 2);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(text_, 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setBrush(text_);
    painter.setPen(QPen(surface_, 4));
    painter.drawEllipse(QPointF(x, area.center().y()), 9, 9);
}

}  // namespace dure::ui
