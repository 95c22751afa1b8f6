// Long computations ask now and then whether they may go on; who answers knows the time, they do
// not.
#pragma once

#include <functional>

namespace dure::chain {

/// Once false, always false. Empty: always true.
using MayGoOn = std::function<bool()>;

inline bool goes_on(const MayGoOn& may_go_on) { return !may_go_on || may_go_on(); }

}  // namespace dure::chain
