// Names for partners that do not tell who they are: the feeder and a letter that stays with the
// seat (design 05 section 5.3: no unit numbers on market pages). And hex for people who check.
#pragma once

#include <QString>
#include <optional>
#include <span>

#include "core/ports/home.hpp"

namespace dure::ui {

/// A, B … Z, AA, AB …: seat 0 is A; one seat always has the same letters.
QString seat_letters(core::Seat);

/// "103동 이웃 A"; the common area and other special members by what they are.
QString alias(core::Seat, std::uint16_t feeder, core::MemberKind);
/// The same for a contract's partner, whose kind is known when it is among the neighbours.
QString alias(const core::ContractView::Partner&, std::span<const core::Neighbour>);

QString full_hex(std::span<const std::uint8_t>);

/// 20 bytes of hex with or without 0x; empty when it is not an address.
std::optional<core::AddressBytes> parse_address(const QString&);

}  // namespace dure::ui
