// The state while a block runs: an overlay over a StateReader that remembers how to go back. Within
// a transaction it keeps what the rules need: original storage values (EIP-2200), warm addresses
// and slots (EIP-2929), transient storage (EIP-1153), what was created (EIP-6780), what was touched
// (EIP-161).
//
//   state.begin_transaction(); … const auto point = state.snapshot(); … state.revert(point); …
//   state.finish_transaction();   and at the end of the block   state.diff()
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "chain/base/stable_map.hpp"
#include "chain/state/state_diff.hpp"
#include "chain/state/state_reader.hpp"

namespace dure::chain {

/// Whether a transaction had touched an address or slot before (EIP-2929).
enum class Access : std::uint8_t { cold, warm };

class State {
 public:
    using Snapshot = std::size_t;
    using Epoch = std::uint64_t;  ///< number of a transaction within the overlay's life, from 1

    struct Slot {
        uint256 current;
        uint256 original;      ///< when the running transaction first accessed it
        Epoch accessed = 0;    ///< warm when it is the running transaction
        bool written = false;  ///< ever, since the overlay began
    };

    /// One account with everything the running transaction knows about it. Stays where it is in
    /// memory as long as the State lives, so a call frame may hold on to it. Change it only through
    /// State.
    struct Entry {
        Address address;
        Account account;
        bool exists = false;  ///< in the state trie
        bool wiped = false;   ///< slots not in `slots` are 0, whatever the reader says
        bool dirty = false;   ///< changed by a finished transaction
        Epoch accessed = 0;   ///< warm when it is the running transaction
        Epoch touched = 0;    ///< EIP-161
        Epoch created = 0;    ///< by CREATE, CREATE2 or a creating transaction
        Epoch selfdestructed = 0;
        SharedCode code;  ///< null until asked for
        StableMap<uint256, Slot> slots;
        StableMap<uint256, uint256> transient;
    };

    explicit State(const StateReader& base) : base_(base) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Entry& entry(const Address&);

    const Code& code(Entry&);
    SharedCode shared_code(Entry&);
    /// Finds the slot and makes it warm.
    struct SlotAccess {
        Slot& slot;
        Access before;
    };
    SlotAccess access(Entry&, const uint256& key);
    Access access(Entry&);
    uint256 storage(Entry&, const uint256& key);
    /// Whether a contract may not be created here (EIP-684, EIP-7610).
    bool is_in_use(const Entry&) const;
    uint256 transient(const Entry&, const uint256& key) const;

    void set_nonce(Entry&, std::uint64_t);
    void set_balance(Entry&, const uint256&);
    void set_code(Entry&, ByteView);
    /// `slot` belongs to `entry` and was accessed in this transaction.
    void set_storage(Entry& entry, Slot& slot, const uint256& value);
    void set_transient(Entry&, const uint256& key, const uint256& value);
    /// A new contract account: old storage is gone, balance stays.
    void create(Entry&);
    void selfdestruct(Entry&);
    /// An empty account that is touched is deleted when the transaction finishes.
    void touch(Entry&);

    bool created_in_transaction(const Entry& e) const { return e.created == epoch_; }
    bool selfdestructed(const Entry& e) const { return e.selfdestructed == epoch_; }

    Snapshot snapshot() const { return journal_.size(); }
    void revert(Snapshot);

    void begin_transaction();
    /// Deletes what was destroyed or is empty and touched; what happened can no longer be reverted.
    void finish_transaction();
    /// What all finished transactions changed against the reader.
    StateDiff diff() const;

    // By address, for those who ask now and then.
    std::uint64_t nonce(const Address& a) { return entry(a).account.nonce; }
    const uint256& balance(const Address& a) { return entry(a).account.balance; }
    uint256 storage(const Address& a, const uint256& key) { return storage(entry(a), key); }

 private:
    enum class Kind : std::uint8_t {
        balance,
        nonce,
        code,
        storage,
        slot_access,
        access,
        transient,
        touch,
        create,
        selfdestruct
    };
    struct Change {
        Kind kind;
        Entry* entry;
        Slot* slot;      ///< storage, slot_access
        uint256 key;     ///< transient
        uint256 before;  ///< of balance, nonce, storage, transient
    };

    Slot& find_slot(Entry&, const uint256& key);
    void erase(Entry&);

    const StateReader& base_;
    StableMap<Address, Entry> entries_;
    std::vector<Change> journal_;
    std::vector<Entry*> dirty_;
    std::unordered_map<Hash256, SharedCode> new_code_;
    Epoch epoch_ = 1;
};

}  // namespace dure::chain
