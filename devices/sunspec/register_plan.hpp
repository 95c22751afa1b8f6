// Which registers one poll reads. A model's values and scale factors always share one request;
// models that lie close together share it too, so a hybrid costs three reads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/ports/devices.hpp"
#include "devices/sunspec/model_view.hpp"

namespace dure::devices::sunspec {

struct Window {
    std::uint16_t start;
    std::uint16_t count;
    friend bool operator==(const Window&, const Window&) = default;
};

/// The registers of a model that carry values, from its ID register on; at most 125.
Window window_of(const core::RegisterModel& model);

/// Windows for these models, joined where they fit into one request of `most` registers.
std::vector<Window> plan_reads(std::span<const core::RegisterModel> models, std::uint16_t most);

/// The registers of one poll.
class Image {
 public:
    void add(std::uint16_t start, std::vector<std::uint16_t> registers);
    void clear() { parts_.clear(); }

    /// The model's view when its ID and length words are in the image and still say so.
    std::optional<ModelView> view(const core::RegisterModel& model) const;
    /// A model whose ID or length word changed: the map moved under us.
    bool contradicts(const core::RegisterModel& model) const;
    bool same_registers(const Image& other) const;

 private:
    struct Part {
        std::uint16_t start;
        std::vector<std::uint16_t> registers;
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::span<const std::uint16_t> from(std::uint16_t address) const;

    std::vector<Part> parts_;
};

}  // namespace dure::devices::sunspec
