// Every page × window size × language × theme × made-up home: no QML warning, no text cut off, no
// raw text id, a name on everything that can be touched, and targets a finger can hit.
#include <gtest/gtest.h>

#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QQuickItem>
#include <QRegularExpression>
#include <algorithm>
#include <set>

#include "app/dure/screen.hpp"
#include "core/fake/fake_entrance.hpp"
#include "core/fake/fake_home.hpp"
#include "core/fake/fake_keys.hpp"
#include "core/fake/fake_office.hpp"
#include "ui/frame/page_table.hpp"
#include "ui/wizard/entrance_service.hpp"
#include "ui/wizard/join_model.hpp"
#include "ui/wizard/key_service.hpp"

namespace {

using namespace dure;

QStringList g_warnings;

void keep_warning(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg) g_warnings += text;
}

QQuickItem* child_of(const QObject* object) {
    return qobject_cast<QQuickItem*>(const_cast<QObject*>(object));
}

// What can be seen: visible, opaque, inside the window.
bool seen(const QQuickItem& item) {
    return item.isVisible() && item.opacity() > 0 && item.width() > 0 && item.height() > 0;
}

bool is_text(const QQuickItem& item) { return item.inherits("QQuickText"); }
bool is_button(const QQuickItem& item) { return item.inherits("QQuickAbstractButton"); }

QString described(const QQuickItem& item) {
    QString place;
    for (const auto* up = &item; up != nullptr && place.size() < 160; up = up->parentItem()) {
        const QString name =
            QString::fromLatin1(up->metaObject()->className()).section(u"_QML"_qs, 0, 0);
        place += QStringLiteral(" < ") + name;
    }
    return u"\"%1\" (%2×%3)%4"_qs.arg(item.property("text").toString())
        .arg(item.width())
        .arg(item.height())
        .arg(place);
}

class Looker {
 public:
    Looker(QQuickWindow& window, qreal smallest_target)
        : window_(window), smallest_target_(smallest_target) {}

    QStringList look() {
        visit(*window_.contentItem());
        return faults_;
    }

 private:
    void visit(const QQuickItem& item) {
        if (!seen(item) && &item != window_.contentItem()) return;
        if (is_text(item)) check_text(item);
        if (is_button(item) && item.isEnabled()) check_button(item);
        for (const auto* child : item.childItems()) visit(*child_of(child));
    }

    void check_text(const QQuickItem& item) {
        const QString text = item.property("text").toString();
        if (text.isEmpty()) return;
        static const QRegularExpression raw_id(u"\\bdure\\.[a-z]"_qs);
        if (raw_id.match(text).hasMatch()) faults_ += u"raw id: "_qs + described(item);
        if (text.contains(u"%1") || text.contains(u"%2"))
            faults_ += u"unfilled place: "_qs + described(item);
        if (text.contains(u"undefined") || text.contains(u"NaN"))
            faults_ += u"no value: "_qs + described(item);
        if (item.property("truncated").toBool()) faults_ += u"cut off: "_qs + described(item);
        if (item.property("contentWidth").toReal() > item.width() + 1)
            faults_ += u"wider than its room: "_qs + described(item);
        const auto place = item.mapRectToScene(QRectF(0, 0, item.width(), 1));
        if (place.left() < -1 || place.right() > window_.width() + 1)
            faults_ += u"outside the window: "_qs + described(item);
        check_overlap(item);
    }

    // Two texts of one parent must not run into each other; the strip counts as one parent.
    static const QQuickItem* lane(const QQuickItem& item) {
        for (const auto* up = item.parentItem(); up != nullptr; up = up->parentItem())
            if (QByteArray(up->metaObject()->className()).startsWith("Strip")) return up;
        return item.parentItem();
    }

    void check_overlap(const QQuickItem& item) {
        const auto mine = ink(item);
        for (const auto& [other, rect] : texts_) {
            if (lane(*other) != lane(item) || item.height() > 200) continue;
            const auto both = mine.intersected(rect);
            if (both.width() > 2 && both.height() > 0.5 * std::min(mine.height(), rect.height()))
                faults_ += u"runs into \"%1\": "_qs.arg(other->property("text").toString()) +
                           described(item);
        }
        texts_.emplace_back(&item, mine);
    }

    static QRectF ink(const QQuickItem& item) {
        const qreal width = item.property("contentWidth").toReal();
        // A line is taller than its letters: its middle half counts.
        const qreal height = item.property("contentHeight").toReal() / 2;
        const auto alignment = item.property("effectiveHorizontalAlignment").toInt();
        qreal left = 0;
        if (alignment & Qt::AlignRight) left = item.width() - width;
        if (alignment & Qt::AlignHCenter) left = (item.width() - width) / 2;
        return item.mapRectToScene(QRectF(left, height / 2, width, height));
    }

