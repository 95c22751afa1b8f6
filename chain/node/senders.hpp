// Ways to recover senders: on the caller's thread, on every core, or remembered.
#pragma once

#include <cstddef>
#include <memory>

#include "chain/node/env.hpp"

namespace dure::chain {

/// On the caller's thread: for tests and wherever a run must not depend on a machine.
std::unique_ptr<SenderRecovery> make_direct_senders();
/// The caller's thread and `helpers` more, which sleep between calls. A call returns when all is
/// recovered; one caller at a time.
std::unique_ptr<SenderRecovery> make_parallel_senders(std::size_t helpers);
/// With a helper for each core but the caller's, at most seven.
std::unique_ptr<SenderRecovery> make_parallel_senders();
/// Remembers up to `most` answers, then forgets all. For simulations: many nodes that share one
/// recover each transaction once. `inner` must outlive it.
std::unique_ptr<SenderRecovery> make_remembering_senders(SenderRecovery& inner,
                                                         std::size_t most = 100'000);

}  // namespace dure::chain
