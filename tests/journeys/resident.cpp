#include "tests/journeys/resident.hpp"

#include <array>
#include <future>
#include <memory>
#include <thread>

namespace dure::journeys {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view kPin = "904152";

bool answered(const std::function<void(std::function<void(const core::PinResult&)>)>& ask_keys) {
    auto result = std::make_shared<std::promise<bool>>();
    auto future = result->get_future();
    ask_keys([result](const core::PinResult& pin) { result->set_value(pin.ok); });
    return future.get();
}

template <class Port, class Request>
core::Outcome last_word(Port& port, const Request& request, std::chrono::seconds most) {
    auto word = std::make_shared<std::promise<core::Outcome>>();
    auto future = word->get_future();
    port.request(request, [word](const core::Outcome& outcome) {
        if (outcome.state != core::Outcome::State::kPending) word->set_value(outcome);
    });
    if (future.wait_for(most) == std::future_status::ready) return future.get();
    return {.state = core::Outcome::State::kFailed, .reason = "no-answer", .block = 0, .tx = {}};
}

core::Condition condition(core::Side side, std::uint32_t wh, std::uint8_t limit) {
    core::Condition c;
    c.side = side;
    c.wh = wh;
    c.limit = core::Tick{limit};
    return c;
}

}  // namespace

bool wait_until(const std::function<bool()>& come_true, std::chrono::seconds most) {
    const auto until = std::chrono::steady_clock::now() + most;
    while (!come_true()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(50ms);
    }
    return true;
}

bool open_keys(core::Keys& keys) {
    if (keys.stage() == core::KeyStage::kStored)
        return answered([&](auto done) { keys.unlock(kPin, done); });
    const auto words = keys.create_words();
    std::array<std::string, core::kAskedWords> repeated;
    for (std::size_t i = 0; i < repeated.size(); ++i) repeated[i] = words[keys.asked_words()[i]];
    if (!keys.confirm_words(repeated)) return false;
    return answered([&](auto done) { keys.set_pin(kPin, done); });
}

core::Outcome ask(core::Home& home, const core::HomeRequest& request, std::chrono::seconds most) {
    return last_word(home, request, most);
}
core::Outcome ask(core::Office& office, const core::OfficeRequest& request,
                  std::chrono::seconds most) {
    return last_word(office, request, most);
}

bool join(app::Community& community, std::chrono::seconds most) {
    return wait_until(
        [&community] {
            const auto home = community.home().view();
            if (home->membership == core::Membership::kNone)
                ask(community.home(),
                    core::JoinCommunity{
                        .building = 103, .unit = 1204, .invite = "journey", .kind = {}});
            if (home->membership == core::Membership::kApplied)
                ask(community.office(), core::ApproveMember{home->address});
            return home->membership == core::Membership::kApproved;
        },
        most);
}

core::Condition offer(std::uint32_t wh, std::uint8_t at_least) {
    return condition(core::Side::kSell, wh, at_least);
}
core::Condition wish(std::uint32_t wh, std::uint8_t at_most) {
    return condition(core::Side::kBuy, wh, at_most);
}

}  // namespace dure::journeys
