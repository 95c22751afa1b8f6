// The market as core sees it: the paper's blockchain API (conditions, contracts, coin, settlement,
// membership, monitoring) as one port. chain/api implements it on the embedded node; tests fake it.
// Design 02 sections 1–2. All calls on the node thread; reads are of the last final block.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/ports/handler.hpp"
#include "core/slot/slot.hpp"
#include "core/units/units.hpp"

namespace dure::core {

using Seat = std::uint16_t;
using AddressBytes = std::array<std::uint8_t, 20>;
using HashBytes = std::array<std::uint8_t, 32>;

enum class Side : std::uint8_t { kSell = 0, kBuy = 1 };

/// A recurring condition, 64 bits on chain (design 02 section 2). Applies to every slot whose local
/// start (Asia/Seoul) lies in its hours and weekdays.
struct Condition {
    std::uint32_t wh = 0;  ///< a slot, < 2^20; 0 = empty place
    Tick limit{};          ///< sell: at least; buy: at most
    Side side = Side::kSell;
    std::uint8_t from_quarter = 0;  ///< 0…95, local quarter of an hour, inclusive
    std::uint8_t to_quarter = 96;   ///< 1…96, exclusive; from > to wraps over midnight
    std::uint8_t weekdays = 0x7f;   ///< bit 0 = Monday
    bool scaled = false;            ///< wh × forecast index of the slot
    bool green = false;
    bool feeder_only = false;
    friend constexpr bool operator==(const Condition&, const Condition&) = default;
    constexpr bool empty() const { return wh == 0; }
};
constexpr std::size_t kConditionsPerSeat = 4;
using Conditions = std::array<Condition, kConditionsPerSeat>;

enum class MemberKind : std::uint8_t {
    kHome,
    kCommonArea,
    kBuilding,
    kBusiness,
    kCharger,
    kExternalSeller,
    kCommunity
};
enum class MemberState : std::uint8_t { kNone, kApplied, kApproved, kDenied, kLeft };

struct Member {
    AddressBytes owner{};
    MemberState state = MemberState::kNone;
    MemberKind kind = MemberKind::kHome;
    Seat seat = 0;  ///< valid when approved
    std::uint16_t feeder = 0;
    std::uint32_t rated_watts = 0;
    AddressBytes meter_key{}, agent_key{};
    HashBytes
        unit_commitment{};  ///< salted hash of building and unit number; never the number itself
    UtcTime since{};
};

/// One contract of the list in the clear log (design 02 section 1 "contracts with names").
struct Contract {
    Slot slot{};
    Seat seller = 0, buyer = 0;
    Wh wh{};
    Tick price{};
    friend constexpr bool operator==(const Contract&, const Contract&) = default;
};

enum class SlotStage : std::uint8_t { kOpen, kCleared, kReported, kDisputed, kSettled };

struct SlotResult {
    Slot slot{};
    SlotStage stage = SlotStage::kOpen;
    Tick price{};
    Wh volume{};
    std::uint32_t contracts = 0;
    HashBytes contracts_hash{};
    // where each step is on chain; 0 = not yet
    std::uint64_t cleared_block = 0, reported_block = 0, settled_block = 0;
    UtcTime cleared_at{}, reported_at{}, settled_at{};
};

/// What a settled slot meant for one seat.
struct SeatSettlement {
    Slot slot{};
    Seat seat = 0;
    Wh contracted{};   ///< + sold, − bought
    Wh metered{};      ///< + exported, − imported
    Wh deviation{};    ///< metered − contracted: goes to the member's own utility account
    MilliWon coins{};  ///< + received, − paid
    bool estimated = false;
};

struct Coins {
    MilliWon balance{};
    MilliWon locked{};  ///< of it, escrowed for cleared slots that are not settled
};

struct CoinMove {
    enum class Cause : std::uint8_t { kGrant, kDeposit, kRedemption, kTransfer, kSettlement };
    std::uint64_t block = 0;
    UtcTime at{};
    HashBytes tx{};
    Cause cause{};
    AddressBytes from{}, to{};  ///< zero for mint and burn
    MilliWon amount{};          ///< > 0
    std::optional<Slot> slot;   ///< for settlements
};

/// Aggregate book of a slot: Wh offered and wanted at each tick.
struct Book {
    std::array<std::uint32_t, 256> supply{}, demand{};
};

struct ChainHead {
    std::uint64_t height = 0;
    HashBytes hash{};
    UtcTime at{};
    std::uint64_t chain_id = 0;
};

struct ApplyForSeat {
    MemberKind kind{};
    std::uint16_t feeder = 0;
    std::uint32_t rated_watts = 0;
    AddressBytes meter_key{}, agent_key{};
    HashBytes unit_commitment{};
};
struct ApproveMember {
    AddressBytes owner;
};
struct DenyMember {
    AddressBytes owner;
};
/// The manager lets a waiting node into the network, or not.
struct AdmitNode {
    HashBytes key{};
    AddressBytes owner{};
};
struct RefuseNode {
    HashBytes key{};
};
struct LeaveSeat {};
struct SetConditions {
    Conditions conditions;
};
struct ReportReading {
    Slot slot;
    std::int16_t net_wh;
};  ///< + export; signed by the meter key, batched
struct ClearSlot {
    Slot slot;
};
struct SettleSlot {
    Slot slot;
};
struct SendCoins {
    AddressBytes to;
    MilliWon amount;
};
struct GrantCoins {
    AddressBytes to;
    MilliWon amount;
};  ///< treasury, against a deposit
struct PauseMarket {
    bool paused;
};

using MarketCommand =
    std::variant<ApplyForSeat, ApproveMember, DenyMember, LeaveSeat, SetConditions, ReportReading,
                 ClearSlot, SettleSlot, SendCoins, GrantCoins, PauseMarket, AdmitNode, RefuseNode>;

/// A command's way: kPending until its block is final. Nothing is shown as done before kFinal.
struct Outcome {
    enum class State : std::uint8_t { kPending, kFinal, kFailed };
    State state = State::kPending;
    std::string reason;  ///< stable id when failed: "no-coin", "already-settled", "not-member",
                         ///< "gate-closed", …
    std::uint64_t block = 0;
    HashBytes tx{};
};

/// Facts of a new final block, for agents. Everything else is read on demand.
struct MarketNews {
    ChainHead head;
    std::vector<Slot> cleared, reported, settled;
    bool members_changed = false;
    bool coins_moved = false;
};

class Market {
 public:
    virtual ~Market() = default;

