#include <future>
#include <utility>

#include "devices/link/devices_thread.hpp"
#include "devices/roles/open_plant.hpp"
#include "devices/roles/session.hpp"

namespace dure::devices {

namespace {

/// The caller's side: keeps listeners, posts orders, and owns the session on the devices thread.
class SunSpecPlant final : public core::Plant {
 public:
    SunSpecPlant(const Endpoint& endpoint, PlantOptions options)
        : thread_(options.thread ? options.thread : std::make_shared<DevicesThread>()),
          shutdown_(options.timing.shutdown) {
        options.thread.reset();
        thread_->run([&] {
            session_ = new Session(endpoint, options, samples_, states_);
            session_->start();
        });
    }

    ~SunSpecPlant() override {
        auto left = std::make_shared<std::promise<void>>();
        auto done = left->get_future();
        thread_->post(
            [session = session_, left] { session->leave([left] { left->set_value(); }); });
        done.wait_for(shutdown_);
        thread_->run([this] { delete session_; });
    }

    core::Handler on_sample(std::function<void(const core::PlantSample&)> listener) override {
        return samples_.add(std::move(listener));
    }
    core::Handler on_state(std::function<void(const core::PlantState&)> listener) override {
        auto handler = states_.add(std::move(listener));
        thread_->post([session = session_] { session->publish_state(); });
        return handler;
    }

    void order(core::LimitOutput order, core::Commander who) override { pass_on(order, who); }
    void order(core::HoldBattery order, core::Commander who) override { pass_on(order, who); }
    void order(core::ReleaseOutput order, core::Commander who) override { pass_on(order, who); }
    void order(core::ReleaseBattery order, core::Commander who) override { pass_on(order, who); }
    void order(core::StopSelling order, core::Commander who) override { pass_on(order, who); }
    void order(core::ResumeSelling order, core::Commander who) override { pass_on(order, who); }

    void read_registers(std::uint16_t start, std::uint16_t count,
                        std::function<void(const core::RegisterAnswer&)> done) override {
        thread_->post([session = session_, start, count, done = std::move(done)]() mutable {
            session->read_registers(start, count, std::move(done));
        });
    }

 private:
    template <class Order>
    void pass_on(Order order, core::Commander who) {
        thread_->post([session = session_, order, who] { session->order(order, who); });
    }

    std::shared_ptr<DevicesThread> thread_;
    std::chrono::milliseconds shutdown_;
    Session::Samples samples_;
    Session::States states_;
    Session* session_ = nullptr;  ///< lives on the devices thread
};

}  // namespace

std::unique_ptr<core::Plant> open_plant(const Endpoint& endpoint, PlantOptions options) {
    return std::make_unique<SunSpecPlant>(endpoint, std::move(options));
}

}  // namespace dure::devices
