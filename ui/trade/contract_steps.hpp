// A contract's life as five steps, and what its deviation means in words (design 05
// section 1.2–1.3).
#pragma once

#include <array>
#include <optional>

#include "core/ports/home.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

struct ContractStep {
    deal::StepState state = deal::StepState::Todo;
    std::optional<core::UtcTime> at;
    std::uint64_t block = 0;  ///< 0 = none
};
constexpr std::size_t kContractSteps = 5;  ///< submitted, matched, delivery, metered, settled
std::array<ContractStep, kContractSteps> contract_steps(const core::ContractView&);

struct DeviationText {
    deal::Deviation kind{};
    core::Wh amount{};       ///< ≥ 0
    bool estimated = false;  ///< the reading was missing and filled in
};
DeviationText deviation_of(const core::ContractView&);

/// Metered part of the contracted energy, 0…1000, never more than whole.
int delivered_permille(const core::ContractView&);

}  // namespace dure::ui
