#include "oracle.hpp"

#include <algorithm>

#include "chain/block/execution.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/validators.hpp"

namespace dure::sim {

using namespace chain;

namespace {

constexpr std::uint64_t kDumpEvery = 25;
constexpr std::size_t kMostPoolBytes = 8 * 1024 * 1024;

std::uint64_t mixed(std::uint64_t h, ByteView bytes) {
    for (const auto byte : bytes) h = (h ^ byte) * 0x100000001b3ULL;
    return h ^ (h >> 29);
}

std::uint64_t number_mixed(std::uint64_t h, const uint256& value) {
    return mixed(h, to_hash(value));
}

/// The whole state, whatever order it is walked in.
std::uint64_t dump_of(const WorldState& state) {
    std::uint64_t sum = 0;
    state.for_each_account([&](const Address& address, const Account& account) {
        auto h = mixed(0xcbf29ce484222325ULL + account.nonce, address);
        h = number_mixed(h, account.balance);
        sum += mixed(h, account.code_hash);
        state.for_each_slot(address, [&](const uint256& slot, const uint256& value) {
            sum += number_mixed(number_mixed(mixed(0x84222325cbf29ce4ULL, address), slot), value);
        });
    });
    return sum;
}

/// Of a state made anew from what is in this one: no root that was kept up to date is believed.
Hash256 root_from_nothing(const WorldState& state) {
    StateDiff all;
    state.for_each_code([&](const Hash256& hash, const SharedCode& code) {
        all.new_code.push_back({hash, code});
    });
    state.for_each_account([&](const Address& address, const Account& account) {
        AccountChange change{.address = address, .account = account, .storage = {}};
        state.for_each_slot(address, [&](const uint256& slot, const uint256& value) {
            change.storage.push_back({slot, value});
        });
        all.accounts.push_back(std::move(change));
    });
    WorldState fresh;
    fresh.apply(all);
    return fresh.root();
}

uint256 sum_of_balances(const WorldState& state) {
    uint256 sum;
    state.for_each_account([&](const Address&, const Account& a) { sum = sum + a.balance; });
    return sum;
}

std::string at(std::uint64_t height) { return " at height " + std::to_string(height); }
std::string who(std::size_t computer) { return "computer " + std::to_string(computer); }

}  // namespace

const char* to_string(Invariant invariant) {
    switch (invariant) {
        case Invariant::kAgreement:
            return "agreement";
        case Invariant::kFinality:
            return "finality";
        case Invariant::kNoDoubleSign:
            return "no double sign";
        case Invariant::kValidity:
            return "validity";
        case Invariant::kStateRoot:
            return "state-root equality";
        case Invariant::kDurability:
            return "durability";
        case Invariant::kConservation:
            return "conservation";
        case Invariant::kMonotonicReads:
            return "monotonic reads";
        case Invariant::kLiveness:
            return "liveness after heal";
        case Invariant::kCatchUp:
            return "catch-up";
        case Invariant::kBounds:
            return "bounded resources";
        case Invariant::kEvidence:
            return "evidence";
        case Invariant::kBeyondF:
            return "beyond f";
    }
    return "";
}

Oracle::Oracle(const Genesis& genesis, const Signer& signer, std::size_t computers)
    : genesis_(genesis), signer_(signer), shadows_(computers) {
    const auto first = genesis_block(genesis);
    head_ = first.header;
    state_.apply(genesis_state(genesis));
    read_validators();
    supply_ = sum_of_balances(state_);
    chain_.push_back({block_hash(head_), head_.timestamp, dump_of(state_)});
}

/// The governance contract's array in slot 1, or the genesis' list.
void Oracle::read_validators() {
    validators_ = genesis_.validators;
    if (genesis_.governance) {
        const auto first = uint256::from_be(keccak256(uint256{1}.to_be32()));
        const auto count = state_.storage(kGovernanceAddress, uint256{1})[0];
        validators_.clear();
        for (std::uint64_t i = 0; i < count; ++i)
            validators_.push_back(
                to_address(state_.storage(kGovernanceAddress, first + uint256{i})));
    }
    std::sort(validators_.begin(), validators_.end());
}

void Oracle::violate(Invariant invariant, std::string what) {
    if (!violation_) violation_ = Violation{invariant, std::move(what)};
}

std::optional<std::string> Oracle::check_seals(const Header& header) const {
    const auto extra = decode_extra_data(header.extra_data);
    if (!extra) return "extra data that is none of QBFT's";
    const auto digest = commit_seal_hash(header, *extra);
    std::set<Address> sealers;
    for (const auto& seal : extra->seals) {
        const auto sealer = signer_.recover(digest, seal);
        if (!sealer || !std::binary_search(validators_.begin(), validators_.end(), *sealer))
            return "a seal that is no validator's";
        if (!sealers.insert(*sealer).second) return "two seals of one validator";
    }
    // Not the product's own rule: more than two thirds, rounded up.
    if (sealers.size() * 3 < validators_.size() * 2)
        return std::to_string(sealers.size()) + " seals are no quorum";
    return std::nullopt;
}

std::optional<std::string> Oracle::check_and_execute(const BlockRecord& record) {
    const auto& header = record.header();
    if (header.parent_hash != chain_.back().hash) return "another parent";
    if (header.timestamp <= head_.timestamp) return "a timestamp that is not later";
    if (block_hash(header) != record.hash) return "another hash than its header's";
    if (const auto fault = check_seals(header)) return fault;
    std::vector<Address> senders;
    for (const auto& transaction : record.block.transactions) {
        const auto from = sender(transaction);
        if (!from) return "a transaction that nobody signed";
        senders.push_back(*from);
    }
    if (senders != record.senders) return "other senders than its signatures'";
    auto result =
        execute_block(state_, {.header = header,
                               .transactions = record.block.transactions,
                               .senders = senders,
                               .withdrawals = {},
                               .chain_id = genesis_.chain_id,
                               .block_hash = [this](std::uint64_t number) {
                                   return number < chain_.size() ? chain_[number].hash : Hash256{};
                               }});
    if (!result) return "a transaction that cannot be there";
    if (result->gas_used != header.gas_used) return "other gas";
    if (receipts_root(result->receipts) != header.receipts_root) return "another receipts root";
    if (transactions_root(record.block.transactions) != header.transactions_root)
        return "another transactions root";
    state_.apply(result->diff);
    return std::nullopt;
}

void Oracle::final_block(std::size_t computer, const BlockRecord& record, const Node& node) {
    if (violation_) return;
    const auto& header = record.header();
    auto& shadow = shadows_[computer];
    if (bears_forks_ && (forked_at_ || is_fork(record))) return follow_fork(computer, record);
    if (header.number < chain_.size()) {
        if (chain_[header.number].hash != record.hash) {
            violate(
                header.number <= shadow.acknowledged ? Invariant::kFinality : Invariant::kAgreement,
                who(computer) + " holds " + to_hex(record.hash) + at(header.number) +
                    ", others hold " + to_hex(chain_[header.number].hash));
            return;
        }
    } else {
        if (header.number != chain_.size()) {
            violate(Invariant::kValidity, who(computer) + " skipped heights" + at(header.number));
            return;
        }
        if (const auto fault = check_and_execute(record)) {
            violate(Invariant::kValidity,
                    who(computer) + " finalised a block with " + *fault + at(header.number));
            return;
        }
        if (root_from_nothing(state_) != header.state_root) {
            violate(Invariant::kStateRoot, who(computer) + " finalised another state" +
                                               at(header.number) + " than execution gives");
            return;
        }
        if (sum_of_balances(state_) != supply_) {
            violate(Invariant::kConservation,
                    "the sum of all balances changed" + at(header.number));
            return;
        }
        for (const auto& id : record.transaction_hashes) {
            if (!transactions_.insert(id).second) {
                violate(Invariant::kConservation,
                        "transaction " + to_hex(id) + " is final twice" + at(header.number));
                return;
            }
        }
        head_ = header;
        if (genesis_.governance) {
            const auto before = validators_;
            read_validators();
            if (validators_ != before) ++validator_changes_;
        }
        chain_.push_back(
            {record.hash, header.timestamp, header.number % kDumpEvery == 0 ? dump_of(state_) : 0});
        if (on_new_block) on_new_block(record);
    }
    if (header.number != shadow.seen + 1) {
        violate(Invariant::kMonotonicReads, who(computer) + " told block " +
                                                std::to_string(header.number) + " after " +
                                                std::to_string(shadow.seen));
        return;
    }
    shadow.seen = header.number;
    shadow.acknowledged = std::max(shadow.acknowledged, header.number);
    // Blocks of a row are told after its last one: only then is the state a block's own.
    const bool is_head = node.head_hash() == record.hash;
    if (is_head && header.number % kDumpEvery == 0 &&
        dump_of(node.state()) != chain_[header.number].dump) {
        violate(Invariant::kStateRoot,
                who(computer) + " has another state than execution gives" + at(header.number));
    }
}

bool Oracle::is_fork(const BlockRecord& record) {
    const auto number = record.header().number;
    if (number >= chain_.size() || chain_[number].hash == record.hash) return false;
    forked_at_ = number;
    return true;
}

/// Two chains: each computer must at least stay on its own.
void Oracle::follow_fork(std::size_t computer, const BlockRecord& record) {
    auto& shadow = shadows_[computer];
    const auto number = record.header().number;
    shadow.seen = number;
    shadow.acknowledged = std::max(shadow.acknowledged, number);
    const auto [known, is_new] = shadow.own.try_emplace(number, record.hash);
    if (!is_new && known->second != record.hash)
        violate(Invariant::kBeyondF, who(computer) + " changed its final block" + at(number));
}

void Oracle::booted(std::size_t computer, const Node& node) {
    if (violation_) return;
    auto& shadow = shadows_[computer];
    shadow.heard.clear();
    if (forked_at_) {
        shadow.seen = node.height();
        return;
    }
    const auto head = node.height();
    if (head < shadow.acknowledged && !shadow.is_suspect) {
        violate(Invariant::kDurability, who(computer) + " acknowledged height " +
                                            std::to_string(shadow.acknowledged) +
                                            " and came back with " + std::to_string(head));
        return;
    }
    // A crash may have come between the disk and the telling: what is new is judged like any.
    auto from = std::min<std::uint64_t>(head, height());
    shadow.seen = from;
    if (from > 0 || head == 0) {
        const auto header = node.header(from);
        if (!header || block_hash(*header) != chain_[from].hash) {
            violate(Invariant::kFinality,
                    who(computer) + " came back with another block" + at(from));
            return;
        }
    }
    while (from < head && !violation_) {
        const auto block = node.block(++from);
        if (!block) {
            violate(Invariant::kDurability, who(computer) + " cannot read its head");
            return;
        }
        final_block(computer, *block, node);
    }
    if (violation_) return;
    shadow.acknowledged = shadow.is_suspect ? head : std::max(shadow.acknowledged, head);
    shadow.is_suspect = false;
    if (head % kDumpEvery == 0 && dump_of(node.state()) != chain_[head].dump)
        violate(Invariant::kStateRoot, who(computer) + " came back with another state" + at(head));
}

void Oracle::vote_left(std::size_t computer, const SeenVote& vote) {
    if (violation_ || !honest_.contains(vote.author)) return;
    const Place place{vote.author, vote.height, vote.round, vote.code};
    const auto [known, is_new] = votes_.try_emplace(place, vote.digest);
    if (!is_new && known->second != vote.digest) {
        violate(Invariant::kNoDoubleSign, who(computer) +
                                              " signed two different messages of kind " +
                                              std::to_string(vote.code) + " in round " +
                                              std::to_string(vote.round) + at(vote.height));
        return;
    }
    // A round change promises that no vote of an earlier round follows.
    constexpr Byte kRoundChange = 0x15;
    auto& highest = highest_round_[{vote.author, vote.height}];
    if (vote.code == kRoundChange) {
        highest = std::max(highest, vote.round);
    } else if (is_new && vote.round < highest) {
        violate(Invariant::kNoDoubleSign,
                who(computer) + " voted in round " + std::to_string(vote.round) +
                    " after a round change to " + std::to_string(highest) + at(vote.height));
    }
}

void Oracle::vote_came(std::size_t computer, const SeenVote& vote, std::uint64_t deciding) {
    if (honest_.contains(vote.author) || vote.height != deciding) return;
    auto& shadow = shadows_[computer];
    const Place place{vote.author, vote.height, vote.round, vote.code};
    const auto [known, is_new] = shadow.heard.try_emplace(place, vote.digest);
    if (!is_new && known->second != vote.digest) shadow.equivocators.insert(vote.author);
}

std::vector<Address> Oracle::seen_equivocators() const {
    std::map<Address, int> seen_by;
    for (const auto& shadow : shadows_) {
        for (const auto& author : shadow.equivocators) ++seen_by[author];
    }
    std::vector<Address> out;
    for (const auto& [author, count] : seen_by) {
        if (count >= 3) out.push_back(author);
    }
    return out;
}

void Oracle::after_event(std::size_t computer, const Node& node) {
    if (violation_) return;
    auto& shadow = shadows_[computer];
    if (node.height() < shadow.seen) {
        violate(Invariant::kMonotonicReads, who(computer) + " went back from height " +
                                                std::to_string(shadow.seen) + " to " +
                                                std::to_string(node.height()));
    } else if (node.height() > shadow.seen) {
        violate(Invariant::kMonotonicReads, who(computer) + " did not tell" + at(node.height()));
    }
    if (++events_seen_ % 64 != 0) return;  // costs a walk over the pool
    const auto& limits = node.pool().limits();
    const auto status = node.pool().status();
    if (status.pending + status.queued > limits.transactions || status.bytes > kMostPoolBytes)
        violate(Invariant::kBounds, who(computer) + "'s pool is above its limits");
}

}  // namespace dure::sim
