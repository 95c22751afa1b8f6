// A wallpad joins a community of real dured processes by invite, as a resident does it: the text is
// pasted, the window comes back as a node of that community, the six words are told to the manager,
// and from there the first run goes on to a seat in the market and a condition that stands.
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QProcess>
#include <atomic>
#include <filesystem>

#include "app/dure/home_source.hpp"
#include "app/dure/screen.hpp"
#include "app/dured/home.hpp"
#include "app/member/entrance.hpp"
#include "app/member/member_home.hpp"
#include "chain/crypto/random.hpp"
#include "chain/node/invite.hpp"
#include "tests/journeys/dured_command.hpp"
#include "tests/journeys/resident.hpp"
#include "tests/journeys/touch.hpp"
#include "tests/processes/community.hpp"
#include "ui/wizard/entrance_words.hpp"
#include "ui/wizard/key_service.hpp"

namespace {

namespace fs = std::filesystem;
using namespace dure;
using namespace std::chrono_literals;
using core::EntranceFault;
using journeys::kStepMs;
using journeys::new_directory;
using journeys::wait_for;

QStringList g_warnings;

void keep_warning(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains(u"XDG_RUNTIME_DIR"))
        g_warnings += text;
}

/// Founded with dured init, run with dured run; everything the manager does is a command.
class Village {
 public:
    Village() {
        run({"init", "--data-dir", founder(), "--address",
             "127.0.0.1:" + std::to_string(processes::free_port()), "--validators", "1",
             "--rpc-port", "0"});
        node_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        node_.start(QStringLiteral(DURE_DURED),
                    {QStringLiteral("run"), QStringLiteral("--data-dir"),
                     QString::fromStdString(founder())});
        EXPECT_TRUE(
            wait_for([&] { return node_.readAllStandardOutput().contains("Running"); }, kStepMs));
    }
    ~Village() {
        node_.terminate();
        if (!node_.waitForFinished(10'000)) node_.kill();
        fs::remove_all(directory_);
    }
    std::string founder() const { return directory_ / "founder"; }
    fs::path place(const char* name) const { return directory_ / name; }

    static QString run(const std::vector<std::string>& words) {
        return QString::fromStdString(journeys::dured(words));
    }
    QString invite() {
        return run({"invite", "--data-dir", founder(), "--role", "follower", "--unit", "1502",
                    "--text"})
            .trimmed();
    }

 private:
    fs::path directory_ = new_directory("village");
    QProcess node_;
};

/// The program's window, from one opening to the next.
class Wallpad {
 public:
    explicit Wallpad(fs::path directory) : directory_(std::move(directory)) { open(); }

    void open() {
        close();
        app::Options options;
        options.pin_memory_kib = 64;
        source_ = app::open_home(options, QString::fromStdString(directory_.string()),
                                 [this] { reopening_ = true; });
        ASSERT_NE(source_.home, nullptr) << source_.error.toStdString();
        app::Screen::Setup setup;
        setup.preferences = QString::fromStdString((directory_ / "screen.ini").string());
        screen_ = std::make_unique<app::Screen>(*source_.home, *source_.office, setup);
        ASSERT_TRUE(screen_->load());
        screen_->window()->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(screen_->window()));
        touch_.emplace(*screen_->window());
    }
    void close() {
        touch_.reset();
        screen_.reset();
        source_ = {};
    }
    /// As main does it when the home asks for it.
    void reopen() {
        ASSERT_TRUE(wait_for([&] { return reopening_; }, kStepMs));
        reopening_ = false;
        open();
    }
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        touch_->press(qtTrId("dure.join.paste"));
    }
    bool comes_to_see(const QString& text, int ms = kStepMs) {
        return wait_for([&] { return touch_->sees(text); }, ms);
    }

    journeys::Touch& touch() { return *touch_; }
    core::Home& home() { return *source_.home; }
    std::shared_ptr<const core::HomeView> view() { return source_.home->view(); }

 private:
    fs::path directory_;
    app::HomeSource source_;
    std::unique_ptr<app::Screen> screen_;
    std::optional<journeys::Touch> touch_;
    bool reopening_ = false;
};

