#include "arguments.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace dure::app {

int fail(const Trouble& trouble) {
    std::fprintf(stderr, "dured: %s\n", trouble.what.c_str());
    return 1;
}

Outcome<Arguments> Arguments::parse(Words words, std::initializer_list<std::string_view> valued,
                                    std::initializer_list<std::string_view> flags) {
    const auto among = [](std::initializer_list<std::string_view> names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    Arguments out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i];
        if (!word.starts_with("--")) {
            out.rest_.emplace_back(word);
            continue;
        }
        const auto name = word.substr(2);
        if (among(flags, name)) {
            out.given_.emplace(name, "");
        } else if (!among(valued, name)) {
            return Trouble{"unknown option " + std::string(word)};
        } else if (i + 1 == words.size()) {
            return Trouble{std::string(word) + " needs a value"};
        } else if (!out.given_.emplace(name, words[++i]).second) {
            return Trouble{std::string(word) + " stands there twice"};
        }
    }
    return out;
}

std::optional<std::string> Arguments::value(std::string_view name) const {
    const auto it = given_.find(name);
    if (it == given_.end()) return std::nullopt;
    return it->second;
}

std::string Arguments::value_or(std::string_view name, std::string_view otherwise) const {
    return value(name).value_or(std::string(otherwise));
}

Outcome<std::uint64_t> Arguments::number_or(std::string_view name, std::uint64_t otherwise,
                                            std::uint64_t least, std::uint64_t most) const {
    const auto text = value(name);
    if (!text) return otherwise;
    std::uint64_t out = 0;
    const auto end = text->data() + text->size();
    const auto [at, error] = std::from_chars(text->data(), end, out);
    if (error != std::errc{} || at != end || out < least || out > most)
        return Trouble{"--" + std::string(name) + " must be a number from " +
                       std::to_string(least) + " to " + std::to_string(most)};
    return out;
}

}  // namespace dure::app
