// Running many test files on several threads and saying what came out.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dure::app {

struct CaseResult {
    std::string name;
    std::optional<std::string> failure;  ///< why it does not pass
};

using FileReport = std::vector<CaseResult>;

/// Files as given, folders recursively (*.json), "-" for a list on standard input; sorted.
std::vector<std::filesystem::path> collect_files(const std::vector<std::string>& paths);

using RunFile = std::function<FileReport(const std::filesystem::path&)>;
/// Sorted by name. A file that throws counts as one failed case.
FileReport run_files(const std::vector<std::filesystem::path>&, unsigned jobs, const RunFile&);

enum class ReportFormat { text, json };
/// Prints to standard output: failures and a sum, or a line of JSON a case and one for the sum. 0
/// when everything passed and there was something to pass, else 1.
int print_report(const FileReport&, ReportFormat);

}  // namespace dure::app
