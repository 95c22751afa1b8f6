// The inside of a Household, on the owning thread only (but for the snapshot and the listeners).
#pragma once

#include <mutex>
#include <utility>

#include "core/agent/agent.hpp"
#include "core/household/alarms.hpp"
#include "core/household/energy_log.hpp"
#include "core/household/household.hpp"
#include "core/household/listeners.hpp"
#include "core/household/power_now.hpp"
#include "core/household/slot_book.hpp"
#include "core/household/wishes.hpp"
#include "core/journal/memory_journal.hpp"

namespace dure::core {

class Household::Body : public std::enable_shared_from_this<Household::Body> {
 public:
    Body(const HouseholdParts& parts, HouseholdSettings settings);

    /// Listens to plant and market; needs the shared owner, so not in the constructor.
    void begin();
    void tick();
    void handle(const HomeRequest& request, const Answer& answer);
    /// On the asker's thread: the local stop and its end go straight to the hardware, because the
    /// owner may be busy with the chain for long. handle() then only answers them.
    void order_at_once(const HomeRequest& request);
    UsageSeries usage(Period period, UtcTime moment) {
        return journal().usage(period, moment, parts_.market.rules().slot_seconds);
    }

    Executor& owner() { return parts_.owner; }
    std::shared_ptr<const HomeView> view() const;
    Listeners<std::shared_ptr<const HomeView>>& listeners() { return listeners_; }

 private:
    // events
    void take(const PlantSample& sample);
    void take(const PlantState& state);
    void take(const MarketNews& news);
    void take(const std::vector<SlotReading>& readings);

    // names in the home's memory
    static constexpr const char* kWishesKey = "wishes";
    static constexpr const char* kPausedKey = "paused";

    // requests; each returns why not, or nothing
    using Refusal = std::string_view;
    void refuse(const Answer& answer, Refusal reason) const;
    void done(const Answer& answer) const;
    void submit(const MarketCommand& command, const Answer& answer);
    void ask(const JoinCommunity& join, const Answer& answer);
    void ask(const PutCondition& put, const Answer& answer);
    void ask(const RemoveCondition& remove, const Answer& answer);
    void ask(const SendCoins& send, const Answer& answer);
    void ask(const PauseAgent& pause, const Answer& answer);
    void ask(const LimitOutput& limit, const Answer& answer);
    template <class Order>
    void ask(const Order& order, const Answer& answer);
    void want(const Conditions& wishes, const Answer& answer);
    void answer_wishes(const Outcome& outcome, std::uint64_t version);

    // state
    Journal& journal() { return parts_.journal ? *parts_.journal : own_journal_; }
    ChainView chain() const;
    bool chain_ready() const;
    std::optional<Seat> seat() const;
    void read_chain();
    void follow_rules();
    void expect(Slot slot);
    AgentOrders ask_agent();
    void obey(const AgentOrders& orders);
    void settle_journal();
    std::vector<Trouble> troubles() const;
    bool short_of_coin() const;

    // view
    void publish();
    std::shared_ptr<const HomeView> draw();
    void draw_trade(HomeView& view) const;
    void draw_market(HomeView& view);

    HouseholdParts parts_;
    HouseholdSettings settings_;
    MemoryJournal own_journal_;
    PowerNow power_;
    std::optional<EnergyLog> energy_;
    Agent agent_;
    SlotBook slots_;
    AlarmBoard alarms_;
    PlantState plant_;
    Watt rated_{};
    UtcTime last_sample_{};

    // read from the chain after news
    bool chain_dirty_ = true, members_dirty_ = true;
    std::optional<Member> me_;
    Coins coins_;
    Conditions on_chain_;
    std::vector<CoinMove> moves_;
    std::vector<Neighbour> neighbours_;
    std::map<Seat, std::uint16_t> feeders_;
    Book next_book_;
    Slot book_slot_{};

    // what the agent may expect of the home
    Slot expected_for_{};
    bool expect_again_ = true;
    std::optional<Wh> net_now_, net_next_;

    std::uint64_t wishes_version_ = 0, sent_version_ = 0, condition_block_ = 0;
    std::vector<std::pair<std::uint64_t, Answer>> waiting_;

    std::optional<MonotonicTime> published_;
    bool dirty_ = true;
    mutable std::mutex mutex_;
    std::shared_ptr<const HomeView> view_ = std::make_shared<const HomeView>();
    Listeners<std::shared_ptr<const HomeView>> listeners_;
    std::vector<Handler> handlers_;
};

}  // namespace dure::core
