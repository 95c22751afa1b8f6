// Reads the path language of SVG (M L H V C S A Z, both cases) into a QPainterPath.
#pragma once

#include <QPainterPath>
#include <QStringView>

namespace dure::ui {

/// Stops at the first thing it does not know; our own icon table is its only input.
QPainterPath svg_path(QStringView text);

}  // namespace dure::ui
