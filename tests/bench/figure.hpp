// One line of the bench's answer.
#pragma once

#include <cstdint>
#include <string>

namespace dure::bench {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::uint64_t gas = 0;  ///< of the measured work; 0: none
    std::string remark{};
};

}  // namespace dure::bench
