#include "ui/frame/navigator.hpp"

#include <QJSEngine>

#include "core/units/units.hpp"
#include "ui/frame/page_table.hpp"

namespace dure::ui {
namespace {

Navigator* g_navigator = nullptr;

}  // namespace

Navigator::Navigator(const QString& first) {
    core::ensure(g_navigator == nullptr, "one navigator");
    core::ensure(find_page(first) != nullptr, "the first page is in the table");
    g_navigator = this;
    stack_.push_back({first, {}});
}

Navigator::~Navigator() { g_navigator = nullptr; }

Navigator& Navigator::instance() {
    core::ensure(g_navigator != nullptr, "a navigator before the screens");
    return *g_navigator;
}

Navigator* Navigator::create(QQmlEngine*, QJSEngine*) {
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return g_navigator;
}

QUrl Navigator::source() const {
    return QUrl(QStringLiteral("qrc:/qt/qml/Dure/") + QLatin1String(find_page(page())->file));
}

QString Navigator::section() const { return QString::fromLatin1(find_page(page())->section); }
bool Navigator::money() const { return find_page(page())->money; }
bool Navigator::has(const QString& page) const { return find_page(page) != nullptr; }

void Navigator::show(const QString& page) {
    if (find_page(page) == nullptr || !leave()) return;
    stack_ = {{page, {}}};
    Q_EMIT changed();
}

void Navigator::open(const QString& page, const QString& argument) {
    if (find_page(page) == nullptr || !leave()) return;
    stack_.push_back({page, argument});
    Q_EMIT changed();
}

void Navigator::replace(const QString& page, const QString& argument) {
    if (find_page(page) == nullptr || !leave()) return;
    stack_.back() = {page, argument};
    Q_EMIT changed();
}

void Navigator::back() {
    if (stack_.size() < 2 || !leave()) return;
    stack_.pop_back();
    Q_EMIT changed();
}

bool Navigator::leave() {
    if (!blocked_) return true;
    Q_EMIT leaveAsked();
    return !blocked_;
}

}  // namespace dure::ui
