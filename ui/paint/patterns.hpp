// The five energy roles as fills that stay apart without colour: solid, filled, hatched, dotted,
// striped.
#pragma once

#include <QBrush>
#include <QColor>

namespace dure::ui {

enum class Fill { kSolid, kHatched, kDotted, kStriped };

/// `ink` is the role's colour; `under` the second colour: hatch stripe, battery ground, card
/// surface.
QBrush fill_brush(Fill fill, const QColor& ink, const QColor& under);

}  // namespace dure::ui
