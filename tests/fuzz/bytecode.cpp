// Code in a small world: made into blocks and kept, or instruction by instruction and made anew.
// The first bytes are the call data's length and the call data, the rest is the code.
#include <algorithm>

#include "chain/block/execution.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/state/world_state.hpp"
#include "tests/fuzz/targets.hpp"

namespace dure::fuzz {

using namespace chain;

namespace {

constexpr std::int64_t kGas = 100'000;
constexpr Address kCaller{{0xca}}, kContract{{0xc0}}, kOther{{0xc1}};

struct Outcome {
    evm::Status status{};
    std::int64_t gas_left = 0;
    Bytes output;
    std::vector<Log> logs;
    StateDiff diff;
};

WorldState world_of(ByteView code) {
    const auto hash = keccak256(code);
    StateDiff all;
    all.new_code.push_back({.hash = hash, .code = std::make_shared<const Code>(code)});
    const auto add = [&](const Address& address, const Account& account) {
        all.accounts.push_back({.address = address,
                                .account = account,
                                .old_storage = OldStorage::keep,
                                .storage = {{.key = uint256{1}, .value = uint256{7}}}});
    };
    add(kCaller, {.nonce = 1, .balance = uint256{1'000'000}});
    add(kContract, {.nonce = 1, .balance = uint256{5}, .code_hash = hash});
    add(kOther, {.nonce = 1, .balance = uint256{}, .code_hash = hash});
    WorldState world;
    world.apply(all);
    return world;
}

Outcome run(const WorldState& world, ByteView data, evm::Caches caches) {
    State state(world);
    evm::BlockContext block;
    block.number = 9;
    block.timestamp = 1'700'000'000;
    block.gas_limit = 30'000'000;
    evm::Machine machine(state, std::move(block), caches);
    state.begin_transaction();
    machine.begin_transaction({.origin = kCaller, .gas_price = uint256{1}});
    const auto result = machine.execute({.kind = evm::MessageKind::call,
                                         .is_static = false,
                                         .depth = 0,
                                         .gas = kGas,
                                         .sender = kCaller,
                                         .recipient = kContract,
                                         .code_address = kContract,
                                         .value = {},
                                         .input = data,
                                         .salt = {}});
    Outcome out{.status = result.status,
                .gas_left = result.gas_left,
                .output = {result.output.begin(), result.output.end()},
                .logs = machine.take_logs(),
                .diff = {}};
    state.finish_transaction();
    out.diff = state.diff();
    return out;
}

}  // namespace

void bytecode(ByteView input) {
    if (input.empty()) return;
    const auto data = input.subspan(1, std::min<std::size_t>(input[0], input.size() - 1));
    const auto code = input.subspan(1 + data.size());
    const auto world = world_of(code);
    const auto with = run(world, data, evm::Caches::kOn);
    const auto again = run(world, data, evm::Caches::kOn);  // on programs that are there already
    const auto without = run(world, data, evm::Caches::kOff);
    for (const auto* other : {&again, &without}) {
        require(with.status == other->status, "the same end");
        require(with.gas_left == other->gas_left, "the same gas");
        require(with.output == other->output, "the same output");
        require(with.logs == other->logs, "the same logs");
        require(with.diff.accounts == other->diff.accounts, "the same changes");
        require(with.diff.deleted == other->diff.deleted, "the same deletions");
    }
    require(with.gas_left >= 0 && with.gas_left <= kGas, "gas within its limit");
}

}  // namespace dure::fuzz
