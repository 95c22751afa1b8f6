// What things cost in Cancun. Source: Yellow Paper appendix G as changed by the EIPs named.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dure::chain::evm {

inline constexpr std::int64_t kWarmAccess = 100;     ///< EIP-2929
inline constexpr std::int64_t kColdAccount = 2600;   ///< EIP-2929, first access of an address
inline constexpr std::int64_t kColdSlot = 2100;      ///< EIP-2929, first access of a slot
inline constexpr std::int64_t kStorageSet = 20'000;  ///< 0 to not 0
inline constexpr std::int64_t kStorageReset = 5000 - kColdSlot;  ///< not 0 to anything else
inline constexpr std::int64_t kStorageClearRefund = 4800;        ///< EIP-3529
inline constexpr std::int64_t kStorageSentry = 2300;  ///< EIP-2200: SSTORE needs more than this
inline constexpr std::int64_t kCallValue = 9000;
inline constexpr std::int64_t kCallStipend = 2300;
inline constexpr std::int64_t kNewAccount = 25'000;  ///< EIP-161
inline constexpr std::int64_t kCreate = 32'000;
inline constexpr std::int64_t kInitCodeWord = 2;  ///< EIP-3860
inline constexpr std::int64_t kCodeByte = 200;
inline constexpr std::int64_t kSelfdestruct = 5000;
inline constexpr std::int64_t kExpByte = 50;  ///< EIP-160
inline constexpr std::int64_t kKeccakWord = 6;
inline constexpr std::int64_t kCopyWord = 3;
inline constexpr std::int64_t kMemoryWord = 3;
inline constexpr std::int64_t kMemoryQuadraticDivisor = 512;
inline constexpr std::int64_t kLog = 375;
inline constexpr std::int64_t kLogTopic = 375;
inline constexpr std::int64_t kLogByte = 8;
inline constexpr std::int64_t kRefundQuotient = 5;  ///< EIP-3529: at most a fifth of the gas used

inline constexpr std::size_t kMaxCodeSize = 24'576;                ///< EIP-170
inline constexpr std::size_t kMaxInitCodeSize = 2 * kMaxCodeSize;  ///< EIP-3860
inline constexpr int kMaxCallDepth = 1024;
inline constexpr int kMaxStack = 1024;

/// Words that hold `bytes`.
constexpr std::int64_t words(std::uint64_t bytes) {
    return static_cast<std::int64_t>((bytes + 31) / 32);
}

}  // namespace dure::chain::evm
