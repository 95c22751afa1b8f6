// What stands in a block, for people who look into the chain: who sealed it and which calls it
// carries, decoded as far as this community's contracts explain them.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/ports/market.hpp"

namespace dure::core {

struct BlockRow {
    ChainHead head;
    std::uint32_t transactions = 0;
    std::uint64_t gas_used = 0;
};

/// One argument of a call. What `number` counts is told by `kind`.
struct CallField {
    enum class Kind : std::uint8_t {
        kAmount,
        kAddress,  ///< in `address`
        kSeat,
        kSlot,
        kWh,
        kCount,
        kDay,
        kNode,      ///< a node's transport key, in `key`
        kNodeRole,  ///< a NodeRole (nodes.hpp)
        kText,      ///< in `text`: printable ASCII
    };
    std::string name;  ///< stable id: "to", "amount", "slot", …
    Kind kind = Kind::kCount;
    std::int64_t number = 0;  ///< milli-won, seat, slot index, Wh, count, day, role
    AddressBytes address{};
    HashBytes key{};
    std::string text{};
    friend bool operator==(const CallField&, const CallField&) = default;
};

struct TransactionView {
    HashBytes hash{};
    AddressBytes from{};
    std::optional<AddressBytes> to;  ///< none: it created `created`
    AddressBytes created{};
    std::string contract;  ///< stable id: "coin", "market", …; empty: a contract unknown here
    std::string call;  ///< stable id: "transfer", "clear", …; empty: no known function. A vote is
                       ///< "vote-" or "withdraw-vote-" and the id of what is voted for
    std::vector<CallField> fields;
    bool succeeded = true;
    std::uint64_t gas_used = 0;
    std::uint32_t logs = 0;
};

struct BlockDetail {
    BlockRow row;
    HashBytes parent{}, state_root{};
    AddressBytes proposer{};
    std::uint32_t round = 0;       ///< > 0: earlier proposers let their turn pass
    std::uint32_t seals = 0;       ///< validators that sealed it
    std::uint32_t validators = 0;  ///< that might have, 0 when not known for so old a block
    std::vector<TransactionView> transactions;
};

/// By height, or by the hash of a block or of a transaction in it.
using BlockQuery = std::variant<std::uint64_t, HashBytes>;

struct FoundBlock {
    BlockDetail block;
    std::optional<std::uint32_t> transaction;  ///< which one was asked for
};

}  // namespace dure::core
