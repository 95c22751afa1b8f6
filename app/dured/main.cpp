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
