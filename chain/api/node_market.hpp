// core's Market on an embedded node: commands become signed transactions, final blocks become news
// and outcomes. One Community a node holds what all members share (index, caches, waiting
// transactions, the pool of readings); one NodeMarket a member holds its keys.
//
// Everything runs on the node's thread. Reads are of the last final block and cached until a block
// changes what they read.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "chain/api/ledger.hpp"
#include "chain/api/outbox.hpp"
#include "chain/api/reading_pool.hpp"
#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

/// What the members of one process share. The node must outlive it.
class Community {
 public:
    /// Works also before the suite is deployed: reads are empty until it is. `look_back`: as the
    /// Ledger's; nothing that reads or posts for others needs the past.
    Community(Node& node, const Suite& suite, std::uint64_t look_back = Ledger::kLookBack);

    const Suite& suite() const { return suite_; }
    const Ledger& ledger() const { return ledger_; }
    Outbox& outbox() { return outbox_; }
    ReadingPool& readings() { return readings_; }
    Node& node() { return node_; }
    Subscription on_news(std::function<void(const core::MarketNews&)> callback) {
        return listeners_.add(std::move(callback));
    }

    /// Once a second or so: readings whose time is up are posted without the missing ones.
    void tick(core::UtcTime now);

 private:
    void take(const BlockRecord& block);

    Node& node_;
    Suite suite_;
    Ledger ledger_;
    Outbox outbox_;
    ReadingPool readings_;
    Listeners<const core::MarketNews&> listeners_;
    Subscription blocks_, letters_;
};

/// A member's keys. The owner's may be locked away; what it alone may sign then fails as "locked".
struct MemberKeys {
    Address owner;
    std::optional<SecretKey> owner_key, agent_key, meter_key;
};

class NodeMarket final : public core::Market {
 public:
    /// `community` must outlive it.
    NodeMarket(Community& community, MemberKeys keys);
    ~NodeMarket() override;

    /// The owner's key comes and goes with the PIN; another key is another self. Coming, it renews
    /// the agent's limits when less than half of their time is left.
    void unlock(SecretKey owner);
    void lock();

    core::ChainHead head() const override;
    core::SlotRules rules() const override;
    bool paused() const override;
    core::Book book(core::Slot slot) const override;
    [[nodiscard]] core::Handler on_news(
        std::function<void(const core::MarketNews&)> listener) override;
    core::AddressBytes self() const override;
    std::optional<core::Member> member(const core::AddressBytes& owner) const override;
    std::vector<core::Member> members() const override;
    core::Conditions conditions(core::Seat seat) const override;
    std::optional<core::SlotResult> slot(core::Slot slot) const override;
    std::vector<core::Contract> contracts(core::Slot slot) const override;
    std::optional<core::SeatSettlement> settlement(core::Slot slot, core::Seat seat) const override;
    std::optional<core::Wh> reading(core::Slot slot, core::Seat seat) const override;
    core::Coins coins(const core::AddressBytes& owner) const override;
    core::MilliWon supply() const override;
    std::vector<core::CoinMove> coin_moves(const core::AddressBytes& owner,
                                           std::uint64_t from_block,
                                           std::size_t most) const override;
    void submit(const core::MarketCommand& command,
                std::function<void(const core::Outcome&)> done) override;

 private:
    struct Signing;
    Signing signing(const core::MarketCommand& command) const;
    void report(const core::ReportReading& reading, Outbox::Done done);
    void renew_agent_limits();

    Community& community_;
    MemberKeys keys_;
};

}  // namespace dure::chain::api
