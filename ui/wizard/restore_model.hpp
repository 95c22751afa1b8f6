// The way back to a home's key: twelve written words, letter by letter with the list's help, then a
// new PIN. Letters that lead to no word cannot be pressed, so a typing error shows at once. What is
// typed is wiped when it was used, when the page goes, and when nobody touches it for a while.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>

#include "core/ports/keys.hpp"

namespace dure::ui {

class RestoreModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int wordCount READ wordCount CONSTANT)
    Q_PROPERTY(QStringList words READ words NOTIFY changed)
    Q_PROPERTY(QString letters READ letters NOTIFY changed)
    Q_PROPERTY(QStringList fitting READ fitting NOTIFY changed)
    Q_PROPERTY(QString nextLetters READ nextLetters NOTIFY changed)
    Q_PROPERTY(bool complete READ complete NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    explicit RestoreModel(QObject* parent = nullptr) : QObject(parent) {}
    ~RestoreModel() override { forget(); }

    int wordCount() const { return static_cast<int>(core::kRecoveryWords); }
    const QStringList& words() const { return words_; }  ///< those that are whole
    const QString& letters() const { return letters_; }  ///< of the next word
    QStringList fitting() const;  ///< words the letters may become, at most six
    QString nextLetters() const;  ///< letters that still lead to a word
    bool complete() const { return words_.size() == wordCount(); }
    bool busy() const { return busy_; }
    QString failure() const { return failure_; }

    Q_INVOKABLE void press(const QString& letter);
    Q_INVOKABLE void take(const QString& word);  ///< a fitting word as a whole
    Q_INVOKABLE void erase();                    ///< a letter, or the last whole word
    Q_INVOKABLE void forget();
    Q_INVOKABLE QString pinProblem(const QString& pin) const;  ///< empty when it is good
    Q_INVOKABLE void restore(const QString& pin);  ///< `restored`, or `failure` says why not

 Q_SIGNALS:
    void changed();
    void restored();

 private:
    std::vector<std::string> candidates() const;

    QStringList words_;
    QString letters_;
    bool busy_ = false;
    QString failure_;
};

}  // namespace dure::ui
