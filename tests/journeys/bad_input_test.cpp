// What a community does with bad input: directories, files, addresses and requests that are wrong
// get a stable id, damage is said and kept aside, and no coin is lost.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTcpServer>
#include <fstream>
#include <future>
#include <sstream>

#include "chain/api/coin.hpp"
#include "chain/api/contracts.hpp"
#include "chain/api/settlement.hpp"
#include "chain/crypto/random.hpp"
#include "tests/journeys/audit.hpp"
#include "tests/journeys/resident.hpp"
#include "tests/journeys/rpc_client.hpp"

namespace dure::journeys {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

app::CommunityOptions quick(const fs::path& directory) {
    app::CommunityOptions options;
    options.data_dir = directory;
    options.time_factor = 1800;  // a slot of 15 minutes lasts half a second
    options.slot_seconds = 900;
    options.pin_memory_kib = 64;
    return options;
}

std::string read(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void write(const fs::path& file, const std::string& content) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

/// Turns `count` bytes round from `offset` on.
void flip(const fs::path& file, std::size_t offset, std::size_t count) {
    auto content = read(file);
    for (std::size_t i = offset; i < std::min(offset + count, content.size()); ++i)
        content[i] = static_cast<char>(~content[i]);
    write(file, content);
}

std::size_t settled_slots(const core::OfficeView& view) {
    return static_cast<std::size_t>(
        std::ranges::count(view.slots, core::SlotStage::kSettled, &core::SlotResult::stage));
}

/// A community that traded for some slots and was closed; every test gets a copy.
class BadInputTest : public testing::Test {
 protected:
    static void SetUpTestSuite() {
        root = fs::temp_directory_path() / ("dure-bad-" + std::to_string(::getpid()));
        fs::remove_all(root);
        fs::create_directories(root);
        {
            auto opened = app::open_community(quick(root / "sound"));
            ASSERT_TRUE(opened.community) << opened.error.id;
            auto& community = *opened.community;
            ASSERT_TRUE(open_keys(community.keys()));
            ASSERT_TRUE(join(community, 60s));
            ASSERT_EQ(ask(community.home(), core::PutCondition{0, offer(300, 110)}).reason, "");
            ASSERT_TRUE(wait_until(
                [&] {
                    return settled_slots(*community.office().view()) >= 8 &&
                           community.home().view()->coins.balance.value > 0;
                },
                60s));
        }
        sound = audit(root / "sound");
        ASSERT_EQ(sound.fault, "");
    }
    static void TearDownTestSuite() { fs::remove_all(root); }

    void SetUp() override {
        ASSERT_EQ(sound.fault, "");
        ASSERT_GT(sound.settled_slots, 0u);
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        std::ranges::replace(name, '/', '-');
        directory = root / name;
        fs::copy(root / "sound", directory, fs::copy_options::recursive);
    }
    void TearDown() override {
        chain.reset();
        community.reset();
        fs::remove_all(directory);
    }

    std::string refusal(const app::CommunityOptions& options) {
        const auto opened = app::open_community(options);
        EXPECT_FALSE(opened.community);
        EXPECT_FALSE(opened.error.text.empty());
        return opened.error.id;
    }
    /// Opens the copy and waits until its home is drawn.
    void open() {
        auto opened = app::open_community(quick(directory));
        ASSERT_TRUE(opened.community) << opened.error.id << ": " << opened.error.text;
        community = std::move(opened.community);
        ASSERT_TRUE(open_keys(community->keys()));
        ASSERT_TRUE(wait_until(
            [&] {
                return community->home().view()->membership != core::Membership::kUnknown &&
                       community->office().view()->chain.head.height > 0;
            },
            20s));
    }
    bool alarmed(const std::string& id) const {
        const auto view = community->home().view();
        return std::ranges::any_of(view->alarms,
                                   [&](const auto& a) { return a.active && a.id == id; });
    }
    bool kept_aside(const fs::path& folder, const std::string& beginning) const {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const auto name = entry.path().filename().string();
            if (name.starts_with(beginning) && name.find("damaged") != std::string::npos)
                return true;
        }
        return false;
    }
    /// The community goes on trading and every coin is somewhere.
    void expect_trading_and_whole() {
        const auto newest = [&] {
            const auto view = community->office().view();
            return view->slots.empty() ? core::Slot{} : view->slots.front().slot;
        };
        const auto before = newest();
        EXPECT_TRUE(wait_until([&] { return newest() > before + 2; }, 20s))
            << "the community stood still";
        chain.reset();
        community.reset();
        EXPECT_EQ(audit(directory).fault, "");
    }

    static inline fs::path root;
    static inline Audit sound{.fault = "no sound community"};
    fs::path directory;
    std::unique_ptr<app::Community> community;
    std::unique_ptr<RpcClient> chain;
};

TEST_F(BadInputTest, a_directory_that_cannot_be_written) {
    write(root / "file", "not a directory");
    EXPECT_EQ(refusal(quick(root / "file" / "below")), "data-dir-unwritable");
}

TEST_F(BadInputTest, a_directory_that_another_community_uses) {
    open();
    EXPECT_EQ(refusal(quick(directory)), "data-dir-in-use");
    expect_trading_and_whole();
}

TEST_F(BadInputTest, another_genesis) {
    auto genesis = read(directory / "genesis.json");
    const auto at = genesis.find("\"timestamp\":") + 12;
    genesis[at] = genesis[at] == '1' ? '2' : '1';
    write(directory / "genesis.json", genesis);
    EXPECT_EQ(refusal(quick(directory)), "wrong-genesis");
    EXPECT_EQ(read(directory / "genesis.json"), genesis) << "it is not ours to change";
}

TEST_F(BadInputTest, a_genesis_that_is_none) {
    const auto genesis = read(directory / "genesis.json");
    for (const auto& text : {genesis.substr(0, genesis.size() / 2), std::string{"[]"},
                             std::string{"{\"chainId\":1}"}, std::string{"\0\xff", 2}}) {
        write(directory / "genesis.json", text);
        EXPECT_EQ(refusal(quick(directory)), "bad-genesis") << text;
    }
    write(directory / "genesis.json", genesis);
    open();
    EXPECT_GE(community->office().view()->chain.head.height, sound.height);
}

TEST_F(BadInputTest, a_port_that_is_taken) {
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost, 0));
    auto options = quick(directory);
    options.rpc_port = other.serverPort();
    EXPECT_EQ(refusal(options), "rpc-port-busy");
    open();  // the refusal left everything as it was
}

