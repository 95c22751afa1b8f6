// A folder of its own for one test, gone at its end.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "chain/base/types.hpp"

namespace dure::chain {

class TemporaryFolder {
 public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "dure-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }
    Bytes read(const char* name) const {
        std::ifstream in(path_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    /// For the owner alone, as the program writes.
    void write(const char* name, const Bytes& content) const {
        {
            std::ofstream out(path_ / name, std::ios::binary | std::ios::trunc);
            out.write(reinterpret_cast<const char*>(content.data()),
                      static_cast<std::streamsize>(content.size()));
        }
        ::chmod((path_ / name).c_str(), 0600);
    }

 private:
    std::filesystem::path path_;
};

}  // namespace dure::chain
