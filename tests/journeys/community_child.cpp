// A trading community without a screen, to be killed: opens DIR, joins your home, offers all its
// surplus, says "trading" once the home's condition stands, and runs until it dies.
#include <QCoreApplication>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/journeys/resident.hpp"

namespace {

using namespace dure;
using namespace std::chrono_literals;

bool say(const char* line) { return std::puts(line) >= 0 && std::fflush(stdout) == 0; }

/// One step towards a trading home; true when there is nothing left to do.
bool settle_in(app::Community& community) {
    const auto home = community.home().view();
    const auto office = community.office().view();
    const auto ignore = [](const core::Outcome&) {};
    if (home->membership == core::Membership::kNone) {
        community.home().request(
            core::JoinCommunity{.building = 103, .unit = 1204, .invite = "child", .kind = {}},
            ignore);
        return false;
    }
    if (home->membership == core::Membership::kApplied) {
        community.office().request(core::ApproveMember{home->address}, ignore);
        return false;
    }
    if (home->membership != core::Membership::kApproved) return false;
    if (!home->conditions.empty()) return true;
    community.home().request(core::PutCondition{0, journeys::offer(400, 120)}, ignore);
    return false;
}

/// A line a second for whoever watches.
void tell(app::Community& community) {
    const auto home = community.home().view();
    const auto office = community.office().view();
    std::array<int, 5> stages{};
    for (const auto& slot : office->slots) ++stages[static_cast<std::size_t>(slot.stage)];
    std::printf("height %llu, members %zu, slots cleared %d reported %d settled %d, coins %lld\n",
                static_cast<unsigned long long>(office->chain.head.height), office->members.size(),
                stages[1], stages[2], stages[4], static_cast<long long>(home->coins.balance.value));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 4) return 2;
    app::CommunityOptions options;
    options.data_dir = argv[1];
    options.time_factor = std::atoi(argv[2]);
    options.slot_seconds = static_cast<std::uint32_t>(std::atoi(argv[3]));
    options.pin_memory_kib = 64;
    auto opened = app::open_community(options);
    if (!opened.community) {
        std::fprintf(stderr, "%s: %s\n", opened.error.id.c_str(), opened.error.text.c_str());
        return 3;
    }
    if (!journeys::open_keys(opened.community->keys()) || !say("open")) return 4;
    bool trading = false;
    for (int step = 0;; ++step) {
        if (!trading && settle_in(*opened.community)) trading = say("trading");
        if (step % 10 == 0) tell(*opened.community);
        std::this_thread::sleep_for(100ms);
    }
}
