// Everything a node cannot compute: time, disk, randomness, its signing key and a place for words.
// The same node runs in the program (node_host.hpp) and in simulations; only Env differs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "chain/base/types.hpp"
#include "chain/block/transaction.hpp"
#include "chain/consensus/signer.hpp"
#include "chain/store/disk.hpp"

namespace dure::chain {

class Clock {
 public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970 UTC: block timestamps only. May jump.
    virtual std::int64_t wall_ms() const = 0;
    /// Milliseconds from an arbitrary start, never backwards: all timers.
    virtual std::int64_t steady_ms() const = 0;
};

class Random {
 public:
    virtual ~Random() = default;
    virtual void fill(std::span<Byte>) = 0;
};

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

class Logger {
 public:
    virtual ~Logger() = default;
    virtual void write(LogLevel, std::string_view line) = 0;
};

/// Who signed: a public-key recovery a transaction, tens of microseconds each and most of what a
/// node computes, so it is asked for many at once (implementations: senders.hpp).
class SenderRecovery {
 public:
    /// Recovery that goes on while the caller does something else.
    class Stream {
     public:
        virtual ~Stream() = default;
        /// The next `count`, in the order asked.
        virtual std::vector<std::optional<Address>> next(std::size_t count) = 0;
    };

    virtual ~SenderRecovery() = default;
    /// What `transactions` points to must outlive the stream. Of several streams the first begun is
    /// worked on first.
    virtual std::unique_ptr<Stream> stream(std::vector<const Transaction*> transactions);
    /// Calls work(0) … work(count − 1), each once, in any order and on any thread; returns when all
    /// is done. For what is independent and pure, as other signatures are.
    virtual void for_each(std::size_t count, const std::function<void(std::size_t)>& work);
    /// In the order asked. Nothing where no key recovers or the signature is out of range.
    virtual std::vector<std::optional<Address>> recover(
        std::span<const Transaction* const> transactions) = 0;
};

struct Env {
    Clock& clock;
    Disk& disk;
    Random& random;
    Signer& signer;
    SenderRecovery& senders;
    Logger& log;
};

}  // namespace dure::chain
