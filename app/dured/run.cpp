// dured run: the node of a data directory, until it is told to end.
#include <cstdio>
#include <thread>

#include "arguments.hpp"
#include "commands.hpp"
#include "runner.hpp"
#include "signals.hpp"
#include "watchdog.hpp"

namespace dure::app {

namespace {

using namespace std::chrono_literals;

constexpr const char* kUsage =
    "usage: dured run [options]\n"
    "Runs this node: a validator, a relay or a follower, as its data directory says.\n"
    "Where metering.key is, it also posts the homes' readings, and clears and settles slots that\n"
    "no home does in time.\n"
    "  --data-dir D     what dured init or dured join made\n"
    "  --rpc-port N     instead of the one in settings.json\n"
    "  --listen H:P     instead of the one in settings.json\n"
    "  --verbose        says more: who connects, who goes and why\n";

/// How long the node's thread may be busy with one thing; systemd restarts what takes longer.
constexpr auto kPatience = 10s;
constexpr auto kLookEvery = 2s;

/// Until the end signal. 0 when it came, 1 when the node cannot go on.
int live(Runner& runner) {
    const auto period = watchdog_period();
    const auto every = period ? std::min<std::chrono::milliseconds>(*period, kLookEvery)
                              : std::chrono::milliseconds(kLookEvery);
    while (!wait_for_end_or(every)) {
        if (const auto why = runner.stopped()) return fail({*why});
        // No ping for a node that does not answer: systemd then ends and restarts it.
        if (runner.is_alive(kPatience)) tell_systemd("WATCHDOG=1");
    }
    return 0;
}

}  // namespace

int run_node(const Home& home, chain::LogLevel log) {
    Runner runner(home, log);
    if (const auto trouble = runner.start()) return fail(*trouble);
    std::printf("Running as a %s of community %llu; JSON-RPC on http://127.0.0.1:%d\n",
                std::string(chain::to_string(home.settings().role)).c_str(),
                static_cast<unsigned long long>(home.genesis().chain_id), runner.rpc_port());
    std::fflush(stdout);
    tell_systemd("READY=1");
    const int code = live(runner);
    tell_systemd("STOPPING=1");
    runner.stop();
    return code;
}

int run_run(Words words) {
    const auto arguments =
        Arguments::parse(words, {"data-dir", "rpc-port", "listen"}, {"verbose", "help"});
    if (!arguments || arguments->has("help") || !arguments->rest().empty()) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error());
    const auto port = arguments->number_or("rpc-port", home->settings().rpc_port, 0, 65'535);
    if (!port) return fail(port.error());
    home->settings().rpc_port = static_cast<std::uint16_t>(*port);
    if (const auto listen = arguments->value("listen")) {
        home->settings().listen = parse_endpoint(*listen);
        if (!home->settings().listen) return fail({"--listen must be host:port"});
    }
    hold_end_signals();
    return run_node(*home,
                    arguments->has("verbose") ? chain::LogLevel::kInfo : chain::LogLevel::kWarning);
}

}  // namespace dure::app
