// A home that answers at once, on the caller's thread: requests change the view as the real home
// would show them in the end.
#pragma once

#include <map>
#include <mutex>

#include "core/fake/scenario.hpp"

namespace dure::core::fake {

class FakeHome : public Home {
 public:
    explicit FakeHome(Scenario scenario);
    explicit FakeHome(HomeView view);

    std::shared_ptr<const HomeView> view() const override;
    [[nodiscard]] Handler on_view(
        std::function<void(std::shared_ptr<const HomeView>)> listener) override;
    void request(const HomeRequest& request, Answer answer) override;
    void usage(Period period, UtcTime moment, std::function<void(UsageSeries)> answer) override;

    /// A new view for all listeners, from any thread.
    void show(HomeView view);
    const std::vector<HomeRequest>& requests() const { return requests_; }  ///< in order of arrival

 private:
    Outcome apply(HomeView& view, const HomeRequest& request);

    mutable std::mutex mutex_;
    UtcTime since_;
    std::shared_ptr<const HomeView> view_;
    std::map<int, std::function<void(std::shared_ptr<const HomeView>)>> listeners_;
    int next_listener_ = 0;
    std::vector<HomeRequest> requests_;
};

}  // namespace dure::core::fake
