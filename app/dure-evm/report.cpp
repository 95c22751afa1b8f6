#include "report.hpp"

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <iostream>
#include <iterator>
#include <mutex>
#include <thread>

namespace dure::app {

namespace fs = std::filesystem;

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

namespace {

void append(FileReport& to, FileReport more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

FileReport run_files(const std::vector<fs::path>& files, unsigned jobs, const RunFile& run) {
    FileReport total;
    std::mutex total_mutex;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        FileReport mine;
        for (auto i = next++; i < files.size(); i = next++) {
            try {
                append(mine, run(files[i]));
            } catch (const std::exception& error) {
                mine.push_back({files[i].string(), error.what()});
            }
        }
        const std::scoped_lock lock(total_mutex);
        append(total, std::move(mine));
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
    work();
    threads.clear();
    std::sort(total.begin(), total.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return total;
}

int print_report(const FileReport& report, ReportFormat format) {
    std::size_t passed = 0;
    for (const auto& [name, failure] : report) {
        if (!failure) ++passed;
        if (format == ReportFormat::json) {
            boost::json::object line{{"name", name}, {"pass", !failure}};
            if (failure) line.emplace("reason", *failure);
            std::cout << boost::json::serialize(line) << '\n';
        } else if (failure) {
            std::cout << "FAILED " << name << ": " << *failure << '\n';
        }
    }
    if (format == ReportFormat::json) {
        std::cout << boost::json::serialize(
                         boost::json::object{{"cases", report.size()}, {"passed", passed}})
                  << '\n';
    } else {
        const auto rate = report.empty() ? 0.0
                                         : 100.0 * static_cast<double>(passed) /
                                               static_cast<double>(report.size());
        std::cout << passed << " of " << report.size() << " cases pass (" << rate << " %)\n";
    }
    return passed == report.size() && !report.empty() ? 0 : 1;
}

}  // namespace dure::app
