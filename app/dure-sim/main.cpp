// dure-sim: what a community's nodes do when everything goes wrong, in simulated time.
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "campaign.hpp"
#include "world.hpp"

namespace {

using namespace dure::sim;

constexpr const char* kUsage =
    "usage: dure-sim chaos --seeds A..B [--nodes 7] [--followers 8] [--minutes 30] [--jobs N]\n"
    "                      [--real-crypto | --fast-crypto] [--no-traitors | --beyond-f]\n"
    "       dure-sim chaos --seed S [--sha-check] [--trace] [the same options]\n"
    "Runs a community of validators and followers through a time of faults drawn from each seed "
    "and\n"
    "a healing after it; says which seeds broke an invariant and how to see it again.\n"
    "--sha-check runs the seed twice and compares the hashes of all events; --trace prints them.\n";

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words[0] != "chaos") {
        std::cerr << kUsage;
        return 2;
    }
    const auto campaign = parse_campaign({words.begin() + 1, words.end()});
    if (!campaign) {
        std::cerr << kUsage;
        return 2;
    }
    return run_campaign(*campaign);
}
