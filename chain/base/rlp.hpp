// RLP, Ethereum's encoding of strings and lists. The writer appends; the reader is canonical-only,
// bounded (depth ≤ kMaxDepth) and allocates nothing: it hands out views of its input.
//
//   Encoder().list([&](Encoder& e) { e.integer(nonce).string(data); }).take()
//   decode(view, [&](Reader& r) { r.list([&](Reader& r) { nonce = r.integer64(); … }); })
//
// Source: Ethereum Yellow Paper, appendix B.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"

namespace dure::chain::rlp {

inline constexpr int kMaxDepth = 16;

enum class Error {
    input_too_short,    ///< a length points past the end
    non_canonical,      ///< a shorter encoding of the same item exists
    leading_zero,       ///< an integer with a leading zero byte
    unexpected_list,    ///< a list where a string is wanted
    unexpected_string,  ///< a string where a list is wanted
    unexpected_length,  ///< a fixed-size string of another size
    overflow,           ///< an integer wider than its type
    too_deep,           ///< lists nested deeper than kMaxDepth
    leftover,           ///< bytes after the last expected item
};
std::string_view to_string(Error);

class Encoder {
 public:
    /// `expected`: bytes of the whole, more or less; spares allocations.
    explicit Encoder(std::size_t expected = kUsualSize) { out_.reserve(expected); }
    Encoder& string(ByteView);
    Encoder& integer(std::uint64_t);
    Encoder& integer(const uint256&);
    /// Bytes that are RLP already.
    Encoder& raw(ByteView);
    template <class Body>
    Encoder& list(Body&& body) {
        const auto start = out_.size();
        std::forward<Body>(body)(*this);
        close_list(start);
        return *this;
    }
    const Bytes& bytes() const { return out_; }
    Bytes take() { return std::move(out_); }

 private:
    static constexpr std::size_t kUsualSize = 128;  ///< a vote, or a transfer
    void close_list(std::size_t start);
    Bytes out_;
};

/// Reads the items of one list (or of the whole input). The first error sticks: every later read
/// gives an empty value, so a caller reads everything and asks once.
class Reader {
 public:
    explicit Reader(ByteView items, int depth = 0) : rest_(items), depth_(depth) {}

    bool more() const { return !error_ && !rest_.empty(); }
    bool at_list() const { return more() && rest_[0] >= 0xc0; }
    std::optional<Error> error() const { return error_; }
    void fail(Error error) {
        if (!error_) error_ = error;
    }

    ByteView string();
    std::uint64_t integer64();
    uint256 integer256();
    template <class Fixed>
    Fixed fixed() {
        Fixed out;
        const auto view = string();
        if (error_) return out;
        if (view.size() != out.bytes.size()) {
            fail(Error::unexpected_length);
            return out;
        }
        std::memcpy(out.bytes.data(), view.data(), view.size());
        return out;
    }
    /// `body` must read every item of the list.
    template <class Body>
    void list(Body&& body) {
        const auto payload = list_payload();
        if (error_) return;
        Reader inner(payload, depth_ + 1);
        std::forward<Body>(body)(inner);
        if (inner.more()) inner.fail(Error::leftover);
        if (inner.error_) fail(*inner.error_);
    }
    /// The next item, whatever it is, header included; its inside is not checked.
    ByteView raw_item();

 private:
    struct Item {
        bool is_list;
        ByteView payload, whole;
    };
    std::optional<Item> next();
    ByteView list_payload();

    ByteView rest_;
    int depth_;
    std::optional<Error> error_;
};

/// Runs `body` over the whole input; nothing may be left. Returns the first error.
template <class Body>
std::optional<Error> decode(ByteView input, Body&& body) {
    Reader reader(input);
    std::forward<Body>(body)(reader);
    if (reader.more()) reader.fail(Error::leftover);
    return reader.error();
}

/// Whether the input is exactly one canonical item, whatever its shape.
std::optional<Error> check(ByteView input);

}  // namespace dure::chain::rlp
