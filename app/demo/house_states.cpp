#include "app/demo/house_states.hpp"

#include <cmath>
#include <fstream>
#include <iomanip>
#include <limits>
#include <sstream>
#include <string>

namespace dure::app {

namespace {
constexpr const char* kHead = "dure-houses 1";

bool plausible(const devices::HouseState& s) {
    const auto counter = [](double wh) { return std::isfinite(wh) && wh >= 0; };
    return std::isfinite(s.charge) && s.charge >= 0 && s.charge <= 1 && counter(s.generated_wh) &&
           counter(s.output_wh) && counter(s.imported_wh) && counter(s.exported_wh);
}
/// Empty when there is nothing whole.
std::vector<devices::HouseState> read_states(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string head;
    std::size_t count = 0;
    if (!std::getline(in, head) || head != kHead || !(in >> count) || count > 1000) return {};
    std::vector<devices::HouseState> states;
    for (std::size_t i = 0; i < count; ++i) {
        std::int64_t at_ms = 0;
        devices::HouseState s;
        if (!(in >> at_ms >> s.charge >> s.generated_wh >> s.output_wh >> s.imported_wh >>
              s.exported_wh) ||
            !plausible(s)) {
            return {};
        }
        s.at = core::UtcTime{std::chrono::milliseconds{at_ms}};
        states.push_back(s);
    }
    return states;
}
}  // namespace

std::vector<devices::HouseState> load_house_states(const std::filesystem::path& file) {
    auto states = read_states(file);
    std::error_code ignored;
    if (states.empty() && std::filesystem::is_regular_file(file, ignored)) {
        auto aside = file;
        aside += ".damaged";
        std::filesystem::rename(file, aside, ignored);
    }
    return states;
}

bool save_house_states(const std::filesystem::path& file,
                       const std::vector<devices::HouseState>& states) {
    auto fresh = file;
    fresh += ".new";
    {
        std::ofstream out(fresh, std::ios::trunc);
        out << kHead << '\n' << states.size() << '\n';
        out << std::setprecision(std::numeric_limits<double>::max_digits10);
        for (const auto& s : states) {
            out << s.at.time_since_epoch().count() << ' ' << s.charge << ' ' << s.generated_wh
                << ' ' << s.output_wh << ' ' << s.imported_wh << ' ' << s.exported_wh << '\n';
        }
        out.flush();
        if (!out) return false;
    }
    std::error_code failed;
    std::filesystem::rename(fresh, file, failed);
    return !failed;
}

}  // namespace dure::app
