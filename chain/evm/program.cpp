#include "chain/evm/program.hpp"

#include <algorithm>
#include <bit>

namespace dure::chain::evm {

namespace {

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

bool ends_block(Byte code) {
    switch (code) {
        case op::JUMPI:
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
            return is_end(code);
    }
}

/// The step that is PUSH of a small number and then `opcode`, or kUndefined.
step::Kind with_small(Byte opcode) {
    switch (opcode) {
        case op::ADD:
            return step::kAddSmall;
        case op::MLOAD:
            return step::kLoadAt;
        case op::MSTORE:
            return step::kStoreAt;
        case op::SHL:
            return step::kShiftLeftBy;
        case op::SHR:
            return step::kShiftRightBy;
        default:
            return step::kUndefined;
    }
}

/// Sums up a block while its instructions go by.
class BlockSum {
 public:
    void add(const OpcodeTraits& traits) {
        gas_ += traits.gas;
        needs_ = std::max(needs_, traits.in - height_);
        height_ += traits.out - traits.in;
        grows_ = std::max(grows_, height_);
    }
    bool empty() const { return gas_ == 0; }  // no instruction within a block is for nothing
    std::uint64_t packed() const {
        constexpr std::int64_t kTooMany = kMaxStack + 1;
        const auto limit = [kTooMany](std::int64_t n) {
            return static_cast<std::uint16_t>(std::min(n, kTooMany));
        };
        return std::bit_cast<std::uint64_t>(Block{.gas = static_cast<std::uint32_t>(gas_),
                                                  .needs = limit(needs_),
                                                  .grows = limit(grows_)});
    }

 private:
    std::int64_t gas_ = 0, needs_ = 0, height_ = 0, grows_ = 0;
};

}  // namespace

Program::Program(const Code& code, Labels labels)
    : destinations_(std::make_unique_for_overwrite<std::uint32_t[]>(code.size())),
      code_size_(code.size()) {
    std::fill_n(destinations_.get(), code_size_, kNowhere);
    translate(code, labels);
}

void Program::translate(const Code& code, Labels labels) {
    steps_.reserve(code.size() + 2);
    std::vector<std::pair<std::size_t, std::uint64_t>> constant_jumps;  // step, code offset
    const auto bytes = code.view();
    BlockSum sum;
    std::size_t block = 0;
    const auto emit = [&](std::size_t kind, std::uint64_t operand) {
        steps_.push_back({.label = labels[kind], .operand = operand});
    };
    const auto begin_block = [&] {
        sum = {};
        block = steps_.size();
        emit(step::kBlock, 0);
    };
    const auto end_block = [&] { steps_[block].operand = sum.packed(); };

    begin_block();
    bool reachable = true;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const Byte opcode = bytes[i];
        const auto& traits = kOpcodes[opcode];
        if (opcode == op::JUMPDEST) {
            // An empty block before it is used for it.
            if (reachable && !sum.empty()) {
                end_block();
                begin_block();
            } else if (!reachable) {
                begin_block();
            }
            reachable = true;
            destinations_[i] = static_cast<std::uint32_t>(block);
            sum.add(traits);
            continue;
        }
        const auto length = is_push(opcode) ? static_cast<std::size_t>(opcode - op::PUSH0) : 0;
        if (!reachable) {
            i += length;
            continue;
        }
        sum.add(traits);
        if (is_push(opcode)) {
            const auto value = uint256::from_be(ByteView{code.data() + i + 1, length});
            i += length;
            const Byte next = i + 1 < bytes.size() ? bytes[i + 1] : Byte{op::STOP};
            if ((next == op::JUMP || next == op::JUMPI) && value.fits_uint64()) {
                // Decided when all destinations are known.
                constant_jumps.emplace_back(steps_.size(), value[0]);
            }
            if (value.fits_uint64()) {
                emit(step::kPushSmall, value[0]);
            } else {
                emit(step::kPushLarge, constants_.size());
                constants_.push_back(value);
            }
            continue;
        }
        if (const auto kind = with_small(opcode);
            kind != step::kUndefined && steps_.back().label == labels[step::kPushSmall]) {
            steps_.back().label = labels[kind];
            continue;
        }
        emit(traits.name.empty() ? std::size_t{step::kUndefined} : std::size_t{opcode}, i);
        if (!ends_block(opcode)) continue;
        end_block();
        reachable = !is_end(opcode);
        if (reachable) begin_block();
    }
    if (reachable) {
        emit(op::STOP, 0);
        end_block();
    }
    for (const auto& [index, offset] : constant_jumps) {
        const auto to = offset < code_size_ ? destinations_[offset] : kNowhere;
        if (to == kNowhere) continue;  // fails when it runs, if it runs
        const auto conditional = steps_[index + 1].label == labels[op::JUMPI];
        steps_[index] = {.label = labels[conditional ? step::kJumpIfTo : step::kJumpTo],
                         .operand = to};
    }
}

}  // namespace dure::chain::evm
