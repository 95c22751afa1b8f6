// The words after a subcommand: --name value, --name alone, and the rest in order.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "trouble.hpp"

namespace dure::app {

class Arguments {
 public:
    /// Names without dashes; whatever else begins with dashes is an error.
    static Outcome<Arguments> parse(Words words, std::initializer_list<std::string_view> valued,
                                    std::initializer_list<std::string_view> flags);

    bool has(std::string_view name) const { return given_.contains(name); }
    std::optional<std::string> value(std::string_view name) const;
    std::string value_or(std::string_view name, std::string_view otherwise) const;
    /// An error names the option and its range.
    Outcome<std::uint64_t> number_or(std::string_view name, std::uint64_t otherwise,
                                     std::uint64_t least, std::uint64_t most) const;
    const std::vector<std::string>& rest() const { return rest_; }

 private:
    std::map<std::string, std::string, std::less<>> given_;
    std::vector<std::string> rest_;
};

}  // namespace dure::app
