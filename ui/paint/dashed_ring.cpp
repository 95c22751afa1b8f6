#include "ui/paint/dashed_ring.hpp"

#include <QPainter>

namespace dure::ui {

DashedRing::DashedRing(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &DashedRing::lookChanged, this, [this] { update(); });
}

void DashedRing::paint(QPainter* painter) {
    QPen pen(color_, 3, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({3, 7.0 / 3});
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawEllipse(QRectF(1.5, 1.5, width() - 3, height() - 3));
}

}  // namespace dure::ui
