#include "report.hpp"

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <iostream>
#include <mutex>
#include <thread>

namespace dure::app {

namespace fs = std::filesystem;

void FileReport::add(FileReport other) {
    cases += other.cases;
    for (auto& failure : other.failures) failures.push_back(std::move(failure));
}

std::vector<fs::path> collect_files(const std::vector<std::string>& paths) {
    std::vector<fs::path> files;
    const auto collect = [&files](const fs::path& path) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            return;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.path().extension() == ".json") files.push_back(entry.path());
        }
    };
    for (const auto& path : paths) {
        if (path != "-") {
            collect(path);
            continue;
        }
        for (std::string line; std::getline(std::cin, line);) {
            if (!line.empty()) collect(line);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

FileReport run_files(const std::vector<fs::path>& files, unsigned jobs, const RunFile& run) {
    FileReport total;
    std::mutex total_mutex;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        FileReport mine;
        for (auto i = next++; i < files.size(); i = next++) {
            try {
                mine.add(run(files[i]));
            } catch (const std::exception& error) {
                mine.add({.cases = 1, .failures = {{files[i].string(), error.what()}}});
            }
        }
        const std::scoped_lock lock(total_mutex);
        total.add(std::move(mine));
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
    work();
    threads.clear();
    std::sort(total.failures.begin(), total.failures.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return total;
}

int print_report(const FileReport& report, ReportFormat format) {
    const auto failed = report.failures.size();
    const auto passed = report.cases - failed;
    if (format == ReportFormat::json) {
        boost::json::array failures;
        for (const auto& [name, reason] : report.failures) {
            failures.push_back(boost::json::object{{"name", name}, {"reason", reason}});
        }
        std::cout << boost::json::serialize(boost::json::object{
                         {"cases", report.cases}, {"passed", passed}, {"failures", failures}})
                  << '\n';
    } else {
        for (const auto& [name, reason] : report.failures) {
            std::cout << "FAILED " << name << ": " << reason << '\n';
        }
        const auto rate = report.cases == 0 ? 0.0
                                            : 100.0 * static_cast<double>(passed) /
                                                  static_cast<double>(report.cases);
        std::cout << passed << " of " << report.cases << " cases pass (" << rate << " %)\n";
    }
    return failed == 0 && report.cases > 0 ? 0 : 1;
}

}  // namespace dure::app
