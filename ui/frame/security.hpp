// Who stands before the wall: locked (the clock, no page is loaded), guest (energy, no money),
// resident (everything of this home). Without a PIN there is nothing to unlock: always resident.
// Wrong PINs cost time, and the delay survives a power cut (it is stored).
//
// Where the home has a key store, its PIN is the only one and the store itself checks it (slowly,
// on another thread: `busy`, then `opened` or `refused`). A made-up home without keys keeps a
// digest.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "core/ports/keys.hpp"

class QQmlEngine;
class QJSEngine;

namespace dure::ui {

class Preferences;

class Security : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Level level READ level NOTIFY changed)
    Q_PROPERTY(bool locked READ locked NOTIFY changed)
    Q_PROPERTY(bool moneyVisible READ moneyVisible NOTIFY changed)
    Q_PROPERTY(bool hasPin READ hasPin NOTIFY changed)
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool keyed READ keyed NOTIFY changed)
    Q_PROPERTY(bool wordsNeeded READ wordsNeeded NOTIFY changed)
    Q_PROPERTY(QString pinFailure READ pinFailure NOTIFY changed)

 public:
    enum class Level { Locked, Guest, Resident };
    Q_ENUM(Level)
    enum class PinFault { None, WrongLength, Sequence, Repeated };
    Q_ENUM(PinFault)

    explicit Security(Preferences& preferences);
    ~Security() override;
    static Security& instance();
    static Security* create(QQmlEngine*, QJSEngine*);

    Level level() const { return level_; }
    bool locked() const { return level_ == Level::Locked; }
    bool moneyVisible() const { return level_ == Level::Resident; }
    bool hasPin() const;
    int waitSeconds() const;             ///< until the next try is allowed; 0 = now
    bool busy() const { return busy_; }  ///< a PIN is being checked
    bool keyed() const;                  ///< the key store checks the PIN
    /// No tries are left: only the twelve words open now.
    bool wordsNeeded() const { return words_needed_; }
    /// Why the key store kept its old PIN, after `pinRefused`.
    QString pinFailure() const { return pin_failure_; }
    void keyMade();  ///< a key was stored or came back by its words: its owner stands here

    Q_INVOKABLE void lock();        ///< to the clock; with no PIN any touch opens again
    Q_INVOKABLE void enterGuest();  ///< look only
    /// True when open at once; with a key store `opened` or `refused` follows.
    Q_INVOKABLE bool unlock(const QString& pin);
    Q_INVOKABLE bool check(const QString& pin);  ///< for a payment; counts as a try
    Q_INVOKABLE PinFault faultOf(const QString& pin) const;
    Q_INVOKABLE bool setPin(const QString& pin);  ///< false when the PIN is too easy
    /// With a key store: `pinChanged` or `pinRefused` follows.
    Q_INVOKABLE void changePin(const QString& old_pin, const QString& new_pin);
    Q_INVOKABLE void clearPin();

 Q_SIGNALS:
    void changed();
    void opened();
    void refused();
    void pinChanged();
    void pinRefused();

 private:
    void take_delay(const core::PinResult& result);
    QByteArray digest(const QString& pin, const QByteArray& salt) const;

    Preferences& preferences_;
    Level level_ = Level::Resident;
    bool busy_ = false;
    bool words_needed_ = false;
    QString pin_failure_;
    qint64 not_before_ = 0;  ///< the store's own delay, seconds since 1970
};

}  // namespace dure::ui
