// Why a transaction fails, as stable ids for screens and agents: "no-coin", "already-settled", …
// They are the names of the contracts' custom errors in another spelling.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "chain/base/types.hpp"
#include "chain/pool/pool.hpp"

namespace dure::chain::api {

struct Reason {
    std::string_view error;  ///< "Name(type,…)" as in the contracts
    std::string_view id;
};

/// Every error the suite can revert with.
std::span<const Reason> reasons();
/// The id for what a call reverted with; "failed" when it said nothing known.
std::string reason_of(ByteView revert_data);
std::string reason_of(Rejection rejection);

}  // namespace dure::chain::api
