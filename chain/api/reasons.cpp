#include "chain/api/reasons.hpp"

#include <algorithm>

#include "chain/api/abi.hpp"

namespace dure::chain::api {
namespace {

constexpr Reason kReasons[] = {
    {"AccessManagedInvalidAuthority(address)", "access-managed-invalid-authority"},
    {"AccessManagedRequiredDelay(address,uint32)", "not-allowed"},
    {"AccessManagedUnauthorized(address)", "not-allowed"},
    {"AccessManagerAlreadyScheduled(bytes32)", "already-scheduled"},
    {"AccessManagerBadConfirmation()", "bad-confirmation"},
    {"AccessManagerExpired(bytes32)", "expired"},
    {"AccessManagerInvalidInitialAdmin(address)", "invalid-initial-admin"},
    {"AccessManagerLockedRole(uint64)", "locked-role"},
    {"AccessManagerNotReady(bytes32)", "not-ready"},
    {"AccessManagerNotScheduled(bytes32)", "not-scheduled"},
    {"AccessManagerUnauthorizedAccount(address,uint64)", "not-allowed"},
    {"AccessManagerUnauthorizedCall(address,address,bytes4)", "not-allowed"},
    {"AccessManagerUnauthorizedCancel(address,address,address,bytes4)", "not-allowed"},
    {"AccessManagerUnauthorizedConsume(address)", "not-allowed"},
    {"AddressEmptyCode(address)", "address-empty-code"},
    {"AgentBand()", "agent-band"},
    {"AgentDayCap(uint256,uint256)", "agent-day-cap"},
    {"AgentExpired()", "agent-expired"},
    {"AgentSlotCap(uint256,uint256)", "agent-slot-cap"},
    {"AgentTaken()", "agent-taken"},
    {"AlreadyCleared()", "already-cleared"},
    {"AlreadyDisputed()", "already-disputed"},
    {"AlreadyMember()", "already-member"},
    {"AlreadyReported()", "already-reported"},
    {"AlreadySettled()", "already-settled"},
    {"BadForecast()", "bad-forecast"},
    {"BadHours()", "bad-hours"},
    {"BadKey()", "bad-key"},
    {"BadLanes()", "bad-lanes"},
    {"BadRules()", "bad-rules"},
    {"BadSignature()", "bad-signature"},
    {"CommunityFull()", "community-full"},
    {"ConditionsCrossed()", "conditions-crossed"},
    {"DisputeClosed()", "dispute-closed"},
    {"ECDSAInvalidSignature()", "invalid-signature"},
    {"ECDSAInvalidSignatureLength(uint256)", "invalid-signature-length"},
    {"ECDSAInvalidSignatureS(bytes32)", "invalid-signature-s"},
    {"ERC20InsufficientAllowance(address,uint256,uint256)", "no-allowance"},
    {"ERC20InsufficientBalance(address,uint256,uint256)", "no-coin"},
    {"ERC20InvalidApprover(address)", "invalid-approver"},
    {"ERC20InvalidReceiver(address)", "invalid-receiver"},
    {"ERC20InvalidSender(address)", "invalid-sender"},
    {"ERC20InvalidSpender(address)", "invalid-spender"},
    {"ERC2612ExpiredSignature(uint256)", "expired-signature"},
    {"ERC2612InvalidSigner(address,address)", "invalid-signer"},
    {"EnforcedPause()", "paused"},
    {"ExpectedPause()", "not-paused"},
    {"FailedCall()", "failed-call"},
    {"GateClosed(uint256)", "gate-closed"},
    {"GateOpen(uint256)", "gate-open"},
    {"InsufficientBalance(uint256,uint256)", "insufficient-balance"},
    {"InvalidAccountNonce(address,uint256)", "invalid-account-nonce"},
    {"InvalidShortString()", "invalid-short-string"},
    {"MeterTaken()", "meter-taken"},
    {"NoCoin(uint256,uint256)", "no-coin"},
    {"NotAllowed()", "not-allowed"},
    {"NotApplied()", "not-applied"},
    {"NotCleared()", "not-cleared"},
    {"NotMember()", "not-member"},
    {"NotReported()", "not-reported"},
    {"PageNotWritten()", "page-not-written"},
    {"SafeCastOverflowedUintDowncast(uint8,uint256)", "safe-cast-overflowed-uint-downcast"},
    {"StringTooLong(string)", "string-too-long"},
    {"SupplyLimit()", "supply-limit"},
    {"TooEarly(uint256)", "too-early"},
    {"TooLong()", "too-long"},
    {"TooManyOpenSlots()", "too-many-open-slots"},
    {"Unbalanced()", "unbalanced"},
    {"WishNotSupported()", "wish-not-supported"},
};

}  // namespace

std::span<const Reason> reasons() { return kReasons; }

std::string reason_of(ByteView revert_data) {
    if (revert_data.size() >= 4) {
        for (const auto& reason : kReasons) {
            if (std::ranges::equal(abi::selector(reason.error), revert_data.first(4))) {
                return std::string{reason.id};
            }
        }
    }
    return "failed";
}

std::string reason_of(Rejection rejection) {
    switch (rejection) {
        case Rejection::pool_full:
        case Rejection::sender_full:
            return "busy";
        case Rejection::node_stopped:
            return "node-stopped";
        case Rejection::no_room:
            return "disk-full";
        case Rejection::already_known:
            return "already-known";
        default:
            return "rejected";
    }
}

}  // namespace dure::chain::api
