// The formats for QML. View models format their own values; pages need these for plain numbers
// (Wh, W, milli-won, milliseconds since the epoch).
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "ui/format/quantity.hpp"

namespace dure::ui {

class Formats : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

 public:
    using QObject::QObject;

    Q_INVOKABLE dure::ui::Quantity power(double watts) const;
    Q_INVOKABLE dure::ui::Quantity energy(double wh) const;
    Q_INVOKABLE dure::ui::Quantity energyExact(double wh) const;
    Q_INVOKABLE dure::ui::Quantity won(double milliWon) const;
    Q_INVOKABLE dure::ui::Quantity price(int tick) const;
    Q_INVOKABLE dure::ui::Quantity percent(int permille) const;
    Q_INVOKABLE QString time(double msecs) const;
    Q_INVOKABLE QString date(double msecs) const;
    Q_INVOKABLE QString count(double number) const;
};

}  // namespace dure::ui
