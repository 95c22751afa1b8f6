#include "core/household/household.hpp"

#include "core/household/body.hpp"

namespace dure::core {

Household::Household(HouseholdParts parts, HouseholdSettings settings)
    : body_(std::make_shared<Body>(parts, std::move(settings))) {
    body_->begin();
}

Household::~Household() = default;

void Household::tick() { body_->tick(); }

std::shared_ptr<const HomeView> Household::view() const { return body_->view(); }

Handler Household::on_view(std::function<void(std::shared_ptr<const HomeView>)> listener) {
    return body_->listeners().add(std::move(listener));
}

void Household::request(const HomeRequest& request, Answer answer) {
    body_->order_at_once(request);
    body_->owner().post([weak = std::weak_ptr{body_}, request, answer = std::move(answer)] {
        if (const auto body = weak.lock()) body->handle(request, answer);
    });
}

void Household::usage(Period period, UtcTime moment, std::function<void(UsageSeries)> take) {
    body_->owner().post([weak = std::weak_ptr{body_}, period, moment, take = std::move(take)] {
        if (const auto body = weak.lock()) take(body->usage(period, moment));
    });
}

}  // namespace dure::core
