// The balanced chart of the usage page: in above the axis, out below, both equal in every bar.
// Painted once a change, at most 96 bars; nothing moves.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

#include "ui/pages/usage_model.hpp"

namespace dure::ui {

class UsageChart : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::UsageModel* model READ model WRITE setModel NOTIFY modelChanged REQUIRED)
    Q_PROPERTY(QFont font MEMBER font_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor gen MEMBER gen_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor cons MEMBER cons_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor grid MEMBER grid_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor battery MEMBER battery_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor batteryGround MEMBER battery_ground_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor trade MEMBER trade_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor hatch MEMBER hatch_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor surface MEMBER surface_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor line MEMBER line_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor text MEMBER text_ NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(QColor text2 MEMBER text2_ NOTIFY lookChanged REQUIRED)

 public:
    explicit UsageChart(QQuickItem* parent = nullptr);

    UsageModel* model() const { return model_; }
    void setModel(UsageModel* model);
    void paint(QPainter* painter) override;

    Q_INVOKABLE int barAt(qreal x) const;  ///< −1 outside the plot or where nothing was read

 Q_SIGNALS:
    void modelChanged();
    void lookChanged();

 private:
    struct Scale {
        double most = 1;  ///< value at the plot's edge, either side
        double step = 1;  ///< between grid lines
    };
    QRectF plot() const;
    qreal x_of(core::UtcTime time) const;
    double value_of(std::int64_t amount, const UsageBar& bar) const;  ///< W, Wh or milli-won
    Scale scale() const;
    QString label_of(double value) const;
    void paint_grid(QPainter& painter, const Scale& scale) const;
    void paint_bars(QPainter& painter, const Scale& scale) const;
    void paint_hours(QPainter& painter) const;
    void paint_marks(QPainter& painter) const;

    UsageModel* model_ = nullptr;
    QFont font_;
    QColor gen_, cons_, grid_, battery_, battery_ground_, trade_, hatch_, surface_, line_, text_,
        text2_;
};

}  // namespace dure::ui
