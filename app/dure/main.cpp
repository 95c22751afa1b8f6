// dure: the wallpad, the manager's desk, the demo community.
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTextStream>
#include <QTimer>
#include <cstdio>
#include <ctime>

#include "app/dure/home_source.hpp"
#include "app/dure/measure.hpp"
#include "app/dure/options.hpp"
#include "app/dure/pictures.hpp"
#include "app/dure/screen.hpp"

namespace {

using namespace dure;

constexpr int kExitUsage = 2;
constexpr int kExitData = 3;
constexpr int kExitScreen = 4;
/// The event loop's answer when the home is another one now.
constexpr int kReopen = -1;

void say(std::FILE* to, const QString& text) {
    std::fputs(text.toUtf8().constData(), to);
    std::fflush(to);
}

int fail(int code, const QString& text) {
    say(stderr, QStringLiteral("dure: %1\n").arg(text));
    return code;
}

QString data_directory(const app::Options& options) {
    if (!options.data_dir.isEmpty()) return options.data_dir;
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

bool writable(const QString& directory) {
    return QDir().mkpath(directory) && QFileInfo(directory).isWritable();
}

QSize window_size(const app::Options& options) {
    return options.size.value_or(options.manager ? QSize(1920, 1080) : QSize(1280, 800));
}

/// The other role's pages: a program of its own, since a screen is one role for its whole life.
int draw_desk(const app::Options& options) {
    QStringList arguments{QStringLiteral("--manager"), QStringLiteral("--screenshots"),
                          options.screenshots};
    if (options.language) arguments << QStringLiteral("--lang") << *options.language;
    if (options.dark)
        arguments << QStringLiteral("--theme")
                  << (*options.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    return QProcess::execute(QCoreApplication::applicationFilePath(), arguments);
}

int run(const app::Options& options) {
    const bool pictures = !options.screenshots.isEmpty();
    // Pictures and measurements are of a made-up home unless the running demo is asked for.
    const bool made_up = options.fake || ((pictures || options.first_frame) && !options.demo &&
                                          options.device.isEmpty());
    const auto directory = data_directory(options);
    if (!made_up && !writable(directory))
        return fail(
            kExitData,
            QStringLiteral("Cannot write to the data directory %1. Choose another with --data-dir.")
                .arg(directory));

    auto source =
        made_up ? app::made_up_home(options.fake.value_or(core::fake::Scenario::kNormal))
                : app::open_home(options, directory, [] {
                      // Not from within: the page that asks is still being drawn.
                      QMetaObject::invokeMethod(
                          qApp, [] { QCoreApplication::exit(kReopen); }, Qt::QueuedConnection);
                  });
    if (!source.home) return fail(kExitData, source.error);

    app::Screen::Setup setup;
    if (!made_up) setup.preferences = directory + QStringLiteral("/screen.ini");
    setup.start = {.manager = options.manager,
                   .keyboard = qEnvironmentVariable("QT_IM_MODULE") == u"qtvirtualkeyboard",
                   .still = pictures};
    setup.clock = made_up ? ui::AppSession::Clock::kFixed : ui::AppSession::Clock::kRunning;
    setup.size = window_size(options);
    app::Screen screen(*source.home, *source.office, setup);
    if (options.language) screen.preferences().setLanguage(*options.language);
    if (options.dark) screen.preferences().setDark(*options.dark);
    if (options.fake == core::fake::Scenario::kGuest ||
        options.fake == core::fake::Scenario::kLocked)
        app::lock_made_up(screen, *options.fake);
    if (!screen.load())
        return fail(
            kExitScreen,
            QStringLiteral("The window does not load; is every qml6-module package installed?"));

    if (pictures) {
        screen.window()->show();
        app::wait_for_reading(screen);
        const auto tag =
            QStringLiteral("%1x%2-%3-%4")
                .arg(setup.size.width())
                .arg(setup.size.height())
                .arg(screen.preferences().dark() ? QStringLiteral("dark") : QStringLiteral("light"),
                     screen.preferences().language());
        const auto roles = options.manager ? ui::PageRoles::kDesk : ui::PageRoles::kWallpad;
        const auto fault = app::draw_pages(screen, options.screenshots, tag, roles);
        if (!fault.isEmpty()) return fail(kExitScreen, fault);
        return made_up && !options.manager ? draw_desk(options) : 0;
    }
    if (options.first_frame) {
        QObject::connect(
            screen.window(), &QQuickWindow::frameSwapped, screen.window(),
            [] {
                const auto memory = app::proportional_memory_mb();
                say(stdout, QStringLiteral("first frame %1 ms, %2 MB\n")
                                .arg(app::since_start_ms())
                                .arg(memory, 0, 'f', 1));
                QCoreApplication::quit();
            },
            Qt::SingleShotConnection);
    }
    if (options.kiosk)
        screen.window()->showFullScreen();
    else
        screen.window()->show();
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    const QStringList arguments = [&] {
        QStringList list;
        for (int i = 0; i < argc; ++i) list += QString::fromLocal8Bit(argv[i]);
        return list;
    }();
    const auto read = app::read_options(arguments);
    if (const auto* told = std::get_if<app::Told>(&read)) {
        say(stdout, told->text);
        return 0;
    }
    if (const auto* wrong = std::get_if<app::Wrong>(&read)) {
        say(stderr, QStringLiteral("dure: %1\nTry: dure --help\n").arg(wrong->text));
        return kExitUsage;
    }
    const auto& options = std::get<app::Options>(read);

    // Pictures need no display; a person does.
    const bool unseen = !options.screenshots.isEmpty() || options.first_frame;
    const bool display = qEnvironmentVariableIsSet("DISPLAY") ||
                         qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                         qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (!display && unseen) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!display && !unseen)
        return fail(
            kExitScreen,
            QStringLiteral("There is no display. Start it from a desktop session, set DISPLAY or "
                           "WAYLAND_DISPLAY, or draw the pages with --screenshots DIR."));
    if (options.kiosk && !qEnvironmentVariableIsSet("QT_IM_MODULE"))
        qputenv("QT_IM_MODULE", "qtvirtualkeyboard");

    app::prepare_application();
    const QApplication application(argc, argv);
    for (auto now = options;; now.demo = false) {  // who goes in somewhere is done with the demo
        if (const int code = run(now); code != kReopen) return code;
    }
}
