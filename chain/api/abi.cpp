#include "chain/api/abi.hpp"

#include <algorithm>

#include "chain/crypto/hash.hpp"

namespace dure::chain::abi {
namespace {

constexpr std::size_t kWord = 32;

ByteView view_of(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

void append(Bytes& out, ByteView more) { out.insert(out.end(), more.begin(), more.end()); }
void append_word(Bytes& out, const uint256& value) { append(out, to_hash(value)); }

/// Length and content, filled up to whole words.
Bytes counted(ByteView content) {
    Bytes out;
    append_word(out, content.size());
    append(out, content);
    out.resize((out.size() + kWord - 1) / kWord * kWord);
    return out;
}

}  // namespace

Bytes selector(std::string_view signature) {
    const auto hash = topic(signature);
    return {hash.bytes.begin(), hash.bytes.begin() + 4};
}

Hash256 topic(std::string_view signature) { return keccak256(view_of(signature)); }

Encoder& Encoder::word(const uint256& value) {
    Bytes head;
    append_word(head, value);
    parts_.push_back({std::move(head), std::nullopt});
    return *this;
}

Encoder& Encoder::address(const Address& value) { return word(to_uint256(value)); }
Encoder& Encoder::hash(const Hash256& value) { return word(to_uint256(value)); }

void Encoder::tail(Bytes content) { parts_.push_back({{}, std::move(content)}); }

Encoder& Encoder::bytes(ByteView content) {
    tail(counted(content));
    return *this;
}

Encoder& Encoder::words(std::span<const uint256> values) {
    Bytes out;
    append_word(out, values.size());
    for (const auto& value : values) append_word(out, value);
    tail(std::move(out));
    return *this;
}

Encoder& Encoder::selector_word(std::string_view signature) {
    auto head = selector(signature);
    head.resize(kWord);
    parts_.push_back({std::move(head), std::nullopt});
    return *this;
}

Encoder& Encoder::selectors(std::span<const Bytes> values) {
    Bytes out;
    append_word(out, values.size());
    for (const auto& value : values) {
        append(out, value);
        out.resize((out.size() + kWord - 1) / kWord * kWord);
    }
    tail(std::move(out));
    return *this;
}

Encoder& Encoder::byte_strings(std::span<const Bytes> values) {
    Encoder inner;
    for (const auto& value : values) inner.bytes(value);
    Bytes out;
    append_word(out, values.size());
    append(out, inner.finish());
    tail(std::move(out));
    return *this;
}

Bytes Encoder::finish() const {
    Bytes heads, tails;
    for (const auto& part : parts_) {
        if (!part.tail) {
            append(heads, part.head);
            continue;
        }
        append_word(heads, parts_.size() * kWord + tails.size());
        append(tails, *part.tail);
    }
    Bytes out = prefix_;
    append(out, heads);
    append(out, tails);
    return out;
}

uint256 Reader::word(std::size_t index) const {
    if (index >= data_.size() / kWord) {
        bad_ = true;
        return {};
    }
    return uint256::from_be32(data_.data() + index * kWord);
}

std::size_t Reader::offset(std::size_t index) const {
    const auto at = word(index);
    if (!at.fits_uint64() || std::uint64_t{at} % kWord != 0 || std::uint64_t{at} >= data_.size()) {
        bad_ = true;
        return data_.size() / kWord;
    }
    return static_cast<std::size_t>(std::uint64_t{at}) / kWord;
}

ByteView Reader::bytes(std::size_t index) const {
    const auto start = offset(index);
    const auto size = word(start);
    const auto content = (start + 1) * kWord;
    if (bad_ || !size.fits_uint64() || content > data_.size() ||
        std::uint64_t{size} > data_.size() - content) {
        bad_ = true;
        return {};
    }
    return data_.subspan(content, static_cast<std::size_t>(std::uint64_t{size}));
}

std::vector<uint256> Reader::words(std::size_t index, std::size_t words_each) const {
    const auto start = offset(index);
    const auto count = word(start);
    if (bad_ || !count.fits_uint64() ||
        std::uint64_t{count} > (data_.size() / kWord - start - 1) / words_each) {
        bad_ = true;
        return {};
    }
    std::vector<uint256> out;
    const auto total = static_cast<std::size_t>(std::uint64_t{count}) * words_each;
    out.reserve(total);
    for (std::size_t i = 0; i < total; ++i) out.push_back(word(start + 1 + i));
    return out;
}

}  // namespace dure::chain::abi
