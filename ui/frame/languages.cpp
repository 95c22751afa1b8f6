#include "ui/frame/languages.hpp"

#include <QCoreApplication>
#include <QDirIterator>
#include <QLocale>
#include <QTranslator>

namespace dure::ui {

Languages& Languages::instance() {
    static Languages languages;
    return languages;
}

void Languages::use(const QString& code) {
    const QString wanted = code == u"en" ? QStringLiteral("en") : QStringLiteral("ko");
    if (wanted == code_) return;
    release();
    code_ = wanted;
    QLocale::setDefault(wanted == u"en" ? QLocale(QLocale::English, QLocale::UnitedStates)
                                        : QLocale(QLocale::Korean, QLocale::SouthKorea));
    QDirIterator files(QStringLiteral(":/i18n"), {QStringLiteral("*_%1.qm").arg(wanted)});
    while (files.hasNext()) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(files.next())) continue;
        QCoreApplication::installTranslator(translator.get());
        loaded_.push_back(std::move(translator));
    }
    Q_EMIT changed();
}

void Languages::release() {
    for (auto& translator : loaded_) QCoreApplication::removeTranslator(translator.get());
    loaded_.clear();
    code_.clear();
}

}  // namespace dure::ui
