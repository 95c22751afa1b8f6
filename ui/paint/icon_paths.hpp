// The icons: names and strokes on a grid of 24, drawn with round caps and no fill.
#pragma once

#include <QPainterPath>
#include <QString>

namespace dure::ui {

QPainterPath icon_path(const QString& name);  ///< empty for an unknown name

}  // namespace dure::ui
