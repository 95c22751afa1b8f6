// The published tables as data. Steps: up to kWh (0 = open), base won, tenths of a won a kWh.
// Source: design 02 section 5. Months that no row covers have no tariff.
#include "core/tariff/tables.hpp"

namespace dure::core {
namespace {

using std::chrono::December;
using std::chrono::January;
using std::chrono::July;
using std::chrono::June;
using std::chrono::May;
using std::chrono::year;

const std::vector<TariffStep> kSixSteps2016 = {{100, 410, 607},   {200, 910, 1259},
                                               {300, 1600, 1879}, {400, 3850, 2806},
                                               {500, 7300, 4177}, {0, 12940, 7095}};

const std::vector<TariffStep> kLow2016 = {{200, 910, 933}, {400, 1600, 1879}, {0, 7300, 2806}};

const std::vector<TariffStep> kLow2023 = {{200, 910, 1200}, {400, 1600, 2146}, {0, 7300, 3073}};
const std::vector<TariffStep> kLow2023Summer = {
    {300, 910, 1200}, {450, 1600, 2146}, {0, 7300, 3073}};

const std::vector<TariffStep> kHigh2023 = {{200, 730, 1050}, {400, 1260, 1740}, {0, 6060, 2423}};
const std::vector<TariffStep> kHigh2023Summer = {
    {300, 730, 1050}, {450, 1260, 1740}, {0, 6060, 2423}};

}  // namespace

std::span<const StepTable> step_tables() {
    // A table that begins inside a month holds from that month on.
    static const std::vector<StepTable> tables = {
        {year{2012} / January, Voltage::kLow, kSixSteps2016, {}, {}},
        {year{2016} / December, Voltage::kLow, kLow2016, {}, {}},
        {year{2023} / May, Voltage::kLow, kLow2023, kLow2023Summer, 7362},
        {year{2023} / May, Voltage::kHigh, kHigh2023, kHigh2023Summer, 6013},
    };
    return tables;
}

std::span<const Surcharge> surcharges() {
    static const std::vector<Surcharge> rows = {
        {year{2012} / January, 0, 0, 37},
        {year{2023} / May, 90, 50, 37},
        {year{2024} / July, 90, 50, 32},
        {year{2025} / July, 90, 50, 27},
    };
    return rows;
}

}  // namespace dure::core
