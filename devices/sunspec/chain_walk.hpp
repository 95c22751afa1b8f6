// Discovery of a SunSpec map as a pure state machine: it says what to read next and is told what
// came back. Rules and real deviations: design 04 section 1.1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ports/devices.hpp"

namespace dure::devices::sunspec {

class ChainWalk {
 public:
    enum class Result : std::uint8_t {
        kWalking,
        kFound,       ///< models() is whole
        kNotSunSpec,  ///< no marker at any base, or nothing behind it
        kDisturbed,   ///< the device is busy or its gateway fails: ask again later
    };
    struct Ask {
        std::uint16_t start;
        std::uint16_t count;
        friend bool operator==(const Ask&, const Ask&) = default;
    };

    /// The next read; empty when the walk is over.
    std::optional<Ask> next() const;
    void answer(std::span<const std::uint16_t> registers);
    void refused(std::uint8_t exception_code);

    Result result() const { return result_; }
    const std::vector<core::RegisterModel>& models() const { return models_; }

 private:
    void next_base();
    void end();

    std::size_t base_ = 0;      ///< index of the base being tried
    std::uint32_t header_ = 0;  ///< address of the next model; 0 = still at the marker
    Result result_ = Result::kWalking;
    std::vector<core::RegisterModel> models_;
};

}  // namespace dure::devices::sunspec
