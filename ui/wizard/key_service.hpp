// Where the screens find the home's key. The program hands the real store over at its start; a
// made-up home has one in memory; without any the wizard says that keys cannot be made.
#pragma once

#include "core/ports/keys.hpp"

namespace dure::ui {

class KeyService {
 public:
    explicit KeyService(core::Keys& keys) : keys_(keys), before_(current_) { current_ = this; }
    ~KeyService() { current_ = before_; }
    KeyService(const KeyService&) = delete;
    KeyService& operator=(const KeyService&) = delete;

    /// The living key store, null without one. It must outlive the service.
    static core::Keys* keys() { return current_ == nullptr ? nullptr : &current_->keys_; }

 private:
    core::Keys& keys_;
    KeyService* before_;
    inline static KeyService* current_ = nullptr;
};

}  // namespace dure::ui
