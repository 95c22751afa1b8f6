#include "devices/roles/session.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace dure::devices {

namespace {

constexpr int kStalePeriods = 3;
constexpr core::MonotonicTime kSoonestStale{500};  // a busy machine is not a silent device
constexpr int kMostRefusals = 3;

core::UtcTime system_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

PlantOptions completed(PlantOptions options) {
    if (!options.clock) options.clock = &system_now;
    options.thread.reset();  // the session lives on it and must not keep it
    return options;
}

ControlTiming control_timing(const PlantTiming& timing) {
    return {.write_gap = timing.write_gap,
            .reversion_seconds = static_cast<std::uint16_t>(
                std::clamp<std::chrono::seconds::rep>(timing.reversion.count(), 1, 3600)),
            .lease = {.refresh = timing.refresh, .verify = timing.verify}};
}

std::uint32_t jitter_seed(const Endpoint& endpoint) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    return static_cast<std::uint32_t>(std::hash<std::string>{}(to_string(endpoint)) ^
                                      static_cast<std::size_t>(now));
}

/// Takes what a counter shows over into `last`; true when it fell.
bool fell(std::optional<core::Wh>& last, const std::optional<core::Wh>& shown) {
    if (!shown) return false;
    const bool lower = last && *shown < *last;
    last = shown;
    return lower;
}

core::Watt largest(const core::PlantSample& sample) {
    core::Watt most{0};
    for (const auto* reading : {&sample.generation, &sample.grid, &sample.battery}) {
        if (reading->value) most = std::max(most, std::max(*reading->value, -*reading->value));
    }
    return most;
}

}  // namespace

Session::Session(const Endpoint& endpoint, const PlantOptions& options, Samples samples,
                 States states)
    : endpoint_(endpoint),
      options_(completed(options)),
      samples_(std::move(samples)),
      states_(std::move(states)),
      link_(endpoint, {.connect = options.timing.connect, .request = options.timing.request}),
      backoff_(options.timing.backoff_first, options.timing.backoff_last, jitter_seed(endpoint)),
      controller_(options.record_dir, control_timing(options.timing)),
      decoder_(options.meter_sign),
      freeze_(options.timing.frozen_after) {
    QObject::connect(&watchdog_, &QTimer::timeout, &context_, [this] { watch(); });
}

Session::~Session() {
    life_.cancel();
    refuse_installer();
}

