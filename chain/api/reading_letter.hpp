// A meter's reading as a letter between nodes: how it is written, and who may have written it.
// Every node that carries it checks it against the contracts on its own head: the slot is cleared
// and not reported yet, and the key is the seat's meter's. One reading a seat and slot, the first.
#pragma once

#include <memory>
#include <optional>

#include "chain/api/suite.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/node/letter_reader.hpp"
#include "core/ports/market.hpp"

namespace dure::chain::api {

struct SignedReading {
    core::Slot slot;
    core::Seat seat = 0;
    std::int16_t net_wh = 0;  ///< + export; the least value is not a reading
    Signature signature;      ///< of the seat's meter key over reading_digest (settlement.hpp)
    friend bool operator==(const SignedReading&, const SignedReading&) = default;
};

/// 0x01, then slot u32, seat u16, net Wh i16, big endian, then r, s and the parity of y: 74 bytes.
Bytes encode_reading(const SignedReading&);
std::optional<SignedReading> decode_reading(ByteView letter);

/// A reading's topic is its slot, its author the seat.
inline std::uint64_t topic_of(core::Slot slot) { return slot.index; }
inline core::Slot slot_of(std::uint64_t topic) { return {static_cast<std::uint32_t>(topic)}; }

/// Of the community whose market `suite` is.
std::shared_ptr<const LetterReader> reading_letters(const Suite& suite);

}  // namespace dure::chain::api
