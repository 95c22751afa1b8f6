// What we are about to change on a device, on disk before the first register is written, so that
// the next start can put it back after a crash. One file a device and lease; replaced atomically.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/units/units.hpp"

namespace dure::devices {

struct LeaseRecord {
    std::uint16_t value = 0;      ///< register value of the order
    std::uint16_t reversion = 0;  ///< seconds we asked the device to count
    std::int64_t until = 0;       ///< end of the order, unix seconds of market time; 0 = open
    std::vector<std::uint16_t> previous;  ///< setting registers as found
    friend bool operator==(const LeaseRecord&, const LeaseRecord&) = default;
};

class RecordStore {
 public:
    /// `device` is the serial number, `lease` the model it writes, for example "limit".
    RecordStore(std::filesystem::path folder, const std::string& device, const std::string& lease);

    /// false when the disk refuses; nothing may be written to the device then.
    bool save(const LeaseRecord& record) const;
    /// Empty when there is none. A damaged record counts as one without previous registers: the
    /// limit is ended, nothing is restored.
    std::optional<LeaseRecord> load() const;
    void erase() const;

    friend bool operator==(const RecordStore&, const RecordStore&) = default;

 private:
    std::filesystem::path file_;
};

}  // namespace dure::devices
