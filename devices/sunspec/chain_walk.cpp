#include "devices/sunspec/chain_walk.hpp"

#include <array>

#include "devices/link/exchange.hpp"

namespace dure::devices::sunspec {

namespace {

constexpr std::array<std::uint16_t, 3> kBases = {40000, 50000, 0};
constexpr std::uint16_t kMarkerHigh = 0x5375;  // "Su"
constexpr std::uint16_t kMarkerLow = 0x6E53;   // "nS"
constexpr std::uint16_t kEndModel = 0xFFFF;
constexpr std::size_t kMostModels = 64;
constexpr std::uint16_t kMostLength = 1000;
constexpr std::uint32_t kAddresses = 0x10000;

/// The device understood and says there is nothing here.
bool says_nothing_here(std::uint8_t code) {
    return code == exception::kIllegalFunction || code == exception::kIllegalAddress ||
           code == exception::kIllegalValue;
}

}  // namespace

std::optional<ChainWalk::Ask> ChainWalk::next() const {
    if (result_ != Result::kWalking) return std::nullopt;
    if (header_ == 0) return Ask{kBases[base_], 2};
    return Ask{static_cast<std::uint16_t>(header_), 2};
}

void ChainWalk::next_base() {
    if (++base_ == kBases.size()) result_ = Result::kNotSunSpec;
}

void ChainWalk::end() { result_ = models_.empty() ? Result::kNotSunSpec : Result::kFound; }

void ChainWalk::answer(std::span<const std::uint16_t> registers) {
    if (result_ != Result::kWalking) return;
    if (registers.size() != 2) {
        result_ = Result::kDisturbed;
        return;
    }
    if (header_ == 0) {
        if (registers[0] == kMarkerHigh && registers[1] == kMarkerLow) {
            header_ = kBases[base_] + 2u;
        } else {
            next_base();
        }
        return;
    }
    const auto id = registers[0];
    const auto length = registers[1];
    const std::uint32_t after = header_ + 2u + length;
    if (id == kEndModel || id == 0 || length == 0 || length > kMostLength || after > kAddresses) {
        end();
        return;
    }
    models_.push_back({id, static_cast<std::uint16_t>(header_), length});
    header_ = after;
    if (models_.size() == kMostModels || header_ + 2 > kAddresses) end();
}

void ChainWalk::refused(std::uint8_t exception_code) {
    if (result_ != Result::kWalking) return;
    if (!says_nothing_here(exception_code)) {
        result_ = Result::kDisturbed;
    } else if (header_ == 0) {
        next_base();
    } else {
        end();
    }
}

}  // namespace dure::devices::sunspec
