#include "chain/base/rlp.hpp"

#include <bit>

namespace dure::chain::rlp {

namespace {

constexpr std::size_t kShortLimit = 55;  // payloads up to here carry their length in the first byte

/// Header of a payload: 0x80 for strings, 0xc0 for lists.
struct Prefix {
    std::array<Byte, 9> bytes{};
    std::size_t size = 0;
};

Prefix prefix(Byte base, std::size_t payload_size) {
    Prefix out;
    if (payload_size <= kShortLimit) {
        out.bytes[0] = static_cast<Byte>(base + payload_size);
        out.size = 1;
        return out;
    }
    const auto width = static_cast<std::size_t>(std::bit_width(payload_size) + 7) / 8;
    out.bytes[0] = static_cast<Byte>(base + kShortLimit + width);
    for (std::size_t i = 0; i < width; ++i) {
        out.bytes[width - i] = static_cast<Byte>(payload_size >> (8 * i));
    }
    out.size = width + 1;
    return out;
}

}  // namespace

std::string_view to_string(Error error) {
    switch (error) {
        case Error::input_too_short:
            return "input too short";
        case Error::non_canonical:
            return "not the canonical encoding";
        case Error::leading_zero:
            return "integer with a leading zero";
        case Error::unexpected_list:
            return "list instead of a string";
        case Error::unexpected_string:
            return "string instead of a list";
        case Error::unexpected_length:
            return "string of an unexpected length";
        case Error::overflow:
            return "integer too large";
        case Error::too_deep:
            return "lists nested too deep";
        case Error::leftover:
            return "bytes left over";
    }
    return "unknown";
}

Encoder& Encoder::string(ByteView value) {
    if (value.size() == 1 && value[0] < 0x80) {
        out_.push_back(value[0]);
        return *this;
    }
    if (value.size() <= kShortLimit) {
        out_.push_back(static_cast<Byte>(0x80 + value.size()));
        return raw(value);
    }
    const auto head = prefix(0x80, value.size());
    return raw(ByteView{head.bytes}.first(head.size)).raw(value);
}

Encoder& Encoder::integer(std::uint64_t value) {
    std::array<Byte, 8> be{};
    for (std::size_t i = 0; i < be.size(); ++i)
        be[be.size() - 1 - i] = static_cast<Byte>(value >> (8 * i));
    return string(ByteView{be}.last(static_cast<std::size_t>(std::bit_width(value) + 7) / 8));
}

Encoder& Encoder::integer(const uint256& value) {
    const auto be = value.to_be32();
    const std::size_t width = byte_length(value);
    return string(ByteView{be}.last(width));
}

Encoder& Encoder::raw(ByteView value) {
    if (value.empty()) return *this;
    const auto at = out_.size();
    out_.resize(at + value.size());
    std::memcpy(out_.data() + at, value.data(), value.size());
    return *this;
}

void Encoder::close_list(std::size_t start) {
    const auto head = prefix(0xc0, out_.size() - start);
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(start), head.bytes.begin(),
                head.bytes.begin() + static_cast<std::ptrdiff_t>(head.size));
}

std::optional<Reader::Item> Reader::next() {
    if (error_) return std::nullopt;
    if (rest_.empty()) {
        fail(Error::input_too_short);
        return std::nullopt;
    }
    const Byte first = rest_[0];
    const bool is_list = first >= 0xc0;
    std::size_t head_size = 1;
    std::size_t size = 0;
    if (first < 0x80) {
        head_size = 0;
        size = 1;
    } else {
        const auto code = static_cast<std::size_t>(first - (is_list ? 0xc0 : 0x80));
        if (code <= kShortLimit) {
            size = code;
        } else {
            const auto width = code - kShortLimit;  // 1 … 8
            if (rest_.size() - 1 < width) {
                fail(Error::input_too_short);
                return std::nullopt;
            }
            for (std::size_t i = 0; i < width; ++i) size = size << 8 | rest_[1 + i];
            if (rest_[1] == 0 || size <= kShortLimit) {
                fail(Error::non_canonical);
                return std::nullopt;
            }
            head_size = 1 + width;
        }
    }
    if (rest_.size() - head_size < size) {
        fail(Error::input_too_short);
        return std::nullopt;
    }
    const Item item{is_list, rest_.subspan(head_size, size), rest_.first(head_size + size)};
    if (!is_list && head_size == 1 && size == 1 && item.payload[0] < 0x80) {
        fail(Error::non_canonical);
        return std::nullopt;
    }
    rest_ = rest_.subspan(head_size + size);
    return item;
}

ByteView Reader::string() {
    const auto item = next();
    if (!item) return {};
    if (item->is_list) {
        fail(Error::unexpected_list);
        return {};
    }
    return item->payload;
}

std::uint64_t Reader::integer64() {
    const auto value = integer256();
    if (value.fits_uint64()) return value[0];
    fail(Error::overflow);
    return 0;
}

uint256 Reader::integer256() {
    const auto digits = string();
    if (digits.empty()) return {};
    if (digits[0] == 0) {
        fail(Error::leading_zero);
        return {};
    }
    if (digits.size() > 32) {
        fail(Error::overflow);
        return {};
    }
    return uint256::from_be(digits);
}

ByteView Reader::raw_item() {
    const auto item = next();
    return item ? item->whole : ByteView{};
}

ByteView Reader::list_payload() {
    const auto item = next();
    if (!item) return {};
    if (!item->is_list) {
        fail(Error::unexpected_string);
        return {};
    }
    if (depth_ >= kMaxDepth) {
        fail(Error::too_deep);
        return {};
    }
    return item->payload;
}

namespace {

void check_item(Reader& reader) {
    if (!reader.at_list()) {
        reader.string();
        return;
    }
    reader.list([](Reader& inner) {
        while (inner.more()) check_item(inner);
    });
}

}  // namespace

std::optional<Error> check(ByteView input) { return decode(input, check_item); }

}  // namespace dure::chain::rlp
