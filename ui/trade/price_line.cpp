#include "ui/trade/price_line.hpp"

#include <QPainter>
#include <algorithm>

namespace dure::ui {

namespace {

constexpr qreal kDot = 5;
constexpr qreal kMargin = 8;

}  // namespace

PriceLine::PriceLine(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &PriceLine::styleChanged, this, [this] { update(); });
}

void PriceLine::setPoints(const QList<int>& points) {
    if (points == points_) return;
    points_ = points;
    Q_EMIT pointsChanged();
    update();
}

void PriceLine::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(axis_color_, 1));
    painter->drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    if (points_.size() < 2) return;

    int low = points_[1], high = points_[1];
    for (qsizetype i = 1; i < points_.size(); i += 2) {
        low = std::min(low, points_[i]);
        high = std::max(high, points_[i]);
    }
    const auto y = [&](int price) {
        const qreal span = std::max(1, high - low);
        return height() - kMargin - (height() - 2 * kMargin) * (price - low) / span;
    };
    const auto x = [&](int place) { return width() * place / 1000.0; };
    QPolygonF line;
    for (qsizetype i = 0; i + 1 < points_.size(); i += 2) {
        if (!line.isEmpty()) line.append({x(points_[i]), line.last().y()});
        line.append({x(points_[i]), y(points_[i + 1])});
    }
    painter->setPen(QPen(color_, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color_);
    painter->drawEllipse(line.last(), kDot, kDot);
}

}  // namespace dure::ui
