// Words and tails of the contract ABI, as far as this suite needs them: integers, addresses, fixed
// and dynamic bytes, arrays of words. Source: Solidity's ABI specification.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/base/uint256.hpp"

namespace dure::chain::abi {

/// First four bytes of keccak256 of "name(type,…)".
Bytes selector(std::string_view signature);
/// keccak256 of "Name(type,…)": an event's first topic.
Hash256 topic(std::string_view signature);

/// Arguments in order; dynamic ones put their offset in the head and their content in the tail.
class Encoder {
 public:
    Encoder() = default;
    explicit Encoder(std::string_view signature) : prefix_(selector(signature)) {}

    Encoder& word(const uint256&);
    Encoder& address(const Address&);
    Encoder& hash(const Hash256&);
    Encoder& bytes(ByteView);
    Encoder& words(std::span<const uint256>);
    /// bytes4: the selector of a function
    Encoder& selector_word(std::string_view signature);
    /// bytes4[]
    Encoder& selectors(std::span<const Bytes>);
    /// bytes[]
    Encoder& byte_strings(std::span<const Bytes>);
    Bytes finish() const;

 private:
    void tail(Bytes content);

    struct Part {
        Bytes head;                 ///< 32 bytes, or nothing for a dynamic part
        std::optional<Bytes> tail;  ///< content, whole words
    };
    Bytes prefix_;
    std::vector<Part> parts_;
};

/// Reads words of an answer or a log. What lies outside is zero and marks the reader bad, so that a
/// caller checks once.
class Reader {
 public:
    explicit Reader(ByteView data) : data_(data) {}

    uint256 word(std::size_t index) const;
    std::uint64_t integer(std::size_t index) const { return std::uint64_t{word(index)}; }
    Address address(std::size_t index) const { return to_address(word(index)); }
    Hash256 hash(std::size_t index) const { return to_hash(word(index)); }
    /// The content of the dynamic `bytes` whose offset stands at `index`.
    ByteView bytes(std::size_t index) const;
    /// The words of the dynamic array whose offset stands at `index`, each `words_each` words long.
    std::vector<uint256> words(std::size_t index, std::size_t words_each = 1) const;
    bool bad() const { return bad_; }

 private:
    std::size_t offset(std::size_t index) const;

    ByteView data_;
    mutable bool bad_ = false;
};

}  // namespace dure::chain::abi
