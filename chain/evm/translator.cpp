#include "chain/evm/translator.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace dure::chain::evm {

namespace {

constexpr int kWordBytes = 32;

std::int32_t offset(int slot) { return slot * kWordBytes; }
constexpr std::uint64_t kFarAway = ~std::uint64_t{0};  // no code is so long

std::int32_t offset(Word word) { return offset(word.index); }

bool is_push(Byte code) { return code >= op::PUSH0 && code <= op::PUSH32; }

/// Nothing runs on behind these.
bool is_end(Byte code) {
    switch (code) {
        case op::STOP:
        case op::JUMP:
        case op::RETURN:
        case op::REVERT:
        case op::INVALID:
        case op::SELFDESTRUCT:
            return true;
        default:
            return kOpcodes[code].name.empty();
    }
}

/// The gas left has to be exact behind these.
bool ends_block(Byte code) {
    switch (code) {
        case op::GAS:
        case op::SSTORE:
        case op::CREATE:
        case op::CREATE2:
        case op::CALL:
        case op::CALLCODE:
        case op::DELEGATECALL:
        case op::STATICCALL:
            return true;
        default:
            return false;
    }
}

/// kADDConstantFirst for ADD and so on; the kind behind it has the constant second.
std::size_t with_constant_first(Byte opcode) {
    switch (opcode) {
#define DURE_CASE(NAME) \
    case op::NAME:      \
        return step::k##NAME##ConstantFirst;
        DURE_BINARY_OPCODES(DURE_CASE)
#undef DURE_CASE
        default:
            return step::kUndefined;
    }
}

uint256 computed(Byte opcode, const uint256& a, const uint256& b) {
    switch (opcode) {
#define DURE_CASE(NAME) \
    case op::NAME:      \
        return apply<op::NAME>(a, b);
        DURE_BINARY_OPCODES(DURE_CASE)
#undef DURE_CASE
        default:
            return {};
    }
}

}  // namespace

void Translator::Sum::add(const OpcodeTraits& traits) {
    gas += traits.gas;
    needs = std::max(needs, traits.in - height);
    height += traits.out - traits.in;
    grows = std::max(grows, height);
}

void Translator::run() {
    const auto bytes = code_.view();
    steps().reserve(bytes.size() / 2 + 4);
    begin_block();
    bool reachable = true;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const Byte opcode = bytes[i];
        if (opcode == op::JUMPDEST) {
            // An empty block before it is used for it.
            if (reachable && !sum_.is_empty()) fall();
            if (!reachable) begin_block();
            reachable = true;
            program_.destinations_[i] = static_cast<std::int32_t>(block_ * sizeof(Step));
            sum_.add(kOpcodes[opcode]);
            continue;
        }
        const auto immediate = is_push(opcode) ? static_cast<std::size_t>(opcode - op::PUSH0) : 0;
        if (reachable) {
            sum_.add(kOpcodes[opcode]);
            if (!sum_.cannot_run()) instruction(opcode, i);
            if (translation_ == Translation::kInstructions && !sum_.cannot_run() &&
                !is_end(opcode)) {
                settle();
            }
            if (is_end(opcode)) {
                end_block();
                reachable = false;
            } else if (opcode == op::JUMPI) {
                end_block();
                begin_block();
            } else if (ends_block(opcode)) {
                fall();
            }
        }
        i += immediate;
    }
    if (reachable) {
        emit(op::STOP);
        end_block();
    }
    aim_jumps();
}

/// Now that all destinations are known.
void Translator::aim_jumps() {
    auto nowhere = Program::kNowhere;
    for (const auto& [index, code_offset] : constant_jumps_) {
        auto to = code_offset < code_.size()
                      ? program_.destinations_[static_cast<std::size_t>(code_offset)]
                      : Program::kNowhere;
        if (to == Program::kNowhere) {
            if (nowhere == Program::kNowhere) {
                begin_block();
                emit(step::kBadJump);
                end_block();
                nowhere = static_cast<std::int32_t>(block_ * sizeof(Step));
            }
            to = nowhere;
        }
        steps()[index].to = to;
    }
}

void Translator::begin_block() {
    sum_ = {};
    block_ = emit(step::kUndefined);
    stack_.begin_block();
}

void Translator::end_block() {
    const auto limit = [](std::int64_t words) {
        return static_cast<std::int32_t>(std::min<std::int64_t>(words, kMaxStack + 1));
    };
    auto& step = steps()[block_];
    step.to = static_cast<std::int32_t>(sum_.gas);
    step.a = limit(sum_.needs) * kWordBytes;
    step.b = (kMaxStack - limit(sum_.grows)) * kWordBytes;
}

