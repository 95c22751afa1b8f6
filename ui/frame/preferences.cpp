#include "ui/frame/preferences.hpp"

#include <QJSEngine>
#include <algorithm>

#include "core/units/units.hpp"
#include "ui/frame/languages.hpp"

namespace dure::ui {
namespace {

Preferences* g_preferences = nullptr;
constexpr int kDarkestPercent = 30;

}  // namespace

Preferences::Preferences(const QString& path, Start start) : start_(start) {
    core::ensure(g_preferences == nullptr, "one set of preferences");
    g_preferences = this;
    if (!path.isEmpty()) file_ = std::make_unique<QSettings>(path, QSettings::IniFormat);
    Languages::instance().use(language());
}

Preferences::~Preferences() {
    Languages::instance().release();
    g_preferences = nullptr;
}

Preferences& Preferences::instance() {
    core::ensure(g_preferences != nullptr, "preferences before the screens");
    return *g_preferences;
}

Preferences* Preferences::create(QQmlEngine*, QJSEngine*) {
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return g_preferences;
}

void Preferences::setLanguage(const QString& code) {
    set("language", code);
    Languages::instance().use(code);
}

int Preferences::brightness() const {
    return std::max(kDarkestPercent, value(QStringLiteral("brightness"), 100).toInt());
}

void Preferences::setBrightness(int percent) {
    set("brightness", std::clamp(percent, kDarkestPercent, 100));
}

QVariant Preferences::value(const QString& key, const QVariant& missing) const {
    if (file_) return file_->value(key, missing);
    return values_.value(key, missing);
}

void Preferences::set(const QString& key, const QVariant& new_value) {
    if (value(key) == new_value) return;
    if (file_)
        file_->setValue(key, new_value);
    else
        values_.insert(key, new_value);
    Q_EMIT changed();
}

QString Preferences::text(const char* key, const QString& missing) const {
    return value(QString::fromLatin1(key), missing).toString();
}

bool Preferences::flag(const char* key, bool missing) const {
    return value(QString::fromLatin1(key), missing).toBool();
}

}  // namespace dure::ui
