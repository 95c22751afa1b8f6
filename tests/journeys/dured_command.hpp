// Commands of dured, as a manager types them. DURE_DURED is the program.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <QProcess>
#include <filesystem>
#include <string>
#include <vector>

namespace dure::journeys {

/// What the command prints; it must end well.
inline std::string dured(const std::vector<std::string>& words) {
    QStringList arguments;
    for (const auto& word : words) arguments += QString::fromStdString(word);
    QProcess process;
    process.start(QStringLiteral(DURE_DURED), arguments);
    EXPECT_TRUE(process.waitForFinished(60'000));
    EXPECT_EQ(process.exitCode(), 0) << arguments.join(u' ').toStdString() << ": "
                                     << process.readAllStandardError().toStdString();
    return process.readAllStandardOutput().toStdString();
}

/// Admits the node that shows these six words.
inline void approve_node(const std::string& founder, const std::string& six_words) {
    std::vector<std::string> command{"approve", "--data-dir", founder};
    for (const auto& word : QString::fromStdString(six_words).split(u' '))
        command.push_back(word.toStdString());
    dured(command);
}

/// An empty one of this process.
inline std::filesystem::path new_directory(const std::string& name) {
    auto out = std::filesystem::temp_directory_path() /
               ("dure-journey-" + std::to_string(::getpid()) + "-" + name);
    std::filesystem::remove_all(out);
    std::filesystem::create_directories(out);
    return out;
}

}  // namespace dure::journeys
