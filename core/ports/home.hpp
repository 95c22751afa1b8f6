// The whole contract between a home's screen and the rest, on one page. ui talks to these two
// interfaces only; core/household implements them on the real thing, core/fake on made-up homes.
//
// Views are immutable values: view() never blocks and may be called from any thread. Listeners are
// called on a foreign thread, at most a few times a second; the receiver posts to its own.
// Requests return at once; their callback runs on a foreign thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/ports/blocks.hpp"
#include "core/ports/devices.hpp"
#include "core/ports/handler.hpp"
#include "core/ports/journal.hpp"
#include "core/ports/market.hpp"
#include "core/ports/nodes.hpp"

namespace dure::core {

enum class ChainState : std::uint8_t {
    kStarting,
    kSyncing,
    kNormal,
    kLate,
    kOffline,
    kStoreDamaged
};

struct ChainView {
    ChainState state = ChainState::kStarting;
    ChainHead head;
    UtcTime heard_at{};  ///< when the head was last known good
    std::int32_t sync_permille = 1000;
    std::string notice;  ///< stable id, for example "store-rebuilt"; empty when fine
};

enum class Membership : std::uint8_t { kUnknown, kNone, kApplied, kApproved, kDenied, kLeft };

/// A condition with its place, as the trade page lists it.
struct ConditionView {
    std::uint8_t place = 0;  ///< 0…3
    Condition condition;
    enum class State : std::uint8_t {
        kPending,
        kActive,
        kRemoving,
        kFailed
    } state = State::kActive;
    std::string reason;  ///< when failed
};

/// A contract's life (design 05 section 1.2): condition sent → matched → delivering → metered →
/// settled.
enum class ContractStage : std::uint8_t {
    kMatched,
    kDelivering,
    kMetering,
    kMetered,
    kSettled,
    kCancelled
};

/// All contracts of this home in one slot: same price, one delivery, one settlement.
struct ContractView {
    Slot slot{};
    UtcTime start{}, end{};
    Side side = Side::kSell;  ///< this home's side
    Wh contracted{};          ///< > 0
    Wh delivered{};  ///< metered so far in the slot's direction, ≤ contracted is not implied
    bool delivered_known = false;
    Tick price{};
    MilliWon amount{};  ///< contracted × price
    ContractStage stage{};
    struct Partner {
        Seat seat;
        std::uint16_t feeder;
        Wh wh;
    };
    std::vector<Partner> partners;
    std::uint64_t condition_block = 0, matched_block = 0, metered_block = 0, settled_block = 0;
    UtcTime matched_at{}, metered_at{}, settled_at{};
    std::optional<SeatSettlement> settlement;
    HashBytes list_hash{};  ///< proof: hash of the slot's contract list
};

struct BillView {
    Wh used{};                    ///< this billing month so far
    Wh projected{};               ///< at month's end
    MilliWon estimate{};          ///< of the projected use, taxes included
    std::int32_t tier = 1;        ///< 1…3
    Wh tier_start{}, tier_end{};  ///< tier_end 0 = open
    Wh to_next_tier{};
    std::vector<Wh> tier_ends;      ///< for the bar, without the open last
    std::vector<Tick> tier_prices;  ///< energy charge of each tier, whole won; empty = not known
    MilliWon marginal{};            ///< of the next kWh
};

struct PriceView {
    std::optional<Tick> now;                    ///< of the slot in delivery
    std::optional<Tick> next;                   ///< cleared, not begun
    std::vector<std::pair<Slot, Tick>> recent;  ///< cleared slots, oldest first, ≤ 7 days
    Wh volume_today{};
    Book next_book;  ///< of the next open slot
    Slot next_slot{};
    Tick utility_sell{}, utility_buy{};  ///< what the utility pays; what the current tier costs
};

struct Alarm {
    enum class Level : std::uint8_t { kUrgent, kCaution, kNotice };
    std::string id;  ///< stable text id, for example "meter-unreachable"
    Level level = Level::kNotice;
    UtcTime since{};
    bool active = true;
};

/// Another member, for naming contract partners and choosing whom to send coins to. The screen
/// makes names from feeder and seat ("103동 이웃 A"); there is no unit number.
struct Neighbour {
    Seat seat = 0;
    std::uint16_t feeder = 0;
    MemberKind kind = MemberKind::kHome;
    AddressBytes owner{};
};

struct HomeView {
    UtcTime now{};
    SlotRules rules;
    bool simulation = false;
    std::int32_t time_factor = 1;  ///< > 1: compressed time, said on the screen

