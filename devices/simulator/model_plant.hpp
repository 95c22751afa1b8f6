// core's Plant on a HouseModel without Modbus, Qt or threads: the demo's neighbours. Whoever owns
// it calls advance(); listeners run inside that call. Orders obey the same rules as on a real
// device, except that there is no register to verify: an order counts as verified with the next
// advance.
#pragma once

#include <optional>
#include <string>

#include "core/ports/devices.hpp"
#include "devices/roles/listeners.hpp"
#include "devices/simulator/house_model.hpp"

namespace dure::devices {

class ModelPlant final : public core::Plant {
 public:
    ModelPlant(HouseModel model, std::string serial);

    /// Lives until `market_now` and publishes one sample; the state only when it changed.
    void advance(core::UtcTime market_now);

    HouseModel& model() { return model_; }
    const HouseModel& model() const { return model_; }

    [[nodiscard]] core::Handler on_sample(
        std::function<void(const core::PlantSample&)> listener) override;
    [[nodiscard]] core::Handler on_state(
        std::function<void(const core::PlantState&)> listener) override;

    void order(core::LimitOutput order, core::Commander who) override;
    void order(core::HoldBattery order, core::Commander who) override;
    void order(core::ReleaseOutput order, core::Commander who) override;
    void order(core::ReleaseBattery order, core::Commander who) override;
    void order(core::StopSelling order, core::Commander who) override;
    void order(core::ResumeSelling order, core::Commander who) override;

 private:
    struct Order {
        core::Commander who{};
        std::int32_t permille = 1000;
        std::chrono::seconds duration{};
        std::optional<core::UtcTime> until;  ///< set by the first advance that sees the order
        bool verified = false;
    };

    void expire(core::UtcTime now);
    void apply();
    core::PlantSample sample() const;
    core::PlantState plant_state() const;
    core::LeaseState lease(const std::optional<Order>& order) const;

    HouseModel model_;
    std::string serial_;
    std::optional<Order> limit_, hold_;
    bool stopped_ = false;
    core::Commander stopped_by_ = core::Commander::kNobody;
    bool announced_ = false;
    bool changed_ = true;
    Listeners<core::PlantSample> samples_;
    Listeners<core::PlantState> states_;
};

}  // namespace dure::devices
