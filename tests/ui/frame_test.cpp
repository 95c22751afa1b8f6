// Navigation, lock and rest.
#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTemporaryDir>

#include "ui/frame/navigator.hpp"
#include "ui/frame/page_table.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/paint/svg_path.hpp"

namespace dure::ui {
namespace {

TEST(Navigator, goes_deeper_and_back_and_a_guarded_page_is_asked) {
    Navigator navigator(QStringLiteral("home"));
    navigator.show(QStringLiteral("settings"));
    EXPECT_FALSE(navigator.canGoBack());
    navigator.open(QStringLiteral("devices"));
    EXPECT_TRUE(navigator.canGoBack());
    navigator.open(QStringLiteral("nowhere"));
    EXPECT_EQ(navigator.page(), u"devices");

    navigator.setProperty("blocked", true);
    QSignalSpy asked(&navigator, &Navigator::leaveAsked);
    navigator.back();
    EXPECT_EQ(navigator.page(), u"devices");
    EXPECT_EQ(asked.size(), 1);
    navigator.setProperty("blocked", false);
    navigator.back();
    EXPECT_EQ(navigator.page(), u"settings");
    navigator.back();
    EXPECT_EQ(navigator.page(), u"settings");
}

TEST(PageTable, ids_are_unique) {
    QStringList ids;
    for (const auto& page : page_table()) ids += QString::fromLatin1(page.id);
    const auto all = ids.size();
    ids.removeDuplicates();
    EXPECT_EQ(ids.size(), all);
}

TEST(Security, without_a_pin_everybody_is_a_resident) {
    Preferences preferences({}, {});
    Security security(preferences);
    EXPECT_TRUE(security.moneyVisible());
    security.lock();
    EXPECT_TRUE(security.locked());
    security.enterGuest();
    EXPECT_TRUE(security.moneyVisible());
}

TEST(Security, easy_pins_are_refused) {
    Preferences preferences({}, {});
    const Security security(preferences);
    using Fault = Security::PinFault;
    struct Row {
        const char* pin;
        Fault fault;
    };
    for (const auto& [pin, fault] :
         {Row{"12345", Fault::WrongLength}, Row{"12345a", Fault::WrongLength},
          Row{"123456", Fault::Sequence}, Row{"987654", Fault::Sequence},
          Row{"000000", Fault::Repeated}, Row{"121212", Fault::Repeated},
          Row{"345345", Fault::Repeated}, Row{"270419", Fault::None}})
        EXPECT_EQ(security.faultOf(QString::fromLatin1(pin)), fault)
            << QString::fromLatin1(pin).toStdString();
}

TEST(Security, wrong_pins_cost_time_that_survives_a_restart) {
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("screen.ini"));
    {
        Preferences preferences(path, {});
        Security security(preferences);
        ASSERT_TRUE(security.setPin(QStringLiteral("270419")));
        security.lock();
        security.enterGuest();
        EXPECT_FALSE(security.moneyVisible());
        for (int i = 0; i < 5; ++i) EXPECT_FALSE(security.unlock(QStringLiteral("111222")));
        EXPECT_GT(security.waitSeconds(), 25);
        EXPECT_FALSE(security.unlock(QStringLiteral("270419")));
    }
    Preferences preferences(path, {});
    Security security(preferences);
    EXPECT_FALSE(security.moneyVisible());
    EXPECT_GT(security.waitSeconds(), 20);
    preferences.set(QStringLiteral("pin/notBefore"), 0);
    EXPECT_TRUE(security.unlock(QStringLiteral("270419")));
    EXPECT_TRUE(security.moneyVisible());
}

TEST(SvgPath, reads_lines_curves_and_arcs_written_tightly) {
    EXPECT_EQ(svg_path(u"M4 4v16h16.5").boundingRect(), QRectF(4, 4, 16.5, 16));
    const auto circle = svg_path(u"M8 12a4 4 0 0 1 8 0 4 4 0 0 1-8 0").boundingRect();
    EXPECT_NEAR(circle.width(), 8, 0.01);
    EXPECT_NEAR(circle.height(), 8, 0.01);
    const auto corner = svg_path(u"M4.5 7.5h13a2 2 0 0 1 2 2v5").boundingRect();
    EXPECT_NEAR(corner.right(), 19.5, 0.01);
    EXPECT_NEAR(corner.top(), 7.5, 0.01);
}

}  // namespace
}  // namespace dure::ui
