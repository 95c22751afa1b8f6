#include "chain/trie/node.hpp"

#include <algorithm>
#include <utility>

namespace dure::chain::trie {

namespace {

Leaf& as_leaf(Node& node) { return static_cast<Leaf&>(node); }
Extension& as_extension(Node& node) { return static_cast<Extension&>(node); }
Branch& as_branch(Node& node) { return static_cast<Branch&>(node); }

void forget_reference(Node& node) { node.reference_size = 0; }

/// Hangs `value` below a branch, at `path` seen from the branch.
void hang_value(Branch& branch, NibbleView path, ByteView value) {
    if (path.empty()) {
        branch.value.assign(value.begin(), value.end());
    } else {
        branch.children[path[0]] = make_leaf(path.subspan(1), value);
    }
}

/// `branch` behind the half-bytes that both paths share.
NodePtr behind(NibbleView shared, NodePtr branch) {
    return shared.empty() ? std::move(branch) : make_extension(shared, std::move(branch));
}

bool put_at_leaf(NodePtr& node, NibbleView path, ByteView value) {
    auto& leaf = as_leaf(*node);
    const auto old_path = leaf.path();
    const auto shared = old_path.match(path);
    if (shared == old_path.size() && shared == path.size()) {
        if (std::ranges::equal(leaf.value(), value)) return false;
        node = NodePtr{new Leaf(leaf.packed(), value)};
        return true;
    }
    auto* branch = new Branch;
    NodePtr split{branch};
    hang_value(*branch, old_path.unpack(shared), leaf.value());
    hang_value(*branch, path.subspan(shared), value);
    node = behind(path.first(shared), std::move(split));
    return true;
}

bool put_at_extension(NodePtr& node, NibbleView path, ByteView value) {
    auto& extension = as_extension(*node);
    const auto old_path = extension.path();
    const auto shared = old_path.match(path);
    if (shared == old_path.size()) {
        if (!put(extension.child, path.subspan(shared), value)) return false;
        forget_reference(*node);
        return true;
    }
    auto* branch = new Branch;
    NodePtr split{branch};
    branch->children[old_path[shared]] =
        behind(old_path.unpack(shared + 1), std::move(extension.child));
    hang_value(*branch, path.subspan(shared), value);
    node = behind(path.first(shared), std::move(split));
    return true;
}

bool put_at_branch(Branch& branch, NibbleView path, ByteView value) {
    if (path.empty()) {
        if (std::ranges::equal(branch.value, value)) return false;
        branch.value.assign(value.begin(), value.end());
    } else if (!put(branch.children[path[0]], path.subspan(1), value)) {
        return false;
    }
    forget_reference(branch);
    return true;
}

/// A node whose path starts with `prefix` and goes on with what `node` has.
NodePtr prepend(NibbleView prefix, NodePtr node) {
    if (node->kind == NodeKind::branch) return make_extension(prefix, std::move(node));
    Nibbles path(prefix.begin(), prefix.end());
    if (node->kind == NodeKind::leaf) {
        const auto& leaf = as_leaf(*node);
        const auto rest = leaf.path().unpack();
        path.insert(path.end(), rest.begin(), rest.end());
        return make_leaf(path, leaf.value());
    }
    auto& extension = as_extension(*node);
    const auto rest = extension.path().unpack();
    path.insert(path.end(), rest.begin(), rest.end());
    return make_extension(path, std::move(extension.child));
}

/// A branch with a single entry left is no branch.
void normalise_branch(NodePtr& node) {
    auto& branch = as_branch(*node);
    forget_reference(branch);
    std::size_t used = 0;
    Byte last = 0;
    for (Byte i = 0; i < 16; ++i) {
        if (!branch.children[i]) continue;
        ++used;
        last = i;
    }
    if (used == 0) {
        node = make_leaf({}, branch.value);
    } else if (used == 1 && branch.value.empty()) {
        node = prepend({&last, 1}, std::move(branch.children[last]));
    }
}

void normalise_extension(NodePtr& node) {
    auto& extension = as_extension(*node);
    forget_reference(extension);
    if (extension.child->kind == NodeKind::branch) return;
    node = prepend(extension.path().unpack(), std::move(extension.child));
}

}  // namespace

void NodeDeleter::operator()(Node* node) const {
    switch (node->kind) {
        case NodeKind::leaf:
            delete static_cast<Leaf*>(node);
            return;
        case NodeKind::extension:
            delete static_cast<Extension*>(node);
            return;
        case NodeKind::branch:
            delete static_cast<Branch*>(node);
            return;
    }
}

Leaf::Leaf(ByteView packed_path, ByteView value_bytes)
    : Node(NodeKind::leaf),
      path_size(static_cast<std::uint32_t>(packed_path.size())),
      value_size(static_cast<std::uint32_t>(value_bytes.size())),
      data(new Byte[packed_path.size() + value_bytes.size()]) {
    std::ranges::copy(packed_path, data.get());
    std::ranges::copy(value_bytes, data.get() + path_size);
}

NodePtr make_leaf(NibbleView path, ByteView value) {
    return NodePtr{new Leaf(pack(path, PathEnd::leaf), value)};
}

NodePtr make_extension(NibbleView path, NodePtr child) {
    return NodePtr{new Extension(pack(path, PathEnd::extension), std::move(child))};
}

NodePtr clone(const Node& node) {
    NodePtr copy;
    switch (node.kind) {
        case NodeKind::leaf: {
            const auto& leaf = static_cast<const Leaf&>(node);
            copy = NodePtr{new Leaf(leaf.packed(), leaf.value())};
            break;
        }
        case NodeKind::extension: {
            const auto& extension = static_cast<const Extension&>(node);
            copy = NodePtr{new Extension(extension.packed, clone(*extension.child))};
            break;
        }
        case NodeKind::branch: {
            const auto& branch = static_cast<const Branch&>(node);
            auto* made = new Branch;
            copy = NodePtr{made};
            made->value = branch.value;
            for (std::size_t i = 0; i < 16; ++i) {
                if (branch.children[i]) made->children[i] = clone(*branch.children[i]);
            }
            break;
        }
    }
    copy->reference_size = node.reference_size;
    copy->reference = node.reference;
    return copy;
}

bool put(NodePtr& node, NibbleView path, ByteView value) {
    if (!node) {
        node = make_leaf(path, value);
        return true;
    }
    switch (node->kind) {
        case NodeKind::leaf:
            return put_at_leaf(node, path, value);
        case NodeKind::extension:
            return put_at_extension(node, path, value);
        case NodeKind::branch:
            return put_at_branch(as_branch(*node), path, value);
    }
    return false;
}

bool erase(NodePtr& node, NibbleView path) {
    if (!node) return false;
    switch (node->kind) {
        case NodeKind::leaf: {
            const auto own = as_leaf(*node).path();
            if (own.size() != path.size() || own.match(path) != path.size()) return false;
            node.reset();
            return true;
        }
        case NodeKind::extension: {
            auto& extension = as_extension(*node);
            const auto own = extension.path();
            if (own.match(path) != own.size()) return false;
            if (!erase(extension.child, path.subspan(own.size()))) return false;
            normalise_extension(node);
            return true;
        }
        case NodeKind::branch: {
            auto& branch = as_branch(*node);
            if (path.empty()) {
                if (branch.value.empty()) return false;
                branch.value.clear();
            } else if (!erase(branch.children[path[0]], path.subspan(1))) {
                return false;
            }
            normalise_branch(node);
            return true;
        }
    }
    return false;
}

}  // namespace dure::chain::trie
