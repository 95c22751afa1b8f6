// A number and its unit, apart: the screens draw the number bold and the unit regular beside it.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

namespace dure::ui {

class Quantity {
    Q_GADGET
    QML_VALUE_TYPE(quantity)
    Q_PROPERTY(QString number MEMBER number)
    Q_PROPERTY(QString unit MEMBER unit)
    Q_PROPERTY(bool known MEMBER known)
    Q_PROPERTY(QString text READ text)

 public:
    QString number;  ///< "–" when not known
    QString unit;    ///< empty when not known
    bool known = false;

    QString text() const;  ///< "1.20 kW", "12,340원", "–"
    friend bool operator==(const Quantity&, const Quantity&) = default;
};

}  // namespace dure::ui
