#include "ui/paint/patterns.hpp"

#include <QPainter>
#include <QPixmap>

namespace dure::ui {
namespace {

QBrush tile(int size, const QColor& ground, const auto& draw) {
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter);
    painter.end();
    return QBrush(image);
}

}  // namespace

QBrush fill_brush(Fill fill, const QColor& ink, const QColor& under) {
    switch (fill) {
        case Fill::kSolid:
            return QBrush(ink);
        case Fill::kHatched:
            return tile(8, ink, [&](QPainter& painter) {
                painter.setPen(QPen(under, 2));
                painter.drawLine(QPointF(-2, 6), QPointF(6, -2));
                painter.drawLine(QPointF(2, 10), QPointF(10, 2));
            });
        case Fill::kDotted:
            return tile(6, under, [&](QPainter& painter) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(ink);
                painter.drawEllipse(QPointF(3, 3), 2, 2);
            });
        case Fill::kStriped:
            return tile(6, under,
                        [&](QPainter& painter) { painter.fillRect(QRectF(0, 0, 6, 3.5), ink); });
    }
    return {};
}

}  // namespace dure::ui
