// Parameters of requests: strict readers from JSON to the chain's types. The first complaint stays;
// later reads give defaults, so a method reads everything and asks once.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "chain/base/uint256.hpp"
#include "chain/block/execution.hpp"
#include "chain/node/node.hpp"
#include "chain/rpc/json_rpc.hpp"

namespace dure::chain::rpc {

enum class BlockTag : std::uint8_t { kEarliest, kLatest, kPending };  ///< safe, finalized = latest
using BlockRef = std::variant<BlockTag, std::uint64_t, Hash256>;

class Params {
 public:
    explicit Params(const json::array& values) : values_(values) {}

    const std::optional<Error>& error() const { return error_; }
    void fail(std::string what);

    std::size_t size() const { return values_.size(); }
    /// As it came, null when left out: for shapes that one method alone knows.
    const json::value& value(std::size_t index) const;
    bool has(std::size_t index) const {
        return index < values_.size() && !values_[index].is_null();
    }
    std::string_view text(std::size_t index);
    Address address(std::size_t index);
    Hash256 hash(std::size_t index);
    Bytes bytes(std::size_t index);
    uint256 quantity(std::size_t index);
    std::uint64_t quantity64(std::size_t index);
    bool flag(std::size_t index);       ///< false when left out
    BlockRef block(std::size_t index);  ///< latest when left out
    struct Slot {
        uint256 key;
        bool is_word = false;  ///< written with all its 32 bytes
    };
    std::vector<Slot> slots(std::size_t index);
    std::vector<double> percentiles(std::size_t index);
    CallRequest call(std::size_t index, std::uint64_t gas_cap);

    struct Logs {
        LogFilter filter;
        BlockRef from = BlockTag::kLatest;
        BlockRef to = BlockTag::kLatest;
        std::optional<Hash256> block_hash;
    };
    Logs logs(std::size_t index);

 private:
    const json::value& at(std::size_t index);
    std::string_view text_of(const json::value&, const char* what);
    template <class Fixed>
    Fixed fixed(const json::value&, const char* what);
    Bytes bytes_of(const json::value&, const char* what);
    uint256 quantity_of(const json::value&, const char* what);
    std::uint64_t quantity64_of(const json::value&, const char* what);
    BlockRef block_of(const json::value&);
    AccessList access_list_of(const json::value&);
    std::vector<Hash256> topic_of(const json::value&);

    const json::array& values_;
    std::optional<Error> error_;
};

}  // namespace dure::chain::rpc
