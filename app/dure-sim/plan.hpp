// What one seed will suffer, drawn from the seed: each class of faults is on with p = 0.5, so that
// combinations vary from seed to seed, and each has its own strength. Fault menu: design 06
// section 2.2.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clock.hpp"
#include "prng.hpp"

namespace dure::sim {

struct ChaosOptions {
    std::uint64_t seed = 0;
    std::size_t nodes = 7;      ///< validators
    std::size_t followers = 8;  ///< nodes without a vote
    std::int64_t minutes = 30;  ///< simulated, safety phase and liveness phase together
    enum class Crypto : std::uint8_t { kDrawn, kFast, kReal };
    Crypto crypto = Crypto::kDrawn;  ///< drawn: real secp256k1 for one seed in sixteen
    enum class Traitors : std::uint8_t { kUpToF, kNone, kBeyondF };
    Traitors traitors = Traitors::kUpToF;
    /// Prints the last events, not only those of a failure.
    enum class Trace : std::uint8_t { kFailures, kAll };
    Trace trace = Trace::kFailures;
};

/// The lies of a Byzantine validator; any of them may be combined.
enum class Lie : std::uint32_t {
    kSilence = 1U << 0,            ///< sends no consensus message
    kSilenceToSome = 1U << 1,      ///< selective: some peers hear nothing
    kTwoProposals = 1U << 2,       ///< different blocks to disjoint halves
    kTwoVotes = 1U << 3,           ///< different prepares and commits to disjoint halves
    kInvalidBlock = 1U << 4,       ///< a proposal that cannot be executed to what it claims
    kWithheldBlock = 1U << 5,      ///< proposals reach only some
    kForgedCertificate = 1U << 6,  ///< round changes with made-up or old prepared certificates
    kRoundSpam = 1U << 7,          ///< round changes for huge rounds
    kOtherSeals = 1U << 8,         ///< commit seals for another block
    kFutureHeights = 1U << 9,      ///< messages for heights far ahead
    kTwin = 1U << 10,              ///< runs twice with one key
    kGarbage = 1U << 11,           ///< bytes that are no message
    kFakeBlocks = 1U << 12,        ///< final blocks that nobody else has sealed
};

struct Plan {
    bool real_crypto = false;
    bool empty_blocks_often = false;  ///< short heartbeat: blocks are always in the making

    // Network
    bool datagrams = false;  ///< frames are lost, doubled, reordered; else streams that stall
    double loss = 0;         ///< of frames; of streams: a stall
    double duplicate = 0;
    double replay = 0;  ///< an old frame is sent again, also of sessions that ended
    Micros mean_delay = 2 * kMillisecond;
    double tail = 0;       ///< share of frames that take up to 5 s
    bool sealed = false;   ///< streams carry the bytes of real encrypted channels, in pieces
    double corrupt = 0;    ///< of their pieces: a byte is changed
    double torn = 0;       ///< the connection ends in the middle of one
    bool relayed = false;  ///< followers reach the validators only through two relays
    bool relay_faults = false;

    // Events, 0 = never; otherwise the mean time between two
    Micros partitions = 0;
    Micros crashes = 0;
    Micros power_cuts = 0;
    Micros pauses = 0;
    Micros clock_faults = 0;
    Micros disk_errors = 0;
    Micros disk_losses = 0;

    std::vector<std::uint32_t> lies;  ///< a Byzantine validator each: its lies, combined
    Micros bursts = 30 * kSecond;     ///< mean time between bursts of transactions
    std::size_t burst = 8;            ///< transactions, at most
    bool hostile_clients = false;
    bool governed = false;         ///< the contract names validators and nodes
    Micros validator_changes = 0;  ///< mean time between votes on other validators

    std::string describe() const;
};

Plan draw_plan(const ChaosOptions&, Prng&);

}  // namespace dure::sim
