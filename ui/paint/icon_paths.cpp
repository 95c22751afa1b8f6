#include "ui/paint/icon_paths.hpp"

#include <QHash>
#include <array>

#include "ui/paint/svg_path.hpp"

namespace dure::ui {
namespace {

struct Stroke {
    const char16_t* name;
    const char16_t* path;
};

// Circles are written as two half arcs.
constexpr std::array kStrokes{
    Stroke{u"home", u"M3.5 11.5 12 4.5l8.5 7M5.75 10v9.5h12.5V10M10 19.5V14h4v5.5"},
    Stroke{u"neighbours",
           u"M2 13.2 7 9l5 4.2M3.5 12v7.5h7V12M10.8 8.6 15.8 4.5 22 9.8M20.3 8.6v10.9h-6.3"},
    Stroke{u"sun",
           u"M8 12a4 4 0 0 1 8 0 4 4 0 0 1-8 0M12 2.5v2.7M12 18.8v2.7M2.5 12h2.7M18.8 12h2.7M5.3 "
           u"5.3l1.9 1.9M16.8 16.8l1.9 1.9M5.3 18.7l1.9-1.9M16.8 7.2l1.9-1.9"},
    Stroke{u"battery",
           u"M4.5 7.5h13a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM22 "
           u"10.5v3M6.2 10.5v3M9.6 10.5v3M13 10.5v3"},
    Stroke{u"pylon",
           u"M10.4 3h3.2M10.4 3 7 21M13.6 3 17 21M5 7.5h14M5 7.5v2.2M19 7.5v2.2M3.5 12.5h17M3.5 "
           u"12.5v2.2M20.5 12.5v2.2M8.6 12.5 17 21M15.4 12.5 7 21"},
    Stroke{u"share",
           u"M3.4 12a2.6 2.6 0 0 1 5.2 0 2.6 2.6 0 0 1-5.2 0M15.4 6a2.6 2.6 0 0 1 5.2 0 2.6 2.6 0 "
           u"0 1-5.2 0M15.4 18a2.6 2.6 0 0 1 5.2 0 2.6 2.6 0 0 1-5.2 0M8.4 10.8 15.6 7.2M8.4 "
           u"13.2l7.2 3.6"},
    Stroke{u"gauge", u"M3.5 12a8.5 8.5 0 0 1 17 0 8.5 8.5 0 0 1-17 0M12 12.5l3.6-4.2M7.2 15.8h9.6"},
    Stroke{u"bell", u"M6.5 17v-6.2a5.5 5.5 0 0 1 11 0V17M4.5 17h15M10.5 20.3h3"},
    Stroke{u"lock",
           u"M7 10.5h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2zM8 "
           u"10.5V8a4 4 0 0 1 8 0v2.5"},
    Stroke{u"unlock",
           u"M7 10.5h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2zM8 "
           u"10.5V7.5a4 4 0 0 1 7.6-1.7"},
    Stroke{u"trade", u"M4 8.5h15M15 4.5l4 4-4 4M20 15.5H5M9 11.5l-4 4 4 4"},
    Stroke{u"usage", u"M4 4v16h16.5M8.5 16v-4M13 16V7.5M17.5 16v-6"},
    Stroke{u"history", u"M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.2 6.5h.01M4.2 12h.01M4.2 17.5h.01"},
    Stroke{u"settings",
           u"M4 7h8M18 7h2M4 17h2M12 17h8M12.4 7a2.6 2.6 0 0 1 5.2 0 2.6 2.6 0 0 1-5.2 0M6.4 "
           u"17a2.6 2.6 0 0 1 5.2 0 2.6 2.6 0 0 1-5.2 0"},
    Stroke{u"hide",
           u"M2.5 12C2.5 12 6 5.8 12 5.8S21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM9.2 12a2.8 "
           u"2.8 0 0 1 5.6 0 2.8 2.8 0 0 1-5.6 0M4.5 20 19.5 4"},
    Stroke{u"show",
           u"M2.5 12C2.5 12 6 5.8 12 5.8S21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12zM9.2 12a2.8 "
           u"2.8 0 0 1 5.6 0 2.8 2.8 0 0 1-5.6 0"},
    Stroke{u"out", u"M6.5 17.5 17.5 6.5M9 6.5h8.5V15"},
    Stroke{u"in", u"M17.5 6.5 6.5 17.5M15 17.5H6.5V9"},
    Stroke{u"document", u"M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12.5h6M9 16.5h6"},
    Stroke{u"people",
           u"M5.5 8a3.5 3.5 0 0 1 7 0 3.5 3.5 0 0 1-7 0M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 "
           u"3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5"},
    Stroke{u"down", u"M5 9l7 7 7-7"},
    Stroke{u"up", u"M5 15l7-7 7 7"},
    Stroke{u"back", u"M14.5 5 8 12l6.5 7"},
    Stroke{u"forward", u"M9.5 5 16 12l-6.5 7"},
    Stroke{u"pause", u"M9 5.5v13M15 5.5v13"},
    Stroke{u"play", u"M8 5.5 18 12 8 18.5z"},
    Stroke{u"tick", u"M5 12.5 10 17.5 19.5 7"},
    Stroke{u"cross", u"M6 6l12 12M18 6 6 18"},
    Stroke{u"bolt", u"M13 3 5.5 13.5H12L11 21l7.5-10.5H12z"},
    Stroke{u"cloud", u"M7 18.5h10a4 4 0 0 0 .6-7.95A6 6 0 0 0 6 11.3a3.7 3.7 0 0 0 1 7.2z"},
    Stroke{u"lamp", u"M12 3a6 6 0 0 1 3.5 10.9V16h-7v-2.1A6 6 0 0 1 12 3zM9.5 20h5"},
    Stroke{u"shield",
           u"M12 3l7.5 2.8v5.4c0 4.9-3.2 8-7.5 9.8-4.3-1.8-7.5-4.9-7.5-9.8V5.8zM8.8 12l2.3 2.3 "
           u"4.2-4.4"},
    Stroke{u"info", u"M3.5 12a8.5 8.5 0 0 1 17 0 8.5 8.5 0 0 1-17 0M12 11v5.5M12 7.7v.01"},
    Stroke{u"warning", u"M12 4 21.5 20h-19zM12 10v5M12 17.5v.01"},
    Stroke{u"stop",
           u"M7 4.5h10a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1-2.5 2.5H7A2.5 2.5 0 0 1 4.5 17V7A2.5 "
           u"2.5 0 0 1 7 4.5z"},
    Stroke{u"search", u"M4 10.5a6.5 6.5 0 0 1 13 0 6.5 6.5 0 0 1-13 0M15.5 15.5 21 21"},
    Stroke{u"offline", u"M3 9a14 14 0 0 1 18 0M6.5 13a9 9 0 0 1 11 0M12 18v.01M4 20 20 4"},
    Stroke{u"network", u"M3 9a14 14 0 0 1 18 0M6.5 13a9 9 0 0 1 11 0M12 18v.01"},
    Stroke{u"minus", u"M5 12h14"},
    Stroke{u"plus", u"M12 5v14M5 12h14"},
    Stroke{u"clock", u"M3.5 12a8.5 8.5 0 0 1 17 0 8.5 8.5 0 0 1-17 0M12 7.5V12l3 2.5"},
    Stroke{u"flag", u"M6 21V4M6 4.5h12l-3 4 3 4H6"},
    Stroke{u"qr", u"M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M20 20v-1.5"},
    Stroke{
        u"wallet",
        u"M5 6h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a1 1 0 0 1 1-1zM15.5 12.5h4.500"},
    Stroke{u"monitor", u"M4 4.5h16v11H4zM12 15.500v4M8 19.500h8"},
    Stroke{u"delete", u"M9 5.5h11.500v13H9L3.500 12zM12 9.500l5 5M17 9.500l-5 5"},
    Stroke{u"refresh", u"M19.500 12a7.500 7.500 0 1 1-2.200-5.300L19.500 9M19.500 4v5h-5"},
    Stroke{u"key",
           u"M4 15.500a4 4 0 0 1 8 0 4 4 0 0 1-8 0M11 12.500 20 4M16.500 7.500l2.500 2.500"},
    Stroke{u"globe",
           u"M3.500 12a8.500 8.500 0 0 1 17 0 8.500 8.500 0 0 1-17 0M3.500 12h17M12 3.500c3 2.500 "
           u"4 5.500 4 8.500s-1 6-4 8.500c-3-2.500-4-5.500-4-8.500s1-6 4-8.500"},
    Stroke{u"moon", u"M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z"},
};

}  // namespace

QPainterPath icon_path(const QString& name) {
    static QHash<QString, QPainterPath> read;
    const auto found = read.constFind(name);
    if (found != read.constEnd()) return *found;
    for (const auto& stroke : kStrokes) {
        if (name != QStringView(stroke.name)) continue;
        return *read.insert(name, svg_path(QStringView(stroke.path)));
    }
    return {};
}

}  // namespace dure::ui
