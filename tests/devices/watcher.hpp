// Collects what a plant publishes on its own thread, and waits for what a test expects.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "core/ports/devices.hpp"

namespace dure::devices::test {

class Watcher {
 public:
    explicit Watcher(core::Plant& plant) {
        sample_ = plant.on_sample([this](const core::PlantSample& sample) {
            const std::lock_guard lock(mutex_);
            samples_.push_back(sample);
            changed_.notify_all();
        });
        state_ = plant.on_state([this](const core::PlantState& state) {
            const std::lock_guard lock(mutex_);
            latest_ = state;
            changed_.notify_all();
        });
    }

    /// Waits until the newest state satisfies the predicate.
    bool state(const std::function<bool(const core::PlantState&)>& expected,
               std::chrono::milliseconds most = std::chrono::seconds(10)) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, most, [&] { return expected(latest_); });
    }
    bool link(core::LinkState link, std::chrono::milliseconds most = std::chrono::seconds(10)) {
        return state(
            [link](const auto& state) {
                return !state.devices.empty() && state.devices.front().link == link;
            },
            most);
    }
    bool link(core::LinkState link, const std::string& error) {
        return state([&](const auto& state) {
            return !state.devices.empty() && state.devices.front().link == link &&
                   state.devices.front().error == error;
        });
    }
    bool limit(core::LeaseState::Phase phase, const std::string& reason = {}) {
        return state([&](const auto& state) {
            return !state.devices.empty() && state.devices[0].lease.phase == phase &&
                   state.devices[0].lease.reason == reason;
        });
    }
    bool hold(core::LeaseState::Phase phase) {
        return state([&](const auto& state) {
            return state.devices.size() > 1 && state.devices[1].lease.phase == phase;
        });
    }

    /// Waits for a sample that was taken after this call and satisfies the predicate.
    bool sample(const std::function<bool(const core::PlantSample&)>& expected,
                std::chrono::milliseconds most = std::chrono::seconds(10)) {
        std::unique_lock lock(mutex_);
        std::size_t seen = samples_.size();
        return changed_.wait_for(lock, most, [&] {
            for (; seen < samples_.size(); ++seen) {
                if (expected(samples_[seen])) return true;
            }
            return false;
        });
    }
    bool samples(std::size_t more, std::chrono::milliseconds most = std::chrono::seconds(10)) {
        std::size_t count = 0;
        return sample([&](const auto&) { return ++count >= more; }, most);
    }

    std::vector<core::PlantSample> all() const {
        const std::lock_guard lock(mutex_);
        return samples_;
    }
    core::PlantState now() const {
        const std::lock_guard lock(mutex_);
        return latest_;
    }
    std::string describe() const {
        const auto state = now();
        std::string text;
        for (const auto& device : state.devices) {
            text += device.id + ": link " + std::to_string(static_cast<int>(device.link)) +
                    " error '" + device.error + "' lease " +
                    std::to_string(static_cast<int>(device.lease.phase)) + " '" +
                    device.lease.reason + "'; ";
        }
        return text;
    }

 private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::PlantSample> samples_;
    core::PlantState latest_;
    core::Handler sample_, state_;  // last: gone before what they write to
};

}  // namespace dure::devices::test
