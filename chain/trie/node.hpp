// Nodes of the in-memory trie. Every node remembers its reference (what its parent writes: the
// hash, or the node itself when shorter than 32 bytes) until something below it changes.
#pragma once

#include <array>
#include <memory>

#include "chain/trie/path.hpp"

namespace dure::chain::trie {

struct Node;
struct NodeDeleter {
    void operator()(Node*) const;
};
using NodePtr = std::unique_ptr<Node, NodeDeleter>;

enum class NodeKind : Byte { leaf, extension, branch };

struct Node {
    explicit Node(NodeKind k) : kind(k) {}
    NodeKind kind;
    Byte reference_size = 0;  ///< 0: not known; 32: a hash; less: the encoded node itself
    std::array<Byte, 32> reference{};
};

struct Leaf : Node {
    /// Packed path and value behind each other in one allocation.
    Leaf(ByteView packed_path, ByteView value_bytes);
    ByteView packed() const { return {data.get(), path_size}; }
    PackedPath path() const { return PackedPath{packed()}; }
    ByteView value() const { return {data.get() + path_size, value_size}; }

    std::uint32_t path_size;
    std::uint32_t value_size;
    std::unique_ptr<Byte[]> data;
};

struct Extension : Node {
    Extension(Bytes packed_path, NodePtr below)
        : Node(NodeKind::extension), packed(std::move(packed_path)), child(std::move(below)) {}
    PackedPath path() const { return PackedPath{packed}; }

    Bytes packed;
    NodePtr child;  ///< always a branch
};

struct Branch : Node {
    Branch() : Node(NodeKind::branch) {}
    std::array<NodePtr, 16> children;
    Bytes value;  ///< empty: none ends here
};

NodePtr make_leaf(NibbleView path, ByteView value);
NodePtr make_extension(NibbleView path, NodePtr child);
NodePtr clone(const Node&);

/// Sets the value at `path` below `node`; tells whether anything changed.
bool put(NodePtr& node, NibbleView path, ByteView value);
bool erase(NodePtr& node, NibbleView path);

/// Brings the references of the node and everything below up to date.
void refresh(Node& node);
/// The node's encoding, behind what is there; the references below must be up to date.
void append_node(const Node& node, Bytes& out);

}  // namespace dure::chain::trie
