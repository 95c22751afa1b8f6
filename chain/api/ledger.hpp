// What the market's events say, kept ready for screens: slots with their contract lists, readings
// and settlements, and every coin's moves. Built from the logs of the last blocks at start and
// followed block by block. State that events do not tell (members, conditions, balances) is read
// from the contracts and cached until an event changes it.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "chain/api/suite.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

class Ledger {
 public:
    static constexpr std::uint64_t kLookBack = 10'000;
    /// Reads the logs of the last `look_back` blocks.
    Ledger(const Node& node, const Suite& suite, std::uint64_t look_back = kLookBack);

    /// Follows a final block and says what is new in it.
    core::MarketNews take(const BlockRecord& block);

    core::SlotRules rules() const;
    bool paused() const;
    const std::vector<core::Member>& members() const;
    core::Conditions conditions(core::Seat seat) const;
    core::Coins coins(const Address& owner) const;
    core::MilliWon supply() const;
    /// Newest last; the last few thousand of an owner.
    std::vector<core::CoinMove> coin_moves(const Address& owner, std::uint64_t from_block,
                                           std::size_t most) const;
    /// Of a cleared slot: the book that was cleared, as far as it is still known; else of the
    /// conditions and balances of now.
    core::Book book(core::Slot slot) const;

    std::optional<core::SlotResult> slot(core::Slot slot) const;
    /// Empty also when the list does not have the hash that the contract stored.
    std::vector<core::Contract> contracts(core::Slot slot) const;
    std::optional<core::SeatSettlement> settlement(core::Slot slot, core::Seat seat) const;
    std::optional<core::Wh> reading(core::Slot slot, core::Seat seat) const;

    /// Answer of a view function; empty when it reverts.
    Bytes view(const Address& contract, const Bytes& data) const;

 private:
    struct Entry {
        core::SlotResult result;
        core::UtcTime settles_from{};
        Bytes contracts;
        std::vector<std::int16_t> readings;
        Bytes settled;  ///< 6 bytes a seat
    };

    void index(std::span<const FoundLog> transaction, core::MarketNews& news);
    void index_market(const FoundLog& log, core::MarketNews& news);
    void index_coins(std::span<const FoundLog> transaction, core::MarketNews& news);
    const Entry* find(core::Slot slot) const;
    bool list_is_proven(core::Slot slot, const Bytes& list) const;
    std::vector<core::MilliWon> free_coin(std::size_t seats, core::Slot but) const;
    core::Book book_now(core::Slot slot) const;
    void forget_the_oldest();

    const Node& node_;
    Suite suite_;
    std::map<core::Slot, Entry> slots_;
    std::unordered_map<Address, std::deque<core::CoinMove>> moves_;
    std::map<core::Slot, core::Book> cleared_books_;

    // Caches, emptied by events.
    mutable std::optional<std::vector<core::Member>> members_;
    mutable std::optional<std::vector<uint256>> words_;
    mutable std::unordered_map<Address, core::Coins> coins_;
    mutable std::optional<core::MilliWon> supply_;
    mutable std::optional<bool> paused_;
    mutable std::optional<std::pair<std::uint64_t, core::SlotRules>> rules_;  ///< of a height
    mutable std::map<core::Slot, core::Book> open_books_;
};

}  // namespace dure::chain::api
