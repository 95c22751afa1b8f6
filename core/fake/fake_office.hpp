// An office that answers at once, on the caller's thread.
#pragma once

#include <map>
#include <mutex>

#include "core/fake/scenario.hpp"

namespace dure::core::fake {

class FakeOffice : public Office {
 public:
    explicit FakeOffice(Scenario scenario);

    std::shared_ptr<const OfficeView> view() const override;
    [[nodiscard]] Handler on_view(
        std::function<void(std::shared_ptr<const OfficeView>)> listener) override;
    void request(const OfficeRequest& request, Answer answer) override;
    void find_block(const BlockQuery& query,
                    std::function<void(std::optional<FoundBlock>)> answer) override;

    void show(OfficeView view);
    const std::vector<OfficeRequest>& requests() const { return requests_; }

 private:
    Outcome apply(OfficeView& view, const OfficeRequest& request);

    mutable std::mutex mutex_;
    std::shared_ptr<const OfficeView> view_;
    std::map<int, std::function<void(std::shared_ptr<const OfficeView>)>> listeners_;
    int next_listener_ = 0;
    std::vector<OfficeRequest> requests_;
};

}  // namespace dure::core::fake
