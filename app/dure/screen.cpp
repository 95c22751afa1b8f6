#include "app/dure/screen.hpp"

#include <QFont>
#include <QGuiApplication>
#include <QtPlugin>

#include "ui/frame/languages.hpp"
#include "ui/frame/page_table.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/wizard_model.hpp"

Q_IMPORT_PLUGIN(DurePlugin)

// ui is a static library: nothing else would pull its types in.
extern void qml_register_types_Dure_Ui();

namespace dure::app {
namespace {

QString first_page(const Screen::Setup& setup) {
    if (!setup.first_page.isEmpty()) return setup.first_page;
    const bool desk = setup.start.manager && ui::find_page(u"manager") != nullptr;
    if (desk) return QStringLiteral("manager");
    // A home that can have a key and has not been through the first run begins there.
    const bool first_run = ui::KeyService::keys() != nullptr && ui::WizardModel::needed();
    return first_run ? QStringLiteral("wizard") : QStringLiteral("home");
}

}  // namespace

Screen::Screen(core::Home& home, core::Office& office, const Setup& setup)
    : size_(setup.size),
      preferences_(setup.preferences, setup.start),
      security_(preferences_),
      navigator_(first_page(setup)),
      session_(home, office, setup.clock),
      engine_(std::make_unique<QQmlApplicationEngine>()) {
    engine_->addImportPath(QStringLiteral(":/qt/qml"));
    QObject::connect(&ui::Languages::instance(), &ui::Languages::changed, engine_.get(),
                     [this] { engine_->retranslate(); });
}

Screen::~Screen() { engine_.reset(); }

bool Screen::load() {
    engine_->setInitialProperties(
        {{QStringLiteral("width"), size_.width()}, {QStringLiteral("height"), size_.height()}});
    engine_->load(QUrl(QStringLiteral("qrc:/qt/qml/Dure/Main.qml")));
    return window() != nullptr;
}

QQuickWindow* Screen::window() const {
    const auto roots = engine_->rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

void prepare_application() {
    qml_register_types_Dure_Ui();
    QCoreApplication::setApplicationName(QStringLiteral("dure"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DURE_VERSION));
    QFont font(QStringLiteral("Noto Sans CJK KR"));
    font.setPixelSize(22);
    QGuiApplication::setFont(font);
}

}  // namespace dure::app
