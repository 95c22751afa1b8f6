#include "ui/paint/flow_line.hpp"

#include <QPainter>
#include <cmath>

namespace dure::ui {
namespace {

constexpr qreal kTickPitch = 11;
constexpr qreal kBeadPitch = 14;
constexpr qreal kHead = 16;  // arrow head, along the line
constexpr qreal kHeadHalf = 11;

}  // namespace

FlowLine::FlowLine(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
    connect(this, &FlowLine::lookChanged, this, [this] { update(); });
}

void FlowLine::paint(QPainter* painter) {
    qreal length = width();
    if (vertical_) {
        length = height();
        painter->translate(width(), 0);
        painter->rotate(90);
        painter->translate(0, width() / 2);
    } else {
        painter->translate(0, height() / 2);
    }
    if (flow_ < 0) {
        painter->translate(length, 0);
        painter->scale(-1, 1);
    }
    painter->setBrush(Qt::NoBrush);
    if (flow_ == 0)
        paint_resting(*painter, length);
    else
        paint_flowing(*painter, length);
}

void FlowLine::paint_resting(QPainter& painter, qreal length) const {
    const bool beads = marks_ == Beads && stale_;
    QPen pen(rest_, beads ? 6 : 4, Qt::SolidLine, beads ? Qt::RoundCap : Qt::FlatCap);
    if (beads)
        pen.setDashPattern({0.01, kBeadPitch / 6});
    else
        pen.setDashPattern({3, 2.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(2, 0), QPointF(length - 2, 0));
}

void FlowLine::paint_flowing(QPainter& painter, qreal length) const {
    const qreal end = length - 3;
    switch (marks_) {
        case Dots: {
            painter.setPen(QPen(dim_, 5, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QPointF(3, 0), QPointF(end - 6, 0));
            painter.setPen(Qt::NoPen);
            painter.setBrush(color_);
            const qreal way = length - 24;
            const qreal pitch = way / 3;
            for (int i = 0; i < 3; ++i)
                painter.drawEllipse(QPointF(std::fmod(pitch / 2 + i * pitch + shift_, way), 0), 6.5,
                                    6.5);
            break;
        }
        case Ticks: {
            painter.setPen(QPen(color_, 4.5, Qt::SolidLine, Qt::RoundCap));
            for (qreal x = 4 + std::fmod(shift_, kTickPitch); x + 7 < end - kHead - 8;
                 x += kTickPitch)
                painter.drawLine(QPointF(x, 6), QPointF(x + 7, -6));
            break;
        }
        case Beads: {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color_);
            for (qreal x = 3 + std::fmod(shift_, kBeadPitch); x < end - kHead; x += kBeadPitch)
                painter.drawEllipse(QPointF(x, 0), 3, 3);
            break;
        }
        case Dashes: {
            painter.setPen(QPen(color_, 4, Qt::SolidLine, Qt::FlatCap));
            for (qreal x = std::fmod(shift_, 22.0) - 12; x < end - kHead; x += 22)
                painter.drawLine(QPointF(std::max(0.0, x), 0),
                                 QPointF(std::min(x + 12, end - kHead), 0));
            break;
        }
    }
    painter.setPen(QPen(color_, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const std::array head{QPointF(end - kHead, -kHeadHalf), QPointF(end, 0),
                          QPointF(end - kHead, kHeadHalf)};
    painter.drawPolyline(head.data(), static_cast<int>(head.size()));
}

}  // namespace dure::ui