TEST_F(BadInputTest, options_out_of_range) {
    struct Case {
        const char* id;
        std::uint32_t slot;
        std::int32_t factor;
        const char* device;
    };
    const fs::path fresh = root / "fresh";
    for (const auto& c :
         {Case{"bad-slot-seconds", 9, 1, ""}, Case{"bad-slot-seconds", 7000, 1, ""},
          Case{"bad-slot-seconds", 77, 1, ""}, Case{"bad-time-factor", 900, 0, ""},
          Case{"bad-time-factor", 900, 3601, ""},
          Case{"bad-time-factor", 900, 30, "modbus-tcp://127.0.0.1:1502/1"},
          Case{"bad-device", 900, 1, "modbus-tcp://127.0.0.1:99999/1"},
          Case{"bad-device", 900, 1, "modbus-tcp://127.0.0.1:1502/300"},
          Case{"bad-device", 900, 1, "http://127.0.0.1"}, Case{"bad-device", 900, 1, ""}}) {
        app::CommunityOptions options;
        options.data_dir = fresh;
        options.slot_seconds = c.slot;
        options.time_factor = c.factor;
        if (std::string_view{c.device} != "" || std::string_view{c.id} == "bad-device")
            options.device = c.device;
        EXPECT_EQ(refusal(options), c.id) << c.device;
        fs::remove_all(fresh);
    }
}

TEST_F(BadInputTest, another_time_than_the_directory_was_made_with) {
    auto options = quick(directory);
    options.time_factor = 900;
    EXPECT_EQ(refusal(options), "other-community");
    options = quick(directory);
    options.slot_seconds = 600;
    EXPECT_EQ(refusal(options), "other-community");
}

