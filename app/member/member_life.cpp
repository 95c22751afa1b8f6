#include "app/member/member_life.hpp"

#include "app/home/commitment.hpp"

namespace dure::app {

namespace {

/// Addresses follow from the founding manager, whoever holds the office now.
chain::api::Suite suite_of(const chain::Node& node) {
    const auto& governance = node.genesis().governance;
    return chain::api::suite_of(governance ? governance->manager : chain::Address{});
}

}  // namespace

MemberLife::MemberLife(MemberParts parts)
    : parts_(std::move(parts)),
      community_(parts_.node, suite_of(parts_.node)),
      node_watch_(parts_.node, parts_.clock, community_.suite()),
      watch_(node_watch_, parts_.entry) {
    auto keys = parts_.keys.home(parts_.home_owner);
    core::HouseholdSettings settings;
    settings.meter_key = chain::address_of(*keys.meter_key).bytes;
    settings.agent_key = chain::address_of(*keys.agent_key).bytes;
    settings.commit = unit_commitment(parts_.keys.unit_salt("home"));
    home_market_ = std::make_unique<chain::api::NodeMarket>(community_, std::move(keys));
    home_ = std::make_unique<core::Household>(core::HouseholdParts{.owner = parts_.owner,
                                                                   .clock = parts_.clock,
                                                                   .market = *home_market_,
                                                                   .plant = parts_.plant,
                                                                   .chain = &watch_,
                                                                   .journal = &parts_.journal,
                                                                   .memory = &parts_.journal},
                                              std::move(settings));
    chain::api::MemberKeys manager;
    const bool decides = parts_.manager_key.has_value();
    if (decides) {
        manager.owner = chain::address_of(*parts_.manager_key);
        manager.owner_key = std::move(parts_.manager_key);
    }
    office_market_ = std::make_unique<chain::api::NodeMarket>(community_, std::move(manager));
    office_ = std::make_unique<core::OfficeDesk>(core::OfficeParts{.owner = parts_.owner,
                                                                   .clock = parts_.clock,
                                                                   .market = *office_market_,
                                                                   .chain = &watch_},
                                                 core::OfficeSettings{.may_decide = decides});
}

void MemberLife::tick() {
    community_.tick(parts_.clock.now());
    home_->tick();
    office_->tick();
}

}  // namespace dure::app
