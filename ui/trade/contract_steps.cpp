#include "ui/trade/contract_steps.hpp"

#include <algorithm>

namespace dure::ui {

namespace {

using core::ContractStage;
using deal::Deviation;
using deal::StepState;

constexpr core::UtcTime kNever{};

std::optional<core::UtcTime> when(core::UtcTime time) {
    if (time == kNever) return std::nullopt;
    return time;
}

/// The step that is running; kContractSteps when all are done.
std::size_t running(ContractStage stage) {
    switch (stage) {
        case ContractStage::kMatched:
            return 2;
        case ContractStage::kDelivering:
            return 2;
        case ContractStage::kMetering:
            return 3;
        case ContractStage::kMetered:
            return 4;
        case ContractStage::kSettled:
            return kContractSteps;
        case ContractStage::kCancelled:
            return 2;
    }
    return kContractSteps;
}

}  // namespace

std::array<ContractStep, kContractSteps> contract_steps(const core::ContractView& contract) {
    std::array<ContractStep, kContractSteps> steps;
    const auto now = running(contract.stage);
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i].state = i < now ? StepState::Done : StepState::Todo;
    if (contract.stage == ContractStage::kCancelled)
        steps[now].state = StepState::Failed;
    else if (now < kContractSteps && contract.stage != ContractStage::kMatched)
        steps[now].state = StepState::Now;

    steps[0].block = contract.condition_block;
    steps[1].block = contract.matched_block;
    steps[1].at = when(contract.matched_at);
    steps[2].at =
        contract.stage == ContractStage::kMatched ? when(contract.start) : when(contract.end);
    steps[3].block = contract.metered_block;
    steps[3].at = when(contract.metered_at);
    steps[4].block = contract.settled_block;
    steps[4].at = when(contract.settled_at);
    return steps;
}

DeviationText deviation_of(const core::ContractView& contract) {
    switch (contract.stage) {
        case ContractStage::kMatched:
            return {Deviation::Coming, {}, false};
        case ContractStage::kDelivering:
            return {Deviation::Running, {}, false};
        case ContractStage::kMetering:
            return {Deviation::Waiting, {}, false};
        case ContractStage::kCancelled:
            return {Deviation::Cancelled, {}, false};
        case ContractStage::kMetered:
        case ContractStage::kSettled:
            break;
    }
    const bool sells = contract.side == core::Side::kSell;
    // + more than agreed, in the contract's own direction.
    core::Wh extra;
    bool estimated = false;
    if (contract.settlement) {
        extra = sells ? contract.settlement->deviation : -contract.settlement->deviation;
        estimated = contract.settlement->estimated;
    } else if (contract.delivered_known) {
        extra = contract.delivered - contract.contracted;
    } else {
        return {Deviation::Waiting, {}, false};
    }
    if (extra.value == 0) return {Deviation::None, {}, estimated};
    if (extra.value > 0)
        return {sells ? Deviation::SoldMore : Deviation::UsedMore, extra, estimated};
    return {sells ? Deviation::SoldLess : Deviation::UsedLess, -extra, estimated};
}

int delivered_permille(const core::ContractView& contract) {
    if (contract.contracted.value <= 0 || contract.delivered.value <= 0) return 0;
    return static_cast<int>(
        std::min<std::int64_t>(1000, contract.delivered.value * 1000 / contract.contracted.value));
}

}  // namespace dure::ui