TEST_F(BadInputTest, key_files_that_are_damaged_or_open_to_others) {
    for (const auto* name : {"validator", "manager", "home.agent", "101-1204.owner", "home.salt"}) {
        const auto file = directory / "keys" / (std::string(name) + ".key");
        const auto key = read(file);
        write(file, key.substr(0, 20));
        EXPECT_EQ(refusal(quick(directory)), "keys-unusable") << name;
        write(file, key);
        ::chmod(file.c_str(), 0644);
        EXPECT_EQ(refusal(quick(directory)), "keys-unusable") << name;
        ::chmod(file.c_str(), 0600);
    }
    open();
}

TEST_F(BadInputTest, a_damaged_owner_key_is_said_at_unlocking) {
    write(directory / "keys" / "owner" / "owner.key", "nonsense");
    auto opened = app::open_community(quick(directory));
    ASSERT_TRUE(opened.community) << opened.error.id;
    std::promise<core::PinResult> result;
    opened.community->keys().unlock("904152",
                                    [&](const core::PinResult& pin) { result.set_value(pin); });
    const auto pin = result.get_future().get();
    EXPECT_FALSE(pin.ok);
    EXPECT_EQ(pin.reason, "damaged");
}

struct Damage {
    const char* name;
    const char* file;
    std::size_t permille;  ///< of the file
    std::size_t bytes;
    const char* alarm;  ///< empty: said by the file that is kept aside
};

class DamageTest : public BadInputTest, public testing::WithParamInterface<Damage> {};

TEST_P(DamageTest, is_said_kept_aside_and_rebuilt) {
    const auto& damage = GetParam();
    const auto file = directory / damage.file;
    const auto size = fs::file_size(file);
    flip(file, size * damage.permille / 1000, damage.bytes);
    open();
    if (*damage.alarm != '\0') {
        EXPECT_TRUE(wait_until([&] { return alarmed(damage.alarm); }, 10s)) << damage.alarm;
    }
    EXPECT_TRUE(kept_aside(file.parent_path(), file.filename().string()));
    EXPECT_GE(community->office().view()->chain.head.height, sound.height);
    EXPECT_EQ(community->home().view()->membership, core::Membership::kApproved);
    expect_trading_and_whole();
}

