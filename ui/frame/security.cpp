#include "ui/frame/security.hpp"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QJSEngine>
#include <QPasswordDigestor>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>
#include <algorithm>

#include "core/units/units.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/pin_words.hpp"

namespace dure::ui {
namespace {

Security* g_security = nullptr;

constexpr int kPinLength = 6;
constexpr int kFreeTries = 5;
constexpr int kFirstWaitSeconds = 30;
constexpr int kLongestWaitSeconds = 3600;
constexpr int kRounds = 60'000;

const QString kSalt = QStringLiteral("pin/salt");
const QString kDigest = QStringLiteral("pin/digest");
const QString kFailures = QStringLiteral("pin/failures");
const QString kNotBefore = QStringLiteral("pin/notBefore");

QString pin_refusal(const core::PinResult& result) {
    if (result.reason == "weak-pin") return pin_words(result.problem);
    //% "That is not the PIN."
    if (result.reason == "wrong-pin" || result.reason == "wait") return qtTrId("dure.pin.wrong");
    //% "Too many wrong tries. Only the twelve words help now."
    if (result.reason == "words-needed") return qtTrId("dure.pin.words-needed");
    //% "The PIN could not be stored. The old one still counts."
    return qtTrId("dure.pin.not-stored");
}

}  // namespace

Security::Security(Preferences& preferences) : preferences_(preferences) {
    core::ensure(g_security == nullptr, "one lock");
    g_security = this;
    if (hasPin()) level_ = Level::Guest;
}

Security::~Security() { g_security = nullptr; }

Security& Security::instance() {
    core::ensure(g_security != nullptr, "a lock before the screens");
    return *g_security;
}

Security* Security::create(QQmlEngine*, QJSEngine*) {
    QJSEngine::setObjectOwnership(&instance(), QJSEngine::CppOwnership);
    return g_security;
}

bool Security::keyed() const {
    const auto* keys = KeyService::keys();
    return keys != nullptr && keys->stage() == core::KeyStage::kStored;
}

bool Security::hasPin() const {
    if (KeyService::keys() != nullptr) return keyed();
    return !preferences_.value(kDigest).toByteArray().isEmpty();
}

void Security::keyMade() {
    words_needed_ = false;
    not_before_ = 0;
    level_ = Level::Resident;
    Q_EMIT changed();
}

int Security::waitSeconds() const {
    const auto until = keyed() ? not_before_ : preferences_.value(kNotBefore, 0).toLongLong();
    const auto left = until - QDateTime::currentSecsSinceEpoch();
    // A clock that was set back must not lock the owner out for longer than the longest wait.
    return static_cast<int>(std::clamp<qint64>(left, 0, kLongestWaitSeconds));
}

void Security::lock() {
    if (keyed()) KeyService::keys()->lock();
    level_ = Level::Locked;
    Q_EMIT changed();
}

void Security::enterGuest() {
    if (keyed()) KeyService::keys()->lock();
    level_ = hasPin() ? Level::Guest : Level::Resident;
    Q_EMIT changed();
}

bool Security::unlock(const QString& pin) {
    if (keyed()) {
        if (busy_ || waitSeconds() > 0) return false;
        busy_ = true;
        Q_EMIT changed();
        KeyService::keys()->unlock(pin.toStdString(),
                                   [lock = QPointer(this)](const core::PinResult& result) {
                                       QMetaObject::invokeMethod(
                                           qApp,
                                           [lock, result] {
                                               if (!lock) return;
                                               lock->take_delay(result);
                                               if (result.ok) lock->level_ = Level::Resident;
                                               Q_EMIT lock->changed();
                                               if (result.ok)
                                                   Q_EMIT lock->opened();
                                               else
                                                   Q_EMIT lock->refused();
                                           },
                                           Qt::QueuedConnection);
                                   });
        return false;
    }
    if (!check(pin)) return false;
    level_ = Level::Resident;
    Q_EMIT changed();
    return true;
}

void Security::take_delay(const core::PinResult& result) {
    busy_ = false;
    words_needed_ = result.reason == "words-needed";
    not_before_ =
        result.wait_seconds == 0 ? 0 : QDateTime::currentSecsSinceEpoch() + result.wait_seconds;
}

void Security::changePin(const QString& old_pin, const QString& new_pin) {
    if (!keyed() || busy_ || waitSeconds() > 0) return;
    busy_ = true;
    pin_failure_.clear();
    Q_EMIT changed();
    KeyService::keys()->change_pin(old_pin.toStdString(), new_pin.toStdString(),
                                   [lock = QPointer(this)](const core::PinResult& result) {
                                       QMetaObject::invokeMethod(
                                           qApp,
                                           [lock, result] {
                                               if (!lock) return;
                                               lock->take_delay(result);
                                               if (!result.ok)
                                                   lock->pin_failure_ = pin_refusal(result);
                                               Q_EMIT lock->changed();
                                               if (result.ok)
                                                   Q_EMIT lock->pinChanged();
                                               else
                                                   Q_EMIT lock->pinRefused();
                                           },
                                           Qt::QueuedConnection);
                                   });
}

bool Security::check(const QString& pin) {
    if (!hasPin()) return true;
    if (waitSeconds() > 0) return false;
    const auto salt = preferences_.value(kSalt).toByteArray();
    if (digest(pin, salt) == preferences_.value(kDigest).toByteArray()) {
        preferences_.set(kFailures, 0);
        preferences_.set(kNotBefore, 0);
        return true;
    }
    const int failures = preferences_.value(kFailures, 0).toInt() + 1;
    preferences_.set(kFailures, failures);
    if (failures >= kFreeTries) {
        const int doublings = std::min(failures - kFreeTries, 7);
        const int wait = std::min(kFirstWaitSeconds << doublings, kLongestWaitSeconds);
        preferences_.set(kNotBefore, QDateTime::currentSecsSinceEpoch() + wait);
    }
    Q_EMIT changed();
    return false;
}

Security::PinFault Security::faultOf(const QString& pin) const {
    if (pin.size() != kPinLength ||
        !std::all_of(pin.begin(), pin.end(), [](QChar c) { return c.isDigit(); }))
        return PinFault::WrongLength;
    bool rising = true, falling = true, equal = true;
    for (qsizetype i = 1; i < pin.size(); ++i) {
        const int step = pin[i].digitValue() - pin[i - 1].digitValue();
        rising = rising && step == 1;
        falling = falling && step == -1;
        equal = equal && step == 0;
    }
    if (rising || falling) return PinFault::Sequence;
    // 121212 and 123123 are as easy as 111111.
    const bool pairs = pin.left(2) == pin.mid(2, 2) && pin.left(2) == pin.mid(4, 2);
    const bool halves = pin.left(3) == pin.mid(3, 3);
    return equal || pairs || halves ? PinFault::Repeated : PinFault::None;
}

bool Security::setPin(const QString& pin) {
    if (KeyService::keys() != nullptr || faultOf(pin) != PinFault::None) return false;
    QByteArray salt(16, '\0');
    QRandomGenerator::system()->generate(salt.begin(), salt.end());
    preferences_.set(kSalt, salt);
    preferences_.set(kDigest, digest(pin, salt));
    preferences_.set(kFailures, 0);
    preferences_.set(kNotBefore, 0);
    Q_EMIT changed();
    return true;
}

void Security::clearPin() {
    preferences_.set(kDigest, QByteArray());
    level_ = Level::Resident;
    Q_EMIT changed();
}

QByteArray Security::digest(const QString& pin, const QByteArray& salt) const {
    return QPasswordDigestor::deriveKeyPbkdf2(QCryptographicHash::Sha256, pin.toUtf8(), salt,
                                              kRounds, 32);
}

}  // namespace dure::ui
