// What every page's model shares: it looks at the session's latest view and says `changed` when a
// new one, another language or another lock state is there. `refresh` fills the model's own values.
// A model writes its base as dure::ui::ViewModel: the type registrar of Qt 6.4 finds it by its full
// name only.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "ui/frame/session.hpp"

namespace dure::ui {

class ViewModel : public QObject {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    enum class Follows { kHome, kOffice };

 Q_SIGNALS:
    void changed();

 protected:
    explicit ViewModel(Follows follows = Follows::kHome, QObject* parent = nullptr);

    AppSession& session() const { return AppSession::instance(); }
    const core::HomeView& home() const { return session().home(); }
    const core::OfficeView& office() const { return session().office(); }
    core::UtcTime now() const { return session().now(); }

    /// Called before `changed`, and once after construction (queued: not in the base constructor).
    virtual void refresh() {}
    void update();
};

}  // namespace dure::ui
