#include <algorithm>
#include <bit>

#include "chain/crypto/hash.hpp"
#include "chain/trie/node.hpp"

namespace dure::chain::trie {

namespace {

// Written by hand instead of with the general encoder: sizes are known beforehand, and this is
// where a block spends its hashing time.

std::size_t header_size(std::size_t payload) {
    return payload <= 55 ? 1 : 1 + static_cast<std::size_t>(std::bit_width(payload) + 7) / 8;
}

std::size_t string_size(ByteView text) {
    if (text.size() == 1 && text[0] < 0x80) return 1;
    return header_size(text.size()) + text.size();
}

void append_header(Bytes& out, Byte base, std::size_t payload) {
    if (payload <= 55) {
        out.push_back(static_cast<Byte>(base + payload));
        return;
    }
    const auto width = static_cast<std::size_t>(std::bit_width(payload) + 7) / 8;
    out.push_back(static_cast<Byte>(base + 55 + width));
    for (auto i = width; i-- > 0;) out.push_back(static_cast<Byte>(payload >> (8 * i)));
}

void append_string(Bytes& out, ByteView text) {
    if (!(text.size() == 1 && text[0] < 0x80)) append_header(out, 0x80, text.size());
    out.insert(out.end(), text.begin(), text.end());
}

std::size_t reference_size(const Node& child) {
    return child.reference_size == 32 ? 33 : child.reference_size;
}

void append_reference(Bytes& out, const Node& child) {
    if (child.reference_size == 32) out.push_back(0xa0);
    out.insert(out.end(), child.reference.begin(), child.reference.begin() + child.reference_size);
}

void encode_leaf(const Leaf& leaf, Bytes& out) {
    append_header(out, 0xc0, string_size(leaf.packed()) + string_size(leaf.value()));
    append_string(out, leaf.packed());
    append_string(out, leaf.value());
}

void encode_extension(const Extension& extension, Bytes& out) {
    append_header(out, 0xc0, string_size(extension.packed) + reference_size(*extension.child));
    append_string(out, extension.packed);
    append_reference(out, *extension.child);
}

void encode_branch(const Branch& branch, Bytes& out) {
    auto payload = string_size(branch.value);
    for (const auto& child : branch.children) payload += child ? reference_size(*child) : 1;
    append_header(out, 0xc0, payload);
    for (const auto& child : branch.children) {
        if (child) {
            append_reference(out, *child);
        } else {
            out.push_back(0x80);
        }
    }
    append_string(out, branch.value);
}

}  // namespace

void encode_node(const Node& node, Bytes& scratch) {
    scratch.clear();
    switch (node.kind) {
        case NodeKind::leaf:
            return encode_leaf(static_cast<const Leaf&>(node), scratch);
        case NodeKind::extension:
            return encode_extension(static_cast<const Extension&>(node), scratch);
        case NodeKind::branch:
            return encode_branch(static_cast<const Branch&>(node), scratch);
    }
}

void refresh(Node& node, Bytes& scratch) {
    if (node.reference_size != 0) return;
    if (node.kind == NodeKind::extension) {
        refresh(*static_cast<Extension&>(node).child, scratch);
    } else if (node.kind == NodeKind::branch) {
        for (const auto& child : static_cast<Branch&>(node).children) {
            if (child) refresh(*child, scratch);
        }
    }
    encode_node(node, scratch);
    if (scratch.size() < 32) {
        std::ranges::copy(scratch, node.reference.begin());
        node.reference_size = static_cast<Byte>(scratch.size());
    } else {
        node.reference = keccak256(scratch).bytes;
        node.reference_size = 32;
    }
}

}  // namespace dure::chain::trie
