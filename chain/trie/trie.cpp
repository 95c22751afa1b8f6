#include "chain/trie/trie.hpp"

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"

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
    Bytes scratch;
    trie::refresh(*root_, scratch);
    if (root_->reference_size == 32) return Hash256{root_->reference};
    return keccak256(ByteView{root_->reference}.first(root_->reference_size));
}

TrieProof Trie::prove(ByteView key) {
    TrieProof proof;
    root();
    const auto nibbles = trie::to_nibbles(key);
    trie::NibbleView path = nibbles;
    const auto* node = root_.get();
    Bytes scratch;
    while (node != nullptr) {
        // A node shorter than a hash stands inside its parent.
        if (node->reference_size == 32 || proof.empty()) {
            trie::encode_node(*node, scratch);
            proof.push_back(scratch);
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

Hash256 ordered_root(std::span<const Bytes> values) {
    Trie trie;
    for (std::size_t i = 0; i < values.size(); ++i) {
        trie.put(rlp::Encoder().integer(i).bytes(), values[i]);
    }
    return trie.root();
}

}  // namespace dure::chain
