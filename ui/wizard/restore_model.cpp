#include "ui/wizard/restore_model.hpp"

#include <QCoreApplication>
#include <QPointer>

#include "ui/frame/security.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/pin_words.hpp"

namespace dure::ui {

namespace {

constexpr qsizetype kShownWords = 6;

void wipe(QString& text) {
    text.fill(QChar(u' '));
    text.clear();
}

QString failure_words(const core::PinResult& result) {
    if (result.reason == "weak-pin") return pin_words(result.problem);
    if (result.reason == "bad-words")
        //% "These are not twelve words of a key. Compare them with your paper, and their order."
        return qtTrId("dure.restore.bad-words");
    if (result.reason == "other-key")
        //% "These words belong to another key than this home's."
        return qtTrId("dure.restore.other-key");
    //% "The key could not be stored. Please try again."
    return qtTrId("dure.wizard.pin-not-stored");
}

}  // namespace

std::vector<std::string> RestoreModel::candidates() const {
    const auto* keys = KeyService::keys();
    if (keys == nullptr || complete() || letters_.isEmpty()) return {};
    return keys->words_starting_with(letters_.toStdString());
}

QStringList RestoreModel::fitting() const {
    QStringList out;
    for (const auto& word : candidates()) {
        if (out.size() == kShownWords) break;
        out.append(QString::fromStdString(word));
    }
    return out;
}

QString RestoreModel::nextLetters() const {
    const auto* keys = KeyService::keys();
    if (keys == nullptr || complete()) return {};
    QString out;
    for (const auto& word : keys->words_starting_with(letters_.toStdString())) {
        const auto at = static_cast<std::size_t>(letters_.size());
        if (at >= word.size()) continue;
        const auto letter = QChar::fromLatin1(word[at]);
        if (!out.contains(letter)) out.append(letter);
    }
    return out;
}

void RestoreModel::press(const QString& letter) {
    if (busy_ || letter.size() != 1 || !nextLetters().contains(letter)) return;
    failure_.clear();
    letters_.append(letter);
    // Only one word begins so: it is meant.
    const auto left = candidates();
    if (left.size() == 1) {
        take(QString::fromStdString(left.front()));
        return;
    }
    Q_EMIT changed();
}

void RestoreModel::take(const QString& word) {
    if (busy_ || complete() || !fitting().contains(word)) return;
    words_.append(word);
    wipe(letters_);
    Q_EMIT changed();
}

void RestoreModel::erase() {
    if (busy_) return;
    failure_.clear();
    if (!letters_.isEmpty()) {
        letters_.chop(1);
    } else if (!words_.isEmpty()) {
        wipe(words_.last());
        words_.removeLast();
    }
    Q_EMIT changed();
}

void RestoreModel::forget() {
    for (auto& word : words_) wipe(word);
    words_.clear();
    wipe(letters_);
    Q_EMIT changed();
}

QString RestoreModel::pinProblem(const QString& pin) const {
    return pin_words(core::pin_problem(pin.toStdString(), 0, 0));
}

void RestoreModel::restore(const QString& pin) {
    auto* keys = KeyService::keys();
    if (keys == nullptr || busy_ || !complete()) return;
    busy_ = true;
    failure_.clear();
    Q_EMIT changed();
    auto typed = words_.join(u' ').toStdString();
    keys->restore(typed, pin.toStdString(),
                  [model = QPointer(this)](const core::PinResult& result) {
                      QMetaObject::invokeMethod(
                          qApp,
                          [model, result] {
                              if (result.ok) Security::instance().keyMade();
                              if (!model) return;
                              model->busy_ = false;
                              if (result.ok) {
                                  model->forget();
                                  Q_EMIT model->restored();
                                  return;
                              }
                              model->failure_ = failure_words(result);
                              Q_EMIT model->changed();
                          },
                          Qt::QueuedConnection);
                  });
    std::fill(typed.begin(), typed.end(), ' ');
}

}  // namespace dure::ui
