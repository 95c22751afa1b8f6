#include "ui/wizard/pin_words.hpp"

#include <QCoreApplication>

namespace dure::ui {

QString pin_words(core::PinProblem problem) {
    switch (problem) {
        case core::PinProblem::kNone:
            break;
        //% "Six digits."
        case core::PinProblem::kLength:
            return qtTrId("dure.wizard.pin-length");
        //% "The digits repeat. A neighbour would try this first."
        case core::PinProblem::kRepeated:
            return qtTrId("dure.wizard.pin-repeated");
        //% "The digits follow each other. A neighbour would try this first."
        case core::PinProblem::kSequence:
            return qtTrId("dure.wizard.pin-sequence");
        //% "This looks like a birthday. It is easy to guess."
        case core::PinProblem::kDate:
            return qtTrId("dure.wizard.pin-date");
        //% "This contains your building and unit number."
        case core::PinProblem::kUnitNumber:
            return qtTrId("dure.wizard.pin-unit");
    }
    return {};
}

}  // namespace dure::ui
