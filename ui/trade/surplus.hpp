// The home's surplus of a whole measured day, asked for once and again when the local day changes:
// what "all surplus" would have meant.
#pragma once

#include <QObject>
#include <functional>

#include "ui/trade/match_preview.hpp"

namespace dure::ui {

class Surplus : public QObject {
    Q_OBJECT

 public:
    explicit Surplus(QObject* parent = nullptr) : QObject(parent) {}

    /// Asks when the day before `now` has not been asked for yet.
    void follow(core::UtcTime now);
    const DayShape& shape() const { return shape_; }

 Q_SIGNALS:
    void changed();

 private:
    std::int64_t day_ = -1;
    DayShape shape_;
};

}  // namespace dure::ui
