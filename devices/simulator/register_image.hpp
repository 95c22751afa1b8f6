// The registers of a simulated SunSpec device: marker, models in a row, end model. Values are put
// in engineering units; what was never put reads as "not implemented".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "devices/sunspec/layout.hpp"

namespace dure::devices {

class RegisterImage {
 public:
    struct Model {
        std::uint16_t id = 0;
        std::uint16_t blocks = 0;  ///< of repeating groups
    };

    RegisterImage(std::uint16_t base, std::span<const Model> models);

    bool holds(std::uint32_t start, std::uint32_t count) const;
    std::vector<std::uint16_t> read(std::uint16_t start, std::uint16_t count) const;
    bool writable(std::uint16_t address) const;
    void write(std::uint16_t address, std::uint16_t value);

    /// Scale factor registers are written once, when the map is made.
    void put_scale(std::uint16_t model, std::string_view point, int power);
    /// `value` in the point's unit; the point's scale factor is applied.
    void put(std::uint16_t model, std::string_view point, double value);
    void put_block(std::uint16_t model, std::uint16_t block, std::string_view point, double value);
    void put_text(std::uint16_t model, std::string_view point, std::string_view text);
    void put_block_text(std::uint16_t model, std::uint16_t block, std::string_view point,
                        std::string_view text);

    /// The raw register of a one-register point; the point must exist.
    std::uint16_t word(std::uint16_t model, std::string_view point) const;
    /// Address of a point's first register; the point must exist.
    std::uint16_t address(std::uint16_t model, std::string_view point) const;

 private:
    struct Place {
        Model model;
        std::uint16_t address;
        const sunspec::Layout* layout;
    };
    struct Target {
        const sunspec::Point* point;
        std::size_t index;  ///< into words_
        int power;          ///< scale factor now
    };

    const Place& place(std::uint16_t model) const;
    Target target(std::uint16_t model, std::string_view point,
                  std::optional<std::uint16_t> block) const;
    void store(const Target& target, double value);
    void store(const Target& target, std::string_view text);
    void blank(std::span<const sunspec::Point> points, std::size_t at);

    std::uint16_t base_;
    std::vector<Place> places_;
    std::vector<std::uint16_t> words_;
    std::vector<bool> writable_;
};

}  // namespace dure::devices
