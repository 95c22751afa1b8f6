#include "chain/node/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <set>
#include <vector>

namespace dure::chain {

namespace {

namespace json = boost::json;
using boost::system::error_code;

/// Builds a value like Boost's own parser and remembers the keys of every open object.
class StrictHandler {
 public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    bool on_document_begin(error_code&) {
        stack_.reset();
        return true;
    }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t n, error_code&) {
        keys_.pop_back();
        stack_.push_object(n);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t n, error_code&) {
        stack_.push_array(n);
        return true;
    }
    bool on_key_part(std::string_view part, std::size_t, error_code&) {
        key_ += part;
        stack_.push_chars(part);
        return true;
    }
    bool on_key(std::string_view part, std::size_t, error_code& error) {
        key_ += part;
        stack_.push_key(part);
        const auto key = std::exchange(key_, {});
        if (keys_.back().insert(key).second) return true;
        duplicate_ = key;
        error = make_error_code(boost::system::errc::invalid_argument);
        return false;
    }
    bool on_string_part(std::string_view part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(std::string_view part, std::size_t, error_code&) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(std::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t value, std::string_view, error_code&) {
        stack_.push_int64(value);
        return true;
    }
    bool on_uint64(std::uint64_t value, std::string_view, error_code&) {
        stack_.push_uint64(value);
        return true;
    }
    bool on_double(double value, std::string_view, error_code&) {
        stack_.push_double(value);
        return true;
    }
    bool on_bool(bool value, error_code&) {
        stack_.push_bool(value);
        return true;
    }
    bool on_null(error_code&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(std::string_view, error_code&) { return true; }
    bool on_comment(std::string_view, error_code&) { return true; }

    json::value release() { return stack_.release(); }
    const std::string& duplicate() const { return duplicate_; }

 private:
    json::value_stack stack_;
    std::vector<std::set<std::string>> keys_;
    std::string key_;
    std::string duplicate_;
};

}  // namespace

Result<boost::json::value, JsonError> parse_json(std::string_view text, std::size_t max_depth) {
    json::parse_options options;
    options.max_depth = max_depth;
    json::basic_parser<StrictHandler> parser(options);
    error_code error;
    const auto used = parser.write_some(false, text.data(), text.size(), error);
    if (!parser.handler().duplicate().empty())
        return JsonError{"duplicate key \"" + parser.handler().duplicate() + "\""};
    if (error) return JsonError{error.message()};
    if (used != text.size()) return JsonError{"text after the document"};
    return parser.handler().release();
}

}  // namespace dure::chain
