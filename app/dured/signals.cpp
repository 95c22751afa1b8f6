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

}  // namespace dure::app
