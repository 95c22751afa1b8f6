#include "ui/paint/icon.hpp"

#include <QPainter>

#include "ui/paint/icon_paths.hpp"

namespace dure::ui {
namespace {

constexpr qreal kGrid = 24;

}  // namespace

Icon::Icon(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    setImplicitSize(size_, size_);
}

void Icon::setName(const QString& name) {
    if (name == name_) return;
    name_ = name;
    update();
    Q_EMIT nameChanged();
}

void Icon::setColor(const QColor& color) {
    if (color == color_) return;
    color_ = color;
    update();
    Q_EMIT colorChanged();
}

void Icon::setSize(qreal size) {
    if (size == size_) return;
    size_ = size;
    setImplicitSize(size, size);
    update();
    Q_EMIT sizeChanged();
}

void Icon::setStroke(qreal stroke) {
    if (stroke == stroke_) return;
    stroke_ = stroke;
    update();
    Q_EMIT strokeChanged();
}

void Icon::paint(QPainter* painter) {
    const qreal scale = size_ / kGrid;
    painter->translate((width() - size_) / 2, (height() - size_) / 2);
    painter->scale(scale, scale);
    painter->setPen(QPen(color_, stroke_, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(icon_path(name_));
}

}  // namespace dure::ui
