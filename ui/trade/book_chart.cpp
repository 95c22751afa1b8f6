#include "ui/trade/book_chart.hpp"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/format/format.hpp"

namespace dure::ui {

namespace {

constexpr qreal kPillHeight = 28;
constexpr qreal kCurveWidth = 3;
constexpr int kPriceStep = 50;

/// 1, 2 or 5 times a power of ten, so that about five steps fill `span`.
std::int64_t round_step(std::int64_t span) {
    std::int64_t step = 1;
    for (;;) {
        for (const auto factor : {1, 2, 5})
            if (step * factor * 6 >= span) return step * factor;
        step *= 10;
    }
}

/// A staircase from the left edge; `last` is drawn on to where the curve ends on the price axis.
template <class ToX, class ToY>
QPolygonF staircase(const std::vector<CurveStep>& steps, ToX x, ToY y, int last) {
    QPolygonF line;
    for (const auto& step : steps) {
        line.append({x(step.from), y(step.tick)});
        line.append({x(step.to), y(step.tick)});
    }
    if (!steps.empty()) line.append({x(steps.back().to), y(last)});
    return line;
}

}  // namespace

struct BookChart::Frame {
    QRectF plot;
    int low = 0, high = 255;
    std::int64_t wh = 1000;

    qreal x(std::int64_t value) const {
        return plot.left() + plot.width() * static_cast<qreal>(value) / static_cast<qreal>(wh);
    }
    qreal y(int tick) const {
        return plot.bottom() - plot.height() * (tick - low) / static_cast<qreal>(high - low);
    }
};

bool operator==(const BookPicture& a, const BookPicture& b) {
    const auto same_steps = [](const auto& one, const auto& other) {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                          [](const CurveStep& p, const CurveStep& q) {
                              return p.from == q.from && p.to == q.to && p.tick == q.tick;
                          });
    };
    const auto same_marks = std::equal(
        a.marks.begin(), a.marks.end(), b.marks.begin(), b.marks.end(),
        [](const auto& p, const auto& q) { return p.tick == q.tick && p.label == q.label; });
    const bool crossings = a.crossing.has_value() == b.crossing.has_value() &&
                           (!a.crossing || (a.crossing->price == b.crossing->price &&
                                            a.crossing->volume == b.crossing->volume));
    return crossings && same_marks && same_steps(a.curve.supply, b.curve.supply) &&
           same_steps(a.curve.demand, b.curve.demand);
}

BookChart::BookChart(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &BookChart::styleChanged, this, [this] { update(); });
}

void BookChart::setPicture(const BookPicture& picture) {
    if (picture == picture_) return;
    picture_ = picture;
    Q_EMIT pictureChanged();
    update();
}

QFont BookChart::font(QFont::Weight weight) const {
    QFont font(family_);
    font.setPixelSize(font_size_);
    font.setWeight(weight);
    return font;
}

BookChart::Frame BookChart::frame() const {
    int low = 255, high = 0;
    const auto see = [&](int tick) {
        low = std::min(low, tick);
        high = std::max(high, tick);
    };
    for (const auto& step : picture_.curve.supply) see(step.tick);
    for (const auto& step : picture_.curve.demand) see(step.tick);
    for (const auto& mark : picture_.marks) see(mark.tick);
    if (low > high) low = 50, high = 250;
    Frame frame;
    frame.low = std::max(0, low - 12);
    frame.high = std::min(266, high + 12);
    frame.wh = std::max<std::int64_t>(
        {picture_.curve.supply_wh, picture_.curve.demand_wh, std::int64_t{100}});
    frame.wh += frame.wh / 5;  // room for the labels at the right
    const QFontMetricsF metrics(font(QFont::Normal));
    const qreal left = metrics.horizontalAdvance(QStringLiteral("000")) + 28;
    frame.plot = QRectF(left, 8, width() - left - 4, height() - 8 - kPillHeight - 12);
    return frame;
}

void BookChart::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    const auto area = frame();
    if (area.plot.width() <= 0 || area.plot.height() <= 0) return;
    draw_gain(*painter, area);
    draw_axes(*painter, area);
    draw_curves(*painter, area);
    draw_crossing(*painter, area);
}

void BookChart::draw_axes(QPainter& painter, const Frame& area) const {
    painter.setFont(font(QFont::Normal));
    const QFontMetricsF metrics(painter.font());
    const int first = (area.low + kPriceStep - 1) / kPriceStep * kPriceStep;
    const auto crossing_y = picture_.crossing ? area.y(picture_.crossing->price.value) : -1000;
    for (int tick = first; tick <= area.high; tick += kPriceStep) {
        painter.setPen(QPen(grid_color_, 1));
        const auto y = area.y(tick);
        painter.drawLine(QPointF(area.plot.left(), y), QPointF(area.plot.right(), y));
        if (std::abs(y - crossing_y) < kPillHeight) continue;  // the price pill stands there
        painter.setPen(label_color_);
        painter.drawText(QRectF(0, y - 12, area.plot.left() - 10, 24),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(tick));
    }
    qreal label_floor = -1000;
    for (const auto& mark : picture_.marks) {
        const auto y = area.y(mark.tick);
        painter.setPen(QPen(axis_color_, 1, Qt::CustomDashLine));
        auto pen = painter.pen();
        pen.setDashPattern({3, 5});
        painter.setPen(pen);
        painter.drawLine(QPointF(area.plot.left(), y), QPointF(area.plot.right(), y));
        if (std::abs(y - label_floor) < metrics.height()) continue;
        label_floor = y;
        painter.setPen(label_color_);
        painter.drawText(
            QRectF(area.plot.right() - 300, y - metrics.height() - 2, 300, metrics.height()),
            Qt::AlignRight | Qt::AlignBottom, mark.label);
    }
    painter.setPen(QPen(axis_color_, 1.5));
    painter.drawLine(area.plot.bottomLeft(), area.plot.bottomRight());

    const auto step = round_step(area.wh);
    const auto volume_x = picture_.crossing ? area.x(picture_.crossing->volume.value) : -1000;
    for (std::int64_t wh = 0; wh <= area.wh; wh += step) {
        const auto x = area.x(wh);
        if (std::abs(x - volume_x) < 84) continue;  // the volume pill stands there
        painter.setPen(label_color_);
        const auto text =
            wh == 0 ? QStringLiteral("0 kWh") : format::energy_exact(core::Wh{wh}).number;
        painter.drawText(QRectF(x - 60, area.plot.bottom() + 8, 120, 24),
                         Qt::AlignHCenter | Qt::AlignVCenter, text);
    }
}

