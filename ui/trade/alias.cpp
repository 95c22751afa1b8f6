#include "ui/trade/alias.hpp"

#include <QByteArray>
#include <algorithm>

namespace dure::ui {

QString seat_letters(core::Seat seat) {
    constexpr int kLetters = 26;
    QString letters;
    for (int rest = seat; rest >= 0; rest = rest / kLetters - 1)
        letters.prepend(QChar(u'A' + rest % kLetters));
    return letters;
}

QString alias(core::Seat seat, std::uint16_t feeder, core::MemberKind kind) {
    switch (kind) {
        //% "Common area"
        case core::MemberKind::kCommonArea:
            return qtTrId("dure.alias.common-area");
        //% "Charger %1"
        case core::MemberKind::kCharger:
            return qtTrId("dure.alias.charger").arg(seat_letters(seat));
        //% "Shop %1"
        case core::MemberKind::kBusiness:
            return qtTrId("dure.alias.business").arg(seat_letters(seat));
        //% "Building %1"
        case core::MemberKind::kBuilding:
            return qtTrId("dure.alias.building").arg(seat_letters(seat));
        case core::MemberKind::kExternalSeller:
            //% "Outside seller %1"
            return qtTrId("dure.alias.external-seller").arg(seat_letters(seat));
        case core::MemberKind::kCommunity:
            //% "Neighbour village %1"
            return qtTrId("dure.alias.community").arg(seat_letters(seat));
        case core::MemberKind::kHome:
            break;
    }
    //% "Neighbour %1"
    if (feeder == 0) return qtTrId("dure.alias.home").arg(seat_letters(seat));
    //% "Bldg %1 %2"
    return qtTrId("dure.alias.home-of-feeder").arg(feeder).arg(seat_letters(seat));
}

QString alias(const core::ContractView::Partner& partner,
              std::span<const core::Neighbour> neighbours) {
    const auto known = std::find_if(neighbours.begin(), neighbours.end(),
                                    [&](const auto& one) { return one.seat == partner.seat; });
    const auto kind = known == neighbours.end() ? core::MemberKind::kHome : known->kind;
    return alias(partner.seat, partner.feeder, kind);
}

QString full_hex(std::span<const std::uint8_t> bytes) {
    const auto hex = QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                static_cast<qsizetype>(bytes.size()))
                         .toHex();
    return QStringLiteral("0x") + QString::fromLatin1(hex);
}

std::optional<core::AddressBytes> parse_address(const QString& text) {
    auto digits = text.trimmed();
    if (digits.startsWith(u"0x", Qt::CaseInsensitive)) digits = digits.mid(2);
    const auto is_hex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
    };
    core::AddressBytes address{};
    if (digits.size() != static_cast<qsizetype>(address.size()) * 2 ||
        !std::all_of(digits.cbegin(), digits.cend(), is_hex))
        return std::nullopt;
    const auto bytes = QByteArray::fromHex(digits.toLatin1());
    std::copy(bytes.cbegin(), bytes.cend(), address.begin());
    return address;
}

}  // namespace dure::ui
