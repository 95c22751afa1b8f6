// A line of the flow picture with its moving marks and arrow head. It runs from the item's left (or
// top) to its right (or bottom); `flow` +1 points that way, −1 back, 0 rests (dashed, no arrow).
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace dure::ui {

class FlowLine : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Marks marks MEMBER marks_ NOTIFY lookChanged)
    Q_PROPERTY(QColor color MEMBER color_ NOTIFY lookChanged)
    Q_PROPERTY(QColor dim MEMBER dim_ NOTIFY lookChanged)
    Q_PROPERTY(QColor rest MEMBER rest_ NOTIFY lookChanged)
    Q_PROPERTY(int flow MEMBER flow_ NOTIFY lookChanged)
    Q_PROPERTY(bool stale MEMBER stale_ NOTIFY lookChanged)
    Q_PROPERTY(bool vertical MEMBER vertical_ NOTIFY lookChanged)
    Q_PROPERTY(qreal shift MEMBER shift_ NOTIFY lookChanged)

 public:
    enum Marks { Dots, Ticks, Beads, Dashes };
    Q_ENUM(Marks)

    explicit FlowLine(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void lookChanged();

 private:
    void paint_flowing(QPainter& painter, qreal length) const;
    void paint_resting(QPainter& painter, qreal length) const;

    Marks marks_ = Dots;
    QColor color_ = Qt::white, dim_ = Qt::gray, rest_ = Qt::gray;
    int flow_ = 0;
    bool stale_ = false, vertical_ = false;
    qreal shift_ = 0;  ///< pixels the marks have moved, any size
};

}  // namespace dure::ui
