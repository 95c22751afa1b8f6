// A value or the reason why there is none: errors as values on hot paths.
#pragma once

#include <optional>
#include <utility>
#include <variant>

namespace dure::chain {

/// Marks a value as the error where that is not plain from its type.
template <class E>
struct Failure {
    E error;
};
template <class E>
Failure(E) -> Failure<E>;

/// The value of operations that give nothing but success.
struct Done {};

template <class T, class E>
class [[nodiscard]] Result {
 public:
    Result(T value)
        : state_(std::in_place_index<0>, std::move(value)) {}   // NOLINT: reads as a return
    Result(E error) : state_(std::in_place_index<1>, error) {}  // NOLINT: reads as a return

    template <class F>
    Result(Failure<F> failure)  // NOLINT: reads as a return
        : state_(std::in_place_index<1>, std::move(failure.error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }
    /// Only with a value; std::get throws otherwise.
    T& operator*() & { return std::get<0>(state_); }
    const T& operator*() const& { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    /// Only without a value.
    E error() const { return std::get<1>(state_); }

 private:
    std::variant<T, E> state_;
};

}  // namespace dure::chain
