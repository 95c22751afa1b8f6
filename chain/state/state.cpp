#include "chain/state/state.hpp"

#include <algorithm>

namespace dure::chain {

State::Entry& State::entry(const Address& address) {
    const auto [e, created] = entries_.try_emplace(address);
    if (created) {
        e.address = address;
        if (const auto known = base_.account(address)) {
            e.account = *known;
            e.exists = true;
        }
    }
    return e;
}

SharedCode State::shared_code(Entry& e) {
    if (!e.code) {
        e.code =
            e.account.code_hash == kEmptyCodeHash ? empty_code() : base_.code(e.account.code_hash);
    }
    return e.code;
}

const Code& State::code(Entry& e) {
    if (!e.code) shared_code(e);
    return *e.code;
}

State::Slot& State::find_slot(Entry& e, const uint256& key) {
    const auto [slot, created] = e.slots.try_emplace(key);
    if (created && e.exists && !e.wiped) slot.current = base_.storage(e.address, key);
    return slot;
}

State::SlotAccess State::access(Entry& e, const uint256& key) {
    auto& slot = find_slot(e, key);
    if (slot.accessed == epoch_) return {.slot = slot, .before = Access::warm};
    slot.accessed = epoch_;
    slot.original = slot.current;
    journal_.push_back(
        {.kind = Kind::slot_access, .entry = &e, .slot = &slot, .key = {}, .before = {}});
    return {.slot = slot, .before = Access::cold};
}

Access State::access(Entry& e) {
    if (e.accessed == epoch_) return Access::warm;
    e.accessed = epoch_;
    journal_.push_back(
        {.kind = Kind::access, .entry = &e, .slot = nullptr, .key = {}, .before = {}});
    return Access::cold;
}

uint256 State::storage(Entry& e, const uint256& key) { return find_slot(e, key).current; }

uint256 State::transient(const Entry& e, const uint256& key) const {
    const auto* const word = e.transient.find(key);
    return word == nullptr ? uint256{} : *word;
}

bool State::is_in_use(const Entry& e) const {
    const auto& account = e.account;
    if (account.nonce != 0 || account.code_hash != kEmptyCodeHash) return true;
    return e.exists && !e.wiped && base_.has_storage(e.address);
}

void State::touch(Entry& e) {
    if (e.touched == epoch_) return;
    e.touched = epoch_;
    journal_.push_back(
        {.kind = Kind::touch, .entry = &e, .slot = nullptr, .key = {}, .before = {}});
}

void State::set_nonce(Entry& e, std::uint64_t nonce) {
    touch(e);
    journal_.push_back(
        {.kind = Kind::nonce, .entry = &e, .slot = nullptr, .key = {}, .before = e.account.nonce});
    e.account.nonce = nonce;
}

void State::set_balance(Entry& e, const uint256& balance) {
    touch(e);
    journal_.push_back({.kind = Kind::balance,
                        .entry = &e,
                        .slot = nullptr,
                        .key = {},
                        .before = e.account.balance});
    e.account.balance = balance;
}

void State::set_code(Entry& e, ByteView bytes) {
    touch(e);
    // Only an account without code gets some, so going back is to have none.
    journal_.push_back({.kind = Kind::code, .entry = &e, .slot = nullptr, .key = {}, .before = {}});
    e.account.code_hash = keccak256(bytes);
    e.code = std::make_shared<const Code>(bytes);
}

void State::set_storage(Entry& e, Slot& slot, const uint256& value) {
    touch(e);
    journal_.push_back(
        {.kind = Kind::storage, .entry = &e, .slot = &slot, .key = {}, .before = slot.current});
    slot.current = value;
    slot.written = true;
}

void State::set_transient(Entry& e, const uint256& key, const uint256& value) {
    auto& place = e.transient.try_emplace(key).value;
    journal_.push_back(
        {.kind = Kind::transient, .entry = &e, .slot = nullptr, .key = key, .before = place});
    place = value;
}

void State::create(Entry& e) {
    touch(e);
    journal_.push_back({.kind = Kind::create,
                        .entry = &e,
                        .slot = nullptr,
                        .key = {},
                        .before = e.wiped ? uint256{1} : uint256{}});
    e.created = epoch_;
    e.wiped = true;
    for (auto& [key, slot] : e.slots) {
        if (slot.current) set_storage(e, slot, {});
    }
}

void State::selfdestruct(Entry& e) {
    touch(e);
    if (selfdestructed(e)) return;
    e.selfdestructed = epoch_;
    journal_.push_back(
        {.kind = Kind::selfdestruct, .entry = &e, .slot = nullptr, .key = {}, .before = {}});
}

void State::revert(Snapshot point) {
    while (journal_.size() > point) {
        const auto& change = journal_.back();
        auto& e = *change.entry;
        switch (change.kind) {
            case Kind::balance:
                e.account.balance = change.before;
                break;
            case Kind::nonce:
                e.account.nonce = change.before[0];
                break;
            case Kind::code:
                e.account.code_hash = kEmptyCodeHash;
                e.code = nullptr;
                break;
            case Kind::storage:
                change.slot->current = change.before;
                break;
            case Kind::slot_access:
                change.slot->accessed = 0;
                break;
            case Kind::access:
                e.accessed = 0;
                break;
            case Kind::transient:
                e.transient.try_emplace(change.key).value = change.before;
                break;
            case Kind::touch:
                e.touched = 0;
                break;
            case Kind::create:
                e.created = 0;
                e.wiped = static_cast<bool>(change.before);
                break;
            case Kind::selfdestruct:
                e.selfdestructed = 0;
                break;
        }
        journal_.pop_back();
    }
}

void State::begin_transaction() {
    journal_.clear();
    ++epoch_;
}

void State::erase(Entry& e) {
    e.account = Account{};
    e.code = nullptr;
    e.exists = false;
    e.wiped = true;
    for (auto& [key, slot] : e.slots) slot.current = slot.original = uint256{};
}

void State::finish_transaction() {
    for (const auto& change : journal_) {
        auto& e = *change.entry;
        if (change.kind == Kind::transient) e.transient.clear();
        if (change.kind == Kind::code && e.code && !selfdestructed(e)) {
            new_code_.try_emplace(e.account.code_hash, e.code);
        }
        if (change.kind != Kind::touch) continue;
        if (!e.dirty) {
            e.dirty = true;
            dirty_.push_back(&e);
        }
        if (selfdestructed(e) || e.account.is_empty()) {
            erase(e);
        } else {
            e.exists = true;
        }
    }
    journal_.clear();
    ++epoch_;
}

StateDiff State::diff() const {
    auto changed = dirty_;
    std::sort(changed.begin(), changed.end(),
              [](const Entry* a, const Entry* b) { return a->address < b->address; });
    StateDiff out;
    for (const auto* e : changed) {
        const auto before = base_.account(e->address);
        if (!e->exists) {
            if (before) out.deleted.push_back(e->address);
            continue;
        }
        AccountChange change{
            .address = e->address,
            .account = e->account,
            .old_storage = e->wiped && before ? OldStorage::wipe : OldStorage::keep,
            .storage = {}};
        for (const auto& [key, slot] : e->slots) {
            if (!slot.written) continue;
            const auto old = e->wiped ? uint256{} : base_.storage(e->address, key);
            if (slot.current != old) change.storage.push_back({.key = key, .value = slot.current});
        }
        std::sort(change.storage.begin(), change.storage.end(),
                  [](const auto& a, const auto& b) { return a.key < b.key; });
        if (before == e->account && change.old_storage == OldStorage::keep &&
            change.storage.empty()) {
            continue;
        }
        out.accounts.push_back(std::move(change));
    }
    for (const auto& [hash, code] : new_code_) out.new_code.push_back({.hash = hash, .code = code});
    std::sort(out.new_code.begin(), out.new_code.end(),
              [](const auto& a, const auto& b) { return a.hash < b.hash; });
    return out;
}

}  // namespace dure::chain
