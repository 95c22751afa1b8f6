// Where the screens find the way into a community. The program hands it over at its start; without
// one the first run offers no invite.
#pragma once

#include "core/ports/entrance.hpp"

namespace dure::ui {

class EntranceService {
 public:
    explicit EntranceService(core::Entrance& entrance) : entrance_(entrance), before_(current_) {
        current_ = this;
    }
    ~EntranceService() { current_ = before_; }
    EntranceService(const EntranceService&) = delete;
    EntranceService& operator=(const EntranceService&) = delete;

    /// Null without one. It must outlive the service.
    static core::Entrance* entrance() {
        return current_ == nullptr ? nullptr : &current_->entrance_;
    }

 private:
    core::Entrance& entrance_;
    EntranceService* before_;
    inline static EntranceService* current_ = nullptr;
};

}  // namespace dure::ui
