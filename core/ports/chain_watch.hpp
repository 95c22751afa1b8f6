// How the chain itself is doing, for screens: its state, its machines and its blocks. Told by
// whoever runs the node; core only passes it on. Reads on the node thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/ports/home.hpp"

namespace dure::core {

class ChainWatch {
 public:
    virtual ~ChainWatch() = default;
    /// State, head and when it was last known good; `notice` as in ChainView.
    virtual ChainView state() const = 0;
    /// Newest first, at most `most`.
    virtual std::vector<BlockRow> blocks(std::size_t most) const = 0;
    virtual NodesView nodes() const = 0;
    virtual std::optional<FoundBlock> find_block(const BlockQuery&) const = 0;
};

}  // namespace dure::core
