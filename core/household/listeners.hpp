// Who wants to hear of new views. A handler's end waits for a running call, so nobody is called
// after it; a listener may end its own handler while it is called.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>

#include "core/ports/handler.hpp"

namespace dure::core {

template <class Value>
class Listeners {
 public:
    using Listener = std::function<void(Value)>;

    [[nodiscard]] Handler add(Listener listener) {
        const std::scoped_lock lock{list_->mutex};
        const auto entry = std::make_shared<Listener>(std::move(listener));
        list_->entries.push_back(entry);
        return Handler{[list = list_, entry] {
            const std::scoped_lock guard{list->mutex};
            *entry = nullptr;
            list->entries.remove(entry);
        }};
    }

    void tell(const Value& value) const {
        const std::scoped_lock lock{list_->mutex};
        const auto entries = list_->entries;
        for (const auto& entry : entries)
            if (const auto listener = *entry) listener(value);
    }

    bool empty() const {
        const std::scoped_lock lock{list_->mutex};
        return list_->entries.empty();
    }

 private:
    struct List {
        std::recursive_mutex mutex;
        std::list<std::shared_ptr<Listener>> entries;
    };
    std::shared_ptr<List> list_ = std::make_shared<List>();
};

}  // namespace dure::core
