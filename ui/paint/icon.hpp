// One icon: `Icon { name: "home"; size: 36; color: Theme.color.text }`.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace dure::ui {

class Icon : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
    Q_PROPERTY(qreal size READ size WRITE setSize NOTIFY sizeChanged)
    Q_PROPERTY(qreal stroke READ stroke WRITE setStroke NOTIFY strokeChanged)

 public:
    explicit Icon(QQuickItem* parent = nullptr);

    QString name() const { return name_; }
    void setName(const QString& name);
    QColor color() const { return color_; }
    void setColor(const QColor& color);
    qreal size() const { return size_; }
    void setSize(qreal size);
    qreal stroke() const { return stroke_; }  ///< in units of the 24 grid
    void setStroke(qreal stroke);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void sizeChanged();
    void strokeChanged();

 private:
    QString name_;
    QColor color_ = Qt::white;
    qreal size_ = 24;
    qreal stroke_ = 2;
};

}  // namespace dure::ui
