#include "exception_names.hpp"

#include <algorithm>

namespace dure::app {

using chain::ExecutionError;

std::string_view exception_name(ExecutionError error) {
    switch (error) {
        case ExecutionError::wrong_chain_id:
            return "TransactionException.INVALID_CHAINID";
        case ExecutionError::gas_above_block:
            return "TransactionException.GAS_ALLOWANCE_EXCEEDED";
        case ExecutionError::priority_above_fee:
            return "TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS";
        case ExecutionError::fee_below_base:
            return "TransactionException.INSUFFICIENT_MAX_FEE_PER_GAS";
        case ExecutionError::nonce_too_low:
            return "TransactionException.NONCE_MISMATCH_TOO_LOW";
        case ExecutionError::nonce_too_high:
            return "TransactionException.NONCE_MISMATCH_TOO_HIGH";
        case ExecutionError::nonce_at_limit:
            return "TransactionException.NONCE_IS_MAX";
        case ExecutionError::sender_has_code:
            return "TransactionException.SENDER_NOT_EOA";
        case ExecutionError::insufficient_funds:
            return "TransactionException.INSUFFICIENT_ACCOUNT_FUNDS";
        case ExecutionError::init_code_too_large:
            return "TransactionException.INITCODE_SIZE_EXCEEDED";
        case ExecutionError::gas_below_intrinsic:
            return "TransactionException.INTRINSIC_GAS_TOO_LOW";
        case ExecutionError::not_signed:
            return "TransactionException.INVALID_SIGNATURE_VRS";
    }
    return "";
}

bool names_include(std::string_view alternatives, std::string_view wanted) {
    for (std::size_t begin = 0; begin <= alternatives.size();) {
        const auto end = std::min(alternatives.find('|', begin), alternatives.size());
        if (alternatives.substr(begin, end - begin) == wanted) return true;
        begin = end + 1;
    }
    return false;
}

}  // namespace dure::app
