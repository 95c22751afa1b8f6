// A handful of small facts a home must find again after a power cut (last counter values, the
// resident's wishes, a pause). core/journal keeps them beside the time series.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dure::core {

class Memory {
 public:
    virtual ~Memory() = default;
    virtual std::optional<std::string> recall(std::string_view key) const = 0;
    virtual void remember(std::string_view key, std::string_view value) = 0;
};

}  // namespace dure::core
