// The trading network behind the made-up homes: its nodes and what stands in its blocks.
#include "core/fake/made_up.hpp"
#include "core/fake/scenario.hpp"

namespace dure::core::fake {

namespace {

std::optional<NodeEntry> entry_of(Scenario scenario) {
    using Standing = NodeEntry::Standing;
    NodeEntry entry{.standing = Standing::kUnknown,
                    .words = "orbit maple silver window harvest clay",
                    .fault = EntranceFault::kNone,
                    .certain = false};
    switch (scenario) {
        case Scenario::kJoining:
            return entry;
        case Scenario::kKnocking:
            entry.standing = Standing::kPending;
            return entry;
        case Scenario::kRefused:
            entry.fault = EntranceFault::kSpent;
            entry.certain = true;
            return entry;
        default:
            return std::nullopt;
    }
}

}  // namespace

NodesView nodes_view(Scenario scenario) {
    NodesView nodes;
    nodes.known = true;
    nodes.version = "0.1.0";
    if (scenario == Scenario::kEmpty) return nodes;
    const bool away = scenario == Scenario::kOffline;
    nodes.connected = true;
    nodes.best_height = scenario == Scenario::kSyncing   ? kHeight + 8'117
                        : scenario == Scenario::kJoining ? 5'678
                                                         : kHeight;
    nodes.entry = entry_of(scenario);
    nodes.block_time_ms = 84;
    nodes.blocks_seen = 500;
    const std::uint64_t validators = scenario == Scenario::kMaximal ? 22 : 4;
    for (std::uint64_t i = 0; i < validators; ++i) {
        ValidatorRow row;
        row.address = bytes_of<20>(1 + i);
        row.is_me = i == 0;
        row.turns = static_cast<std::uint32_t>(500 / validators);
        row.missed = i == 2 ? row.turns - 3 : i == 3 ? 2 : 0;
        row.last_block = kHeight - i;
        row.last_at = kNow - 12s * (1 + i);
        nodes.validators.push_back(row);
    }
    const std::uint64_t peers = away ? 0 : scenario == Scenario::kMaximal ? 32 : 4;
    for (std::uint64_t i = 0; i < peers; ++i) {
        PeerRow row;
        row.key = bytes_of<32>(300 + i);
        row.role = i < 3 ? NodeRole::kValidator : i == 3 ? NodeRole::kRelay : NodeRole::kFollower;
        row.height = kHeight - (i == 5 ? 1'204 : 0);
        if (i != 2) row.latency_ms = static_cast<std::int32_t>(3 + 7 * i);
        if (i != 2) row.version = i == 4 ? "0.0.9" : "0.1.0";
        row.since = kNow - 3h * (1 + i);
        nodes.peers.push_back(row);
    }
    constexpr std::string_view kWords[] = {"orbit maple silver window harvest clay",
                                           "lemon arctic puzzle saddle thunder olive",
                                           "basket royal unfold garment cinnamon echo"};
    const std::uint64_t waiting = scenario == Scenario::kMaximal  ? std::size(kWords)
                                  : scenario == Scenario::kNormal ? 1
                                                                  : 0;
    for (std::uint64_t i = 0; i < waiting; ++i) {
        WaitingNode row;
        row.key = bytes_of<32>(700 + i);
        row.owner = bytes_of<20>(700 + i);
        row.role = i == 1 ? NodeRole::kValidator : NodeRole::kFollower;
        row.unit = i == 1 ? 0 : static_cast<std::uint32_t>(1'502 - 401 * i);
        row.words = kWords[i];
        row.since = kNow - 4min * (1 + i);
        nodes.waiting.push_back(std::move(row));
    }
    if (scenario == Scenario::kMaximal) {
        nodes.evidence.push_back({.validator = bytes_of<20>(3),
                                  .height = kHeight - 4'000,
                                  .round = 0,
                                  .step = "commit"});
    }
    return nodes;
}

BlockDetail block_detail(const BlockRow& row) {
    using Kind = CallField::Kind;
    BlockDetail out;
    out.row = row;
    out.parent = bytes_of<32>(row.head.height - 1);
    out.state_root = bytes_of<32>(row.head.height * 31);
    out.proposer = bytes_of<20>(1 + row.head.height % 4);
    out.round = row.head.height % 7 == 3 ? 1 : 0;
    out.seals = 3;
    out.validators = 4;
    const std::int64_t slot = SlotRules{}.slot_at(row.head.at).index;
    struct Made {
        const char* contract;
        const char* call;
        std::vector<CallField> fields;
    };
    const std::vector<Made> kinds{
        {"market", "clear", {{.name = "slot", .kind = Kind::kSlot, .number = slot}}},
        {"coin",
         "transfer",
         {{.name = "to", .kind = Kind::kAddress, .address = owner_of(9)},
          {.name = "amount", .kind = Kind::kAmount, .number = 12'340'000}}},
        {"market", "set-conditions", {}},
        {"market", "settle", {{.name = "slot", .kind = Kind::kSlot, .number = slot - 4}}},
        {"registry",
         "approve",
         {{.name = "owner", .kind = Kind::kAddress, .address = owner_of(900)}}},
        {"governance",
         "redeem-invite",
         {{.name = "node", .kind = Kind::kNode, .key = bytes_of<32>(304)},
          {.name = "node-role",
           .kind = Kind::kNodeRole,
           .number = static_cast<std::int64_t>(NodeRole::kFollower)}}},
        {"governance",
         "vote-add-validator",
         {{.name = "to", .kind = Kind::kAddress, .address = bytes_of<20>(5)}}},
        {"", "", {}},
    };
    for (std::uint32_t i = 0; i < row.transactions; ++i) {
        const auto& made = kinds[(row.head.height + i) % kinds.size()];
        TransactionView transaction;
        transaction.contract = made.contract;
        transaction.call = made.call;
        transaction.fields = made.fields;
        transaction.succeeded = i % 4 != 3;
        transaction.hash = bytes_of<32>(row.head.height * 64 + i);
        transaction.from = owner_of(static_cast<Seat>(1 + i));
        transaction.to = bytes_of<20>(70 + i);
        transaction.gas_used = row.gas_used / row.transactions;
        out.transactions.push_back(std::move(transaction));
    }
    return out;
}

}  // namespace dure::core::fake
