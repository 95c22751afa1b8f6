// dured: the node without a screen.
#include <cstdio>
#include <string_view>
#include <vector>

#include "commands.hpp"

namespace {

using namespace dure::app;

struct Command {
    std::string_view name;
    std::string_view help;
    int (*run)(Words);
};

constexpr Command kCommands[] = {
    {"init", "found a community, with this machine as its first validator", run_init},
    {"join", "become a node of a community, with an invite", run_join},
    {"run", "run this node: validator, relay or follower", run_run},
    {"status", "how this node and its community are", run_status},
    {"invite", "one more node may join (manager)", run_invite},
    {"approve", "admit a waiting node by its six words (manager)", run_approve},
    {"revoke", "take a node's place in the network away (manager)", run_revoke},
    {"key", "the manager's key as a file that wallets read, and back", run_key},
    {"members", "homes that ask for a seat in the market (manager)", run_members},
    {"vote", "decide about validators and nodes (validator)", run_vote},
    {"identity", "what an invite for this node alone is made for", run_identity},
    {"dev", "an open chain with ten funded accounts, a durable stand-in for anvil", run_dev},
};

int usage() {
    std::fputs("usage: dured COMMAND …   (dured COMMAND --help says more)\n", stderr);
    for (const auto& command : kCommands) {
        std::fprintf(stderr, "  %-8.*s %.*s\n", static_cast<int>(command.name.size()),
                     command.name.data(), static_cast<int>(command.help.size()),
                     command.help.data());
    }
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    for (const auto& command : kCommands) {
        if (!words.empty() && words.front() == command.name)
            return command.run(Words(words).subspan(1));
    }
    return usage();
}
