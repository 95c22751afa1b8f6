// Running many test files on several threads and saying what came out.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dure::app {

struct CaseFailure {
    std::string name;
    std::string reason;
};

struct FileReport {
    std::size_t cases = 0;
    std::vector<CaseFailure> failures;

    void add(FileReport other);
};

/// Files as given, folders recursively (*.json), "-" for a list on standard input; sorted.
std::vector<std::filesystem::path> collect_files(const std::vector<std::string>& paths);

using RunFile = std::function<FileReport(const std::filesystem::path&)>;
/// A file that throws counts as one failed case.
FileReport run_files(const std::vector<std::filesystem::path>&, unsigned jobs, const RunFile&);

enum class ReportFormat { text, json };
/// Prints to standard output; 0 when everything passed and there was something to pass, else 1.
int print_report(const FileReport&, ReportFormat);

}  // namespace dure::app
