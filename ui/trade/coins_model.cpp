#include "ui/trade/coins_model.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/frame/security.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/words.hpp"

namespace dure::ui {

namespace {

constexpr std::int64_t kMilliPerWon = 1000;

QString title_words(const CoinRow& row) {
    switch (row.kind) {
        case deal::CoinKind::Sale:
            //% "Sale, checking"
            if (row.pending) return qtTrId("dure.coins.sale-pending");
            //% "Sale settled"
            return qtTrId("dure.coins.sale");
        case deal::CoinKind::Purchase:
            //% "Purchase, checking"
            if (row.pending) return qtTrId("dure.coins.purchase-pending");
            //% "Purchase settled"
            return qtTrId("dure.coins.purchase");
        case deal::CoinKind::Transfer:
            //% "Coins received"
            if (row.received) return qtTrId("dure.coins.transfer-in");
            //% "Coins sent"
            return qtTrId("dure.coins.transfer-out");
        //% "Welcome coins"
        case deal::CoinKind::Grant:
            return qtTrId("dure.coins.grant");
        //% "Deposit"
        case deal::CoinKind::Deposit:
            return qtTrId("dure.coins.deposit");
        //% "Put on the maintenance bill"
        case deal::CoinKind::Redemption:
            return qtTrId("dure.coins.redemption");
    }
    return {};
}

QString icon_name(deal::CoinKind kind) {
    switch (kind) {
        case deal::CoinKind::Sale:
        case deal::CoinKind::Purchase:
            return QStringLiteral("neighbours");
        case deal::CoinKind::Transfer:
            return QStringLiteral("people");
        case deal::CoinKind::Grant:
        case deal::CoinKind::Deposit:
        case deal::CoinKind::Redemption:
            break;
    }
    return QStringLiteral("document");
}

/// A guest is not told the energy either: with the price on the trade page it is the amount.
QString detail_words(const CoinRow& row, bool masked) {
    QStringList parts;
    if (row.slot_start) parts.append(format::time_range(*row.slot_start, *row.slot_end));
    if (row.energy && !masked) parts.append(format::energy_exact(*row.energy).text());
    if (row.partner) parts.append(alias(row.partner->seat, row.partner->feeder, row.partner->kind));
    if (!row.partner && !row.partner_address.isEmpty()) parts.append(row.partner_address);
    //% "Management office"
    const auto office = qtTrId("dure.coins.office");
    if (parts.isEmpty()) parts.append(office);
    if (!row.slot_start) parts.append(format::time(row.at));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

CoinsList::CoinsList(QObject* parent)
    : RoleModel({{"moveId", [](const CoinLine& row) -> QVariant { return row.id; }},
                 {"day", [](const CoinLine& row) -> QVariant { return row.day; }},
                 {"title", [](const CoinLine& row) -> QVariant { return row.title; }},
                 {"detail", [](const CoinLine& row) -> QVariant { return row.detail; }},
                 {"amount", [](const CoinLine& row) -> QVariant { return row.amount; }},
                 {"direction", [](const CoinLine& row) -> QVariant { return row.direction; }},
                 {"iconName", [](const CoinLine& row) -> QVariant { return row.icon; }},
                 {"block", [](const CoinLine& row) -> QVariant { return row.block; }},
                 {"tx", [](const CoinLine& row) -> QVariant { return row.tx; }},
                 {"when", [](const CoinLine& row) -> QVariant { return row.when; }},
                 {"received", [](const CoinLine& row) -> QVariant { return row.received; }},
                 {"pending", [](const CoinLine& row) -> QVariant { return row.pending; }},
                 {"trade", [](const CoinLine& row) -> QVariant { return row.trade; }}},
                parent) {}

CoinsModel::CoinsModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

bool CoinsModel::guest() const { return !Security::instance().moneyVisible(); }

void CoinsModel::setHidden(bool hidden) {
    if (hidden == hidden_) return;
    hidden_ = hidden;
    update();
}

void CoinsModel::setFilter(deal::CoinFilter filter) {
    if (filter == filter_) return;
    filter_ = filter;
    update();
}

QString CoinsModel::money(core::MilliWon amount) const {
    return masked() ? QStringLiteral("•••") : format::won(amount).text();
}

Quantity CoinsModel::balance() const {
    if (!known()) return format::won(std::nullopt);
    return format::won(home().coins.balance - home().coins.locked);
}

QString CoinsModel::lockedWords() const {
    //% "%1 held for purchases"
    return qtTrId("dure.coins.locked").arg(money(home().coins.locked));
}

QString CoinsModel::lockedShort() const {
    //% "%1 held"
    return qtTrId("dure.coins.locked-short").arg(money(home().coins.locked));
}

QString CoinsModel::month() const {
    const auto today = format::local(now()).date();
    return QStringLiteral("%1.1 ~ %1.%2").arg(today.month()).arg(today.day());
}

QString CoinsModel::soldWords() const {
    //% "Sold %1"
    return qtTrId("dure.coins.sold")
        .arg(format::energy(month_ ? std::optional(month_->sold) : std::nullopt).text());
}

QString CoinsModel::boughtWords() const {
    //% "Bought %1"
    return qtTrId("dure.coins.bought")
        .arg(format::energy(month_ ? std::optional(month_->bought) : std::nullopt).text());
}

QString CoinsModel::earned() const {
    if (!month_) return format::won(std::nullopt).text();
    return money(month_->earned);
}

QString CoinsModel::paid() const {
    if (!month_) return format::won(std::nullopt).text();
    return money(month_->paid);
}

QString CoinsModel::pendingIn() const {
    core::MilliWon sum;
    for (const auto& [slot, amount] : home().pending_coins)
        if (amount.value > 0) sum += amount;
    return money(sum);
}

QString CoinsModel::address() const { return full_hex(home().address); }

QString CoinsModel::addressGroups() const {
    const auto digits = address().mid(2);
    QStringList groups;
    for (qsizetype at = 0; at < digits.size(); at += 4) groups.append(digits.mid(at, 4));
    return QStringLiteral("0x ") + groups.join(u' ');
}

QVariantList CoinsModel::members() const {
    QVariantList list;
    for (const auto& one : home().neighbours) {
        list.append(QVariantMap{
            {QStringLiteral("name"), alias(one.seat, one.feeder, one.kind)},
            {QStringLiteral("address"), full_hex(one.owner)},
        });
    }
    return list;
}

int CoinsModel::spendable() const {
    if (!known()) return 0;
    const auto free = (home().coins.balance - home().coins.locked).value / kMilliPerWon;
    return static_cast<int>(std::clamp<std::int64_t>(free, 0, std::numeric_limits<int>::max()));
}

QString CoinsModel::addressProblem(const QString& address) const {
    const auto parsed = parse_address(address);
    //% "This is not an address: 0x and 40 letters and digits."
    if (!parsed) return qtTrId("dure.coins.bad-address");
    //% "This is your own address."
    if (*parsed == home().address) return qtTrId("dure.coins.own-address");
    return {};
}

QString CoinsModel::amountProblem(int won) const {
    //% "The amount is still being checked."
    if (!known()) return qtTrId("dure.coins.unknown");
    //% "Enter an amount."
    if (won <= 0) return qtTrId("dure.coins.no-amount");
    //% "You can send up to %1."
    if (won > spendable()) return qtTrId("dure.coins.too-much").arg(moneyText(spendable()));
    return {};
}

QString CoinsModel::moneyText(int won) const {
    return format::won(core::MilliWon{std::int64_t{won} * kMilliPerWon}).text();
}

void CoinsModel::send(const QString& address, int won) {
    const auto to = parse_address(address);
    if (sending_ == deal::Sending::Pending || guest() || !to) return;
    if (!addressProblem(address).isEmpty() || !amountProblem(won).isEmpty()) return;
    sending_ = deal::Sending::Pending;
    failure_.clear();
    session().request(core::SendCoins{*to, core::MilliWon{std::int64_t{won} * kMilliPerWon}}, this,
                      [this](const core::Outcome& outcome) {
                          if (outcome.state == core::Outcome::State::kPending) return;
                          const bool fine = outcome.state == core::Outcome::State::kFinal;
                          sending_ = fine ? deal::Sending::Done : deal::Sending::Failed;
                          if (!fine) failure_ = trade_refusal(outcome.reason);
                          update();
                      });
    update();
}

void CoinsModel::forgetSending() {
    if (sending_ == deal::Sending::Pending) return;
    sending_ = deal::Sending::Idle;
    failure_.clear();
    update();
}

void CoinsModel::copy(const QString& text) const { QGuiApplication::clipboard()->setText(text); }

// The month's sums come from the journal; they change when a slot is settled, so with the chain.
void CoinsModel::ask_month() {
    const auto head = home().chain.head.height + 1;
    if (head == month_asked_at_) return;
    month_asked_at_ = head;
    session().usage(core::Period::kMonth, now(), this, [this](const core::UsageSeries& series) {
        month_ = series.total.sum;
        Q_EMIT changed();
    });
}

void CoinsModel::refresh() {
    ask_month();
    std::vector<CoinLine> lines;
    for (const auto& row : coin_rows(home(), filter_)) {
        const bool trade = row.kind == deal::CoinKind::Sale || row.kind == deal::CoinKind::Purchase;
        //% "received"
        const auto received = qtTrId("dure.coins.received");
        //% "sent"
        const auto sent = qtTrId("dure.coins.sent");
        //% "checking"
        const auto checking = qtTrId("dure.coins.checking");
        const auto shown_day = row.slot_start ? *row.slot_start : row.at;
        lines.push_back({
            .id = row.key,
            .day = format::day_name(row.pending ? shown_day : row.at, now()),
            .title = title_words(row),
            .detail = detail_words(row, masked()),
            .amount = money(row.amount),
            .direction = row.pending    ? checking
                         : row.received ? received
                                        : sent,
            .icon = icon_name(row.kind),
            .block = row.block == 0 ? QString() : format::count(static_cast<qint64>(row.block)),
            .tx = row.tx,
            .when = format::stamp(row.at),
            .received = row.received,
            .pending = row.pending,
            .trade = trade,
        });
    }
    list_.assign(std::move(lines));
}

}  // namespace dure::ui
