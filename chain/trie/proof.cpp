#include <array>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/trie/path.hpp"
#include "chain/trie/trie.hpp"

namespace dure::chain {

namespace {

constexpr std::size_t kBranchItems = 17;
const ProofResult kInvalid{};

/// The items of a node, headers included: 17 of a branch, 2 of a leaf or extension, else 0.
struct Items {
    std::array<ByteView, kBranchItems> raw;
    std::size_t count = 0;
};

Items items_of(ByteView node) {
    Items out;
    const auto error = rlp::decode(node, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& list) {
            while (list.more() && out.count < kBranchItems) {
                out.raw[out.count++] = list.raw_item();
            }
        });
    });
    if (error || (out.count != 2 && out.count != kBranchItems)) out.count = 0;
    return out;
}

std::optional<ByteView> string_in(ByteView raw) {
    ByteView out;
    if (rlp::decode(raw, [&](rlp::Reader& reader) { out = reader.string(); })) return std::nullopt;
    return out;
}

ProofResult absent() { return {.verdict = ProofVerdict::absent, .value = {}}; }

ProofResult value_or_absent(ByteView raw) {
    const auto value = string_in(raw);
    if (!value) return kInvalid;
    if (value->empty()) return absent();
    return {.verdict = ProofVerdict::present, .value = {value->begin(), value->end()}};
}

class Walk {
 public:
    Walk(const Hash256& root, ByteView key, std::span<const Bytes> proof)
        : expected_(root), nibbles_(trie::to_nibbles(key)), path_(nibbles_), rest_(proof) {}

    ProofResult run() {
        if (!take_hashed(expected_)) return kInvalid;
        // Each step goes at least one half-byte down, or ends.
        while (!result_) step();
        if (!rest_.empty()) return kInvalid;
        return *result_;
    }

 private:
    bool take_hashed(const Hash256& hash) {
        if (rest_.empty() || keccak256(rest_[0]) != hash) return false;
        node_ = rest_[0];
        rest_ = rest_.subspan(1);
        return true;
    }

    void step() {
        const auto items = items_of(node_);
        if (items.count == kBranchItems) return step_branch(items);
        if (items.count == 2) return step_path(items);
        result_ = kInvalid;
    }

    void step_branch(const Items& items) {
        if (path_.empty()) {
            result_ = value_or_absent(items.raw[16]);
            return;
        }
        const auto child = items.raw[path_[0]];
        path_ = path_.subspan(1);
        follow(child);
    }

    void step_path(const Items& items) {
        const auto packed = string_in(items.raw[0]);
        const auto own = packed ? trie::PackedPath::parse(*packed) : std::nullopt;
        if (!own) {
            result_ = kInvalid;
            return;
        }
        const bool matches = own->match(path_) == own->size();
        if (own->end() == trie::PathEnd::leaf) {
            const bool here = matches && own->size() == path_.size();
            result_ = here ? value_or_absent(items.raw[1]) : absent();
            return;
        }
        if (!matches) {
            result_ = absent();
            return;
        }
        if (own->size() == 0) {
            result_ = kInvalid;
            return;
        }
        path_ = path_.subspan(own->size());
        follow(items.raw[1]);
    }

    void follow(ByteView reference) {
        if (reference[0] >= 0xc0) {  // the node itself
            node_ = reference;
            if (reference.size() >= 32) result_ = kInvalid;
            return;
        }
        const auto hash = string_in(reference);
        if (hash && hash->empty()) {
            result_ = absent();
        } else if (!hash || hash->size() != 32 || !take_hashed(Hash256::right_aligned(*hash))) {
            result_ = kInvalid;
        }
    }

    Hash256 expected_;
    trie::Nibbles nibbles_;
    trie::NibbleView path_;
    std::span<const Bytes> rest_;
    ByteView node_;
    std::optional<ProofResult> result_;
};

}  // namespace

ProofResult verify_proof(const Hash256& root, ByteView key, std::span<const Bytes> proof) {
    if (root == kEmptyTrieRoot && proof.empty()) return absent();
    return Walk(root, key, proof).run();
}

}  // namespace dure::chain
