// A block as the explorer shows it.
#pragma once

#include <optional>

#include "chain/api/suite.hpp"
#include "chain/node/node.hpp"
#include "core/ports/blocks.hpp"

namespace dure::chain::api {

core::ChainHead chain_head(const Header& header, const Hash256& hash, std::uint64_t chain_id);
core::BlockRow block_row(const BlockRecord& block, std::uint64_t chain_id);
/// `suite` null: calls stay without names.
core::BlockDetail block_detail(const BlockRecord& block, std::uint64_t chain_id,
                               const Suite* suite);
std::optional<core::FoundBlock> find_block(const Node& node, const Suite* suite,
                                           const core::BlockQuery& query);

}  // namespace dure::chain::api
