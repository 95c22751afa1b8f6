// The way onto the thread that owns a home: the node thread in the program, a queue in tests.
#pragma once

#include <functional>

namespace dure::core {

class Executor {
 public:
    virtual ~Executor() = default;
    /// Runs `work` later on the owning thread, in the order posted. Callable from any thread.
    virtual void post(std::function<void()> work) = 0;
};

}  // namespace dure::core
