#include "app/demo/life.hpp"

#include <algorithm>

#include "app/home/commitment.hpp"

namespace dure::app {

namespace {

/// A neighbour's step that waits for its outcome; failed steps are tried again.
enum class Step { kIdle, kWaiting };

}  // namespace

/// A neighbour: a model of its house, its keys, its household, and what it has set its mind on.
struct Life::Resident {
    Resident(const Neighbour& who, devices::HouseModel model)
        : neighbour(who), plant(std::move(model), std::string(who.id)) {}

    const Neighbour& neighbour;
    devices::ModelPlant plant;
    std::unique_ptr<chain::api::NodeMarket> market;
    std::unique_ptr<core::Household> household;
    Step join = Step::kIdle, approval = Step::kIdle;
    std::array<Step, core::kConditionsPerSeat> conditions{};
};

Life::Life(LifeParts parts)
    : parts_(std::move(parts)),
      manager_key_(parts_.keys.manager()),
      community_(parts_.node, chain::api::suite_of(chain::address_of(manager_key_))),
      watch_(parts_.node, parts_.clock, community_.suite()) {
    community_.readings().set_metering_key(manager_key_.clone());
    const bool simulation = !parts_.options.device;
    const auto factor = parts_.options.time_factor;

    chain::api::MemberKeys manager;
    manager.owner = chain::address_of(manager_key_);
    manager.owner_key = manager_key_.clone();
    office_market_ = std::make_unique<chain::api::NodeMarket>(community_, std::move(manager));
    office_ = std::make_unique<core::OfficeDesk>(
        core::OfficeParts{.owner = parts_.owner,
                          .clock = parts_.clock,
                          .market = *office_market_,
                          .chain = &watch_},
        core::OfficeSettings{.simulation = true, .time_factor = factor});

    home_market_ =
        std::make_unique<chain::api::NodeMarket>(community_, parts_.keys.home(parts_.home_owner));
    core::HouseholdSettings settings;
    settings.simulation = true;  // the neighbours are, even beside a real inverter
    settings.time_factor = factor;
    settings.poll_period = parts_.poll_period;
    settings.feeder = your_home().building;
    settings.rated_watts = simulation ? static_cast<std::uint32_t>(your_home().pv_peak_w) : 0;
    const auto home_keys = parts_.keys.home(parts_.home_owner);
    settings.meter_key = chain::address_of(*home_keys.meter_key).bytes;
    settings.agent_key = chain::address_of(*home_keys.agent_key).bytes;
    settings.commit = unit_commitment(parts_.keys.unit_salt("home"));
    home_ = std::make_unique<core::Household>(core::HouseholdParts{.owner = parts_.owner,
                                                                   .clock = parts_.clock,
                                                                   .market = *home_market_,
                                                                   .plant = &parts_.plant,
                                                                   .chain = &watch_,
                                                                   .journal = &parts_.journal,
                                                                   .memory = &parts_.journal},
                                              std::move(settings));

    if (!parts_.options.quick_members) return;
    for (std::size_t i = 0; i < neighbours().size(); ++i) {
        const auto& neighbour = neighbours()[i];
        devices::HouseModel model(parameters_of(neighbour));
        if (i < parts_.houses.size()) model.restore(parts_.houses[i]);
        auto resident = std::make_unique<Resident>(neighbour, std::move(model));
        const std::string id(neighbour.id);
        auto keys = parts_.keys.neighbour(id);
        core::HouseholdSettings theirs;
        theirs.detail = core::Detail::kNeighbour;
        theirs.simulation = true;
        theirs.time_factor = factor;
        theirs.poll_period = parts_.poll_period;
        theirs.feeder = neighbour.building;
        theirs.rated_watts = static_cast<std::uint32_t>(neighbour.pv_peak_w);
        theirs.meter_key = chain::address_of(*keys.meter_key).bytes;
        theirs.agent_key = chain::address_of(*keys.agent_key).bytes;
        theirs.commit = unit_commitment(parts_.keys.unit_salt(id));
        resident->market = std::make_unique<chain::api::NodeMarket>(community_, std::move(keys));
        resident->household =
            std::make_unique<core::Household>(core::HouseholdParts{.owner = parts_.owner,
                                                                   .clock = parts_.clock,
                                                                   .market = *resident->market,
                                                                   .plant = &resident->plant,
                                                                   .chain = &watch_},
                                              std::move(theirs));
        residents_.push_back(std::move(resident));
    }
}

Life::~Life() = default;

void Life::deploy() {
    deployed_ = chain::api::is_deployed(parts_.node, community_.suite());
    if (deployed_) return;
    // Sends only what is missing, so asking again while blocks are on their way is harmless.
    const auto sent = chain::api::deploy_community(
        parts_.node, manager_key_, {.rules = parts_.rules, .metering = chain::Address{}});
    static_cast<void>(sent);
}

void Life::tick() {
    const auto now = parts_.clock.now();
    for (auto& resident : residents_) resident->plant.advance(now);
    if (!deployed_) deploy();
    if (deployed_) {
        community_.tick(now);
        for (auto& resident : residents_) settle_in(*resident);
    }
    for (auto& resident : residents_) resident->household->tick();
    home_->tick();
    office_->tick();
}

void Life::settle_in(Resident& resident) {
    const auto waiting = [](Step& step) {
        return [&step](const core::Outcome& outcome) {
            if (outcome.state != core::Outcome::State::kPending) step = Step::kIdle;
        };
    };
    const auto self = resident.market->self();
    const auto me = resident.market->member(self);
    if (!me || me->state == core::MemberState::kNone) {
        if (resident.join != Step::kIdle) return;
        resident.join = Step::kWaiting;
        resident.household->request(core::JoinCommunity{.building = resident.neighbour.building,
                                                        .unit = resident.neighbour.unit,
                                                        .invite = "demo",
                                                        .kind = resident.neighbour.kind},
                                    waiting(resident.join));
        return;
    }
    if (me->state == core::MemberState::kApplied) {
        if (resident.approval != Step::kIdle) return;
        resident.approval = Step::kWaiting;
        office_->request(core::ApproveMember{self}, waiting(resident.approval));
        return;
    }
    if (me->state != core::MemberState::kApproved) return;
    const auto wanted =
        conditions_for(resident.neighbour, community_.ledger().rules().slot_seconds);
    const auto standing = resident.market->conditions(me->seat);
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        if (wanted[place].empty() || standing[place] == wanted[place]) continue;
        if (resident.conditions[place] != Step::kIdle) continue;
        resident.conditions[place] = Step::kWaiting;
        resident.household->request(
            core::PutCondition{static_cast<std::uint8_t>(place), wanted[place]},
            waiting(resident.conditions[place]));
    }
}

std::vector<devices::HouseState> Life::houses() const {
    std::vector<devices::HouseState> states;
    for (const auto& resident : residents_) states.push_back(resident->plant.model().state());
    return states;
}

}  // namespace dure::app