    void check_button(const QQuickItem& item) {
        auto* accessible = QAccessible::queryAccessibleInterface(const_cast<QQuickItem*>(&item));
        const QString name =
            accessible == nullptr ? QString() : accessible->text(QAccessible::Name);
        if (name.isEmpty()) faults_ += u"no name: "_qs + described(item);
        if (item.width() < smallest_target_ - 0.5 || item.height() < smallest_target_ - 0.5)
            faults_ += u"too small to touch: "_qs + described(item);
    }

    QQuickWindow& window_;
    qreal smallest_target_;
    QStringList faults_;
    std::vector<std::pair<const QQuickItem*, QRectF>> texts_;
};

struct Look {
    const char* size;
    const char* language;
    bool dark;
    bool big = false;
};

void PrintTo(const Look& look, std::ostream* out) {
    *out << look.size << " " << look.language << (look.dark ? " dark" : " light")
         << (look.big ? " big" : "");
}

class Pages : public testing::TestWithParam<Look> {
 protected:
    void walk(core::fake::Scenario scenario, ui::PageRoles roles, const std::string& name) {
        at_home(scenario, roles, name, [&](app::Screen& screen, const auto& check) {
            for (const auto& page : ui::page_table()) {
                if (!ui::belongs(page, roles)) continue;
                screen.navigator().show(QString::fromLatin1(page.id));
                screen.navigator().replace(QString::fromLatin1(page.id),
                                           QString::fromLatin1(page.argument));
                check(page.id);
            }
            if (roles == ui::PageRoles::kDesk) return;
            walk_steps(screen, check);
            screen.security().lock();
            check("lock");
        });
    }

    /// The made-up home on a screen; `body` is given that and what judges the page shown now.
    template <class Body>
    void at_home(core::fake::Scenario scenario, ui::PageRoles roles, const std::string& name,
                 const Body& body) {
        core::fake::FakeHome home(scenario);
        core::fake::FakeOffice office(scenario);
        const auto& look = GetParam();
        const auto parts = QString::fromLatin1(look.size).split(u'x');
        app::Screen::Setup setup;
        setup.start = {.manager = roles == ui::PageRoles::kDesk, .keyboard = false, .still = true};
        setup.clock = ui::AppSession::Clock::kFixed;
        setup.size = QSize(parts[0].toInt(), parts[1].toInt());
        g_warnings.clear();
        app::Screen screen(home, office, setup);
        screen.preferences().setLanguage(QString::fromLatin1(look.language));
        screen.preferences().setDark(look.dark);
        screen.preferences().setBigText(look.big);
        if (scenario == core::fake::Scenario::kGuest) {
            ASSERT_TRUE(screen.security().setPin(QStringLiteral("270419")));
            screen.security().enterGuest();
        }
        ASSERT_TRUE(screen.load());
        screen.window()->show();
        const qreal target = roles == ui::PageRoles::kDesk ? 36 : 56;
        const auto check = [&](const std::string& page) {
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents();
            keep(screen.window()->grabWindow(), name, page);
            QCoreApplication::processEvents();
            // Rows that a busy machine lays out a frame later are no fault; what stays is one.
            auto faults = Looker(*screen.window(), target).look();
            for (int again = 0; again < 3 && !faults.isEmpty(); ++again) {
                screen.window()->grabWindow();
                QCoreApplication::processEvents();
                faults = Looker(*screen.window(), target).look();
            }
            for (const auto& fault : faults) complain(name, page, fault);
            for (const auto& warning : g_warnings) complain(name, page, u"warning: "_qs + warning);
            g_warnings.clear();
        };
        body(screen, check);
    }

    // The steps of the condition and of the first run, each as it is found after a power cut.
    template <class Check>
    void walk_steps(app::Screen& screen, const Check& check) {
        core::fake::FakeKeys keys;
        const ui::KeyService service(keys);
        const auto open = [&](const char* page, const QString& argument) {
            screen.navigator().show(QStringLiteral("home"));
            screen.navigator().open(QString::fromLatin1(page), argument);
            check(page);
        };
        for (const auto& side : {u"sell"_qs, u"buy"_qs}) {
            for (int step = 0; step < 4; ++step) {
                screen.preferences().set(u"draft/"_qs + side, QVariantMap{{u"wh"_qs, 300},
                                                                          {u"tick"_qs, 140},
                                                                          {u"from"_qs, 40},
                                                                          {u"to"_qs, 60},
                                                                          {u"days"_qs, 0x15},
                                                                          {u"step"_qs, step}});
                open("condition", side);
            }
        }
        for (int step = 0; step < 8; ++step) {
            if (step == 4) {
                keys.create_words();
                ASSERT_TRUE(keys.confirm_words({"thank", "worth", "yellow"}));
                keys.set_pin("739105", [](const core::PinResult&) {});
            }
            screen.preferences().set(u"wizard/step"_qs, step);
            open("wizard", {});
        }
    }