TEST(JoinJourney, a_wallpad_joins_by_invite_is_let_in_and_trades_through_the_communitys_node) {
    Village village;
    const auto data = new_directory("wallpad");
    {
        Wallpad wallpad(data);
        wallpad.touch().press(qtTrId("dure.join.begin"));
        wallpad.paste(QStringLiteral("hello"));
        EXPECT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.not-an-invite")));
        const auto invite = village.invite();
        wallpad.paste(invite.left(invite.size() - 3));
        EXPECT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.damaged")));
        wallpad.paste(invite);
        EXPECT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.good")));
        wallpad.touch().press(qtTrId("dure.join.join"));
        wallpad.touch().press(qtTrId("dure.join.open"));
        wallpad.reopen();

        // A node of that community now, whose six words the manager compares.
        ASSERT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.waiting"))) << "never waited";
        const auto words = QString::fromStdString(wallpad.view()->nodes.entry->words);
        for (const auto& word : words.split(u' ')) EXPECT_TRUE(wallpad.touch().sees(word));
        EXPECT_TRUE(village.run({"approve", "--data-dir", village.founder()}).contains(words));
        journeys::approve_node(village.founder(), words.toStdString());
        ASSERT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.admitted")));

        // A power cut here loses nothing of the way.
        wallpad.open();
        ASSERT_TRUE(wallpad.comes_to_see(qtTrId("dure.join.admitted")));
        wallpad.touch().press(qtTrId("dure.condition.next"));
        wallpad.touch().type_into(qtTrId("dure.wizard.building"), QStringLiteral("103"));
        wallpad.touch().type_into(qtTrId("dure.wizard.unit"), QStringLiteral("1502"));
        wallpad.touch().press(qtTrId("dure.condition.next"));
        wallpad.touch().press(qtTrId("dure.wizard.show-words"));
        const auto recovery = wallpad.touch().shown_words();
        ASSERT_EQ(recovery.size(), 12);
        wallpad.touch().press(qtTrId("dure.wizard.written"));
        for (const auto position : ui::KeyService::keys()->asked_words())
            wallpad.touch().press(recovery[position]);
        wallpad.touch().press(qtTrId("dure.condition.next"));
        wallpad.touch().enter_pin();
        wallpad.touch().enter_pin();
        ASSERT_TRUE(wait_for(
            [] { return ui::KeyService::keys()->stage() == core::KeyStage::kStored; }, kStepMs));
        wallpad.touch().press(qtTrId("dure.condition.next"));
        wallpad.touch().press(qtTrId("dure.wizard.sign-wrong"));  // no meter yet
        wallpad.touch().press(qtTrId("dure.condition.next"));
        wallpad.touch().press(qtTrId("dure.wizard.agree"));
        wallpad.touch().press(qtTrId("dure.condition.next"));
        ASSERT_TRUE(wallpad.comes_to_see(qtTrId("dure.wizard.approval-waiting")));

        const auto owner =
            QStringLiteral("0x") +
            QString::fromLatin1(
                QByteArray(reinterpret_cast<const char*>(wallpad.view()->address.data()), 20)
                    .toHex());
        ASSERT_TRUE(wait_for(
            [&] { return wallpad.view()->membership == core::Membership::kApplied; }, kStepMs));
        EXPECT_TRUE(village.run({"members", "--data-dir", village.founder()}).contains(owner));
        village.run({"members", "--data-dir", village.founder(), "approve", owner.toStdString()});
        wallpad.touch().press(qtTrId("dure.wizard.begin"));
        EXPECT_EQ(wallpad.view()->membership, core::Membership::kApproved);
        EXPECT_GT(wallpad.view()->coins.balance, core::MilliWon{});

        // What this home signs is in a block that the community's validator made.
        core::Condition wish;
        wish.side = core::Side::kBuy;
        wish.wh = 250;
        wish.limit = core::Tick{120};
        const auto outcome = journeys::ask(wallpad.home(), core::PutCondition{0, wish});
        EXPECT_EQ(outcome.state, core::Outcome::State::kFinal) << outcome.reason;
        const auto nodes = wallpad.view()->nodes;
        ASSERT_FALSE(nodes.peers.empty());
        EXPECT_EQ(nodes.peers[0].version, DURE_VERSION);
        EXPECT_TRUE(nodes.peers[0].latency_ms.has_value());
    }
    EXPECT_EQ(g_warnings.join(u'\n').toStdString(), "");
    fs::remove_all(data);
}

