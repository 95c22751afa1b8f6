#include "devices/control/lease_record.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <system_error>

namespace dure::devices {

namespace {

constexpr const char* kHeader = "dure-lease-1";
constexpr std::size_t kMostSettings = 16;

bool write_durably(const std::filesystem::path& file, const std::string& text) {
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (handle < 0) return false;
    const auto size = static_cast<ssize_t>(text.size());
    const bool written = ::write(handle, text.data(), text.size()) == size && ::fsync(handle) == 0;
    return ::close(handle) == 0 && written;
}

void sync_folder(const std::filesystem::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);
    ::close(handle);
}

/// Serial numbers come from the device and name a file here.
std::string file_name(const std::string& device, const std::string& lease) {
    std::string name = "lease-";
    for (const char c : device) {
        const bool plain =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        name += plain ? c : '_';
    }
    return name + "-" + lease;
}

}  // namespace

RecordStore::RecordStore(std::filesystem::path folder, const std::string& device,
                         const std::string& lease) {
    if (!folder.empty()) file_ = std::move(folder) / file_name(device, lease);
}

bool RecordStore::save(const LeaseRecord& record) const {
    if (file_.empty()) return false;
    std::ostringstream text;
    text << kHeader << ' ' << record.value << ' ' << record.reversion << ' ' << record.until << ' '
         << record.previous.size();
    for (const auto word : record.previous) text << ' ' << word;
    text << " end\n";
    std::error_code error;
    std::filesystem::create_directories(file_.parent_path(), error);
    auto fresh = file_;
    fresh += ".new";
    if (!write_durably(fresh, text.str())) return false;
    std::filesystem::rename(fresh, file_, error);
    if (error) return false;
    sync_folder(file_.parent_path());
    return true;
}

std::optional<LeaseRecord> RecordStore::load() const {
    if (file_.empty()) return std::nullopt;
    std::error_code error;
    if (!std::filesystem::exists(file_, error)) return std::nullopt;
    std::ifstream text(file_);
    std::string header, end;
    std::size_t count = 0;
    LeaseRecord record;
    text >> header >> record.value >> record.reversion >> record.until >> count;
    if (!text || header != kHeader || count > kMostSettings) return LeaseRecord{};
    record.previous.resize(count);
    for (auto& word : record.previous) text >> word;
    text >> end;
    return text && end == "end" ? record : LeaseRecord{};
}

void RecordStore::erase() const {
    if (file_.empty()) return;
    std::error_code error;
    std::filesystem::remove(file_, error);
    sync_folder(file_.parent_path());
}

}  // namespace dure::devices
