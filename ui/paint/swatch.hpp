// A rounded rectangle with a role's fill: legends, progress bars, chart samples.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace dure::ui {

class Swatch : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Pattern pattern MEMBER pattern_ NOTIFY lookChanged)
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY lookChanged)
    Q_PROPERTY(QColor under MEMBER under_ NOTIFY lookChanged)
    Q_PROPERTY(qreal radius MEMBER radius_ NOTIFY lookChanged)

 public:
    enum Pattern { Solid, Hatched, Dotted, Striped };
    Q_ENUM(Pattern)

    explicit Swatch(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void lookChanged();

 private:
    Pattern pattern_ = Solid;
    QColor ink_ = Qt::white;
    QColor under_ = Qt::black;
    qreal radius_ = 4;
};

}  // namespace dure::ui