INSTANTIATE_TEST_SUITE_P(
    Files, DamageTest,
    testing::Values(Damage{"journal_head", "journal.db", 0, 64, "journal-rebuilt"},
                    Damage{"journal_schema", "journal.db", 0, 4000, "journal-rebuilt"},
                    Damage{"journal_middle", "journal.db", 500, 9000, "journal-rebuilt"},
                    Damage{"state_head", "chain/state.db", 0, 64, "store-rebuilt"},
                    Damage{"state_middle", "chain/state.db", 400, 5000, "store-rebuilt"},
                    Damage{"state_end", "chain/state.db", 900, 5000, "store-rebuilt"},
                    Damage{"houses", "houses.txt", 0, 100'000, ""}),
    [](const auto& damage) { return std::string(damage.param.name); });

/// Damages a block in the middle of the log, with everything after it whole. A sector's length is
/// the least that surely touches one: frames begin at sectors, less could lie between two of them.
void damage_log(const fs::path& directory) {
    const auto file = directory / "chain" / "blocks-000001.log";
    const auto content = read(file);
    flip(file, content.find_last_not_of('\0') * 6 / 10, 512);
}

TEST_F(BadInputTest, an_old_block_that_cannot_be_read_is_said_and_the_state_is_whole) {
    damage_log(directory);
    open();
    EXPECT_TRUE(wait_until([&] { return alarmed("blocks-lost"); }, 10s));
    EXPECT_EQ(community->home().view()->chain.notice, "blocks-lost");
    EXPECT_GE(community->office().view()->chain.head.height, sound.height);
    expect_trading_and_whole();
}

TEST_F(BadInputTest, a_chain_without_its_state_lives_on_from_the_blocks_that_are_whole) {
    damage_log(directory);
    flip(directory / "chain" / "state.db", 0, 5000);
    open();
    EXPECT_TRUE(wait_until([&] { return alarmed("blocks-lost"); }, 10s));
    EXPECT_TRUE(kept_aside(directory / "chain", "blocks-000001.log"));
    EXPECT_TRUE(kept_aside(directory / "chain", "state.db"));
    expect_trading_and_whole();  // the audit opens it again: the loss is not said twice
}

TEST_F(BadInputTest, houses_that_begin_anew_do_not_rewrite_the_journal) {
    const auto year = [&] {
        std::promise<core::UsageSeries> series;
        const auto now = community->home().view()->now;
        community->home().usage(core::Period::kYear, now,
                                [&](core::UsageSeries s) { series.set_value(std::move(s)); });
        return series.get_future().get().total.sum;
    };
    open();
    ASSERT_TRUE(wait_until([&] { return year().earned > core::MilliWon{}; }, 20s));
    const auto before = year();
    community.reset();
    write(directory / "houses.txt", "dure-houses 1\n11\nnot a number\n");
    open();
    EXPECT_GE(year().earned, before.earned);
    EXPECT_GE(year().sold, before.sold);
    EXPECT_GE(year().generated, before.generated);
}

TEST_F(BadInputTest, requests_that_ask_too_much_get_an_id_and_change_nothing) {
    open();
    auto& home = community->home();
    ASSERT_TRUE(wait_until([&] { return !home.view()->conditions.empty(); }, 10s));
    const auto conditions = home.view()->conditions.size();
    const auto supply = community->office().view()->supply;
    core::AddressBytes stranger{};
    stranger.fill(7);

    auto odd_hours = offer(10, 120);
    odd_hours.to_quarter = 97;
    struct Case {
        const char* id;
        core::HomeRequest request;
    };
    const auto mine = home.view()->address;
    const Case cases[] = {
        {"beyond-limits", core::PutCondition{4, offer(10, 120)}},
        {"beyond-limits", core::PutCondition{1, offer(1'000, 120)}},
        {"too-much-energy", core::PutCondition{1, offer(1U << 20, 120)}},
        {"beyond-limits", core::PutCondition{1, wish(20'000, 100)}},
        {"bad-hours", core::PutCondition{1, odd_hours}},
        {"conditions-crossed", core::PutCondition{1, wish(10, 150)}},
        {"empty", core::PutCondition{1, offer(0, 120)}},
        {"empty", core::RemoveCondition{3}},
        {"beyond-limits", core::RemoveCondition{9}},
        {"no-coin", core::SendCoins{stranger, core::MilliWon{1'000'000'000'000}}},
        {"empty", core::SendCoins{stranger, core::MilliWon{0}}},
        {"empty", core::SendCoins{stranger, core::MilliWon{-5}}},
        {"unknown-receiver", core::SendCoins{mine, core::MilliWon{5}}},
        {"unknown-receiver", core::SendCoins{core::AddressBytes{}, core::MilliWon{5}}},
        {"beyond-limits", core::LimitOutput{.permille = 5, .duration = 60s}},
        {"beyond-limits", core::LimitOutput{.permille = 500, .duration = 0s}},
        {"already-member",
         core::JoinCommunity{.building = 103, .unit = 1204, .invite = "again", .kind = {}}},
    };
    for (std::size_t i = 0; i < std::size(cases); ++i) {
        const auto outcome = ask(home, cases[i].request);
        EXPECT_EQ(outcome.state, core::Outcome::State::kFailed) << "case " << i;
        EXPECT_EQ(outcome.reason, cases[i].id) << "case " << i;
    }
    EXPECT_EQ(ask(community->office(), core::ApproveMember{stranger}).reason, "not-applied");
    EXPECT_EQ(ask(community->office(), core::ApproveMember{mine}).reason, "not-applied");
    EXPECT_EQ(ask(community->office(), core::DenyMember{stranger}).reason, "not-applied");
    const auto neighbour = home.view()->neighbours.front().owner;
    community->keys().lock();
    EXPECT_TRUE(wait_until(
        [&] {
            return ask(home, core::SendCoins{neighbour, core::MilliWon{5}}).reason == "locked";
        },
        10s));
    EXPECT_EQ(home.view()->conditions.size(), conditions);
    EXPECT_EQ(community->office().view()->supply, supply);
    expect_trading_and_whole();
}

TEST_F(BadInputTest, outsiders_on_json_rpc_get_an_id_and_no_fill_without_coin) {
    open();
    chain = std::make_unique<RpcClient>(community->rpc_port(), directory);
    const auto& suite = chain->suite();
    const Outsider outsider(*chain, *chain::SecretKey::from_bytes(chain::random_bytes(32)));
    const auto self = chain::Address{outsider.address()};

    EXPECT_EQ(outsider.want(wish(10, 200)), "not-member");
    ASSERT_EQ(outsider.apply(), "");
    EXPECT_EQ(outsider.apply(), "already-member");
    ASSERT_EQ(ask(community->office(), core::ApproveMember{outsider.address()}).reason, "");
    ASSERT_TRUE(wait_until([&] { return outsider.balance() > core::MilliWon{}; }, 10s));

    // Everything is given away: what it still wants is not filled, and it stays at zero.
    const chain::Address home{community->home().view()->address};
    const auto all = outsider.balance();
    EXPECT_EQ(
        chain->send(outsider.key(), chain::api::send_coins(suite, home, all + core::MilliWon{1})),
        "no-coin");
    ASSERT_EQ(chain->send(outsider.key(), chain::api::send_coins(suite, home, all)), "");
    ASSERT_EQ(outsider.want(wish(50, 255)), "");
    const auto newest = [&] { return community->office().view()->slots.front().slot; };
    const auto first = newest();
    bool filled = false;
    core::Seat seat = 0;
    ASSERT_TRUE(wait_until(
        [&] {
            const auto view = community->office().view();
            for (const auto& row : view->members) {
                if (row.member.owner == outsider.address()) seat = row.member.seat;
            }
            return seat > 0;
        },
        10s));
    ASSERT_TRUE(wait_until(
        [&] {
            for (const auto& contract : community->office().view()->last_contracts)
                filled = filled || contract.buyer == seat;
            return newest() > first + 4;
        },
        20s));
    EXPECT_FALSE(filled) << "a buyer without coin got a fill";
    EXPECT_EQ(outsider.balance(), core::MilliWon{});

    // Once more what is done already.
    core::Slot settled{}, cleared{};
    const auto view = community->office().view();
    for (const auto& slot : view->slots) {
        if (slot.stage == core::SlotStage::kSettled) settled = std::max(settled, slot.slot);
        cleared = std::max(cleared, slot.slot);
    }
    EXPECT_EQ(chain->would(self, chain::api::settle_slot(suite, settled, 16)), "already-settled");
    EXPECT_EQ(chain->would(self, chain::api::clear_slot(suite, cleared, 16)), "already-cleared");
    EXPECT_EQ(chain->would(self, chain::api::settle_slot(suite, cleared + 500, 16)), "not-cleared");
    EXPECT_EQ(chain->would(self, chain::api::clear_slot(suite, cleared - 40, 16)), "gate-closed");
    EXPECT_EQ(chain->would(self, chain::api::clear_slot(suite, cleared + 500, 16)), "gate-open");
    EXPECT_EQ(chain->would(self, chain::api::deliver_readings(suite, settled,
                                                              std::vector<std::int16_t>(16))),
              "not-allowed");
    EXPECT_EQ(chain->would(self, chain::api::deposit_coins(suite, self, core::MilliWon{1})),
              "not-allowed");
    EXPECT_EQ(chain->send(outsider.key(), chain::api::settle_slot(suite, settled, 16)),
              "already-settled");
    for (const auto* raw : {"0x", "0xc0", "0x02f8", "0xdeadbeef", "nonsense", ""}) {
        const auto answer = chain->ask("eth_sendRawTransaction", {raw});
        EXPECT_TRUE(answer.contains("error")) << raw;
    }
    expect_trading_and_whole();
}

}  // namespace
}  // namespace dure::journeys
