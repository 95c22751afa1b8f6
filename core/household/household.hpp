// One home: its plant, its seat in the market, its agent and its memory, assembled behind the
// core::Home page that screens talk to. The neighbours of the demo are the same class without a
// screen.
//
// Threads: the constructor, destructor and tick() belong to the owning (node) thread, and so do all
// calls to the ports. view(), on_view(), request() and usage() may be called from any thread; what
// they ask is posted to the owner, but StopSelling and ResumeSelling go to the plant on the asker's
// own thread: they must not wait for a busy chain. Listeners and answers are called on the owning
// thread. An answer is called once with kFailed, or first with kPending and then once with kFinal
// or kFailed. The owner's executor must outlive the home and drop or run its queue before the home
// goes.
#pragma once

#include <functional>
#include <memory>

#include "core/household/detail.hpp"
#include "core/ports/chain_watch.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/executor.hpp"
#include "core/ports/home.hpp"
#include "core/ports/memory.hpp"
#include "core/tariff/tariff.hpp"

namespace dure::core {

/// What a home is made of. References and non-null pointers outlive the home.
struct HouseholdParts {
    Executor& owner;
    const Clock& clock;
    Market& market;
    Plant* plant = nullptr;             ///< none: the home has no devices yet
    const ChainWatch* chain = nullptr;  ///< none: the head of the market port tells the state
    Journal* journal = nullptr;         ///< none: the last 40 days are kept in memory
    Memory* memory = nullptr;           ///< none: nothing is known again after a restart
};

struct HouseholdSettings {
    Detail detail = Detail::kScreen;
    bool simulation = false;
    std::int32_t time_factor = 1;
    std::chrono::milliseconds poll_period{1000};  ///< of the plant, real time
    Watt grid_limit{30'000};              ///< of the grid connection: bounds counters and buying
    std::int32_t reserve_permille = 200;  ///< of the battery: never sold
    Voltage voltage = Voltage::kHigh;     ///< of the electricity contract
    Tick utility_sell{120};               ///< what the utility pays for surplus (SMP)
    // for joining
    std::uint16_t feeder = 0;       ///< 0: the building's number
    std::uint32_t rated_watts = 0;  ///< used while the plant does not say
    AddressBytes meter_key{}, agent_key{};
    /// Salted hash of building, unit and invitation; only the hash leaves the home.
    std::function<HashBytes(const JoinCommunity&)> commit;
};

class Household final : public Home {
 public:
    Household(HouseholdParts, HouseholdSettings);
    ~Household() override;

    /// Call about four times a second on the owning thread: the agent acts, the view is published.
    void tick();

    std::shared_ptr<const HomeView> view() const override;
    [[nodiscard]] Handler on_view(std::function<void(std::shared_ptr<const HomeView>)>) override;
    void request(const HomeRequest&, Answer) override;
    void usage(Period, UtcTime moment, std::function<void(UsageSeries)>) override;

 private:
    class Body;
    std::shared_ptr<Body> body_;
};

}  // namespace dure::core
