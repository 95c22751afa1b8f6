// The key from twelve written words, and the PIN that can be changed.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>

#include "core/fake/fake_keys.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/restore_model.hpp"

namespace dure::ui {
namespace {

using core::fake::FakeKeys;

void type(RestoreModel& model, std::string_view word) {
    const auto before = model.words().size();
    for (const char letter : word) {
        if (model.words().size() > before) return;
        model.press(QString(QChar::fromLatin1(letter)));
    }
}

void settle(const QSignalSpy& spy) {
    QElapsedTimer timer;
    for (timer.start(); spy.isEmpty() && timer.elapsed() < 5'000;)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

struct Stage {
    Preferences preferences{{}, {}};
    FakeKeys keys;
    KeyService service{keys};
    Security security{preferences};
};

TEST(Restore, only_letters_that_lead_to_a_word_are_taken) {
    const Stage stage;
    RestoreModel model;
    model.press(QStringLiteral("x"));
    EXPECT_TRUE(model.letters().isEmpty());
    EXPECT_TRUE(model.nextLetters().contains(u'w'));
    model.press(QStringLiteral("w"));
    EXPECT_EQ(model.fitting(), QStringList({"wave", "winner", "worth"}));
    EXPECT_FALSE(model.nextLetters().contains(u'e'));
    model.erase();
    EXPECT_TRUE(model.letters().isEmpty());
    model.press(QStringLiteral("w"));
    model.take(QStringLiteral("legal"));
    EXPECT_TRUE(model.words().isEmpty()) << "legal does not begin with w";
    model.take(QStringLiteral("worth"));
    EXPECT_EQ(model.words(), QStringList({"worth"}));
    model.erase();
    EXPECT_TRUE(model.words().isEmpty());
}

TEST(Restore, twelve_words_and_a_pin_bring_the_key_back) {
    const Stage stage;
    RestoreModel model;
    for (const auto word : FakeKeys::kWords) type(model, word);
    ASSERT_TRUE(model.complete());
    EXPECT_FALSE(model.pinProblem(QStringLiteral("123456")).isEmpty());
    QSignalSpy restored(&model, &RestoreModel::restored);
    model.restore(QStringLiteral("739105"));
    settle(restored);
    ASSERT_EQ(restored.size(), 1);
    EXPECT_TRUE(stage.security.hasPin());
    EXPECT_TRUE(stage.security.moneyVisible());
    EXPECT_TRUE(model.words().isEmpty()) << "the words are not kept";
}

TEST(Restore, words_in_another_order_are_refused_and_can_be_corrected) {
    const Stage stage;
    RestoreModel model;
    for (auto word = FakeKeys::kWords.rbegin(); word != FakeKeys::kWords.rend(); ++word)
        type(model, *word);
    QSignalSpy restored(&model, &RestoreModel::restored);
    QSignalSpy changed(&model, &RestoreModel::changed);
    model.restore(QStringLiteral("739105"));
    changed.clear();
    settle(changed);
    EXPECT_TRUE(restored.isEmpty());
    EXPECT_FALSE(model.failure().isEmpty());
    EXPECT_EQ(stage.keys.stage(), core::KeyStage::kNone);
    model.erase();
    EXPECT_TRUE(model.failure().isEmpty());
    EXPECT_EQ(model.words().size(), 11);
}

TEST(Security, changes_the_stored_pin_for_who_knows_it) {
    Stage stage;
    std::string words;
    for (const auto word : FakeKeys::kWords) words += std::string(word) + " ";
    stage.keys.restore(words, "739105", [](const core::PinResult& r) { ASSERT_TRUE(r.ok); });
    QSignalSpy changed(&stage.security, &Security::pinChanged);
    QSignalSpy refused(&stage.security, &Security::pinRefused);
    stage.security.changePin(QStringLiteral("111213"), QStringLiteral("804619"));
    settle(refused);
    EXPECT_EQ(refused.size(), 1);
    EXPECT_FALSE(stage.security.pinFailure().isEmpty());
    stage.security.changePin(QStringLiteral("739105"), QStringLiteral("804619"));
    settle(changed);
    EXPECT_EQ(changed.size(), 1);
    QSignalSpy opened(&stage.security, &Security::opened);
    stage.security.unlock(QStringLiteral("804619"));
    settle(opened);
    EXPECT_EQ(opened.size(), 1);
}

}  // namespace
}  // namespace dure::ui
