#include "chain/evm/machine.hpp"

#include <algorithm>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/evm/frame.hpp"
#include "chain/evm/precompiles.hpp"

namespace dure::chain::evm {

namespace {

bool is_creation(MessageKind kind) {
    return kind == MessageKind::create || kind == MessageKind::create2;
}

Address address_from_hash(const Hash256& hash) { return Address::right_aligned(hash); }

Address create_address(const Address& sender, std::uint64_t nonce) {
    return address_from_hash(keccak256(
        rlp::Encoder().list([&](rlp::Encoder& e) { e.string(sender).integer(nonce); }).bytes()));
}

/// EIP-1014.
Address create2_address(const Address& sender, const uint256& salt, ByteView init_code) {
    std::array<Byte, 1 + 20 + 32 + 32> preimage{0xff};
    std::memcpy(preimage.data() + 1, sender.bytes.data(), 20);
    salt.store_be32(preimage.data() + 21);
    const auto code_hash = keccak256(init_code);
    std::memcpy(preimage.data() + 53, code_hash.bytes.data(), 32);
    return address_from_hash(keccak256(preimage));
}

}  // namespace

std::string_view to_string(Status status) {
    switch (status) {
        case Status::success:
            return "success";
        case Status::revert:
            return "execution reverted";
        case Status::out_of_gas:
            return "out of gas";
        case Status::undefined_instruction:
            return "undefined instruction";
        case Status::invalid_instruction:
            return "invalid instruction";
        case Status::bad_jump_destination:
            return "bad jump destination";
        case Status::stack_underflow:
            return "stack underflow";
        case Status::stack_overflow:
            return "stack overflow";
        case Status::static_violation:
            return "change in a static call";
        case Status::return_data_out_of_bounds:
            return "return data out of bounds";
        case Status::init_code_too_large:
            return "init code too large";
        case Status::code_too_large:
            return "contract code too large";
        case Status::code_starts_with_ef:
            return "contract code starts with 0xef";
        case Status::address_collision:
            return "contract address in use";
        case Status::precompile_failed:
            return "precompiled contract failed";
        case Status::interrupted:
            return "execution takes too long";
        case Status::call_too_deep:
            return "call too deep";
        case Status::insufficient_balance:
            return "insufficient balance";
        case Status::nonce_too_high:
            return "nonce too high";
    }
    return "unknown";
}

Machine::Machine(State& state, BlockContext block, Caches caches, Patience patience)
    : state_(state), block_(std::move(block)), caches_(caches), patience_(std::move(patience)) {}

void Machine::begin_transaction(const TransactionContext& transaction) {
    transaction_ = transaction;
    logs_.clear();
    refund_ = 0;
}

Machine::Buffers& Machine::buffers(int depth) {
    constexpr std::size_t kStackWords = kMaxStack + Program::kScratch;
    const auto index = static_cast<std::size_t>(depth);
    while (buffers_.size() <= index) {
        auto fresh = std::make_unique<Buffers>();
        fresh->stack.reset(new std::byte[kStackWords * sizeof(uint256)]);
        buffers_.push_back(std::move(fresh));
    }
    return *buffers_[index];
}

Machine::Checkpoint Machine::checkpoint() const {
    return {.state = state_.snapshot(), .logs = logs_.size(), .refund = refund_};
}

void Machine::roll_back(const Checkpoint& point) {
    state_.revert(point.state);
    logs_.resize(point.logs);
    refund_ = point.refund;
}

void Machine::transfer(const Address& from, State::Entry& to, const uint256& value) {
    auto& sender = state_.entry(from);
    state_.set_balance(sender, sender.account.balance - value);
    state_.set_balance(to, to.account.balance + value);
}

CallResult Machine::execute(const Message& message) {
    if (!goes_on(patience_.may_go_on))
        return {.status = Status::interrupted, .gas_left = 0, .output = {}, .created = {}};
    return is_creation(message.kind) ? create(message) : call(message);
}

CallResult Machine::run(const Message& message, State::Entry& self, const Code& code) {
    auto& mine = buffers(message.depth);
    mine.memory.clear();
    std::optional<Code> unprepared;
    if (caches_ == Caches::kOff) unprepared.emplace(code.view());
    Frame frame{
        .machine = *this,
        .state = state_,
        .block = block_,
        .transaction = transaction_,
        .message = message,
        .self = self,
        .code = unprepared ? *unprepared : code,
        .memory = mine.memory,
        .stack = reinterpret_cast<uint256*>(mine.stack.get()),
        .translation = caches_ == Caches::kOff ? Translation::kInstructions : Translation::kBlocks,
        .gas = message.gas,
        .slice = patience_.may_go_on ? patience_.slice : 0,
        .return_data = {},
        .output = {}};
    frame.divide_gas();
    const auto status = interpret(frame);
    return {.status = frame.is_interrupted ? Status::interrupted : status,
            .gas_left = frame.gas_left(),
            .output = frame.output,
            .created = {}};
}

bool Frame::refill() {
    if (reserve == 0) return false;
    if (!goes_on(machine.patience_.may_go_on)) {
        is_interrupted = true;
        return false;
    }
    const auto more = std::min(reserve, slice - gas);
    reserve -= more;
    gas += more;
    return gas >= 0;
}

CallResult Machine::call(const Message& message) {
    const auto before = checkpoint();
    auto& recipient = state_.entry(message.recipient);
    if (message.kind == MessageKind::call) {
        if (message.value) {
            transfer(message.sender, recipient, message.value);
        } else {
            state_.touch(recipient);
        }
    }
    CallResult result{
        .status = Status::success, .gas_left = message.gas, .output = {}, .created = {}};
    if (is_precompile(message.code_address)) {
        auto done =
            run_precompile(message.code_address, message.input, message.gas, patience_.may_go_on);
        auto& output = buffers(message.depth).precompile_output;
        output = std::move(done.output);
        result = {
            .status = done.status, .gas_left = done.gas_left, .output = output, .created = {}};
    } else {
        auto& owner = message.code_address == message.recipient
                          ? recipient
                          : state_.entry(message.code_address);
        const auto& code = state_.code(owner);
        if (code.size() != 0) result = run(message, recipient, code);
    }
    if (result.status != Status::success) {
        roll_back(before);
        if (result.status != Status::revert) result.gas_left = 0;
    }
    return result;
}

CallResult Machine::create(const Message& message) {
    auto& sender = state_.entry(message.sender);
    const auto address = message.kind == MessageKind::create
                             ? create_address(message.sender, sender.account.nonce - 1)
                             : create2_address(message.sender, message.salt, message.input);
    auto& fresh = state_.entry(address);
    state_.access(fresh);  // stays warm even when the creation fails
    CallResult failed{
        .status = Status::address_collision, .gas_left = 0, .output = {}, .created = address};
    if (state_.is_in_use(fresh)) return failed;

    const auto before = checkpoint();
    state_.create(fresh);
    state_.set_nonce(fresh, 1);
    if (message.value) transfer(message.sender, fresh, message.value);
    auto inner = message;
    inner.recipient = inner.code_address = address;
    inner.input = {};
    const Code init_code{message.input};
    CallResult result{
        .status = Status::success, .gas_left = message.gas, .output = {}, .created = {}};
    if (init_code.size() != 0) result = run(inner, fresh, init_code);
    result.created = address;
    if (result.status == Status::success) result.status = deploy(fresh, result);
    if (result.status != Status::success) {
        roll_back(before);
        if (result.status != Status::revert) result.gas_left = 0;
    }
    return result;
}

/// Takes the output of the init code as the contract's code.
Status Machine::deploy(State::Entry& contract, CallResult& result) {
    const auto code = result.output;
    result.output = {};
    if (code.size() > kMaxCodeSize) return Status::code_too_large;
    if (!code.empty() && code[0] == 0xef) return Status::code_starts_with_ef;
    result.gas_left -= kCodeByte * static_cast<std::int64_t>(code.size());
    if (result.gas_left < 0) return Status::out_of_gas;
    if (!code.empty()) state_.set_code(contract, code);
    return Status::success;
}

}  // namespace dure::chain::evm
