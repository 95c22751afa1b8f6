// A map that grows and is only ever cleared as a whole; what it holds stays where it is in memory.
// A few entries are found by looking at each, more by open addressing, which spares the division
// and the chain of pointers of std::unordered_map. Iterates in the order of insertion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace dure::chain {

template <class Key, class Value>
class StableMap {
 public:
    struct Entry {
        const Key key;
        Value value{};
    };
    struct Emplaced {
        Value& value;
        bool created;
    };

    /// Null: not there.
    Value* find(const Key& key) { return const_cast<Value*>(std::as_const(*this).find(key)); }
    const Value* find(const Key& key) const {
        if (table_.empty()) {
            for (const auto& entry : entries_) {
                if (entry->key == key) return &entry->value;
            }
            return nullptr;
        }
        const auto index = table_[place_of(key)];
        return index == kFree ? nullptr : &entries_[index]->value;
    }
    Emplaced try_emplace(const Key& key) {
        if (auto* const found = find(key)) return {*found, false};
        entries_.emplace_back(new Entry{.key = key});
        if (table_.empty() ? entries_.size() > kFew : 2 * entries_.size() > table_.size()) {
            rebuild();
        } else if (!table_.empty()) {
            table_[place_of(key)] = static_cast<std::uint32_t>(entries_.size() - 1);
        }
        return {entries_.back()->value, true};
    }
    void clear() {
        entries_.clear();
        table_.clear();
    }
    std::size_t size() const { return entries_.size(); }

    /// for (auto& [key, value] : map)
    template <class Inner, class E>
    struct Iterator {
        Inner inner;
        E& operator*() const { return **inner; }
        Iterator& operator++() {
            ++inner;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;
    };
    auto begin() { return iterator<Entry>(entries_.begin()); }
    auto end() { return iterator<Entry>(entries_.end()); }
    auto begin() const { return iterator<const Entry>(entries_.begin()); }
    auto end() const { return iterator<const Entry>(entries_.end()); }

 private:
    static constexpr std::size_t kFew = 8;
    static constexpr std::uint32_t kFree = ~std::uint32_t{0};

    template <class E, class Inner>
    static Iterator<Inner, E> iterator(Inner inner) {
        return {inner};
    }
    /// Where the key is, or would be.
    std::size_t place_of(const Key& key) const {
        const auto mask = table_.size() - 1;
        auto place = std::hash<Key>{}(key)&mask;
        while (table_[place] != kFree && !(entries_[table_[place]]->key == key)) {
            place = (place + 1) & mask;
        }
        return place;
    }
    void rebuild() {
        table_.assign(table_.empty() ? 8 * kFew : 2 * table_.size(), kFree);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            table_[place_of(entries_[i]->key)] = static_cast<std::uint32_t>(i);
        }
    }

    std::vector<std::unique_ptr<Entry>> entries_;
    std::vector<std::uint32_t> table_;  ///< a power of two; empty while there are few
};

}  // namespace dure::chain
