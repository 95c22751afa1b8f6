// Prices of past slots as a staircase, oldest at the left; the newest carries a dot.
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace dure::ui {

class PriceLine : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// Pairs: place along the axis 0…1000, price. Ascending in place.
    Q_PROPERTY(QList<int> points READ points WRITE setPoints NOTIFY pointsChanged)
    Q_PROPERTY(QColor color MEMBER color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor axisColor MEMBER axis_color_ NOTIFY styleChanged)

 public:
    explicit PriceLine(QQuickItem* parent = nullptr);

    QList<int> points() const { return points_; }
    void setPoints(const QList<int>& points);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void pointsChanged();
    void styleChanged();

 private:
    QList<int> points_;
    QColor color_, axis_color_;
};

}  // namespace dure::ui
