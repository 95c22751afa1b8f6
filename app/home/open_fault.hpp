// An error on the way to an open community, and what it becomes for who opens it.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "app/home/member_keys.hpp"
#include "app/home/opened.hpp"

namespace dure::app {

struct OpenFault : std::runtime_error {
    OpenFault(std::string fault_id, const std::string& text)
        : std::runtime_error(text), id(std::move(fault_id)) {}
    std::string id;
};

/// A `Kind` of community, or why there is none.
template <class Kind, class Options>
Opened opened_as(const Options& options) {
    try {
        return {.community = std::make_unique<Kind>(options), .error = {}};
    } catch (const OpenFault& fault) {
        return {.community = nullptr, .error = {.id = fault.id, .text = fault.what()}};
    } catch (const KeyFault& fault) {
        return {.community = nullptr, .error = {.id = "keys-unusable", .text = fault.what()}};
    }
}

}  // namespace dure::app
