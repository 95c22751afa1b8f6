// A subscription that ends with its owner: the destructor disconnects.
#pragma once

#include <functional>
#include <utility>

namespace dure::core {

class [[nodiscard]] Handler {
 public:
    Handler() = default;
    explicit Handler(std::function<void()> disconnect) : disconnect_(std::move(disconnect)) {}
    Handler(Handler&& other) noexcept : disconnect_(std::exchange(other.disconnect_, nullptr)) {}
    Handler& operator=(Handler&& other) noexcept {
        if (this != &other) {
            reset();
            disconnect_ = std::exchange(other.disconnect_, nullptr);
        }
        return *this;
    }
    ~Handler() { reset(); }

    void reset() {
        if (auto disconnect = std::exchange(disconnect_, nullptr)) disconnect();
    }

 private:
    std::function<void()> disconnect_;
};

}  // namespace dure::core
