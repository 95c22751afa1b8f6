#include "signals.hpp"

#include <csignal>

namespace dure::app {

namespace {
sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}
}  // namespace

void hold_end_signals() {
    const auto set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void wait_for_end() {
    const auto set = end_signals();
    int which = 0;
    sigwait(&set, &which);
}

bool wait_for_end_or(std::chrono::milliseconds patience) {
    const auto set = end_signals();
    const timespec wait{.tv_sec = patience.count() / 1'000,
                        .tv_nsec = patience.count() % 1'000 * 1'000'000};
    // Interrupted by a debugger or the like: a shorter wait, no end.
    return sigtimedwait(&set, nullptr, &wait) > 0;
}

}  // namespace dure::app
