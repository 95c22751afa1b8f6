#include "ui/frame/view_model.hpp"

#include "ui/frame/languages.hpp"
#include "ui/frame/security.hpp"

namespace dure::ui {

ViewModel::ViewModel(Follows follows, QObject* parent) : QObject(parent) {
    auto& session = AppSession::instance();
    if (follows == Follows::kHome)
        connect(&session, &AppSession::homeChanged, this, &ViewModel::update);
    else
        connect(&session, &AppSession::officeChanged, this, &ViewModel::update);
    connect(&session, &AppSession::clockTicked, this, &ViewModel::update);
    connect(&Languages::instance(), &Languages::changed, this, &ViewModel::update);
    connect(&Security::instance(), &Security::changed, this, &ViewModel::update);
}

void ViewModel::update() {
    refresh();
    Q_EMIT changed();
}

}  // namespace dure::ui
