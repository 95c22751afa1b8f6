// Plant options with short times, and a folder for intent records that goes with the test.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "devices/roles/open_plant.hpp"

namespace dure::devices::test {

class RecordFolder {
 public:
    RecordFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("dure-devices-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~RecordFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    RecordFolder(const RecordFolder&) = delete;
    RecordFolder& operator=(const RecordFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    bool empty() const { return std::filesystem::is_empty(path_); }

 private:
    std::filesystem::path path_;
};

inline PlantOptions fast_options(const RecordFolder& folder) {
    using std::chrono::milliseconds;
    PlantOptions options;
    options.record_dir = folder.path();
    options.timing.poll = milliseconds(100);
    options.timing.connect = milliseconds(500);
    options.timing.request = milliseconds(400);
    options.timing.backoff_first = milliseconds(50);
    options.timing.backoff_last = milliseconds(400);
    options.timing.write_gap = milliseconds(100);
    options.timing.reversion = std::chrono::seconds(2);
    options.timing.refresh = milliseconds(600);
    options.timing.verify = milliseconds(600);
    options.timing.shutdown = milliseconds(3000);
    return options;
}

}  // namespace dure::devices::test
