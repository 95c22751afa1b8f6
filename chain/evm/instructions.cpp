#include "chain/evm/instructions.hpp"

#include <algorithm>
#include <utility>

#include "chain/crypto/hash.hpp"
#include "chain/evm/precompiles.hpp"

namespace dure::chain::evm {

namespace {

/// Makes the account warm and pays the rest of a cold access.
bool charge_account_access(Frame& f, State::Entry& account) {
    if (is_precompile(account.address)) return true;
    if (f.state.access(account) == Access::warm) return true;
    return f.charge(kColdAccount - kWarmAccess);
}

/// Copies `size` bytes of `source` from `source_offset` to memory, zeros past its end.
Status copy_to_memory(Frame& f, ByteView source, const uint256& offset,
                      const uint256& source_offset, const uint256& size) {
    if (!f.expand(offset, size)) return Status::out_of_gas;
    if (!size) return Status::success;
    if (!f.charge(kCopyWord * words(size[0]))) return Status::out_of_gas;
    const auto from = source_offset.fits_uint64() && source_offset[0] < source.size()
                          ? source_offset[0]
                          : source.size();
    const auto count = std::min<std::uint64_t>(size[0], source.size() - from);
    auto* const to = f.memory.data() + offset[0];
    if (count > 0) std::memcpy(to, source.data() + from, count);
    std::memset(to + count, 0, size[0] - count);
    return Status::success;
}

/// All but one 64th of the gas (EIP-150).
std::int64_t available_to_callee(std::int64_t gas) { return gas - gas / 64; }

/// All of the frame's gas in one hand, until the call in between is over.
class Gathered {
 public:
    explicit Gathered(Frame& f) : frame_(f) { f.gas += std::exchange(f.reserve, 0); }
    Gathered(const Gathered&) = delete;
    Gathered& operator=(const Gathered&) = delete;
    ~Gathered() { frame_.divide_gas(); }

