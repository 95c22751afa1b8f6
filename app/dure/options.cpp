#include "app/dure/options.hpp"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace dure::app {
namespace {

QString joined(std::span<const std::string_view> names) {
    QStringList list;
    for (const auto name : names)
        list += QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    return list.join(QStringLiteral(", "));
}

std::optional<QSize> size_of(const QString& text) {
    static const QRegularExpression shape(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    const auto match = shape.match(text);
    if (!match.hasMatch()) return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

}  // namespace

std::variant<Options, Told, Wrong> read_options(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Dure: neighbours trade solar electricity on their own chain."));
    const auto option = [&parser](const char* name, const char* text, const char* value = "") {
        const QCommandLineOption made(QString::fromLatin1(name), QString::fromLatin1(text),
                                      QString::fromLatin1(value));
        parser.addOption(made);
        return made;
    };
    const auto help = option("help", "Show this help.");
    const auto version = option("version", "Show the version.");
    const auto demo =
        option("demo", "Open the wallpad on the demo community (the default without a device).");
    const auto fake = option("fake",
                             "A made-up home: normal, maximal, empty, stale, faulty, syncing, "
                             "locked, offline, applied, guest.",
                             "scenario");
    const auto data_dir = option("data-dir", "Where the home keeps its state.", "dir");
    const auto device =
        option("device", "The home's hardware, modbus-tcp://host:port/unit.", "url");
    const auto manager = option("manager", "The building manager's desk.");
    const auto kiosk = option("kiosk", "Full screen, for a panel on the wall.");
    const auto screenshots = option("screenshots", "Draw every page into DIR and exit.", "dir");
    const auto first_frame =
        option("first-frame", "Print ms to the first frame and memory, then exit.");
    const auto size = option("size", "Window size, for example 1280x800.", "WxH");
    const auto lang = option("lang", "ko or en.", "language");
    const auto theme = option("theme", "dark or light.", "theme");

    if (!parser.parse(arguments)) return Wrong{parser.errorText()};
    if (parser.isSet(help)) return Told{parser.helpText()};
    if (parser.isSet(version)) return Told{QStringLiteral("dure " DURE_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return Wrong{QStringLiteral("Unexpected argument: %1")
                         .arg(parser.positionalArguments().constFirst())};

    Options options;
    options.demo = parser.isSet(demo);
    options.data_dir = parser.value(data_dir);
    options.device = parser.value(device);
    options.manager = parser.isSet(manager);
    options.kiosk = parser.isSet(kiosk);
    options.first_frame = parser.isSet(first_frame);
    options.screenshots = parser.value(screenshots);
    if (parser.isSet(fake)) {
        options.fake = core::fake::scenario_named(parser.value(fake).toStdString());
        if (!options.fake)
            return Wrong{QStringLiteral("Unknown scenario \"%1\"; there are: %2")
                             .arg(parser.value(fake), joined(core::fake::scenario_names()))};
        if (options.demo || !options.device.isEmpty())
            return Wrong{QStringLiteral("--fake stands alone: leave out --demo and --device.")};
    }
    if (options.demo && !options.device.isEmpty())
        return Wrong{QStringLiteral("--demo has its own device: leave out --demo or --device.")};
    if (parser.isSet(lang)) {
        if (parser.value(lang) != u"ko" && parser.value(lang) != u"en")
            return Wrong{QStringLiteral("--lang is ko or en, not \"%1\".").arg(parser.value(lang))};
        options.language = parser.value(lang);
    }
    if (parser.isSet(theme)) {
        if (parser.value(theme) != u"dark" && parser.value(theme) != u"light")
            return Wrong{
                QStringLiteral("--theme is dark or light, not \"%1\".").arg(parser.value(theme))};
        options.dark = parser.value(theme) == u"dark";
    }
    if (parser.isSet(size)) {
        options.size = size_of(parser.value(size));
        if (!options.size)
            return Wrong{QStringLiteral("--size is WIDTHxHEIGHT, for example 1280x800, not \"%1\".")
                             .arg(parser.value(size))};
    }
    return options;
}

}  // namespace dure::app
