// Stand-ins for the ports: a clock to turn, a queue to run, a plant to speak, and a small chain
// with the real clearing rule, shared by as many homes as a test likes.
#pragma once

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/auction/clearing.hpp"
#include "core/ports/chain_watch.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/devices.hpp"
#include "core/ports/executor.hpp"
#include "core/ports/market.hpp"
#include "core/ports/memory.hpp"

namespace dure::core::fakes {

class TurnClock final : public Clock {
 public:
    UtcTime time{};
    MonotonicTime real{};
    UtcTime now() const override { return time; }
    MonotonicTime monotonic() const override { return real; }
    void pass(std::chrono::milliseconds span) {
        time += span;
        real += span;
    }
};

class Queue final : public Executor {
 public:
    void post(std::function<void()> work) override { work_.push_back(std::move(work)); }
    void run() {
        while (!work_.empty()) {
            auto work = std::move(work_.front());
            work_.pop_front();
            work();
        }
    }

 private:
    std::deque<std::function<void()>> work_;
};

template <class... Values>
class Ears {
 public:
    using Ear = std::function<void(Values...)>;
    Handler add(Ear ear) {
        const auto place = ears_->insert(ears_->end(), std::move(ear));
        return Handler{[ears = ears_, place] { ears->erase(place); }};
    }
    void tell(const Values&... values) const {
        for (const auto& ear : *ears_) ear(values...);
    }

 private:
    std::shared_ptr<std::list<Ear>> ears_ = std::make_shared<std::list<Ear>>();
};

struct Ordered {
    std::string what;
    Commander who{};
};

class SpeakingPlant final : public Plant {
 public:
    Ears<PlantSample> samples;
    Ears<PlantState> states;
    std::vector<Ordered> orders;

    Handler on_sample(std::function<void(const PlantSample&)> ear) override {
        return samples.add(std::move(ear));
    }
    Handler on_state(std::function<void(const PlantState&)> ear) override {
        return states.add(std::move(ear));
    }
    void order(LimitOutput, Commander who) override { orders.push_back({"limit", who}); }
    void order(HoldBattery, Commander who) override { orders.push_back({"hold", who}); }
    void order(ReleaseOutput, Commander who) override { orders.push_back({"release-output", who}); }
    void order(ReleaseBattery, Commander who) override { orders.push_back({"release", who}); }
    void order(StopSelling, Commander who) override { orders.push_back({"stop", who}); }
    void order(ResumeSelling, Commander who) override { orders.push_back({"resume", who}); }
};

class MapMemory final : public Memory {
 public:
    std::map<std::string, std::string, std::less<>> facts;
    std::optional<std::string> recall(std::string_view key) const override {
        const auto found = facts.find(key);
        return found == facts.end() ? std::nullopt : std::optional{found->second};
    }
    void remember(std::string_view key, std::string_view value) override {
        facts[std::string{key}] = value;
    }
};

class SetWatch final : public ChainWatch {
 public:
    ChainView view;
    ChainView state() const override { return view; }
    std::vector<BlockRow> blocks(std::size_t) const override { return {}; }
    NodesView nodes() const override { return {}; }
    std::optional<FoundBlock> find_block(const BlockQuery&) const override { return {}; }
};

AddressBytes address(std::uint8_t n);

/// A chain in a box: commands wait until mine(), which executes them at the clock's time.
class BoxChain {
 public:
    explicit BoxChain(const Clock& clock) : clock_(clock) {}

    SlotRules rules;
    bool paused = false;
    std::map<AddressBytes, Member> members;
    std::map<AddressBytes, Coins> coins;
    std::map<Seat, Conditions> conditions;
    std::vector<std::pair<AddressBytes, CoinMove>> moves;
    ChainHead head{.height = 1, .hash = {}, .at = {}, .chain_id = 1};

    struct Record {
        SlotResult result;
        std::vector<Contract> contracts;
        std::map<Seat, Wh> readings;
        std::map<Seat, SeatSettlement> settlements;
    };
    std::map<Slot, Record> slots;
    std::map<std::string, int> executed;  ///< how often each command was accepted
    std::map<std::string, int> refused;
    std::map<Slot, int> settled_times;

    /// A member with a seat, coin and no conditions.
    Seat admit(std::uint8_t n, MilliWon balance, std::uint16_t feeder = 103);
    MilliWon supply() const;
    void submit(const AddressBytes& from, const MarketCommand& command,
                std::function<void(const Outcome&)> done);
    /// Executes what waits as one block; nothing waiting, no block.
    void mine();
    /// Drops what waits, as a node that is cut off does.
    void lose();

    Ears<MarketNews> news;
    std::vector<Order> orders_of(Slot slot) const;

 private:
    struct Waiting {
        AddressBytes from;
        MarketCommand command;
        std::function<void(const Outcome&)> done;
    };
    std::string execute(const Waiting& tx, MarketNews& fresh);
    std::string clear(Slot slot, MarketNews& fresh);
    std::string settle(Slot slot, MarketNews& fresh);

    const Clock& clock_;
    std::vector<Waiting> waiting_;
};

/// One member's door to the box.
class BoxMarket final : public Market {
 public:
    BoxMarket(BoxChain& chain, AddressBytes self) : chain_(chain), self_(self) {}

    ChainHead head() const override { return chain_.head; }
    SlotRules rules() const override { return chain_.rules; }
    bool paused() const override { return chain_.paused; }
    Book book(Slot slot) const override;
    Handler on_news(std::function<void(const MarketNews&)> ear) override {
        return chain_.news.add(std::move(ear));
    }
    AddressBytes self() const override { return self_; }
    std::optional<Member> member(const AddressBytes& owner) const override;
    std::vector<Member> members() const override;
    Conditions conditions(Seat seat) const override;
    std::optional<SlotResult> slot(Slot slot) const override;
    std::vector<Contract> contracts(Slot slot) const override;
    std::optional<SeatSettlement> settlement(Slot slot, Seat seat) const override;
    std::optional<Wh> reading(Slot slot, Seat seat) const override;
    Coins coins(const AddressBytes& owner) const override;
    MilliWon supply() const override { return chain_.supply(); }
    std::vector<CoinMove> coin_moves(const AddressBytes& owner, std::uint64_t from_block,
                                     std::size_t most) const override;
    void submit(const MarketCommand& command, std::function<void(const Outcome&)> done) override {
        chain_.submit(self_, command, std::move(done));
    }

 private:
    BoxChain& chain_;
    AddressBytes self_;
};

}  // namespace dure::core::fakes