void Translator::fall() {
    if (!sum_.cannot_run()) settle();
    emit(step::kFall, 0, 0, height_in_bytes());
    end_block();
    begin_block();
}

void Translator::instruction(Byte opcode, std::size_t position) {
    if (stack_.is_crowded()) settle();
    if (is_push(opcode)) {
        const auto length = static_cast<std::size_t>(opcode - op::PUSH0);
        return push_literal(uint256::from_be(ByteView{code_.data() + position + 1, length}));
    }
    if (opcode >= op::DUP1 && opcode <= op::DUP16) return stack_.duplicate(opcode - op::DUP1 + 1);
    if (opcode >= op::SWAP1 && opcode <= op::SWAP16) return stack_.swap(opcode - op::SWAP1 + 1);
    switch (opcode) {
        case op::POP:
            return stack_.drop();
        case op::PC:
            return push_literal(position);
        case op::CODESIZE:
            return push_literal(code_.size());
        case op::ADDMOD:
        case op::MULMOD:
            return modular(opcode);
        case op::BLOBHASH:  // no transaction carries blobs
            stack_.drop();
            return push_literal({});
        case op::ISZERO:
        case op::NOT:
            return unary(opcode);
        case op::MLOAD:
        case op::CALLDATALOAD:
            return load(opcode);
        case op::MSTORE:
            return store();
        case op::MSTORE8:
            return store_byte();
        case op::JUMP:
            return jump();
        case op::JUMPI:
            return jump_if();
        default:
            break;
    }
    if (is_end(opcode)) return ending(opcode);
    if (with_constant_first(opcode) != step::kUndefined) return binary(opcode);
    const auto& traits = kOpcodes[opcode];
    if (traits.in == 0 && traits.out == 1) return give(opcode);
    on_stack(opcode);
}

void Translator::binary(Byte opcode) {
    const auto a = stack_.pop(), b = stack_.pop();
    if (a.is_constant() && b.is_constant()) {
        return push_literal(computed(opcode, literal(a), literal(b)));
    }
    const auto first = with_constant_first(opcode);
    const auto kind = a.is_constant() ? first : b.is_constant() ? first + 1 : std::size_t{opcode};
    const auto from_a = a.is_constant() ? constant(a) : offset(a);
    const auto from_b = b.is_constant() ? constant(b) : offset(b);
    emit(kind, result_for({a, b}), from_a, from_b);
}

void Translator::unary(Byte opcode) {
    const auto a = stack_.pop();
    if (a.is_constant()) {
        const auto value = literal(a);
        return push_literal(opcode == op::NOT ? ~value : uint256{value ? 0u : 1u});
    }
    emit(opcode, result_for({a}), offset(a));
}

void Translator::modular(Byte opcode) {
    const auto a = in_slot(stack_.pop()), b = in_slot(stack_.pop()), m = in_slot(stack_.pop());
    emit(opcode, result_for({a, b, m}), offset(a), offset(b), offset(m));
}

void Translator::load(Byte opcode) {
    auto a = stack_.pop();
    if (const auto number = small(a)) {
        emit(opcode == op::MLOAD ? step::kLoadAt : step::kInputAt, result_for({a}), *number);
        return;
    }
    a = in_slot(a);
    emit(opcode, result_for({a}), offset(a));
}

void Translator::store() {
    auto at = stack_.pop(), word = stack_.pop();
    if (const auto number = small(at)) {
        word = in_slot(word);
        emit(step::kStoreAt, 0, *number, offset(word));
    } else if (at = in_slot(at); word.is_constant()) {
        emit(step::kStoreConstant, 0, offset(at), constant(word));
    } else {
        emit(op::MSTORE, 0, offset(at), offset(word));
    }
    stack_.release(at);
    stack_.release(word);
}

void Translator::store_byte() {
    const auto at = in_slot(stack_.pop()), word = in_slot(stack_.pop());
    emit(op::MSTORE8, 0, offset(at), offset(word));
    stack_.release(at);
    stack_.release(word);
}

/// Instructions that give a word for nothing.
void Translator::give(Byte opcode) { emit(opcode, result_for({})); }

/// Instructions that want their operands on the stack (instructions.hpp).
void Translator::on_stack(Byte opcode) {
    const auto& traits = kOpcodes[opcode];
    settle();
    emit(opcode, 0, height_in_bytes());
    for (int i = 0; i < traits.in; ++i) stack_.drop();
    for (int i = 0; i < traits.out; ++i) stack_.push(Word::slot(stack_.free_slot()));
}

void Translator::ending(Byte opcode) {
    stack_.settle_last(kOpcodes[opcode].in, moves_);
    emit_moves();
    emit(kOpcodes[opcode].name.empty() ? std::size_t{step::kUndefined} : std::size_t{opcode}, 0,
         height_in_bytes());
}