/// What an entrance says within `ms`.
EntranceFault entered(app::NodeEntrance& entrance, const QString& invite, int ms = kStepMs) {
    std::atomic<int> answer{-1};
    entrance.enter(invite.toStdString(),
                   [&](EntranceFault fault) { answer = static_cast<int>(fault); });
    EXPECT_TRUE(wait_for([&] { return answer >= 0; }, ms));
    return static_cast<EntranceFault>(answer.load());
}

/// What the home says of its invite once that is certain.
std::optional<core::NodeEntry> refusal(const fs::path& data) {
    auto opened = app::open_member_home({.data_dir = data, .device = {}, .pin_memory_kib = 64});
    EXPECT_TRUE(opened.community) << opened.error.text;
    if (!opened.community) return std::nullopt;
    std::optional<core::NodeEntry> out;
    EXPECT_TRUE(wait_for(
        [&] {
            out = opened.community->home().view()->nodes.entry;
            return out && out->certain;
        },
        kStepMs));
    return out;
}

/// A home's node as the first run makes it, opened.
std::unique_ptr<app::Community> member_home(const Village& village, const QString& invite,
                                            const char* name, bool with_managers_key) {
    const auto data = village.place(name);
    app::NodeEntrance entrance{data, [] {}};
    EXPECT_EQ(entered(entrance, invite), EntranceFault::kNone);
    if (with_managers_key) {
        const auto key = app::Home::open(village.founder())->manager_key();
        const auto home = app::Home::open(app::community_directory(data));
        EXPECT_FALSE(home->keep_manager_key(*key));
    }
    auto opened = app::open_member_home({.data_dir = data, .device = {}, .pin_memory_kib = 64});
    EXPECT_TRUE(opened.community) << opened.error.text;
    return std::move(opened.community);
}

core::NodeEntry entry_of(app::Community& home) {
    return home.home().view()->nodes.entry.value_or(core::NodeEntry{});
}

TEST(ManagersDesk, lets_in_the_node_whose_words_it_shows_where_the_managers_key_is_kept) {
    using Standing = core::NodeEntry::Standing;
    Village village;
    const auto desk = member_home(village, village.invite(), "desk", true);
    ASSERT_TRUE(wait_for([&] { return entry_of(*desk).standing == Standing::kPending; }, kStepMs));
    journeys::approve_node(village.founder(), entry_of(*desk).words);
    ASSERT_TRUE(wait_for([&] { return entry_of(*desk).standing == Standing::kAdmitted; }, kStepMs));

    const auto home = member_home(village, village.invite(), "home", false);
    const auto office = [](app::Community& of) { return of.office().view(); };
    ASSERT_TRUE(wait_for(
        [&] {
            return office(*desk)->nodes.waiting.size() == 1 &&
                   office(*home)->nodes.waiting.size() == 1;
        },
        kStepMs));
    const auto waiting = office(*desk)->nodes.waiting[0];
    EXPECT_EQ(waiting.words, entry_of(*home).words);
    EXPECT_EQ(waiting.unit, 1502U);
    EXPECT_EQ(waiting.role, core::NodeRole::kFollower);

    const core::AdmitNode admit{.key = waiting.key, .owner = waiting.owner};
    EXPECT_FALSE(office(*home)->may_decide);
    EXPECT_EQ(journeys::ask(home->office(), admit).reason, "no-manager-key")
        << "nobody lets himself in";
    EXPECT_TRUE(office(*desk)->may_decide);
    const auto told = journeys::ask(desk->office(), admit);
    EXPECT_EQ(told.state, core::Outcome::State::kFinal) << told.reason;
    EXPECT_TRUE(wait_for([&] { return entry_of(*home).standing == Standing::kAdmitted; }, kStepMs));
    EXPECT_TRUE(wait_for([&] { return office(*desk)->nodes.waiting.empty(); }, kStepMs));
    EXPECT_EQ(journeys::ask(desk->office(), admit).reason, "not-waiting");

    const auto stranger = member_home(village, village.invite(), "stranger", false);
    ASSERT_TRUE(wait_for([&] { return office(*desk)->nodes.waiting.size() == 1; }, kStepMs));
    const auto refused =
        journeys::ask(desk->office(), core::RefuseNode{.key = office(*desk)->nodes.waiting[0].key});
    EXPECT_EQ(refused.state, core::Outcome::State::kFinal) << refused.reason;
    EXPECT_TRUE(
        wait_for([&] { return entry_of(*stranger).standing == Standing::kRevoked; }, kStepMs));
}

