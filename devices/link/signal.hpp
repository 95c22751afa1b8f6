// One waiter, one value: how a Qt signal or timer wakes a coroutine. The owner outlives the waiter
// or cancels it; a value nobody waits for is kept for the next wait.
#pragma once

#include <coroutine>
#include <optional>
#include <utility>

namespace dure::devices {

template <class T>
class Signal {
 public:
    class Awaiter {
     public:
        explicit Awaiter(Signal& signal) : signal_(signal) {}
        Awaiter(const Awaiter&) = delete;
        Awaiter& operator=(const Awaiter&) = delete;
        ~Awaiter() {
            if (waiting_) signal_.waiter_ = nullptr;
        }
        bool await_ready() const { return signal_.value_.has_value(); }
        void await_suspend(std::coroutine_handle<> waiter) {
            waiting_ = true;
            signal_.waiter_ = waiter;
        }
        T await_resume() {
            waiting_ = false;
            T value = std::move(*signal_.value_);
            signal_.value_.reset();
            return value;
        }

     private:
        Signal& signal_;
        bool waiting_ = false;
    };

    /// Wakes the waiter. The caller must not touch its own members afterwards.
    void set(T value) {
        if (value_) return;
        value_.emplace(std::move(value));
        if (auto waiter = std::exchange(waiter_, nullptr)) waiter.resume();
    }
    void clear() { value_.reset(); }
    bool awaited() const { return waiter_ != nullptr; }
    Awaiter wait() { return Awaiter(*this); }

 private:
    std::optional<T> value_;
    std::coroutine_handle<> waiter_;
};

}  // namespace dure::devices
