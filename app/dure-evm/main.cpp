// dure-evm: does the chain's execution agree with Ethereum's public tests, and how fast is it?
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>

#include "bench.hpp"
#include "block_test.hpp"
#include "report.hpp"
#include "state_test.hpp"

namespace {

using namespace dure::app;

constexpr const char* kUsage =
    "usage: dure-evm statetest PATH… [--jobs N] [--json] [--no-caches] [--slice GAS]\n"
    "       dure-evm blocktest PATH… [--jobs N] [--json] [--no-caches]\n"
    "       dure-evm bench PATH…\n"
    "PATH is a file, a folder searched for *.json, or - for a list on standard input.\n"
    "--json prints a line for each case. --no-caches makes code into programs for each call,\n"
    "instruction by instruction, and states and their tries anew for each case or block. --slice\n"
    "hands gas to code in slices, as in questions that must not take long.\n";

struct Options {
    std::vector<std::string> paths;
    unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
    ReportFormat format = ReportFormat::text;
    dure::chain::evm::Caches caches = dure::chain::evm::Caches::kOn;
    std::int64_t slice = 0;
};

std::optional<Options> parse(int argc, char** argv) {
    Options options;
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--json") {
            options.format = ReportFormat::json;
        } else if (word == "--no-caches") {
            options.caches = dure::chain::evm::Caches::kOff;
        } else if (word == "--jobs") {
            if (++i == argc) return std::nullopt;
            const auto jobs = std::atoi(argv[i]);
            if (jobs < 1 || jobs > 256) return std::nullopt;
            options.jobs = static_cast<unsigned>(jobs);
        } else if (word == "--slice") {
            if (++i == argc) return std::nullopt;
            options.slice = std::atoll(argv[i]);
            if (options.slice < 1) return std::nullopt;
        } else if (word.starts_with("--")) {
            return std::nullopt;
        } else {
            options.paths.push_back(word);
        }
    }
    if (options.paths.empty()) return std::nullopt;
    return options;
}

int bench(const std::vector<std::filesystem::path>& files) {
    std::vector<BenchResult> results;
    for (const auto& file : files) {
        for (auto& result : bench_file(file)) results.push_back(std::move(result));
    }
    print_bench(results);
    return results.empty() ? 1 : 0;
}

int run(const std::string& command, const Options& options) {
    const auto files = collect_files(options.paths);
    const auto report = [&](auto run_one) {
        return print_report(run_files(files, options.jobs, run_one), options.format);
    };
    if (command == "statetest") {
        return report(
            [&](const auto& file) { return run_state_tests(file, options.caches, options.slice); });
    }
    if (command == "blocktest" && options.slice == 0)
        return report([&](const auto& file) { return run_block_tests(file, options.caches); });
    if (command == "bench") return bench(files);
    std::cerr << kUsage;
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = argc > 1 ? parse(argc, argv) : std::nullopt;
    if (!options) {
        std::cerr << kUsage;
        return 2;
    }
    try {
        return run(argv[1], *options);
    } catch (const std::exception& error) {
        std::cerr << "dure-evm: " << error.what() << '\n';
        return 2;
    }
}
