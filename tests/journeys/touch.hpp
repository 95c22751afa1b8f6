// A window touched as a resident touches it: what bears this text is pressed, what is seen is
// found.
#pragma once

#include <gtest/gtest.h>

#include <QMap>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTest>
#include <functional>

namespace dure::journeys {

constexpr const char* kPin = "904152";
constexpr int kStepMs = 30'000;

/// Spins the event loop until `done`; false after `ms`.
inline bool wait_for(const std::function<bool()>& done, int ms) {
    return QTest::qWaitFor([&] { return done(); }, ms);
}

class Touch {
 public:
    explicit Touch(QQuickWindow& window) : window_(window) {}

    /// A visible, enabled item that bears this text; topmost (last drawn) first.
    QQuickItem* find(const QString& text, const char* kind = "QQuickAbstractButton") {
        return find_in(window_.contentItem(), [&](const QQuickItem& item) {
            // The keys of the PIN pad bear their digit as data.
            return item.inherits(kind) && item.isEnabled() &&
                   (item.property("text").toString() == text ||
                    item.property("modelData").toString() == text);
        });
    }
    bool sees(const QString& text) { return find(text, "QQuickText") != nullptr; }
    bool sees_part(const QString& part) {
        return find_in(window_.contentItem(), [&](const QQuickItem& item) {
                   return item.inherits("QQuickText") &&
                          item.property("text").toString().contains(part);
               }) != nullptr;
    }

    void press(const QString& text) {
        QQuickItem* item = nullptr;
        ASSERT_TRUE(wait_for([&] { return (item = find(text)) != nullptr; }, kStepMs))
            << "no button says " << text.toStdString();
        QTest::qWait(150);  // a page that fades in takes its touches
        item = find(text);
        ASSERT_NE(item, nullptr) << text.toStdString();
        QTest::mouseClick(&window_, Qt::LeftButton, {}, middle(*item));
        QTest::qWait(50);
    }
    void hold(const QString& text) {
        QQuickItem* item = nullptr;
        ASSERT_TRUE(wait_for([&] { return (item = find(text)) != nullptr; }, kStepMs))
            << "no button says " << text.toStdString();
        QTest::qWait(150);
        QTest::mousePress(&window_, Qt::LeftButton, {}, middle(*item));
        QTest::qWait(1600);
        QTest::mouseRelease(&window_, Qt::LeftButton, {}, middle(*item));
        QTest::qWait(50);
    }
    void type_into(const QString& label, const QString& text) {
        auto* field = find_in(window_.contentItem(), [&](const QQuickItem& item) {
            return item.property("label").toString() == label && item.isEnabled();
        });
        ASSERT_NE(field, nullptr) << "no field " << label.toStdString();
        const auto place = field->mapToScene({field->width() / 2, field->height() - 24}).toPoint();
        QTest::mouseClick(&window_, Qt::LeftButton, {}, place);
        for (const QChar c : text) QTest::keyClick(&window_, c.toLatin1());
    }
    void enter_pin() {
        for (const char* digit = kPin; *digit != '\0'; ++digit) press(QString(QLatin1Char(*digit)));
    }

    /// The words as the wall shows them, in order.
    QStringList shown_words() {
        QMap<int, QString> cells;
        std::function<void(QQuickItem*)> walk = [&](QQuickItem* item) {
            if (!item->isVisible()) return;
            const auto word = item->property("modelData").toString();
            static const QRegularExpression kWord(QStringLiteral("^[a-z]{3,8}$"));
            if (item->inherits("QQuickRectangle") && kWord.match(word).hasMatch())
                cells[item->property("index").toInt()] = word;
            for (auto* child : item->childItems()) walk(child);
        };
        wait_for(
            [&] {
                cells.clear();
                walk(window_.contentItem());
                return cells.size() == 12;
            },
            kStepMs);
        return cells.values();
    }

 private:
    static QPoint middle(const QQuickItem& item) {
        return item.mapToScene({item.width() / 2, item.height() / 2}).toPoint();
    }
    static QQuickItem* find_in(QQuickItem* from,
                               const std::function<bool(const QQuickItem&)>& wanted) {
        if (!from->isVisible() || from->opacity() <= 0) return nullptr;
        const auto children = from->childItems();
        for (auto it = children.crbegin(); it != children.crend(); ++it)
            if (auto* found = find_in(*it, wanted)) return found;
        return wanted(*from) && from->width() > 0 && from->height() > 0 ? from : nullptr;
    }

    QQuickWindow& window_;
};

}  // namespace dure::journeys
