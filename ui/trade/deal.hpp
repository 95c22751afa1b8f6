// The words that trade, contract and coin pages share with QML: Deal.Side.Sell, Deal.StepState.Now
// …
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "core/ports/home.hpp"

namespace dure::ui::deal {

Q_NAMESPACE
QML_NAMED_ELEMENT(Deal)
// Names repeat between the enums: they are only known with their enum in front.
Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")

enum class Side : quint8 { Sell, Buy };
Q_ENUM_NS(Side)
static_assert(static_cast<int>(Side::Buy) == static_cast<int>(core::Side::kBuy));

enum class ConditionState : quint8 { Pending, Active, Removing, Failed };
Q_ENUM_NS(ConditionState)
static_assert(static_cast<int>(ConditionState::Failed) ==
              static_cast<int>(core::ConditionView::State::kFailed));

enum class Stage : quint8 { Matched, Delivering, Metering, Metered, Settled, Cancelled };
Q_ENUM_NS(Stage)
static_assert(static_cast<int>(Stage::Cancelled) ==
              static_cast<int>(core::ContractStage::kCancelled));

enum class StepState : quint8 { Todo, Now, Done, Failed };
Q_ENUM_NS(StepState)

/// What there is to say about the difference of agreed and metered energy.
enum class Deviation : quint8 {
    Coming,   ///< delivery has not begun
    Running,  ///< being delivered
    Waiting,  ///< delivered, reading not on chain yet
    None,
    SoldLess,  ///< the utility filled the gap on the seller's account
    SoldMore,  ///< the rest went to the utility
    UsedMore,  ///< the buyer bought the rest from the utility
    UsedLess,  ///< the buyer passed the unused part on to the utility
    Cancelled,
};
Q_ENUM_NS(Deviation)

enum class CoinKind : quint8 { Sale, Purchase, Transfer, Grant, Deposit, Redemption };
Q_ENUM_NS(CoinKind)

enum class CoinFilter : quint8 { All, Sales, Purchases, Transfers };
Q_ENUM_NS(CoinFilter)

/// What stands in the way of a condition.
enum class Problem : quint8 {
    None,
    NoQuantity,  ///< wh is 0
    TooMuch,     ///< wh ≥ 2^20
    BadHours,    ///< from ≥ 96, to outside 1…96, or from = to
    NoWeekday,
    NoPlace,    ///< all four places hold other conditions
    SelfTrade,  ///< an own condition of the other side at the same time would trade with this one
    SameSide,   ///< an own condition of the same side at the same time: both apply; said, allowed
};
Q_ENUM_NS(Problem)

/// A request's way on the screen. Nothing is Done before its block is final.
enum class Sending : quint8 { Idle, Pending, Done, Failed };
Q_ENUM_NS(Sending)

}  // namespace dure::ui::deal
