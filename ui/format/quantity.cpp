#include "ui/format/quantity.hpp"

namespace dure::ui {

QString Quantity::text() const {
    if (unit.isEmpty()) return number;
    // Hangul units and those that begin with one stand without a space: 12,340원, 152원/kWh.
    const bool joined = unit.front().script() == QChar::Script_Hangul || unit.front() == u'%';
    return joined ? number + unit : number + u' ' + unit;
}

}  // namespace dure::ui
