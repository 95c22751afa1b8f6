// Sets a limit of 20 %, says so when it is verified, and keeps it until it is killed.
//   dure_devices_limit_helper ENDPOINT RECORD_DIR REVERSION_SECONDS
#include <unistd.h>

#include <QCoreApplication>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "devices/roles/open_plant.hpp"

using namespace dure;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 4) return 2;
    const auto endpoint = devices::parse_endpoint(argv[1]);
    if (!std::holds_alternative<devices::Endpoint>(endpoint)) return 2;
    devices::PlantOptions options;
    options.record_dir = argv[2];
    options.timing.poll = std::chrono::milliseconds(100);
    options.timing.write_gap = std::chrono::milliseconds(100);
    options.timing.reversion = std::chrono::seconds(std::atoi(argv[3]));
    options.timing.refresh = std::chrono::milliseconds(300);
    const auto plant = devices::open_plant(std::get<devices::Endpoint>(endpoint), options);
    const auto handler = plant->on_state([](const core::PlantState& state) {
        if (state.devices.front().lease.phase != core::LeaseState::Phase::kVerified) return;
        std::puts("verified");
        std::fflush(stdout);
    });
    plant->order(core::LimitOutput{.permille = 200, .duration = std::chrono::hours(1)},
                 core::Commander::kAgent);
    for (;;) ::pause();
}
