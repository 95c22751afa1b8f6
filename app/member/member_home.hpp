// A home in a community of others: this wallpad's own node, which dials the community's, and the
// household that lives on it. Its keys, its journal and its devices are this machine's; the market
// is everybody's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/home/opened.hpp"

namespace dure::app {

struct MemberOptions {
    std::filesystem::path data_dir;     ///< is_in_community (entrance.hpp)
    std::optional<std::string> device;  ///< as in CommunityOptions; absent: no devices yet
    std::uint32_t pin_memory_kib = 0;   ///< as in CommunityOptions
};

Opened open_member_home(const MemberOptions&);

}  // namespace dure::app
