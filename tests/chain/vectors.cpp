#include "vectors.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace dure::chain::vectors {

namespace fs = std::filesystem;

namespace {
const fs::path kRoot = fs::path{DURE_VECTORS} / "public";
}

bool available() { return fs::exists(kRoot / "MANIFEST.json"); }

boost::json::value load(const std::string& path) {
    std::ifstream in(kRoot / path);
    std::stringstream all;
    all << in.rdbuf();
    return boost::json::parse(all.str());
}

boost::json::object load_object(const std::string& path) { return load(path).as_object(); }

boost::json::array load_array(const std::string& path) { return load(path).as_array(); }

std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
        if (entry.path().extension() == ".json") {
            out.push_back(fs::relative(entry.path(), kRoot).string());
        }
    }
    std::ranges::sort(out);
    return out;
}

std::string text(const boost::json::value& value) { return std::string(value.as_string()); }

Bytes hex_or_text(std::string_view in) {
    if (in.starts_with("0x")) return from_plain_hex(in);
    return {in.begin(), in.end()};
}

Bytes from_plain_hex(std::string_view in) {
    const auto out = from_hex(in);
    if (out) return *out;
    ADD_FAILURE() << "not hex: " << in;
    return {};
}

}  // namespace dure::chain::vectors
