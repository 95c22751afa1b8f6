// Subscribers of a port. A handler's destructor waits for a running call of its listener, so a
// listener may safely use what is destroyed after its handler.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/ports/handler.hpp"

namespace dure::devices {

template <class T>
class Listeners {
 public:
    [[nodiscard]] core::Handler add(std::function<void(const T&)> listener) {
        const std::lock_guard lock(list_->mutex);
        const auto key = ++list_->last_key;
        list_->entries.emplace_back(key, std::move(listener));
        return core::Handler([list = std::weak_ptr<List>(list_), key] {
            if (const auto alive = list.lock()) alive->remove(key);
        });
    }

    void publish(const T& value) const {
        const std::lock_guard lock(list_->mutex);
        const auto entries = list_->entries;  // a listener may add or remove listeners
        for (const auto& [key, listener] : entries) {
            if (list_->has(key)) listener(value);
        }
    }

 private:
    struct List {
        std::recursive_mutex mutex;
        std::uint64_t last_key = 0;
        std::vector<std::pair<std::uint64_t, std::function<void(const T&)>>> entries;

        bool has(std::uint64_t key) const {
            return std::any_of(entries.begin(), entries.end(),
                               [key](const auto& entry) { return entry.first == key; });
        }
        void remove(std::uint64_t key) {
            const std::lock_guard lock(mutex);
            std::erase_if(entries, [key](const auto& entry) { return entry.first == key; });
        }
    };
    std::shared_ptr<List> list_ = std::make_shared<List>();
};

}  // namespace dure::devices