    /// The way in by invite: what is typed, what the community answers.
    template <class Check>
    void walk_join(app::Screen& screen, core::fake::FakeEntrance& entrance, const Check& check) {
        using core::EntranceFault;
        screen.navigator().show(QStringLiteral("wizard"));
        screen.preferences().set(u"wizard/step"_qs, 0);
        check("wizard with an invite");
        screen.navigator().open(QStringLiteral("join"), {});
        QCoreApplication::processEvents();
        check("join, nothing yet");
        auto* way = screen.window()->findChild<ui::JoinModel*>();
        ASSERT_NE(way, nullptr);
        const auto good = QString::fromUtf8(core::fake::FakeEntrance::kGood.data(),
                                            core::fake::FakeEntrance::kGood.size());
        for (const auto& text : {u"hello"_qs, u"DURE1:AB"_qs, good}) {
            way->setText(text);
            check("join, typed");
        }
        way->join();
        check("join, asking");
        for (auto fault = 1; fault <= static_cast<int>(EntranceFault::kDisk); ++fault) {
            entrance.answer(static_cast<EntranceFault>(fault));
            QCoreApplication::processEvents();
            check("join, fault " + std::to_string(fault));
            way->setText({});
            way->setText(good);
            way->join();
        }
        entrance.answer(EntranceFault::kNone);
        QCoreApplication::processEvents();
        EXPECT_EQ(way->state(), ui::JoinModel::State::Found);
        check("join, found");
    }

    /// For a person to look at: DURE_PICTURES names a directory.
    static void keep(const QImage& picture, const std::string& name, const std::string& page) {
        const auto directory = qEnvironmentVariable("DURE_PICTURES");
        if (directory.isEmpty()) return;
        const auto& look = GetParam();
        picture.save(u"%1/%2 %3 %4 %5.png"_qs.arg(
            directory, QString::fromStdString(name), QString::fromStdString(page),
            QString::fromLatin1(look.size), QString::fromLatin1(look.language)));
    }

    // The same fault on many pages is one fault.
    void complain(const std::string& scenario, const std::string& page, const QString& fault) {
        if (!said_.insert(page + fault.toStdString()).second) return;
        ADD_FAILURE() << scenario << " " << page << ": " << fault.toStdString();
    }

    std::set<std::string> said_;
};

TEST_P(Pages, stand_whole_on_every_made_up_home) {
    // English is walked on the homes that differ most; Korean on all.
    static const std::set<std::string_view> kTelling{"normal", "maximal", "empty", "faulty",
                                                     "guest"};
    static const std::set<std::string_view> kOwnTest{"joining", "knocking", "refused"};
    for (const auto name : core::fake::scenario_names()) {
        if (kOwnTest.contains(name)) continue;
        if (GetParam().language == std::string_view("en") && !kTelling.contains(name)) continue;
        walk(*core::fake::scenario_named(name), ui::PageRoles::kWallpad, std::string(name));
    }
}

TEST_P(Pages, of_the_way_in_by_invite_stand_whole) {
    core::fake::FakeEntrance entrance;
    entrance.expires = core::fake::scenario_now() + std::chrono::hours{20};
    const ui::EntranceService service(entrance);
    at_home(core::fake::Scenario::kEmpty, ui::PageRoles::kWallpad, "empty",
            [&](app::Screen& screen, const auto& check) { walk_join(screen, entrance, check); });
    entrance.leaves_allowed = true;
    for (const auto* name : {"joining", "knocking", "refused"}) {
        at_home(*core::fake::scenario_named(name), ui::PageRoles::kWallpad, name,
                [](app::Screen& screen, const auto& check) {
                    screen.preferences().set(u"wizard/step"_qs, 1);
                    screen.navigator().show(QStringLiteral("wizard"));
                    check("wizard");
                    screen.navigator().show(QStringLiteral("network"));
                    check("network");
                });
    }
}

class Desk : public Pages {};

TEST_P(Desk, pages_stand_whole) {
    for (const auto name : {"normal", "maximal", "empty", "applied"})
        walk(*core::fake::scenario_named(name), ui::PageRoles::kDesk, name);
}

INSTANTIATE_TEST_SUITE_P(Wallpad, Pages,
                         testing::Values(Look{"1280x800", "ko", true},
                                         Look{"1280x800", "en", false},
                                         Look{"1024x600", "ko", false},
                                         Look{"1024x600", "en", true}, Look{"800x1280", "ko", true},
                                         Look{"800x1280", "en", false}));
INSTANTIATE_TEST_SUITE_P(Manager, Desk,
                         testing::Values(Look{"1920x1080", "ko", false},
                                         Look{"1920x1080", "en", true},
                                         Look{"1280x800", "ko", true},
                                         Look{"1280x800", "en", false}));

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    app::prepare_application();
    const QApplication application(argc, argv);
    QAccessible::setActive(true);
    qInstallMessageHandler(keep_warning);
    return RUN_ALL_TESTS();
}
