// Who proposed when it was their turn: counted over the last blocks from their headers alone. A
// block decided in round r says that the proposers of the rounds before it let their turn pass.
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "chain/block/header.hpp"
#include "core/ports/nodes.hpp"

namespace dure::chain::api {

class TurnCount {
 public:
    explicit TurnCount(std::size_t window = 500) : window_(window) {}

    /// A final block after `parent`, made under `validators` (sorted, not empty). In order.
    void take(const Header& header, const Header& parent, const std::vector<Address>& validators);

    /// One row for each of `validators`; those that had no turn yet have none.
    std::vector<core::ValidatorRow> rows(const std::vector<Address>& validators,
                                         const Address& me) const;
    std::size_t blocks() const { return blocks_.size(); }

 private:
    struct Block {
        std::uint64_t height = 0;
        std::uint64_t timestamp = 0;
        Address proposer;
        std::vector<Address> missed;
    };
    std::size_t window_;
    std::deque<Block> blocks_;
};

}  // namespace dure::chain::api
