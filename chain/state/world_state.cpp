#include "chain/state/world_state.hpp"

#include "chain/base/rlp.hpp"

namespace dure::chain {

namespace {

Bytes encode_account(const Account& account, const Hash256& storage_root) {
    return rlp::Encoder()
        .list([&](rlp::Encoder& e) {
            e.integer(account.nonce)
                .integer(account.balance)
                .string(storage_root)
                .string(account.code_hash);
        })
        .take();
}

Hash256 hashed_slot(const uint256& key) { return keccak256(key.to_be32()); }

}  // namespace

std::optional<Account> WorldState::account(const Address& address) const {
    const auto it = accounts_.find(address);
    if (it == accounts_.end()) return std::nullopt;
    return it->second.account;
}

uint256 WorldState::storage(const Address& address, const uint256& key) const {
    const auto it = accounts_.find(address);
    if (it == accounts_.end()) return {};
    const auto slot = it->second.storage.find(key);
    return slot == it->second.storage.end() ? uint256{} : slot->second;
}

bool WorldState::has_storage(const Address& address) const {
    const auto it = accounts_.find(address);
    return it != accounts_.end() && !it->second.storage.empty();
}

SharedCode WorldState::code(const Hash256& hash) const {
    const auto it = code_.find(hash);
    return it == code_.end() ? empty_code() : it->second;
}

void WorldState::apply(const StateDiff& diff) {
    for (const auto& [hash, code] : diff.new_code) code_.try_emplace(hash, code);
    for (const auto& address : diff.deleted) {
        if (accounts_.erase(address) != 0) changed_.insert(address);
    }
    for (const auto& change : diff.accounts) {
        const auto [it, created] = accounts_.try_emplace(change.address);
        auto& entry = it->second;
        if (created) entry.hashed_address = keccak256(change.address);
        if (change.old_storage == OldStorage::wipe) {
            entry.storage.clear();
            entry.changed_slots.clear();
            entry.storage_trie = Trie{};
            entry.storage_root = kEmptyTrieRoot;
        }
        entry.account = change.account;
        for (const auto& [key, value] : change.storage) {
            if (value) {
                entry.storage.insert_or_assign(key, value);
            } else {
                entry.storage.erase(key);
            }
            entry.changed_slots.push_back(key);
        }
        changed_.insert(change.address);
    }
}

void WorldState::update_account_in_trie(const Address& address) {
    const auto it = accounts_.find(address);
    if (it == accounts_.end()) {
        trie_.erase(keccak256(address));
        return;
    }
    auto& entry = it->second;
    if (!entry.changed_slots.empty()) {
        for (const auto& key : entry.changed_slots) {
            const auto slot = entry.storage.find(key);
            if (slot == entry.storage.end()) {
                entry.storage_trie.erase(hashed_slot(key));
            } else {
                entry.storage_trie.put(hashed_slot(key),
                                       rlp::Encoder().integer(slot->second).take());
            }
        }
        entry.changed_slots.clear();
        entry.storage_root = entry.storage_trie.root();
    }
    trie_.put(entry.hashed_address, encode_account(entry.account, entry.storage_root));
}

Hash256 WorldState::root() {
    for (const auto& address : changed_) update_account_in_trie(address);
    changed_.clear();
    return trie_.root();
}

AccountProof WorldState::prove(const Address& address, std::span<const uint256> keys) {
    root();
    AccountProof out;
    out.proof = trie_.prove(keccak256(address));
    const auto it = accounts_.find(address);
    Trie nothing;
    auto& slots = it == accounts_.end() ? nothing : it->second.storage_trie;
    if (it != accounts_.end()) {
        out.account = it->second.account;
        out.storage_root = it->second.storage_root;
    }
    for (const auto& key : keys) {
        out.storage.push_back(
            {.key = key, .value = storage(address, key), .proof = slots.prove(hashed_slot(key))});
    }
    return out;
}

WorldState WorldState::clone() const {
    WorldState copy;
    for (const auto& [address, entry] : accounts_) {
        copy.accounts_.emplace(address, Entry{.account = entry.account,
                                              .hashed_address = entry.hashed_address,
                                              .storage = entry.storage,
                                              .storage_trie = entry.storage_trie.clone(),
                                              .storage_root = entry.storage_root,
                                              .changed_slots = entry.changed_slots});
    }
    copy.code_ = code_;
    copy.trie_ = trie_.clone();
    copy.changed_ = changed_;
    return copy;
}

}  // namespace dure::chain
