#include "ui/manager/block_model.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/manager/call_words.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {

TransactionLines::TransactionLines(QObject* parent)
    : RoleModel(
          {{"call", [](const TransactionLine& row) -> QVariant { return row.call; }},
           {"fields", [](const TransactionLine& row) -> QVariant { return row.fields; }},
           {"contract", [](const TransactionLine& row) -> QVariant { return row.contract; }},
           {"sender", [](const TransactionLine& row) -> QVariant { return row.from; }},
           {"gas", [](const TransactionLine& row) -> QVariant { return row.gas; }},
           {"hash", [](const TransactionLine& row) -> QVariant { return row.hash; }},
           {"fullHash", [](const TransactionLine& row) -> QVariant { return row.full_hash; }},
           {"succeeded", [](const TransactionLine& row) -> QVariant { return row.succeeded; }},
           {"asked", [](const TransactionLine& row) -> QVariant { return row.asked; }}},
          parent) {}

std::optional<core::BlockQuery> BlockModel::parsed(const QString& query) const {
    const auto text = query.trimmed().remove(u',');
    if (text == u"newest") return core::BlockQuery{office().chain.head.height};
    bool number = false;
    const auto height = text.toULongLong(&number);
    if (number) return core::BlockQuery{std::uint64_t{height}};
    auto hex = text.toLatin1().toLower();
    if (hex.startsWith("0x")) hex.remove(0, 2);
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (hex.size() != 64 || !std::all_of(hex.begin(), hex.end(), is_hex)) return std::nullopt;
    const auto bytes = QByteArray::fromHex(hex);
    core::HashBytes hash{};
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return core::BlockQuery{hash};
}

bool BlockModel::understands(const QString& query) const { return parsed(query).has_value(); }

void BlockModel::setQuery(const QString& query) {
    if (query == query_) return;
    query_ = query;
    const auto wanted = parsed(query);
    state_ = wanted ? State::Searching : State::Nowhere;
    Q_EMIT changed();
    if (!wanted) return;
    session().find_block(*wanted, this,
                         [this, query](const std::optional<core::FoundBlock>& found) {
                             if (query == query_) take(found);
                         });
}

void BlockModel::take(const std::optional<core::FoundBlock>& found) {
    std::vector<TransactionLine> lines;
    if (found) {
        for (const auto& transaction : found->block.transactions) {
            const auto at = static_cast<std::uint32_t>(lines.size());
            lines.push_back({
                .id = static_cast<int>(at),
                .call = call_words(transaction),
                .fields = field_words(transaction, office().rules),
                .contract = contract_words(transaction.contract),
                .from = format::hash(transaction.from),
                .gas = format::count(static_cast<qint64>(transaction.gas_used)),
                .hash = format::hash(transaction.hash),
                .full_hash = full_hex(transaction.hash),
                .succeeded = transaction.succeeded,
                .asked = found->transaction == at,
            });
        }
        found_ = found->block;
    } else {
        found_.reset();
    }
    lines_.assign(std::move(lines));
    state_ = found ? State::Found : State::Nowhere;
    Q_EMIT changed();
}

QString BlockModel::height() const {
    return found_ ? format::count(static_cast<qint64>(found_->row.head.height)) : QString();
}
QString BlockModel::time() const {
    return found_
               ? format::local(found_->row.head.at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
               : QString();
}
QString BlockModel::hash() const {
    return found_ ? format::hash(found_->row.head.hash) : QString();
}
QString BlockModel::fullHash() const {
    return found_ ? full_hex(found_->row.head.hash) : QString();
}
QString BlockModel::proposer() const { return found_ ? format::hash(found_->proposer) : QString(); }
QString BlockModel::seals() const {
    if (!found_) return {};
    const auto seals = format::count(found_->seals);
    return found_->validators == 0 ? seals
                                   : QStringLiteral("%1 / %2").arg(seals).arg(found_->validators);
}
QString BlockModel::round() const {
    //% "decided in round %1"
    return found_ && found_->round > 0 ? qtTrId("dure.block.round").arg(found_->round) : QString();
}
QString BlockModel::gas() const {
    return found_ ? format::count(static_cast<qint64>(found_->row.gas_used)) : QString();
}
QString BlockModel::stateRoot() const { return found_ ? full_hex(found_->state_root) : QString(); }

bool BlockModel::hasNext() const {
    return found_ && found_->row.head.height < office().chain.head.height;
}

void BlockModel::step(int by) {
    if (!found_) return;
    const auto height = static_cast<qint64>(found_->row.head.height) + by;
    if (height >= 0) setQuery(QString::number(height));
}

void BlockModel::copy(const QString& text) const { QGuiApplication::clipboard()->setText(text); }

}  // namespace dure::ui
