#include "chain/trie/trie.hpp"

#include <algorithm>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/crypto/keccak_many.hpp"

namespace dure::chain {

using trie::NodeKind;

void Trie::put(ByteView key, ByteView value) {
    if (value.empty()) return erase(key);
    trie::put(root_, trie::to_nibbles(key), value);
}

void Trie::erase(ByteView key) { trie::erase(root_, trie::to_nibbles(key)); }

Trie Trie::clone() const {
    Trie copy;
    if (root_) copy.root_ = trie::clone(*root_);
    return copy;
}

std::optional<ByteView> Trie::get(ByteView key) const {
    const auto nibbles = trie::to_nibbles(key);
    trie::NibbleView path = nibbles;
    const auto* node = root_.get();
    while (node != nullptr) {
        if (node->kind == NodeKind::leaf) {
            const auto& leaf = static_cast<const trie::Leaf&>(*node);
            const auto own = leaf.path();
            if (own.size() != path.size() || own.match(path) != path.size()) return std::nullopt;
            return leaf.value();
        }
        if (node->kind == NodeKind::extension) {
            const auto& extension = static_cast<const trie::Extension&>(*node);
            const auto own = extension.path();
            if (own.match(path) != own.size()) return std::nullopt;
            path = path.subspan(own.size());
            node = extension.child.get();
            continue;
        }
        const auto& branch = static_cast<const trie::Branch&>(*node);
        if (path.empty()) {
            if (branch.value.empty()) return std::nullopt;
            return ByteView{branch.value};
        }
        node = branch.children[path[0]].get();
        path = path.subspan(1);
    }
    return std::nullopt;
}

Hash256 Trie::root() {
    if (!root_) return kEmptyTrieRoot;
    trie::refresh(*root_);
    if (root_->reference_size == 32) return Hash256{root_->reference};
    return keccak256(ByteView{root_->reference}.first(root_->reference_size));
}

TrieProof Trie::prove(ByteView key) {
    TrieProof proof;
    root();
    const auto nibbles = trie::to_nibbles(key);
    trie::NibbleView path = nibbles;
    const auto* node = root_.get();
    while (node != nullptr) {
        // A node shorter than a hash stands inside its parent.
        if (node->reference_size == 32 || proof.empty()) {
            trie::append_node(*node, proof.emplace_back());
        }
        if (node->kind == NodeKind::leaf) break;
        if (node->kind == NodeKind::extension) {
            const auto& extension = static_cast<const trie::Extension&>(*node);
            const auto own = extension.path();
            if (own.match(path) != own.size()) break;
            path = path.subspan(own.size());
            node = extension.child.get();
            continue;
        }
        if (path.empty()) break;
        node = static_cast<const trie::Branch&>(*node).children[path[0]].get();
        path = path.subspan(1);
    }
    return proof;
}

namespace {

/// A key as half-bytes, what stands there, and how its leaf is named by the node above.
struct Item {
    trie::Nibbles key;
    ByteView value;
    Bytes reference{};
};

Bytes encode_node_of(std::span<const Item> items, std::size_t depth);

/// The leaf whose path begins at `depth`.
Bytes encode_leaf(const Item& item, std::size_t depth) {
    rlp::Encoder out(item.value.size() + item.key.size() + 16);
    out.list([&](rlp::Encoder& e) {
        e.string(trie::pack(trie::NibbleView{item.key}.subspan(depth), trie::PathEnd::leaf));
        e.string(item.value);
    });
    return out.take();
}

std::size_t shared_length(trie::NibbleView a, trie::NibbleView b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// All leaves of a trie with several, hashed together. Where a leaf begins its neighbours say.
void name_leaves(std::span<Item> items) {
    std::vector<Bytes> leaves;
    leaves.reserve(items.size());
    std::size_t before = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto after = i + 1 < items.size() ? shared_length(items[i].key, items[i + 1].key) : 0;
        leaves.push_back(encode_leaf(items[i], std::max(before, after) + 1));
        before = after;
    }
    const auto hashes = keccak256_each(leaves);
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].reference =
            leaves[i].size() < 32 ? std::move(leaves[i]) : rlp::Encoder().string(hashes[i]).take();
    }
}

/// As a parent names its child.
void append_reference(rlp::Encoder& out, std::span<const Item> items, std::size_t depth) {
    if (items.size() == 1) {
        out.raw(items.front().reference);
        return;
    }
    const auto node = encode_node_of(items, depth);
    if (node.size() < 32) {
        out.raw(node);
    } else {
        out.string(keccak256(node));
    }
}

void append_branch(rlp::Encoder& out, std::span<const Item> items, std::size_t depth) {
    for (Byte nibble = 0; nibble < 16; ++nibble) {
        std::size_t count = 0;
        while (count < items.size() && items[count].key[depth] == nibble) ++count;
        if (count == 0) {
            out.string({});
        } else {
            append_reference(out, items.first(count), depth + 1);
        }
        items = items.subspan(count);
    }
    out.string({});
}

/// The node where the ways of several `items` part or go on together; they agree before `depth`.
/// Ascending keys, none the beginning of another.
Bytes encode_node_of(std::span<const Item> items, std::size_t depth) {
    const trie::NibbleView first = items.front().key, last = items.back().key;
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        const auto shared = shared_length(first, last);
        if (shared == depth) return append_branch(e, items, depth);
        e.string(trie::pack(first.subspan(depth, shared - depth), trie::PathEnd::extension));
        append_reference(e, items, shared);
    });
    return out.take();
}

}  // namespace

// All is there at once, so no trie is built: each node is encoded from what is below it.
Hash256 ordered_root(std::span<const Bytes> values) {
    std::vector<Item> items;
    items.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].empty()) continue;
        items.push_back(
            {.key = trie::to_nibbles(rlp::Encoder().integer(i).bytes()), .value = values[i]});
    }
    if (items.empty()) return kEmptyTrieRoot;
    if (items.size() == 1) return keccak256(encode_leaf(items.front(), 0));
    // 0 is written as 0x80, behind 1 … 127.
    std::ranges::sort(items, {}, &Item::key);
    name_leaves(items);
    return keccak256(encode_node_of(items, 0));
}

}  // namespace dure::chain