    // power now; each value knows its age
    Reading<Watt> generation, consumption, grid, battery;
    Reading<std::int32_t> charge_permille;
    Watt trading{};  ///< part of grid that is neighbours' trade now, + out
    std::optional<Side> trading_side;
    std::uint32_t trading_partners = 0;
    UsageBucket today;

    PlantState plant;
    ChainView chain;
    NodesView nodes;
    Membership membership = Membership::kUnknown;
    std::optional<Member> me;
    AddressBytes address{};
    Coins coins;
    bool coins_known = false;  ///< false while syncing: "checking", never 0
    std::vector<ConditionView> conditions;
    std::vector<ContractView> contracts;  ///< newest first, ≤ 200; older on request
    std::vector<CoinMove> coin_moves;     ///< newest first, ≤ 200
    std::vector<std::pair<Slot, MilliWon>> pending_coins;  ///< contracts not settled: + to receive
    PriceView prices;
    BillView bill;
    std::vector<Neighbour> neighbours;  ///< approved members without this home, by seat
    std::vector<Alarm> alarms;
    bool agent_paused = false;
};

/// What the resident may ask.
struct JoinCommunity {
    std::uint16_t building = 0, unit = 0;
    std::string invite;
    MemberKind kind{};
};
struct PutCondition {
    std::uint8_t place;
    Condition condition;
};
struct RemoveCondition {
    std::uint8_t place;
};
struct PauseAgent {
    bool paused;
};
using HomeRequest =
    std::variant<JoinCommunity, PutCondition, RemoveCondition, SendCoins, LimitOutput, HoldBattery,
                 ReleaseOutput, ReleaseBattery, StopSelling, ResumeSelling, PauseAgent>;
using Answer = std::function<void(const Outcome&)>;

class Home {
 public:
    virtual ~Home() = default;
    virtual std::shared_ptr<const HomeView> view() const = 0;
    [[nodiscard]] virtual Handler on_view(std::function<void(std::shared_ptr<const HomeView>)>) = 0;
    virtual void request(const HomeRequest&, Answer) = 0;
    virtual void usage(Period, UtcTime moment, std::function<void(UsageSeries)>) = 0;
};

/// The building manager's desk.
struct MemberRow {
    Member member;
    Coins coins;
    bool online = false;  ///< reported a reading in the last two slots
    UtcTime last_reading{};
    std::int64_t last_net_wh = 0;
};

struct OfficeView {
    UtcTime now{};
    SlotRules rules;
    bool simulation = false;
    std::int32_t time_factor = 1;
    ChainView chain;
    NodesView nodes;
    bool may_decide = true;  ///< false: no manager's key is kept here, the desk only shows
    bool paused = false;
    std::vector<MemberRow> members;  ///< seats first, then applications
    std::vector<SlotResult> slots;   ///< newest first, ≤ 200
    Book book;                       ///< of the last cleared slot
    Book next_book;
    Slot next_slot{};
    std::vector<Contract> last_contracts;
    Wh exported_now{}, imported_now{};  ///< whole community, last reported slot
    Wh volume_today{};
    MilliWon supply{};
    std::vector<BlockRow> blocks;  ///< newest first, ≤ 40
    std::vector<Alarm> alarms;
};

using OfficeRequest =
    std::variant<ApproveMember, DenyMember, GrantCoins, PauseMarket, AdmitNode, RefuseNode>;

class Office {
 public:
    virtual ~Office() = default;
    virtual std::shared_ptr<const OfficeView> view() const = 0;
    [[nodiscard]] virtual Handler on_view(
        std::function<void(std::shared_ptr<const OfficeView>)>) = 0;
    virtual void request(const OfficeRequest&, Answer) = 0;
    /// Looks into the chain; nothing when there is no such block or its record is damaged.
    virtual void find_block(const BlockQuery&, std::function<void(std::optional<FoundBlock>)>) = 0;
};

}  // namespace dure::core
