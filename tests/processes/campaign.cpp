// Figures go to tests/bench/RESULTS.md.
//   dure-processes cuts N [VALIDATORS]          all killed together N times
//   dure-processes latency N VALIDATORS…        submit to final, N transactions a size
//   dure-processes lines N                      bad lines, partitions, the relay off and on
//   dure-processes bytes SECONDS                what is written for twenty transactions a second
#include "tests/processes/campaign.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

namespace {

namespace fs = std::filesystem;

/// The program as it is now, whatever is built meanwhile.
class ProgramCopy {
 public:
    ProgramCopy() {
        auto name = (fs::temp_directory_path() / "dure-program-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
        fs::copy_file(DURE_DURED, path());
    }
    ~ProgramCopy() {
        std::error_code ignored;
        fs::remove_all(directory_, ignored);
    }
    ProgramCopy(const ProgramCopy&) = delete;
    fs::path path() const { return directory_ / "dured"; }

 private:
    fs::path directory_;
};

}  // namespace

int main(int argc, char** argv) {
    using namespace dure::processes;
    ::testing::InitGoogleTest(&argc, argv);
    ::testing::FLAGS_gtest_throw_on_failure = true;
    const std::string command = argc > 2 ? argv[1] : "";
    try {
        const ProgramCopy program;
        if (command == "cuts")
            return cuts(program.path(), std::atoi(argv[2]),
                        argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 4);
        if (command == "lines") return lines(program.path(), std::atoi(argv[2]));
        if (command == "bytes") return bytes(program.path(), std::atoi(argv[2]));
        if (command == "latency") {
            for (int i = 3; i < argc; ++i) {
                if (const int code = latency(program.path(), std::atoi(argv[2]),
                                             std::strtoul(argv[i], nullptr, 10)))
                    return code;
            }
            return 0;
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    std::fprintf(stderr,
                 "usage: dure-processes cuts N [VALIDATORS] | latency N VALIDATORS… | lines N | "
                 "bytes SECONDS\n");
    return 2;
}
