#include "ui/paint/swatch.hpp"

#include <QPainter>

#include "ui/paint/patterns.hpp"

namespace dure::ui {

Swatch::Swatch(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    setImplicitSize(18, 18);
    connect(this, &Swatch::lookChanged, this, [this] { update(); });
}

void Swatch::paint(QPainter* painter) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill_brush(static_cast<Fill>(pattern_), ink_, under_));
    painter->drawRoundedRect(QRectF(0, 0, width(), height()), radius_, radius_);
}

}  // namespace dure::ui