core::MonotonicTime Session::real_now() const {
    return std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

void Session::start() {
    watchdog_.start(options_.timing.poll);
    publish_state();
    life_ = run();
    life_.start();
}

void Session::set_link(core::LinkState link, const std::string& error) {
    const bool changed = state_ != link || error_ != error;
    state_ = link;
    error_ = error;
    if (changed) publish_state();
}

void Session::failed(const Answer& answer) {
    ++errors_;
    error_ = error_id(answer);
}

void Session::watch() {
    if (state_ != core::LinkState::kOnline) return;
    const auto age = real_now() - last_good_real_;
    if (age > std::max<core::MonotonicTime>(kStalePeriods * options_.timing.poll, kSoonestStale)) {
        set_link(core::LinkState::kStale, error_.empty() ? "timeout" : error_);
    }
}

Task<void> Session::run() {
    while (!leaving_) {
        const auto opened = co_await link_.open();
        if (opened.ok()) {
            const auto quiet =
                options_.timing.connect_delay + options_.timing.request * settle_step_ / 2;
            if (quiet.count() > 0) co_await pause_.wait(quiet);
            const bool met = co_await contact();
            if (met) co_await serve();
        } else {
            failed(opened);
            set_link(core::LinkState::kUnreachable, error_id(opened));
        }
        serving_ = false;
        link_.close();
        controller_.disconnected();
        refuse_installer();
        publish_state();
        if (!leaving_) co_await pause_.wait(backoff_.next());
    }
    if (left_) std::exchange(left_, nullptr)();
}

/// Some devices do not answer for a while after a connection, others drop one that waits: half, one
/// and two request times are tried in turn until a contact succeeds.
void Session::settle_differently() {
    constexpr int kLongest = 4;
    settle_step_ = settle_step_ == 0 ? 1 : settle_step_ * 2;
    if (settle_step_ > kLongest) settle_step_ = 0;
}

/// A device that refuses a long read may allow a shorter one; below the longest model there is
/// nothing left to give up.
void Session::read_less(const Answer& answer, std::uint16_t count) {
    constexpr std::uint16_t kLong = 100, kShort = 70;
    const bool too_much =
        answer.fault == Fault::kException && (answer.exception == exception::kIllegalValue ||
                                              answer.exception == exception::kIllegalAddress);
    if (!too_much || count <= kShort) return;
    most_read_ = count > kLong ? kLong : kShort;
    plan();
}

Task<Session::Chain> Session::discover(std::uint8_t unit) {
    sunspec::ChainWalk walk;
    while (const auto ask = walk.next()) {
        const auto answer = co_await link_.read(ask->start, ask->count, unit);
        if (answer.ok()) {
            walk.answer(answer.registers);
        } else if (answer.fault == Fault::kException) {
            walk.refused(answer.exception);
            if (walk.result() == sunspec::ChainWalk::Result::kDisturbed) {
                co_return Chain{walk.result(), {}, answer};
            }
        } else {
            co_return Chain{sunspec::ChainWalk::Result::kDisturbed, {}, answer};
        }
    }
    co_return Chain{walk.result(), walk.models(), {}};
}

Task<bool> Session::contact() {
    const auto known = identity_;
    bool recognised = false;
    Answer answer;
    if (map_.usable()) {
        answer = co_await identify();
        recognised = answer.ok() && identity_ == known;
        const bool link_failed = !answer.ok() && !link_.is_open();
        if (link_failed) {
            if (answer.fault == Fault::kTimeout) settle_differently();
            failed(answer);
            set_link(core::LinkState::kUnreachable, error_id(answer));
            co_return false;
        }
    }
    if (!recognised) {
        const bool found = co_await find_map();
        if (!found) co_return false;
        answer = co_await identify();
        if (!answer.ok()) {
            map_ = {};
            failed(answer);
            set_link(core::LinkState::kUnreachable, error_id(answer));
            co_return false;
        }
    }
    note_identity();
    prepare_polls();
    co_return true;
}

void Session::note_identity() {
    if (met_ == identity_) ++identity_reads_;
    met_ = identity_;
    identity_read_ = real_now();
    counter_fell_ = false;
}

bool Session::identity_due() const {
    constexpr int kOftener = 60;
    const auto age = real_now() - identity_read_;
    const auto period = options_.timing.identity;
    return age >= (counter_fell_ ? period / kOftener : period);
}

Task<bool> Session::still_the_same() {
    const auto answer = co_await identify();
    if (answer.ok() && met_ == identity_) {
        note_identity();
        co_return true;
    }
    const bool refused = answer.fault == Fault::kException && link_.is_open();
    if (!answer.ok()) failed(answer);
    if (refused) {
        identity_read_ = real_now();  // it still serves: asked again when the time has come round
        co_return true;
    }
    if (link_.is_open()) {
        error_ = "map-moved";
        map_ = {};
    }
    co_return false;
}

Task<bool> Session::find_map() {
    using Result = sunspec::ChainWalk::Result;
    map_ = {};
    auto chain = co_await discover(endpoint_.unit);
    auto map = map_plant(chain.models);
    if (chain.result == Result::kFound && options_.meter_unit) {
        const auto meter = co_await discover(*options_.meter_unit);
        chain.result = meter.result;
        chain.fault = meter.fault;
        map.meter = map_plant(meter.models).meter;
    }
    if (chain.result == Result::kDisturbed) {
        if (chain.fault.fault == Fault::kTimeout) settle_differently();
        failed(chain.fault);
        set_link(core::LinkState::kUnreachable, error_id(chain.fault));
        co_return false;
    }
    if (chain.result != Result::kFound || !map.usable()) {
        ++errors_;
        const bool foreign = chain.result != Result::kFound;
        set_link(core::LinkState::kWrongDevice, foreign ? "not-sunspec" : "no-inverter-or-meter");
        co_return false;
    }
    map_ = std::move(map);
    co_return true;
}

Task<Answer> Session::identify() {
    std::vector<core::RegisterModel> once;
    for (const auto* place : {&map_.common, &map_.nameplate, &map_.settings}) {
        if (*place) once.push_back(**place);
    }
    sunspec::Image image;
    const auto windows = sunspec::plan_reads(once, most_read_);
    auto answer = co_await read_windows(windows, endpoint_.unit, image);
    if (!answer.ok()) co_return answer;
    const auto moved = [&image](const auto& model) { return image.contradicts(model); };
    if (std::ranges::any_of(once, moved)) answer.fault = Fault::kMalformed;
    identity_ = decode_identity(image, map_);
    ratings_ = decode_ratings(image, map_);
    co_return answer;
}

void Session::plan() {
    auto polled = map_.polled();
    meter_windows_.clear();
    if (options_.meter_unit && map_.meter) {
        std::erase(polled, *map_.meter);
        meter_windows_ = sunspec::plan_reads(std::array{*map_.meter}, most_read_);
    }
    windows_ = sunspec::plan_reads(polled, most_read_);
}

void Session::prepare_polls() {
    plan();
    const auto serial = identity_.serial.empty() ? to_string(endpoint_) : identity_.serial;
    controller_.contact({.serial = serial, .controls = map_.controls, .storage = map_.storage});
    freeze_.reset();
    refusals_ = 0;
    serving_ = true;
}

Task<Answer> Session::read_windows(std::vector<sunspec::Window> windows, std::uint8_t unit,
                                   sunspec::Image& image) {
    for (const auto& window : windows) {
        auto answer = co_await link_.read(window.start, window.count, unit);
        if (!answer.ok()) {
            read_less(answer, window.count);
            co_return answer;
        }
        image.add(window.start, std::move(answer.registers));
    }
    co_return Answer{};
}

Task<Answer> Session::poll() {
    image_.clear();
    meter_image_.clear();
    auto answer = co_await read_windows(windows_, endpoint_.unit, image_);
    if (answer.ok() && options_.meter_unit) {
        answer = co_await read_windows(meter_windows_, *options_.meter_unit, meter_image_);
    }
    co_return answer;
}

Task<void> Session::serve() {
    auto due = real_now();
    for (;;) {
        const auto answer = co_await poll();
        if (!answer.ok()) {
            failed(answer);
            if (answer.fault != Fault::kException || ++refusals_ >= kMostRefusals) co_return;
        } else {
            refusals_ = 0;
            const bool moved = std::ranges::any_of(map_.polled(), [this](const auto& model) {
                const bool apart = options_.meter_unit && map_.meter == model;
                return (apart ? meter_image_ : image_).contradicts(model);
            });
            if (moved) {
                ++errors_;
                error_ = "map-moved";
                map_ = {};
                co_return;
            }
            use_poll();
            const auto request = controller_.step({.image = &image_,
                                                   .real = real_now(),
                                                   .market = options_.clock(),
                                                   .rated = ratings_.power,
                                                   .output = decoded_.output,
                                                   .grid = decoded_.sample.grid.value,
                                                   .battery = decoded_.sample.battery.value});
            if (request) {
                const auto done = co_await link_.write(*request);
                controller_.written(done, real_now());
                if (!done.ok()) failed(done);
            }
            publish_state();
            if (!link_.is_open()) co_return;
            if (identity_due()) {
                const bool same = co_await still_the_same();
                if (!same) co_return;
            }
        }
        co_await answer_installer();
        if (!link_.is_open()) co_return;
        if (leaving_ && controller_.idle()) co_return;
        // On the grid of periods; a late poll skips what it missed.
        const auto period = options_.timing.poll;
        const auto now = real_now();
        due += period;
        if (due < now) due += ((now - due) / period + 1) * period;
        co_await pause_.wait(due - now);
    }
}

void Session::use_poll() {
    const auto now = real_now();
    const auto& meter = options_.meter_unit ? meter_image_ : image_;
    decoded_ = decoder_.decode(image_, meter, map_, ratings_, options_.clock());
    auto& sample = decoded_.sample;
    sample.identity_reads = identity_reads_;
    ++polls_;
    last_good_ = sample.at;
    backoff_.reset();
    const bool frozen = freeze_.frozen(image_, largest(sample), now);
    if (frozen) {
        for (auto* reading : {&sample.generation, &sample.grid, &sample.battery}) {
            if (reading->value) reading->quality = core::Quality::kStale;
        }
        if (sample.charge_permille.value) sample.charge_permille.quality = core::Quality::kStale;
        sample.counters = {};
        decoded_.output.reset();  // nothing is proved by it
        state_ = core::LinkState::kStale;
        error_ = "frozen";
    } else {
        last_good_real_ = now;
        state_ = core::LinkState::kOnline;
        error_ = decoded_.implausible ? "implausible" : "";
    }
    for (const auto counter : {&core::EnergyCounters::imported, &core::EnergyCounters::exported,
                               &core::EnergyCounters::generated}) {
        counter_fell_ = fell(counters_.*counter, sample.counters.*counter) || counter_fell_;
    }
    samples_.publish(sample);
}

void Session::leave(std::function<void()> done) {
    leaving_ = true;
    left_ = std::move(done);
    controller_.leave();
    if (on_contact() && !controller_.idle()) {
        pause_.wake();
        return;
    }
    if (left_) std::exchange(left_, nullptr)();
}

}  // namespace dure::devices
