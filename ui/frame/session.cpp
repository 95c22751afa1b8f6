#include "ui/frame/session.hpp"

#include <QCoreApplication>
#include <QJSEngine>
#include <QPointer>
#include <QTimer>
#include <mutex>
#include <utility>

namespace dure::ui {
namespace {

AppSession* g_session = nullptr;

// Runs `work` on the GUI thread if `context` still lives then.
template <class Work>
void post(const QPointer<QObject>& context, Work work) {
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [context, work = std::move(work)] {
            if (context) work();
        },
        Qt::QueuedConnection);
}

}  // namespace

/// The newest view on its way; `put` says whether a post is needed.
template <class View>
struct AppSession::Mail {
    std::mutex mutex;
    std::shared_ptr<const View> latest;
    bool posted = false;

    bool put(std::shared_ptr<const View> view) {
        const std::lock_guard lock(mutex);
        latest = std::move(view);
        return !std::exchange(posted, true);
    }
    std::shared_ptr<const View> take() {
        const std::lock_guard lock(mutex);
        posted = false;
        return std::move(latest);
    }
};

AppSession::AppSession(core::Home& home, core::Office& office, Clock clock)
    : home_port_(home),
      office_port_(office),
      clock_(clock),
      home_view_(home.view()),
      office_view_(office.view()) {
    core::ensure(g_session == nullptr, "one session at a time");
    g_session = this;
    since_view_.start();

    const QPointer<QObject> self(this);
    auto home_mail = std::make_shared<Mail<core::HomeView>>();
    home_handler_ =
        home_port_.on_view([this, self, home_mail](std::shared_ptr<const core::HomeView> view) {
            if (!home_mail->put(std::move(view))) return;
            post(self, [this, home_mail] {
                home_view_ = home_mail->take();
                since_view_.restart();
                Q_EMIT homeChanged();
            });
        });
    auto office_mail = std::make_shared<Mail<core::OfficeView>>();
    office_handler_ = office_port_.on_view(
        [this, self, office_mail](std::shared_ptr<const core::OfficeView> view) {
            if (!office_mail->put(std::move(view))) return;
            post(self, [this, office_mail] {
                office_view_ = office_mail->take();
                Q_EMIT officeChanged();
            });
        });

    if (clock_ == Clock::kFixed) return;
    auto* ticker = new QTimer(this);
    ticker->setInterval(std::chrono::seconds{1});
    connect(ticker, &QTimer::timeout, this, &AppSession::clockTicked);
    ticker->start();
}

AppSession::~AppSession() {
    home_handler_.reset();
    office_handler_.reset();
    g_session = nullptr;
}

AppSession& AppSession::instance() {
    core::ensure(g_session != nullptr, "a session before the screens");
    return *g_session;
}

AppSession* AppSession::create(QQmlEngine*, QJSEngine*) {
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return g_session;
}

core::UtcTime AppSession::now() const {
    if (clock_ == Clock::kFixed) return home_view_->now;
    const auto passed = since_view_.elapsed() * std::max(1, home_view_->time_factor);
    return home_view_->now + std::chrono::milliseconds{passed};
}

void AppSession::request(const core::HomeRequest& request, QObject* context, Answer answer) {
    home_port_.request(request, [context = QPointer<QObject>(context),
                                 answer = std::move(answer)](const core::Outcome& outcome) {
        post(context, [answer, outcome] { answer(outcome); });
    });
}

void AppSession::request(const core::OfficeRequest& request, QObject* context, Answer answer) {
    office_port_.request(request, [context = QPointer<QObject>(context),
                                   answer = std::move(answer)](const core::Outcome& outcome) {
        post(context, [answer, outcome] { answer(outcome); });
    });
}

void AppSession::find_block(const core::BlockQuery& query, QObject* context,
                            std::function<void(const std::optional<core::FoundBlock>&)> answer) {
    office_port_.find_block(
        query, [context = QPointer<QObject>(context),
                answer = std::move(answer)](std::optional<core::FoundBlock> found) {
            post(context, [answer, found = std::move(found)] { answer(found); });
        });
}

void AppSession::usage(core::Period period, core::UtcTime moment, QObject* context,
                       std::function<void(const core::UsageSeries&)> answer) {
    home_port_.usage(period, moment,
                     [context = QPointer<QObject>(context),
                      answer = std::move(answer)](core::UsageSeries series) {
                         post(context, [answer, series = std::move(series)] { answer(series); });
                     });
}

}  // namespace dure::ui