class BadInvites : public testing::Test {
 protected:
    chain::Invite parsed(const QString& text) { return *chain::parse_invite(text.toStdString()); }
    static QString signed_by(const chain::SecretKey& key, const chain::Invite& invite) {
        return QString::fromStdString(chain::to_text(*chain::sign_invite(invite, key)));
    }
    Village village;
    fs::path data = new_directory("bad");
    int reopened = 0;
    app::NodeEntrance entrance{data, [this] { ++reopened; }, 3s};
};

TEST_F(BadInvites, are_refused_by_the_text_alone_where_that_can_be) {
    const auto good = parsed(village.invite());
    const auto manager = *app::Home::open(village.founder())->manager_key();
    auto old = good;
    old.expiry = 1'700'000'000;
    EXPECT_EQ(entrance.check(signed_by(manager, old).toStdString()).fault, EntranceFault::kExpired);
    auto server = good;
    server.role = chain::NodeRole::kRelay;
    EXPECT_EQ(entrance.check(signed_by(manager, server).toStdString()).fault,
              EntranceFault::kNotForHomes);
    EXPECT_EQ(entrance.check("hello").fault, EntranceFault::kNotAnInvite);
    EXPECT_FALSE(app::is_in_community(data));
}

TEST_F(BadInvites, that_lead_nowhere_leave_nothing_behind) {
    auto nowhere = parsed(village.invite());
    const auto manager = *app::Home::open(village.founder())->manager_key();
    nowhere.addresses[0].port = processes::free_port();
    EXPECT_EQ(entered(entrance, signed_by(manager, nowhere)), EntranceFault::kUnreachable);
    // Another chain's hash at the right address: the handshake does not even begin.
    auto other = parsed(village.invite());
    other.genesis.bytes[0] ^= 1;
    EXPECT_EQ(entered(entrance, signed_by(manager, other)), EntranceFault::kUnreachable);
    EXPECT_FALSE(app::is_in_community(data));
    EXPECT_FALSE(entrance.may_leave());
    EXPECT_EQ(entered(entrance, village.invite()), EntranceFault::kNone) << "and a good one goes";
    EXPECT_EQ(entered(entrance, village.invite()), EntranceFault::kMemberAlready);
}

TEST_F(BadInvites, that_were_used_or_forged_are_told_by_the_community_and_can_be_left) {
    const auto used = village.invite();
    village.run(
        {"join", "--data-dir", village.place("first"), "--rpc-port", "0", used.toStdString()});
    ASSERT_EQ(entered(entrance, used), EntranceFault::kNone) << "its text and genesis are right";
    ASSERT_TRUE(app::is_in_community(data));
    const auto spent = refusal(data);
    ASSERT_TRUE(spent);
    EXPECT_EQ(spent->fault, EntranceFault::kSpent);

    ASSERT_TRUE(entrance.may_leave());
    entrance.leave();
    EXPECT_EQ(reopened, 1);
    EXPECT_FALSE(app::is_in_community(data)) << "as on the first day";

    const auto forged = signed_by(chain::random_key(), parsed(village.invite()));
    ASSERT_EQ(entered(entrance, forged), EntranceFault::kNone);
    const auto refused = refusal(data);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->fault, EntranceFault::kNotTheManagers);
    fs::remove_all(data);
}

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    // A missed step ends the journey: what follows would only repeat it.
    testing::GTEST_FLAG(throw_on_failure) = true;
    app::prepare_application();
    const QApplication application(argc, argv);
    qInstallMessageHandler(keep_warning);
    return RUN_ALL_TESTS();
}