 private:
    Frame& frame_;
};

}  // namespace

Status keccak256_region(Frame& f, uint256* top) {
    const auto &offset = top[0], &size = top[-1];
    if (!f.expand(offset, size)) return Status::out_of_gas;
    if (size && !f.charge(kKeccakWord * words(size[0]))) return Status::out_of_gas;
    top[-1] = to_uint256(keccak256(f.region(offset, size)));
    return Status::success;
}

Status balance(Frame& f, uint256* top) {
    auto& account = f.state.entry(to_address(*top));
    if (!charge_account_access(f, account)) return Status::out_of_gas;
    *top = account.account.balance;
    return Status::success;
}

Status block_hash(Frame& f, uint256* top) {
    constexpr std::uint64_t kReach = 256;
    const auto known = top->fits_uint64() && (*top)[0] < f.block.number &&
                       f.block.number - (*top)[0] <= kReach && f.block.block_hash;
    *top = known ? to_uint256(f.block.block_hash((*top)[0])) : uint256{};
    return Status::success;
}

Status calldata_copy(Frame& f, uint256* top) {
    return copy_to_memory(f, f.message.input, top[0], top[-1], top[-2]);
}

Status code_copy(Frame& f, uint256* top) {
    return copy_to_memory(f, f.code.view(), top[0], top[-1], top[-2]);
}

Status return_data_copy(Frame& f, uint256* top) {
    const auto &source_offset = top[-1], &size = top[-2];
    const auto available = f.return_data.size();
    if (!source_offset.fits_uint64() || !size.fits_uint64() || source_offset[0] > available ||
        size[0] > available - source_offset[0]) {
        return Status::return_data_out_of_bounds;
    }
    return copy_to_memory(f, f.return_data, top[0], source_offset, size);
}

Status memory_copy(Frame& f, uint256* top) {
    const auto &to = top[0], &from = top[-1], &size = top[-2];
    if (!f.expand(std::max(to, from), size)) return Status::out_of_gas;
    if (!size) return Status::success;
    if (!f.charge(kCopyWord * words(size[0]))) return Status::out_of_gas;
    std::memmove(f.memory.data() + to[0], f.memory.data() + from[0], size[0]);
    return Status::success;
}

Status external_code_size(Frame& f, uint256* top) {
    auto& account = f.state.entry(to_address(*top));
    if (!charge_account_access(f, account)) return Status::out_of_gas;
    *top = f.state.code(account).size();
    return Status::success;
}

Status external_code_copy(Frame& f, uint256* top) {
    auto& account = f.state.entry(to_address(*top));
    if (!charge_account_access(f, account)) return Status::out_of_gas;
    return copy_to_memory(f, f.state.code(account).view(), top[-1], top[-2], top[-3]);
}

Status external_code_hash(Frame& f, uint256* top) {
    auto& account = f.state.entry(to_address(*top));
    if (!charge_account_access(f, account)) return Status::out_of_gas;
    *top = account.account.is_empty() ? uint256{} : to_uint256(account.account.code_hash);
    return Status::success;
}

Status storage_load(Frame& f, uint256* top) {
    const auto [slot, before] = f.state.access(f.self, *top);
    if (before == Access::cold && !f.charge(kColdSlot - kWarmAccess)) return Status::out_of_gas;
    *top = slot.current;
    return Status::success;
}

/// EIP-2200 with the prices of EIP-2929 and the refunds of EIP-3529.
Status storage_store(Frame& f, uint256* top) {
    if (f.message.is_static) return Status::static_violation;
    // The table has taken kWarmAccess already.
    if (f.gas_left() + kWarmAccess <= kStorageSentry) return Status::out_of_gas;
    const auto& value = top[-1];
    const auto [slot, before] = f.state.access(f.self, top[0]);
    if (before == Access::cold && !f.charge(kColdSlot)) return Status::out_of_gas;
    if (slot.current == value) return Status::success;
    if (slot.current == slot.original) {
        const auto cost = slot.original ? kStorageReset : kStorageSet;
        if (!f.charge(cost - kWarmAccess)) return Status::out_of_gas;
        if (slot.original && !value) f.refund() += kStorageClearRefund;
    } else {
        if (slot.original) {
            if (!slot.current) f.refund() -= kStorageClearRefund;
            if (!value) f.refund() += kStorageClearRefund;
        }
        if (slot.original == value) {
            f.refund() += (slot.original ? kStorageReset : kStorageSet) - kWarmAccess;
        }
    }
    f.state.set_storage(f.self, slot, value);
    return Status::success;
}

Status transient_load(Frame& f, uint256* top) {
    *top = f.state.transient(f.self, *top);
    return Status::success;
}

Status transient_store(Frame& f, uint256* top) {
    if (f.message.is_static) return Status::static_violation;
    f.state.set_transient(f.self, top[0], top[-1]);
    return Status::success;
}

Status exponentiate(Frame& f, uint256* top) {
    if (!f.charge(kExpByte * byte_length(top[-1]))) return Status::out_of_gas;
    top[-1] = exp(top[0], top[-1]);
    return Status::success;
}

/// EIP-6780: only a contract of the same transaction goes; any other gives its balance away.
Status selfdestruct(Frame& f, uint256* top) {
    if (f.message.is_static) return Status::static_violation;
    auto& heir = f.state.entry(to_address(*top));
    // No warm price here, so a cold access costs all of it.
    if (!is_precompile(heir.address) && f.state.access(heir) == Access::cold &&
        !f.charge(kColdAccount)) {
        return Status::out_of_gas;
    }
    const auto balance = f.self.account.balance;
    if (balance && heir.account.is_empty() && !f.charge(kNewAccount)) return Status::out_of_gas;
    const auto goes = f.state.created_in_transaction(f.self);
    if (&heir != &f.self) {
        f.state.set_balance(heir, heir.account.balance + balance);
        f.state.set_balance(f.self, {});
    } else if (goes) {
        f.state.set_balance(f.self, {});
    }
    if (goes) f.state.selfdestruct(f.self);
    return Status::success;
}

Status finish(Frame& f, uint256* top) {
    if (!f.expand(top[0], top[-1])) return Status::out_of_gas;
    f.output = f.region(top[0], top[-1]);
    return Status::success;
}

template <int kTopics>
Status log(Frame& f, uint256* top) {
    if (f.message.is_static) return Status::static_violation;
    const auto &offset = top[0], &size = top[-1];
    if (!f.expand(offset, size)) return Status::out_of_gas;
    if (size && !f.charge(kLogByte * static_cast<std::int64_t>(size[0]))) {
        return Status::out_of_gas;
    }
    const auto data = f.region(offset, size);
    Log entry{.address = f.message.recipient, .topics = {}, .data = {data.begin(), data.end()}};
    entry.topics.reserve(kTopics);
    for (int i = 0; i < kTopics; ++i) entry.topics.push_back(to_hash(top[-2 - i]));
    f.logs().push_back(std::move(entry));
    return Status::success;
}
template Status log<0>(Frame&, uint256*);
template Status log<1>(Frame&, uint256*);
template Status log<2>(Frame&, uint256*);
template Status log<3>(Frame&, uint256*);
template Status log<4>(Frame&, uint256*);

template <op::Opcode kOp>
Status call_family(Frame& f, uint256* top) {
    constexpr bool kHasValue = kOp == op::CALL || kOp == op::CALLCODE;
    constexpr int kRegions = kHasValue ? -3 : -2;  // where the four words of input and output begin
    auto& result = top[kHasValue ? -6 : -5];
    const auto gas_wanted = top[0];
    const auto value = kHasValue ? top[-2] : uint256{};
    const auto input_offset = top[kRegions], input_size = top[kRegions - 1];
    const auto output_offset = top[kRegions - 2], output_size = top[kRegions - 3];

    if (kOp == op::CALL && value && f.message.is_static) return Status::static_violation;
    auto& target = f.state.entry(to_address(top[-1]));
    if (!charge_account_access(f, target)) return Status::out_of_gas;
    if (!f.expand(input_offset, input_size)) return Status::out_of_gas;
    if (!f.expand(output_offset, output_size)) return Status::out_of_gas;
    if (value) {
        const auto opens = kOp == op::CALL && target.account.is_empty();
        if (!f.charge(kCallValue + (opens ? kNewAccount : 0))) return Status::out_of_gas;
    }
    const Gathered all_gas(f);
    const auto most = available_to_callee(f.gas);
    auto gas = gas_wanted < uint256{static_cast<std::uint64_t>(most)}
                   ? static_cast<std::int64_t>(gas_wanted[0])
                   : most;
    f.gas -= gas;
    if (value) gas += kCallStipend;

    f.return_data = {};
    if (f.message.depth >= kMaxCallDepth || f.self.account.balance < value) {
        f.gas += gas;
        result = {};
        return Status::success;
    }
    Message inner{.kind = MessageKind::call,
                  .is_static = f.message.is_static || kOp == op::STATICCALL,
                  .depth = f.message.depth + 1,
                  .gas = gas,
                  .sender = f.message.recipient,
                  .recipient = target.address,
                  .code_address = target.address,
                  .value = value,
                  .input = f.region(input_offset, input_size),
                  .salt = {}};
    if constexpr (kOp == op::CALLCODE) {
        inner.kind = MessageKind::callcode;
        inner.recipient = f.message.recipient;
    } else if constexpr (kOp == op::DELEGATECALL) {
        inner.kind = MessageKind::delegatecall;
        inner.recipient = f.message.recipient;
        inner.sender = f.message.sender;
        inner.value = f.message.value;
    }
    const auto outcome = f.execute(inner);
    if (outcome.status == Status::interrupted) return Status::interrupted;
    f.gas += outcome.gas_left;
    f.return_data = outcome.output;
    if (output_size && !outcome.output.empty()) {
        const auto count = std::min<std::uint64_t>(output_size[0], outcome.output.size());
        std::memcpy(f.memory.data() + output_offset[0], outcome.output.data(), count);
    }
    result = outcome.status == Status::success ? uint256{1} : uint256{};
    return Status::success;
}
template Status call_family<op::CALL>(Frame&, uint256*);
template Status call_family<op::CALLCODE>(Frame&, uint256*);
template Status call_family<op::DELEGATECALL>(Frame&, uint256*);
template Status call_family<op::STATICCALL>(Frame&, uint256*);

template <op::Opcode kOp>
Status create_family(Frame& f, uint256* top) {
    if (f.message.is_static) return Status::static_violation;
    const auto value = top[0], offset = top[-1], size = top[-2];
    auto& result = top[kOp == op::CREATE2 ? -3 : -2];
    if (!f.expand(offset, size)) return Status::out_of_gas;
    if (size > uint256{kMaxInitCodeSize}) return Status::init_code_too_large;
    const auto word_cost = kInitCodeWord + (kOp == op::CREATE2 ? kKeccakWord : 0);
    if (!f.charge(word_cost * words(size[0]))) return Status::out_of_gas;

    const auto salt = kOp == op::CREATE2 ? top[-3] : uint256{};
    f.return_data = {};
    result = {};
    if (f.message.depth >= kMaxCallDepth || f.self.account.balance < value ||
        f.self.account.nonce == ~std::uint64_t{0}) {
        return Status::success;
    }
    const Gathered all_gas(f);
    const auto gas = available_to_callee(f.gas);
    f.gas -= gas;
    f.state.set_nonce(f.self, f.self.account.nonce + 1);
    const auto outcome =
        f.execute({.kind = kOp == op::CREATE2 ? MessageKind::create2 : MessageKind::create,
                   .is_static = false,
                   .depth = f.message.depth + 1,
                   .gas = gas,
                   .sender = f.message.recipient,
                   .recipient = {},
                   .code_address = {},
                   .value = value,
                   .input = f.region(offset, size),
                   .salt = salt});
    if (outcome.status == Status::interrupted) return Status::interrupted;
    f.gas += outcome.gas_left;
    f.return_data = outcome.output;
    if (outcome.status == Status::success) result = to_uint256(outcome.created);
    return Status::success;
}
template Status create_family<op::CREATE>(Frame&, uint256*);
template Status create_family<op::CREATE2>(Frame&, uint256*);

}  // namespace dure::chain::evm
