// The Merkle Patricia trie, in memory and incremental: `root` hashes only what changed since the
// last call. Keys and values are bytes; callers that want a secure trie hash the key themselves.
// Source: Yellow Paper appendix D.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/trie/node.hpp"

namespace dure::chain {

/// Encoded nodes from the root to the key (or to where its absence shows).
using TrieProof = std::vector<Bytes>;

class Trie {
 public:
    Trie clone() const;

    /// An empty value erases.
    void put(ByteView key, ByteView value);
    void erase(ByteView key);
    /// The value, valid until the next change; nothing when absent.
    std::optional<ByteView> get(ByteView key) const;
    bool empty() const { return !root_; }
    Hash256 root();
    TrieProof prove(ByteView key);

 private:
    trie::NodePtr root_;
};

/// Root of a trie from rlp(index) to value: transactions, receipts, withdrawals.
Hash256 ordered_root(std::span<const Bytes> values);

/// What a proof says about a key under a root; error = the proof is no proof.
enum class ProofVerdict { present, absent, invalid };
struct ProofResult {
    ProofVerdict verdict = ProofVerdict::invalid;
    Bytes value;
};
ProofResult verify_proof(const Hash256& root, ByteView key, std::span<const Bytes> proof);

}  // namespace dure::chain
