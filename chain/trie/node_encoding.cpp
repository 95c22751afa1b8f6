#include <algorithm>
#include <bit>

#include "chain/crypto/keccak_many.hpp"
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

void append_node(const Node& node, Bytes& out) {
    switch (node.kind) {
        case NodeKind::leaf:
            return encode_leaf(static_cast<const Leaf&>(node), out);
        case NodeKind::extension:
            return encode_extension(static_cast<const Extension&>(node), out);
        case NodeKind::branch:
            return encode_branch(static_cast<const Branch&>(node), out);
    }
}

namespace {

/// Nodes encoded and hashed together; bounds what their encodings take.
constexpr std::size_t kTogether = 64;

void append_changed_children(const Node& node, std::vector<Node*>& out) {
    const auto append = [&](Node* child) {
        if (child->reference_size == 0) out.push_back(child);
    };
    if (node.kind == NodeKind::extension) {
        append(static_cast<const Extension&>(node).child.get());
    } else if (node.kind == NodeKind::branch) {
        for (const auto& child : static_cast<const Branch&>(node).children) {
            if (child) append(child.get());
        }
    }
}

/// At most kTogether nodes, whose children are known.
void make_references(std::span<Node* const> nodes, Bytes& scratch) {
    std::array<std::size_t, kTogether + 1> ends{};
    scratch.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        append_node(*nodes[i], scratch);
        ends[i + 1] = scratch.size();
    }
    std::array<ByteView, kTogether> long_ones;
    std::array<Node*, kTogether> owners;
    std::size_t count = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto encoded = ByteView{scratch}.subspan(ends[i], ends[i + 1] - ends[i]);
        if (encoded.size() < 32) {
            std::ranges::copy(encoded, nodes[i]->reference.begin());
            nodes[i]->reference_size = static_cast<Byte>(encoded.size());
        } else {
            long_ones[count] = encoded;
            owners[count++] = nodes[i];
        }
    }
    std::array<Hash256, kTogether> hashes;
    keccak256_each(std::span{long_ones}.first(count), std::span{hashes}.first(count));
    for (std::size_t i = 0; i < count; ++i) {
        owners[i]->reference = hashes[i].bytes;
        owners[i]->reference_size = 32;
    }
}

}  // namespace

void refresh(Node& root) {
    if (root.reference_size != 0) return;
    // Level by level, so that those that wait for nothing but what is below are hashed together.
    std::vector<Node*> nodes{&root};
    std::vector<std::size_t> levels{0};
    while (levels.back() < nodes.size()) {
        const auto end = nodes.size();
        for (auto i = levels.back(); i < end; ++i) append_changed_children(*nodes[i], nodes);
        levels.push_back(end);
    }
    Bytes scratch;
    for (auto level = levels.size() - 1; level-- > 0;) {
        const auto end = levels[level + 1];
        for (auto at = levels[level]; at < end; at += kTogether)
            make_references(std::span{nodes}.subspan(at, std::min(kTogether, end - at)), scratch);
    }
}

}  // namespace dure::chain::trie
