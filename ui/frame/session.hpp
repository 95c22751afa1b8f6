// The screens' door to the home and the office: holds the latest view on the GUI thread and carries
// requests out and answers back. Nothing here waits: views arrive from a foreign thread, at most
// one post is under way, and only the newest is kept.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QElapsedTimer>
#include <QObject>
#include <functional>
#include <memory>

#include "core/ports/home.hpp"

class QQmlEngine;
class QJSEngine;

namespace dure::ui {

class AppSession : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool simulation READ simulation NOTIFY homeChanged)
    Q_PROPERTY(int timeFactor READ timeFactor NOTIFY homeChanged)
    Q_PROPERTY(bool member READ member NOTIFY homeChanged)

 public:
    /// Fixed: the time of a view stands still, for screenshots. Running: it moves on between views.
    enum class Clock { kRunning, kFixed };

    /// One at a time; both ports must outlive the session.
    AppSession(core::Home& home, core::Office& office, Clock clock = Clock::kRunning);
    ~AppSession() override;

    static AppSession& instance();  ///< the living session
    static AppSession* create(QQmlEngine*, QJSEngine*);

    const core::HomeView& home() const { return *home_view_; }
    const core::OfficeView& office() const { return *office_view_; }
    core::UtcTime now() const;  ///< the view's time, moved on by what has passed since

    bool simulation() const { return home_view_->simulation; }
    int timeFactor() const { return home_view_->time_factor; }
    bool member() const { return home_view_->membership == core::Membership::kApproved; }

    /// `answer` runs on the GUI thread, as long as `context` lives.
    using Answer = std::function<void(const core::Outcome&)>;
    void request(const core::HomeRequest& request, QObject* context, Answer answer);
    void request(const core::OfficeRequest& request, QObject* context, Answer answer);
    void find_block(const core::BlockQuery& query, QObject* context,
                    std::function<void(const std::optional<core::FoundBlock>&)> answer);
    void usage(core::Period period, core::UtcTime moment, QObject* context,
               std::function<void(const core::UsageSeries&)> answer);

 Q_SIGNALS:
    void homeChanged();
    void officeChanged();
    void clockTicked();  ///< every second: ages on the screen grow even when no view arrives

 private:
    template <class View>
    struct Mail;

    core::Home& home_port_;
    core::Office& office_port_;
    Clock clock_;
    std::shared_ptr<const core::HomeView> home_view_;
    std::shared_ptr<const core::OfficeView> office_view_;
    QElapsedTimer since_view_;
    core::Handler home_handler_, office_handler_;
};

}  // namespace dure::ui
