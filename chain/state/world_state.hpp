// The committed state, hot in memory, with the Merkle root kept up to date by what changed. One
// value: a node loads it from its store (as one large diff), applies each final block's diff and
// asks for the root. Memory: about 620 bytes an account and 270 a slot, tries included.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "chain/state/state_diff.hpp"
#include "chain/state/state_reader.hpp"
#include "chain/trie/trie.hpp"

namespace dure::chain {

/// What eth_getProof answers (EIP-1186): proofs hold from the root down to each key.
struct StorageProof {
    uint256 key;
    uint256 value;
    TrieProof proof;
};
struct AccountProof {
    Account account;
    Hash256 storage_root = kEmptyTrieRoot;
    TrieProof proof;
    std::vector<StorageProof> storage;
};

class WorldState final : public StateReader {
 public:
    std::optional<Account> account(const Address&) const override;
    uint256 storage(const Address&, const uint256& key) const override;
    bool has_storage(const Address&) const override;
    SharedCode code(const Hash256&) const override;

    void apply(const StateDiff&);
    /// Yellow Paper 4.1. Costs what changed since the last call.
    Hash256 root();
    AccountProof prove(const Address&, std::span<const uint256> keys);
    WorldState clone() const;

    std::size_t account_count() const { return accounts_.size(); }
    /// visit(const Address&, const Account&); no order.
    template <class Visit>
    void for_each_account(Visit&& visit) const {
        for (const auto& [address, entry] : accounts_) visit(address, entry.account);
    }
    /// visit(const uint256& key, const uint256& value), value ≠ 0; no order.
    template <class Visit>
    void for_each_slot(const Address& address, Visit&& visit) const {
        const auto it = accounts_.find(address);
        if (it == accounts_.end()) return;
        for (const auto& [key, value] : it->second.storage) visit(key, value);
    }
    /// visit(const Hash256&, const SharedCode&); no order. Code stays when its last account goes.
    template <class Visit>
    void for_each_code(Visit&& visit) const {
        for (const auto& [hash, code] : code_) visit(hash, code);
    }

 private:
    struct Entry {
        Account account;
        Hash256 hashed_address;
        std::unordered_map<uint256, uint256> storage;
        Trie storage_trie;
        Hash256 storage_root = kEmptyTrieRoot;
        std::vector<uint256> changed_slots;  ///< since the last root
    };

    void update_account_in_trie(const Address&);

    std::unordered_map<Address, Entry> accounts_;
    std::unordered_map<Hash256, SharedCode> code_;
    Trie trie_;
    std::unordered_set<Address> changed_;  ///< since the last root, the deleted ones too
};

}  // namespace dure::chain
