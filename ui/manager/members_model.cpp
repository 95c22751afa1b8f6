#include "ui/manager/members_model.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

QString state_words(const core::MemberRow& row) {
    switch (row.member.state) {
        case core::MemberState::kApplied:
            //% "Waiting for approval"
            return qtTrId("dure.manager.applied");
        case core::MemberState::kApproved:
            //% "Connected"
            if (row.online) return qtTrId("dure.manager.online");
            //% "No reading"
            return qtTrId("dure.manager.offline");
        //% "Denied"
        case core::MemberState::kDenied:
            return qtTrId("dure.manager.denied");
        //% "Left"
        case core::MemberState::kLeft:
            return qtTrId("dure.manager.left");
        case core::MemberState::kNone:
            break;
    }
    return {};
}

QString net_words(std::int64_t wh) {
    const auto energy = format::energy_exact(core::Wh{wh}).text();
    //% "sent %1"
    if (wh > 0) return qtTrId("dure.manager.net-out").arg(energy);
    //% "took %1"
    if (wh < 0) return qtTrId("dure.manager.net-in").arg(energy);
    return energy;
}

}  // namespace

QString member_kind_words(core::MemberKind kind) {
    switch (kind) {
        //% "Home"
        case core::MemberKind::kHome:
            return qtTrId("dure.kind.home");
        //% "Common area"
        case core::MemberKind::kCommonArea:
            return qtTrId("dure.kind.common-area");
        //% "Building"
        case core::MemberKind::kBuilding:
            return qtTrId("dure.kind.building");
        //% "Shop or school"
        case core::MemberKind::kBusiness:
            return qtTrId("dure.kind.business");
        //% "Charger"
        case core::MemberKind::kCharger:
            return qtTrId("dure.kind.charger");
        //% "Outside seller"
        case core::MemberKind::kExternalSeller:
            return qtTrId("dure.kind.external-seller");
        //% "Community"
        case core::MemberKind::kCommunity:
            return qtTrId("dure.kind.community");
    }
    return {};
}

MemberLines::MemberLines(QObject* parent)
    : RoleModel({{"owner", [](const MemberLine& row) -> QVariant { return row.id; }},
                 {"name", [](const MemberLine& row) -> QVariant { return row.name; }},
                 {"kind", [](const MemberLine& row) -> QVariant { return row.kind; }},
                 {"status", [](const MemberLine& row) -> QVariant { return row.state; }},
                 {"feeder", [](const MemberLine& row) -> QVariant { return row.feeder; }},
                 {"rated", [](const MemberLine& row) -> QVariant { return row.rated; }},
                 {"balance", [](const MemberLine& row) -> QVariant { return row.balance; }},
                 {"lastSeen", [](const MemberLine& row) -> QVariant { return row.last_seen; }},
                 {"lastNet", [](const MemberLine& row) -> QVariant { return row.last_net; }},
                 {"keyPrint", [](const MemberLine& row) -> QVariant { return row.key_print; }},
                 {"since", [](const MemberLine& row) -> QVariant { return row.since; }},
                 {"online", [](const MemberLine& row) -> QVariant { return row.online; }},
                 {"denied", [](const MemberLine& row) -> QVariant { return row.denied; }},
                 {"busy", [](const MemberLine& row) -> QVariant { return row.busy; }}},
                parent) {}

MembersModel::MembersModel(QObject* parent) : ViewModel(Follows::kOffice, parent) { refresh(); }

int MembersModel::onlineCount() const {
    return static_cast<int>(std::count_if(members_.rows().begin(), members_.rows().end(),
                                          [](const MemberLine& row) { return row.online; }));
}

QString MembersModel::supply() const { return format::won(office().supply).text(); }

QString MembersModel::failure() const {
    if (applicationCount() > 0 && !mayDecide()) return trade_refusal("no-manager-key");
    return failure_;
}

void MembersModel::approve(const QString& owner) {
    if (const auto address = parse_address(owner)) decide(owner, core::ApproveMember{*address});
}

void MembersModel::deny(const QString& owner) {
    if (const auto address = parse_address(owner)) decide(owner, core::DenyMember{*address});
}

void MembersModel::decide(const QString& owner, const core::OfficeRequest& request) {
    if (busy_.contains(owner)) return;
    busy_.insert(owner);
    failure_.clear();
    session().request(request, this, [this, owner](const core::Outcome& outcome) {
        if (outcome.state == core::Outcome::State::kPending) return;
        busy_.remove(owner);
        if (outcome.state == core::Outcome::State::kFailed)
            failure_ = trade_refusal(outcome.reason);
        update();
    });
    update();
}

void MembersModel::refresh() {
    std::vector<MemberLine> applications, members;
    for (const auto& row : office().members) {
        const auto& member = row.member;
        const bool approved = member.state == core::MemberState::kApproved;
        const bool applied = member.state == core::MemberState::kApplied;
        const auto owner = full_hex(member.owner);
        MemberLine line{
            .id = owner,
            //% "Applicant"
            .name = approved ? alias(member.seat, member.feeder, member.kind)
                             : qtTrId("dure.manager.applicant"),
            .kind = member_kind_words(member.kind),
            .state = state_words(row),
            .feeder = member.feeder == 0 ? QStringLiteral("–") : QString::number(member.feeder),
            .rated = member.rated_watts == 0
                         ? QStringLiteral("–")
                         : format::power(core::Watt{std::int64_t{member.rated_watts}}).text(),
            .balance = format::won(row.coins.balance).text(),
            .last_seen = format::age(row.last_reading, now()),
            .last_net = row.last_reading == core::UtcTime{} ? QStringLiteral("–")
                                                            : net_words(row.last_net_wh),
            .key_print = format::hash(member.owner),
            .since =
                member.since == core::UtcTime{} ? QStringLiteral("–") : format::stamp(member.since),
            .applied = applied,
            .denied = member.state == core::MemberState::kDenied,
            .online = approved && row.online,
            .approved = approved,
            .busy = busy_.contains(owner),
        };
        (approved || member.state == core::MemberState::kLeft ? members : applications)
            .push_back(std::move(line));
    }
    applications_.assign(std::move(applications));
    members_.assign(std::move(members));
}

}  // namespace dure::ui
