// Bytecode as expressions: push(1) + push(2) + op::ADD + return_top().
#pragma once

#include "chain/base/uint256.hpp"
#include "chain/evm/opcodes.hpp"

namespace dure::chain::test {

class Bytecode {
 public:
    Bytecode() = default;
    Bytecode(evm::op::Opcode code) : bytes_{code} {}  // NOLINT: an opcode is the shortest program
    explicit Bytecode(Bytes bytes) : bytes_(std::move(bytes)) {}

    friend Bytecode operator+(Bytecode a, const Bytecode& b) {
        a.bytes_.insert(a.bytes_.end(), b.bytes_.begin(), b.bytes_.end());
        return a;
    }
    friend Bytecode operator*(int times, const Bytecode& one) {
        Bytecode all;
        for (int i = 0; i < times; ++i) all = all + one;
        return all;
    }
    const Bytes& bytes() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }

 private:
    Bytes bytes_;
};

/// The shortest PUSH that holds the number.
inline Bytecode push(const uint256& n) {
    const auto length = byte_length(n);
    Bytes out{static_cast<Byte>(evm::op::PUSH0 + length)};
    const auto be = n.to_be32();
    out.insert(out.end(), be.end() - length, be.end());
    return Bytecode{std::move(out)};
}
inline Bytecode push(const Address& a) { return push(to_uint256(a)); }

inline Bytecode store_word(std::uint64_t offset, const Bytecode& value) {
    return value + push(offset) + evm::op::MSTORE;
}
inline Bytecode return_region(std::uint64_t offset, std::uint64_t size) {
    return push(size) + push(offset) + evm::op::RETURN;
}
/// Returns the word on top of the stack.
inline Bytecode return_top() { return push(0) + evm::op::MSTORE + return_region(0, 32); }
inline Bytecode revert_empty() { return push(0) + push(0) + evm::op::REVERT; }
inline Bytecode set_slot(const uint256& key, const uint256& value) {
    return push(value) + push(key) + evm::op::SSTORE;
}
/// Leaves 1 or 0 on the stack; no value, no input, no output.
inline Bytecode call(evm::op::Opcode kind, const Address& to, const uint256& gas) {
    auto words = 4 * push(0);
    if (kind == evm::op::CALL || kind == evm::op::CALLCODE) words = words + push(0);
    return words + push(to) + push(gas) + kind;
}
/// Init code that deploys `code`.
inline Bytecode deploy(const Bytecode& code) {
    const auto size = code.size();
    const auto head = [&](std::uint64_t at) {
        return push(size) + push(at) + push(0) + evm::op::CODECOPY + return_region(0, size);
    };
    return head(head(head(0).size()).size()) + code;
}

}  // namespace dure::chain::test
