#include "state_test.hpp"

#include "chain/block/execution.hpp"
#include "chain/crypto/hash.hpp"
#include "exception_names.hpp"
#include "fixture.hpp"

namespace dure::app {

using namespace chain;
namespace json = boost::json;

namespace {

constexpr std::string_view kFork = "Cancun";

Hash256 logs_hash(const std::vector<Log>& logs) {
    const auto encoded = rlp::Encoder()
                             .list([&](rlp::Encoder& all) {
                                 for (const auto& log : logs) {
                                     all.list([&](rlp::Encoder& one) {
                                         one.string(log.address);
                                         one.list([&](rlp::Encoder& topics) {
                                             for (const auto& topic : log.topics)
                                                 topics.string(topic);
                                         });
                                         one.string(log.data);
                                     });
                                 }
                             })
                             .take();
    return keccak256(encoded);
}

/// What takes a world with `diff` applied back to `before`.
StateDiff inverse(const WorldState& before, const StateDiff& diff) {
    StateDiff back;
    const auto restore_whole = [&](const Address& address, const Account& account) {
        AccountChange change{
            .address = address, .account = account, .old_storage = OldStorage::wipe, .storage = {}};
        before.for_each_slot(address, [&](const uint256& key, const uint256& value) {
            change.storage.push_back({.key = key, .value = value});
        });
        back.accounts.push_back(std::move(change));
    };
    for (const auto& address : diff.deleted) restore_whole(address, *before.account(address));
    for (const auto& change : diff.accounts) {
        const auto account = before.account(change.address);
        if (!account) {
            back.deleted.push_back(change.address);
        } else if (change.old_storage == OldStorage::wipe) {
            restore_whole(change.address, *account);
        } else {
            AccountChange old{.address = change.address,
                              .account = *account,
                              .old_storage = OldStorage::keep,
                              .storage = {}};
            for (const auto& slot : change.storage) {
                old.storage.push_back(
                    {.key = slot.key, .value = before.storage(change.address, slot.key)});
            }
            back.accounts.push_back(std::move(old));
        }
    }
    return back;
}

/// Nothing when the case passes.
std::optional<std::string> check_case(WorldState& world, const evm::BlockContext& block,
                                      const FixtureTransaction& fixture,
                                      const json::value& expected, evm::Caches caches,
                                      const evm::Patience& patience) {
    State state(world);
    evm::Machine machine(state, block, caches, patience);
    const auto applied = apply_transaction(machine, fixture.transaction, fixture.sender, 0);

    const auto* exception = expected.as_object().if_contains("expectException");
    if (exception != nullptr && applied) return "accepted, but has to be refused";
    if (exception == nullptr && !applied) {
        return "refused: " + std::string(to_string(applied.error()));
    }
    if (exception != nullptr && !names_include(text(*exception), exception_name(applied.error()))) {
        return "refused for another reason: " + std::string(to_string(applied.error()));
    }
    const auto logs = applied ? logs_hash(applied->receipt.logs) : kEmptyListHash;
    if (logs != hash(member(expected, "logs"))) return "other logs";

    const auto diff = state.diff();
    const auto back = inverse(world, diff);
    world.apply(diff);
    const auto root = caches == evm::Caches::kOn ? world.root() : made_anew(world).root();
    world.apply(back);
    if (root != hash(member(expected, "hash"))) return "other state root " + to_hex(root);
    return std::nullopt;
}

std::string case_name(const std::filesystem::path& file, std::string_view unit,
                      const CaseIndex& index) {
    return file.string() + " " + std::string(unit) + " d" + std::to_string(index.data) + " g" +
           std::to_string(index.gas) + " v" + std::to_string(index.value);
}

}  // namespace

FileReport run_state_tests(const std::filesystem::path& file, evm::Caches caches,
                           std::int64_t slice) {
    evm::Patience patience;
    if (slice > 0) patience = {.may_go_on = [] { return true; }, .slice = slice};
    const auto document = load_json(file);
    FileReport report;
    for (const auto& [unit, test] : document.as_object()) {
        const auto* cases = member(test, "post").as_object().if_contains(kFork);
        if (cases == nullptr) continue;
        WorldState world;
        world.apply(accounts(member(test, "pre")));
        const auto block = environment(member(test, "env"));
        for (const auto& expected : cases->as_array()) {
            const auto index = case_index(member(expected, "indexes"));
            const auto fixture = fixture_transaction(member(test, "transaction"), index);
            if (caches == evm::Caches::kOff) world = made_anew(world);
            report.push_back({case_name(file, {unit.data(), unit.size()}, index),
                              check_case(world, block, fixture, expected, caches, patience)});
        }
    }
    return report;
}

}  // namespace dure::app
