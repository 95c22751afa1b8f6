// libFuzzer's entry. The environment's FUZZ names the target; without it, or with another name, the
// names of all are printed.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {
const dure::fuzz::Target* g_target = nullptr;
}

int LLVMFuzzerInitialize(int*, char***) {
    const char* name = std::getenv("FUZZ");
    for (const auto& target : dure::fuzz::targets()) {
        if (name != nullptr && std::string_view{name} == target.name) g_target = &target;
    }
    if (g_target != nullptr) return 0;
    for (const auto& target : dure::fuzz::targets()) std::cout << target.name << '\n';
    std::exit(name == nullptr ? 0 : 2);
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    g_target->run({data, size});
    return 0;
}
