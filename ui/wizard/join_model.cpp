#include "ui/wizard/join_model.hpp"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPointer>
#include <QStringList>

#include "ui/format/format.hpp"
#include "ui/wizard/entrance_service.hpp"
#include "ui/wizard/entrance_words.hpp"
#include "ui/wizard/wizard_model.hpp"

namespace dure::ui {

namespace {
/// An invite has at most 512 letters; screens and mails break it into lines.
constexpr qsizetype kLongestText = 2'048;

/// Whether the same invite may do better another time: somebody else may answer, a disk may have
/// room.
bool passes(core::EntranceFault fault) {
    using enum core::EntranceFault;
    return fault == kUnreachable || fault == kWrongGenesis || fault == kNoGenesis || fault == kDisk;
}
}  // namespace

void JoinModel::setText(const QString& text) {
    if (text == text_ || state_ == State::Asking) return;
    text_ = text.left(kLongestText);
    fault_ = core::EntranceFault::kNone;
    const auto* entrance = EntranceService::entrance();
    if (text_.trimmed().isEmpty() || entrance == nullptr) {
        state_ = State::Empty;
    } else {
        const auto checked = entrance->check(text_.toStdString());
        fault_ = checked.fault;
        invite_ = checked.invite;
        state_ = fault_ == core::EntranceFault::kNone ? State::Good : State::Wrong;
    }
    update();
}

void JoinModel::paste() { setText(QGuiApplication::clipboard()->text()); }

QString JoinModel::problem() const { return entrance_words(fault_, asks()); }

QString JoinModel::community() const {
    return is_readable() ? QString::number(invite_.chain_id) : QString();
}

QString JoinModel::until() const {
    if (!is_readable()) return {};
    return format::local(invite_.expires).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString JoinModel::asks() const {
    QStringList addresses;
    for (const auto& address : invite_.addresses) addresses += QString::fromStdString(address);
    return addresses.join(QStringLiteral(", "));
}

QString JoinModel::unit() const {
    return is_readable() && invite_.unit != 0 ? QString::number(invite_.unit) : QString();
}

void JoinModel::join() {
    auto* entrance = EntranceService::entrance();
    if (entrance == nullptr || (state_ != State::Good && state_ != State::Refused)) return;
    state_ = State::Asking;
    fault_ = core::EntranceFault::kNone;
    update();
    entrance->enter(text_.toStdString(), [model = QPointer(this)](core::EntranceFault fault) {
        QMetaObject::invokeMethod(
            qApp,
            [model, fault] {
                if (!model) return;
                model->fault_ = fault;
                model->state_ = fault == core::EntranceFault::kNone ? State::Found
                                : passes(fault)                     ? State::Refused
                                                                    : State::Wrong;
                model->update();
            },
            Qt::QueuedConnection);
    });
}

void JoinModel::open() {
    auto* entrance = EntranceService::entrance();
    if (entrance == nullptr || state_ != State::Found) return;
    WizardModel::begin_at(WizardModel::Step::Network);
    entrance->open();
}

}  // namespace dure::ui