    // monitoring
    virtual ChainHead head() const = 0;
    virtual SlotRules rules() const = 0;
    virtual bool paused() const = 0;
    virtual Book book(Slot) const = 0;
    [[nodiscard]] virtual Handler on_news(std::function<void(const MarketNews&)>) = 0;

    // membership: `self` is the member whose keys this port holds
    virtual AddressBytes self() const = 0;
    virtual std::optional<Member> member(const AddressBytes& owner) const = 0;
    virtual std::vector<Member> members() const = 0;

    // conditions
    virtual Conditions conditions(Seat) const = 0;

    // contracts and settlement
    virtual std::optional<SlotResult> slot(Slot) const = 0;
    virtual std::vector<Contract> contracts(Slot) const = 0;  ///< whole list, hash checked
    virtual std::optional<SeatSettlement> settlement(Slot, Seat) const = 0;
    /// A seat's reading as posted on chain, + export; empty while it has not been posted.
    virtual std::optional<Wh> reading(Slot, Seat) const { return std::nullopt; }

    // coin
    virtual Coins coins(const AddressBytes& owner) const = 0;
    virtual MilliWon supply() const = 0;
    virtual std::vector<CoinMove> coin_moves(const AddressBytes& owner, std::uint64_t from_block,
                                             std::size_t most) const = 0;  ///< newest last

    /// Signs and sends; `done` is called on the node thread, first with kPending or kFailed,
    /// then once with kFinal or kFailed.
    virtual void submit(const MarketCommand&, std::function<void(const Outcome&)> done) = 0;
};

}  // namespace dure::core
