#include "ui/manager/call_words.hpp"

#include <QMap>
#include <QObject>
#include <QStringList>

#include "ui/format/format.hpp"
#include "ui/manager/node_words.hpp"

namespace dure::ui {
namespace {

const QMap<QString, const char*>& calls() {
    static const QMap<QString, const char*> map{
        //% "Coins sent"
        {QStringLiteral("coin.transfer"), QT_TRID_NOOP("dure.call.transfer")},
        //% "Spending allowed"
        {QStringLiteral("coin.approve"), QT_TRID_NOOP("dure.call.allow")},
        //% "Coins issued"
        {QStringLiteral("coin.deposit"), QT_TRID_NOOP("dure.call.deposit")},
        //% "Coins paid back"
        {QStringLiteral("coin.redeem"), QT_TRID_NOOP("dure.call.redeem")},
        //% "Conditions changed"
        {QStringLiteral("market.set-conditions"), QT_TRID_NOOP("dure.call.conditions")},
        //% "Solar forecast"
        {QStringLiteral("market.set-forecast"), QT_TRID_NOOP("dure.call.forecast")},
        //% "Slot matched"
        {QStringLiteral("market.clear"), QT_TRID_NOOP("dure.call.clear")},
        //% "Meters read"
        {QStringLiteral("market.deliver"), QT_TRID_NOOP("dure.call.deliver")},
        //% "Reading disputed"
        {QStringLiteral("market.dispute"), QT_TRID_NOOP("dure.call.dispute")},
        //% "Slot settled"
        {QStringLiteral("market.settle"), QT_TRID_NOOP("dure.call.settle")},
        //% "Market paused"
        {QStringLiteral("market.pause"), QT_TRID_NOOP("dure.call.pause")},
        //% "Market resumed"
        {QStringLiteral("market.unpause"), QT_TRID_NOOP("dure.call.unpause")},
        //% "Slot times changed"
        {QStringLiteral("market.schedule-rules"), QT_TRID_NOOP("dure.call.rules")},
        //% "Application"
        {QStringLiteral("registry.apply"), QT_TRID_NOOP("dure.call.apply")},
        //% "Member approved"
        {QStringLiteral("registry.approve"), QT_TRID_NOOP("dure.call.approve")},
        //% "Application denied"
        {QStringLiteral("registry.deny"), QT_TRID_NOOP("dure.call.deny")},
        //% "Member left"
        {QStringLiteral("registry.leave"), QT_TRID_NOOP("dure.call.leave")},
        //% "Automation key changed"
        {QStringLiteral("registry.set-agent"), QT_TRID_NOOP("dure.call.agent")},
        //% "First coins changed"
        {QStringLiteral("registry.set-grant"), QT_TRID_NOOP("dure.call.grant")},
        //% "Automation limits changed"
        {QStringLiteral("policy.set-policy"), QT_TRID_NOOP("dure.call.policy")},
        //% "Roles set"
        {QStringLiteral("authority.set-roles"), QT_TRID_NOOP("dure.call.roles")},
        //% "Role granted"
        {QStringLiteral("authority.grant-role"), QT_TRID_NOOP("dure.call.role")},
        //% "Validator added"
        {QStringLiteral("governance.add-validator"), QT_TRID_NOOP("dure.call.add-validator")},
        //% "Validator removed"
        {QStringLiteral("governance.remove-validator"), QT_TRID_NOOP("dure.call.remove-validator")},
        //% "Validator replaced"
        {QStringLiteral("governance.replace-validator"),
         QT_TRID_NOOP("dure.call.replace-validator")},
        //% "Node registered"
        {QStringLiteral("governance.register-node"), QT_TRID_NOOP("dure.call.register-node")},
        //% "Node approved"
        {QStringLiteral("governance.approve-node"), QT_TRID_NOOP("dure.call.approve-node")},
        //% "Node revoked"
        {QStringLiteral("governance.revoke-node"), QT_TRID_NOOP("dure.call.revoke-node")},
        //% "Invite cancelled"
        {QStringLiteral("governance.cancel-invite"), QT_TRID_NOOP("dure.call.cancel-invite")},
        //% "Manager changed"
        {QStringLiteral("governance.set-manager"), QT_TRID_NOOP("dure.call.set-manager")},
        //% "Invite used"
        {QStringLiteral("governance.redeem-invite"), QT_TRID_NOOP("dure.call.redeem-invite")},
        //% "Node left"
        {QStringLiteral("governance.leave"), QT_TRID_NOOP("dure.call.node-left")},
        //% "Node's address announced"
        {QStringLiteral("governance.announce"), QT_TRID_NOOP("dure.call.announce")},
    };
    return map;
}

QString name_words(const std::string& name) {
    //% "to"
    if (name == "to" || name == "owner" || name == "agent") return qtTrId("dure.call.field-to");
    //% "from"
    if (name == "from") return qtTrId("dure.call.field-from");
    //% "amount"
    if (name == "amount") return qtTrId("dure.call.field-amount");
    //% "slot"
    if (name == "slot") return qtTrId("dure.call.field-slot");
    //% "seat"
    if (name == "seat") return qtTrId("dure.call.field-seat");
    //% "net"
    if (name == "net") return qtTrId("dure.call.field-net");
    //% "day"
    if (name == "day") return qtTrId("dure.call.field-day");
    //% "per slot"
    if (name == "per-slot") return qtTrId("dure.call.field-per-slot");
    //% "per day"
    if (name == "per-day") return qtTrId("dure.call.field-per-day");
    //% "role"
    if (name == "role") return qtTrId("dure.call.field-role");
    //% "as"
    if (name == "node-role") return qtTrId("dure.call.field-node-role");
    //% "node"
    if (name == "node") return qtTrId("dure.call.field-node");
    //% "at"
    if (name == "endpoint") return qtTrId("dure.call.field-endpoint");
    return QString::fromStdString(name);
}

QString value_words(const core::CallField& field, const core::SlotRules& rules) {
    using Kind = core::CallField::Kind;
    switch (field.kind) {
        case Kind::kAmount:
            return format::won(core::MilliWon{field.number}).text();
        case Kind::kAddress:
            return format::hash(field.address);
        case Kind::kSlot: {
            const core::Slot slot{static_cast<std::uint32_t>(field.number)};
            return format::short_date(rules.start(slot)) + QChar(u' ') +
                   format::time_range(rules.start(slot), rules.end(slot));
        }
        case Kind::kWh:
            return format::energy_exact(core::Wh{field.number}).text();
        case Kind::kDay:
            return format::short_date(
                core::UtcTime{std::chrono::days{field.number} - std::chrono::hours{9}});
        case Kind::kNode:
            return format::hash(field.key);
        case Kind::kNodeRole:
            return node_role_words(static_cast<core::NodeRole>(field.number));
        case Kind::kText:
            return QString::fromStdString(field.text);
        case Kind::kSeat:
        case Kind::kCount:
            return format::count(field.number);
    }
    return {};
}

/// "Vote: Validator added".
QString voted_words(const core::TransactionView& transaction) {
    const auto call = QString::fromStdString(transaction.call);
    const auto words = [&](QLatin1String prefix) -> QString {
        if (transaction.contract != "governance" || !call.startsWith(prefix)) return {};
        const auto* text =
            calls().value(QStringLiteral("governance.") + call.mid(prefix.size()), nullptr);
        return text == nullptr ? QString() : qtTrId(text);
    };
    //% "Vote: %1"
    if (const auto what = words(QLatin1String("vote-")); !what.isEmpty())
        return qtTrId("dure.call.vote").arg(what);
    //% "Vote withdrawn: %1"
    if (const auto what = words(QLatin1String("withdraw-vote-")); !what.isEmpty())
        return qtTrId("dure.call.withdraw-vote").arg(what);
    return {};
}

}  // namespace

QString contract_words(const std::string& contract) {
    //% "Coin"
    if (contract == "coin") return qtTrId("dure.call.contract-coin");
    //% "Market"
    if (contract == "market") return qtTrId("dure.call.contract-market");
    //% "Members"
    if (contract == "registry") return qtTrId("dure.call.contract-registry");
    //% "Automation limits"
    if (contract == "policy") return qtTrId("dure.call.contract-policy");
    //% "Roles"
    if (contract == "authority") return qtTrId("dure.call.contract-authority");
    //% "Network"
    if (contract == "governance") return qtTrId("dure.call.contract-governance");
    return {};
}

QString call_words(const core::TransactionView& transaction) {
    //% "Contract created"
    if (!transaction.to) return qtTrId("dure.call.create");
    const auto id = QString::fromStdString(transaction.contract + '.' + transaction.call);
    if (const auto* text = calls().value(id, nullptr)) return qtTrId(text);
    if (const auto vote = voted_words(transaction); !vote.isEmpty()) return vote;
    //% "Unknown call"
    return qtTrId("dure.call.unknown");
}

QString field_words(const core::TransactionView& transaction, const core::SlotRules& rules) {
    if (!transaction.to) return name_words("to") + QChar(u' ') + format::hash(transaction.created);
    if (transaction.contract.empty() || transaction.call.empty())
        return name_words("to") + QChar(u' ') + format::hash(*transaction.to);
    QStringList parts;
    for (const auto& field : transaction.fields)
        parts.append(name_words(field.name) + QChar(u' ') + value_words(field, rules));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace dure::ui
