// The committed corpora, and bytes made from them by a fixed sequence of small damages, through
// every target: what once went wrong stays right.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/targets.hpp"

namespace dure::fuzz {
namespace {

/// Of each file; the environment may ask for more.
int damaged_copies() {
    const char* wanted = std::getenv("DURE_FUZZ_COPIES");
    return wanted == nullptr ? 24 : std::atoi(wanted);
}

Bytes content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Bytes> corpus_of(const char* target) {
    std::vector<std::filesystem::path> files;
    const auto folder = std::filesystem::path{DURE_FUZZ_CORPUS} / target;
    if (std::filesystem::exists(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Bytes> out;
    for (const auto& file : files) out.push_back(content_of(file));
    return out;
}

Bytes damaged(Bytes bytes, std::mt19937& random) {
    for (auto times = random() % 3 + 1; times > 0 && !bytes.empty(); --times) {
        const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(random() % bytes.size());
        switch (random() % 4) {
            case 0:
                *at = static_cast<Byte>(*at ^ (1U << (random() % 8)));
                break;
            case 1:
                *at = static_cast<Byte>(random());
                break;
            case 2:
                bytes.erase(at);
                break;
            default:
                bytes.insert(at, static_cast<Byte>(random()));
                break;
        }
    }
    return bytes;
}

/// What a target was given when it ended the program, to put into its corpus.
Bytes g_present;

void print_present(int) {
    for (const auto byte : g_present) std::fprintf(stderr, "%02x", unsigned{byte});
    std::fputs(" is what it was given (xxd -r -p)\n", stderr);
}

void run(const Target& target, Bytes bytes) {
    g_present = std::move(bytes);
    target.run(g_present);
}

class Replay : public ::testing::TestWithParam<Target> {};

TEST_P(Replay, survives_its_corpus_and_what_is_near) {
    const auto& target = GetParam();
    std::signal(SIGABRT, print_present);
    run(target, {});
    const auto corpus = corpus_of(target.name);
    EXPECT_FALSE(corpus.empty()) << "no corpus/" << target.name;
    std::mt19937 random{20'350};  // the standard's generator: the same damages everywhere
    for (const auto& bytes : corpus) {
        run(target, bytes);
        for (int i = 0; i < damaged_copies(); ++i) run(target, damaged(bytes, random));
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, ::testing::ValuesIn(targets().begin(), targets().end()),
                         [](const ::testing::TestParamInfo<Target>& target) {
                             return std::string{target.param.name};
                         });

}  // namespace
}  // namespace dure::fuzz
