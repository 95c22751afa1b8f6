#include "app/dure/pictures.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>

#include <string_view>

#include "ui/frame/idle_watch.hpp"
#include "ui/frame/page_table.hpp"

namespace dure::app {
namespace {

constexpr int kLongestWaitMs = 3000;
constexpr int kLongestReadingMs = 8000;

// Until no event is left and the page has had its data.
void settle(Screen& screen) {
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < 120) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    while (waited.elapsed() < kLongestWaitMs && !screen.window()->property("pageReady").toBool())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

// As a person comes there: from the rail's place, then deeper.
void show(ui::Navigator& navigator, const ui::PageEntry& page) {
    const QString id = QString::fromLatin1(page.id);
    const QString place = page.section == std::string_view("history")
                              ? QStringLiteral("coins")
                              : QString::fromLatin1(page.section);
    navigator.show(navigator.has(place) ? place : QStringLiteral("home"));
    if (navigator.page() == id && page.argument[0] == '\0') return;
    navigator.open(id, QString::fromLatin1(page.argument));
}

}  // namespace

void wait_for_reading(Screen& screen) {
    QElapsedTimer waited;
    waited.start();
    while (!screen.session().home().grid.value && waited.elapsed() < kLongestReadingMs)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
}

QString draw_pages(Screen& screen, const QString& directory, const QString& tag,
                   ui::PageRoles roles) {
    if (!QDir().mkpath(directory)) return QStringLiteral("Cannot write to %1").arg(directory);
    const auto draw = [&](const QString& name) -> QString {
        settle(screen);
        const QString path = QStringLiteral("%1/%2-%3.png").arg(directory, name, tag);
        if (screen.window()->grabWindow().save(path)) return {};
        return QStringLiteral("Cannot write %1").arg(path);
    };
    for (const auto& page : ui::page_table()) {
        if (!ui::belongs(page, roles)) continue;
        show(screen.navigator(), page);
        if (const auto fault = draw(QString::fromLatin1(page.id)); !fault.isEmpty()) return fault;
    }
    if (roles != ui::PageRoles::kWallpad) return {};

    screen.navigator().show(QStringLiteral("home"));
    auto* idle = screen.window()->property("idleWatch").value<ui::IdleWatch*>();
    idle->enter(ui::IdleWatch::Stage::Idle);
    if (const auto fault = draw(QStringLiteral("idle")); !fault.isEmpty()) return fault;
    idle->enter(ui::IdleWatch::Stage::Black);
    if (const auto fault = draw(QStringLiteral("black")); !fault.isEmpty()) return fault;
    idle->wake();
    screen.security().lock();
    const auto fault = draw(QStringLiteral("lock"));
    screen.security().enterGuest();
    return fault;
}

}  // namespace dure::app
