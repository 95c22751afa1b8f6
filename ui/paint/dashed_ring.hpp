// The ring of a node at rest.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace dure::ui {

class DashedRing : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor color MEMBER color_ NOTIFY lookChanged)

 public:
    explicit DashedRing(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void lookChanged();

 private:
    QColor color_ = Qt::gray;
};

}  // namespace dure::ui
