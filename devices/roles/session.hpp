// The life with one endpoint: connect, discover, poll, control, and again from the start after any
// doubt. One coroutine on the devices thread, so there is never more than one request in flight.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "devices/control/controller.hpp"
#include "devices/link/backoff.hpp"
#include "devices/link/link.hpp"
#include "devices/link/pause.hpp"
#include "devices/link/task.hpp"
#include "devices/roles/freeze_watch.hpp"
#include "devices/roles/listeners.hpp"
#include "devices/roles/open_plant.hpp"
#include "devices/roles/plant_decoder.hpp"
#include "devices/roles/plant_map.hpp"
#include "devices/sunspec/chain_walk.hpp"

namespace dure::devices {

class Session {
 public:
    using Samples = Listeners<core::PlantSample>;
    using States = Listeners<core::PlantState>;
    using RegistersDone = std::function<void(const core::RegisterAnswer&)>;

    Session(const Endpoint& endpoint, const PlantOptions& options, Samples samples, States states);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    template <class Order>
    void order(const Order& order, core::Commander who) {
        controller_.order(order, who);
        publish_state();
    }
    void read_registers(std::uint16_t start, std::uint16_t count, RegistersDone done);
    void publish_state();
    /// Gives every lease back, then calls `done`; at once when the device is out of reach, because
    /// then only its own reversion timer can free it.
    void leave(std::function<void()> done);

 private:
    struct Chain {
        sunspec::ChainWalk::Result result = sunspec::ChainWalk::Result::kDisturbed;
        std::vector<core::RegisterModel> models;
        Answer fault;
    };
    struct RegisterRead {
        std::uint16_t start, count;
        RegistersDone done;
    };

    Task<void> run();
    /// Finds the device's map, or recognises the one of the last contact; false when there is none.
    Task<bool> contact();
    Task<bool> find_map();
    Task<Chain> discover(std::uint8_t unit);
    /// Identity and ratings; kMalformed when the registers are not those of the known map.
    Task<Answer> identify();
    bool identity_due() const;
    /// Reads the identity again between two polls; false when the contact is over, because the link
    /// failed or another device answers.
    Task<bool> still_the_same();
    /// Whoever answered is who answered at the last contact, or is met for the first time.
    void note_identity();
    void prepare_polls();
    void plan();
    void read_less(const Answer& answer, std::uint16_t count);
    void settle_differently();
    Task<void> serve();
    Task<Answer> read_windows(std::vector<sunspec::Window> windows, std::uint8_t unit,
                              sunspec::Image& image);
    Task<Answer> poll();
    Task<void> answer_installer();
    void refuse_installer();

    void use_poll();
    void failed(const Answer& answer);
    void set_link(core::LinkState link, const std::string& error);
    void watch();
    core::MonotonicTime real_now() const;
    bool on_contact() const { return link_.is_open() && serving_; }

    Endpoint endpoint_;
    PlantOptions options_;
    Samples samples_;
    States states_;
    Link link_;
    Pause pause_;
    Backoff backoff_;
    Controller controller_;
    PlantDecoder decoder_;
    FreezeWatch freeze_;
    QObject context_;
    QTimer watchdog_;

    PlantMap map_;
    Identity identity_;
    std::optional<Identity> met_;  ///< of the last contact that was served
    std::uint32_t identity_reads_ = 0;
    core::MonotonicTime identity_read_{};
    bool counter_fell_ = false;  ///< since the identity was read
    core::EnergyCounters counters_;
    Ratings ratings_;
    std::vector<sunspec::Window> windows_, meter_windows_;
    sunspec::Image image_, meter_image_;
    Decoded decoded_;

    core::LinkState state_ = core::LinkState::kSearching;
    std::string error_;
    std::uint64_t polls_ = 0, errors_ = 0;
    core::UtcTime last_good_{};
    core::MonotonicTime last_good_real_{};
    int refusals_ = 0;                              ///< exceptions in a row
    std::uint16_t most_read_ = kMostReadRegisters;  ///< registers the device gives at once
    int settle_step_ = 0;  ///< how long it wants quiet after connecting, found by trying
    bool serving_ = false;
    bool leaving_ = false;
    std::function<void()> left_;
    std::deque<RegisterRead> reads_;
    Task<void> life_;
};

}  // namespace dure::devices
