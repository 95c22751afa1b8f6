// Who listens to the node, and for how long: the destructor of a Subscription disconnects.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace dure::chain {

class [[nodiscard]] Subscription {
 public:
    Subscription() = default;
    explicit Subscription(std::function<void()> disconnect) : disconnect_(std::move(disconnect)) {}
    Subscription(Subscription&& other) noexcept
        : disconnect_(std::exchange(other.disconnect_, nullptr)) {}
    Subscription& operator=(Subscription&& other) noexcept {
        if (this != &other) {
            reset();
            disconnect_ = std::exchange(other.disconnect_, nullptr);
        }
        return *this;
    }
    ~Subscription() { reset(); }

    void reset() {
        if (auto disconnect = std::exchange(disconnect_, nullptr)) disconnect();
    }

 private:
    std::function<void()> disconnect_;
};

/// Callbacks of one kind, in the order they came. One may leave or join while all are being told;
/// a Subscription may outlive the list.
template <class... Args>
class Listeners {
 public:
    using Callback = std::function<void(Args...)>;

    Subscription add(Callback callback) {
        const auto id = ++state_->last_id;
        state_->callbacks.emplace(id, std::make_shared<Callback>(std::move(callback)));
        return Subscription([weak = std::weak_ptr(state_), id] {
            if (const auto state = weak.lock()) state->callbacks.erase(id);
        });
    }

    void tell(Args... args) const {
        std::vector<std::uint64_t> ids;
        for (const auto& [id, callback] : state_->callbacks) ids.push_back(id);
        for (const auto id : ids) {
            const auto it = state_->callbacks.find(id);
            if (it == state_->callbacks.end()) continue;
            const auto callback = it->second;  // lives on if it unsubscribes itself
            (*callback)(args...);
        }
    }

 private:
    struct State {
        std::uint64_t last_id = 0;
        std::map<std::uint64_t, std::shared_ptr<Callback>> callbacks;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace dure::chain