void BookChart::draw_gain(QPainter& painter, const Frame& area) const {
    if (!picture_.crossing) return;
    const auto volume = picture_.crossing->volume.value;
    // Between the two staircases, from the left edge to the traded volume.
    QPolygonF shape;
    for (const auto& step : picture_.curve.demand) {
        if (step.from >= volume) break;
        shape.append({area.x(step.from), area.y(step.tick)});
        shape.append({area.x(std::min(step.to, volume)), area.y(step.tick)});
    }
    QPolygonF lower;
    for (const auto& step : picture_.curve.supply) {
        if (step.from >= volume) break;
        lower.append({area.x(step.from), area.y(step.tick)});
        lower.append({area.x(std::min(step.to, volume)), area.y(step.tick)});
    }
    std::reverse(lower.begin(), lower.end());
    shape.append(lower);
    painter.setPen(Qt::NoPen);
    painter.setBrush(gain_color_);
    painter.drawPolygon(shape);
}

void BookChart::draw_curves(QPainter& painter, const Frame& area) const {
    const auto x = [&](std::int64_t wh) { return area.x(wh); };
    const auto y = [&](int tick) { return area.y(tick); };
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(demand_color_, kCurveWidth, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(staircase(picture_.curve.demand, x, y, area.low));
    QPen dashed(supply_color_, kCurveWidth, Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
    dashed.setDashPattern({10 / kCurveWidth, 4 / kCurveWidth});
    painter.setPen(dashed);
    painter.drawPolyline(staircase(picture_.curve.supply, x, y, area.high));

    auto bold = font(QFont::Bold);
    bold.setPixelSize(font_size_ + 2);
    painter.setFont(bold);
    const QFontMetricsF metrics(bold);
    const auto label = [&](const std::vector<CurveStep>& steps, const QString& text, QColor color,
                           qreal part) {
        if (steps.empty() || text.isEmpty()) return;
        const auto wanted = static_cast<std::int64_t>(part * static_cast<qreal>(steps.back().to));
        const auto at = std::find_if(steps.begin(), steps.end(),
                                     [&](const CurveStep& step) { return step.to >= wanted; });
        const auto half = metrics.horizontalAdvance(text) / 2 + 4;
        const auto centre =
            std::clamp(area.x(wanted), area.plot.left() + half, area.plot.right() - half);
        painter.setPen(color);
        painter.drawText(QRectF(centre - half, area.y(at->tick) - metrics.height() - 8, 2 * half,
                                metrics.height()),
                         Qt::AlignCenter, text);
    };
    label(picture_.curve.demand, demand_label_, demand_color_, 0.4);
    label(picture_.curve.supply, supply_label_, supply_color_, 0.78);
}

void BookChart::draw_crossing(QPainter& painter, const Frame& area) const {
    if (!picture_.crossing) return;
    const QPointF dot(area.x(picture_.crossing->volume.value),
                      area.y(picture_.crossing->price.value));
    painter.setPen(QPen(trade_color_, 2, expected_ ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(QPointF(area.plot.left(), dot.y()), dot);
    painter.drawLine(dot, QPointF(dot.x(), area.plot.bottom()));
    painter.setPen(QPen(expected_ ? trade_color_ : trade_ink_color_, 3));
    painter.setBrush(expected_ ? trade_ink_color_ : trade_color_);
    painter.drawEllipse(dot, 9, 9);
    pill(painter, {area.plot.left() - 26, dot.y()},
         QString::number(picture_.crossing->price.value));
    pill(painter, {dot.x(), area.plot.bottom() + 20},
         format::energy_exact(picture_.crossing->volume).text());
}

void BookChart::pill(QPainter& painter, QPointF centre, const QString& text) const {
    auto bold = font(QFont::Bold);
    painter.setFont(bold);
    const auto width = QFontMetricsF(bold).horizontalAdvance(text) + 20;
    QRectF box(centre.x() - width / 2, centre.y() - kPillHeight / 2, width, kPillHeight);
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, this->width() - width)));
    painter.setPen(Qt::NoPen);
    painter.setBrush(trade_color_);
    painter.drawRoundedRect(box, 8, 8);
    painter.setPen(trade_ink_color_);
    painter.drawText(box, Qt::AlignCenter, text);
}

}  // namespace dure::ui