void Translator::jump() {
    auto destination = stack_.pop();
    settle(&destination);
    if (destination.is_constant()) {
        const auto value = literal(destination);
        const auto index = emit(step::kJumpTo, 0, 0, height_in_bytes());
        constant_jumps_.push_back({index, value.fits_uint64() ? value[0] : kFarAway});
    } else {
        emit(op::JUMP, 0, offset(destination), height_in_bytes());
        stack_.release(destination);
    }
}

void Translator::jump_if() {
    auto destination = stack_.pop();
    auto condition = in_slot(stack_.pop());
    if (!destination.is_constant()) {
        // Rare. The condition lies where settling puts it, the destination on top of it.
        stack_.push(condition);
        stack_.push(destination);
        stack_.release(condition);
        stack_.release(destination);
        settle();
        destination = stack_.pop();
        condition = stack_.pop();
        emit(op::JUMPI, 0, offset(destination), height_in_bytes(), offset(condition));
        stack_.release(destination);
        stack_.release(condition);
        return;
    }
    // The jump can ask what ISZERO asks.
    bool unless = false;
    while (translation_ == Translation::kBlocks && stack_.uses_of(condition.index) == 1 &&
           steps().back().label == labels_[op::ISZERO] && steps().back().to == offset(condition) &&
           steps().size() > block_ + 1) {
        const auto asked = Word::slot(steps().back().a / kWordBytes);
        stack_.release(condition);
        stack_.hold(asked);
        condition = asked;
        steps().pop_back();
        unless = !unless;
    }
    settle(&condition);
    const auto value = literal(destination);
    const auto index = emit(unless ? step::kJumpUnlessTo : step::kJumpIfTo, 0, offset(condition),
                            height_in_bytes());
    constant_jumps_.push_back({index, value.fits_uint64() ? value[0] : kFarAway});
    stack_.release(condition);
}

std::size_t Translator::emit(std::size_t kind, std::int32_t to, std::int32_t a, std::int32_t b,
                             std::int32_t c) {
    steps().push_back({.label = labels_[kind], .to = to, .a = a, .b = b, .c = c});
    return steps().size() - 1;
}

void Translator::settle(Word* kept) {
    stack_.settle(moves_, kept);
    emit_moves();
}

void Translator::emit_moves() {
    std::size_t single = 0;  // the step before, if it is a move that may take another
    for (const auto& [kind, to, from] : moves_) {
        if (kind == StackAccount::Move::Kind::kExchange) {
            emit(step::kExchange, 0, offset(to), offset(from));
        } else if (from.is_constant()) {
            emit(step::kConstant, offset(to), constant(from));
        } else if (single != 0) {
            // One step for two moves in a row.
            auto& before = steps()[std::exchange(single, 0)];
            before = {.label = labels_[step::kMoveTwo],
                      .to = before.to,
                      .a = before.a,
                      .b = offset(to),
                      .c = offset(from)};
            continue;
        } else {
            single = emit(step::kMove, offset(to), offset(from));
            continue;
        }
        single = 0;
    }
    moves_.clear();
}

std::int32_t Translator::result_for(std::initializer_list<Word> operands) {
    for (const auto word : operands) stack_.release(word);
    const auto slot = stack_.free_slot();
    stack_.push(Word::slot(slot));
    return offset(slot);
}

Word Translator::in_slot(Word word) {
    if (!word.is_constant()) return word;
    const auto slot = Word::slot(stack_.free_slot());
    stack_.hold(slot);
    emit(step::kConstant, offset(slot), constant(word));
    return slot;
}

void Translator::push_literal(const uint256& value) {
    stack_.push(Word::constant(static_cast<int>(literals_.size())));
    literals_.push_back(value);
    literal_constants_.push_back(-1);
}

std::optional<std::int32_t> Translator::small(Word word) const {
    if (!word.is_constant()) return std::nullopt;
    const auto& value = literal(word);
    constexpr std::uint64_t kMost = std::numeric_limits<std::int32_t>::max();
    if (!value.fits_uint64() || value[0] > kMost) return std::nullopt;
    return static_cast<std::int32_t>(value[0]);
}

std::int32_t Translator::constant(Word word) {
    auto& known = literal_constants_[static_cast<std::size_t>(word.index)];
    if (known < 0) {
        known = static_cast<std::int32_t>(program_.constants_.size() * sizeof(uint256));
        program_.constants_.push_back(literal(word));
    }
    return known;
}

std::int32_t Translator::height_in_bytes() const { return stack_.height() * kWordBytes; }

}  // namespace dure::chain::evm
