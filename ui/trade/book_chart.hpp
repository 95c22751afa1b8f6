// The market's picture: supply and demand as staircases, the price where they cross, the gains of
// trade tinted (mockups README "Market chart"). Painted, so that patterns and labels are exact.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

#include "ui/trade/book_curve.hpp"

namespace dure::ui {

/// What the chart draws; made by a view model, passed through by QML.
class BookPicture {
    Q_GADGET
    QML_ANONYMOUS
    Q_PROPERTY(bool empty READ empty)

 public:
    struct Mark {
        int tick = 0;
        QString label;
    };

    BookCurve curve;
    std::optional<Crossing> crossing;
    std::vector<Mark> marks;  ///< the utility's prices, dotted
    bool empty() const { return curve.empty(); }
    friend bool operator==(const BookPicture&, const BookPicture&);
};

class BookChart : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::BookPicture picture READ picture WRITE setPicture NOTIFY pictureChanged)
    Q_PROPERTY(QColor supplyColor MEMBER supply_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor demandColor MEMBER demand_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor tradeColor MEMBER trade_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor gainColor MEMBER gain_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor gridColor MEMBER grid_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor axisColor MEMBER axis_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor labelColor MEMBER label_color_ NOTIFY styleChanged)
    Q_PROPERTY(QColor tradeInkColor MEMBER trade_ink_color_ NOTIFY styleChanged)
    Q_PROPERTY(QString fontFamily MEMBER family_ NOTIFY styleChanged)
    Q_PROPERTY(int fontSize MEMBER font_size_ NOTIFY styleChanged)
    Q_PROPERTY(QString supplyLabel MEMBER supply_label_ NOTIFY styleChanged)
    Q_PROPERTY(QString demandLabel MEMBER demand_label_ NOTIFY styleChanged)
    Q_PROPERTY(bool expected MEMBER expected_ NOTIFY styleChanged)

 public:
    explicit BookChart(QQuickItem* parent = nullptr);

    BookPicture picture() const { return picture_; }
    void setPicture(const BookPicture& picture);
    void paint(QPainter* painter) override;

 Q_SIGNALS:
    void pictureChanged();
    void styleChanged();

 private:
    struct Frame;
    Frame frame() const;
    void draw_axes(QPainter& painter, const Frame&) const;
    void draw_gain(QPainter& painter, const Frame&) const;
    void draw_curves(QPainter& painter, const Frame&) const;
    void draw_crossing(QPainter& painter, const Frame&) const;
    void pill(QPainter& painter, QPointF centre, const QString& text) const;
    QFont font(QFont::Weight weight) const;

    BookPicture picture_;
    QColor supply_color_, demand_color_, trade_color_, gain_color_, grid_color_, axis_color_,
        label_color_, trade_ink_color_;
    QString family_, supply_label_, demand_label_;
    int font_size_ = 14;
    bool expected_ = false;  ///< before the gate: a hollow dot
};

}  // namespace dure::ui
