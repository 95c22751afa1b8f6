#include "ui/manager/blocks_model.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/pages/chain_words.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {

BlockLines::BlockLines(QObject* parent)
    : RoleModel(
          {{"blockHeight", [](const BlockLine& row) -> QVariant { return row.height; }},
           {"time", [](const BlockLine& row) -> QVariant { return row.time; }},
           {"age", [](const BlockLine& row) -> QVariant { return row.age; }},
           {"transactions", [](const BlockLine& row) -> QVariant { return row.transactions; }},
           {"gas", [](const BlockLine& row) -> QVariant { return row.gas; }},
           {"hash", [](const BlockLine& row) -> QVariant { return row.hash; }},
           {"fullHash", [](const BlockLine& row) -> QVariant { return row.full_hash; }},
           {"share", [](const BlockLine& row) -> QVariant { return row.share; }}},
          parent) {}

BlocksModel::BlocksModel(QObject* parent) : ViewModel(Follows::kOffice, parent) { refresh(); }

QString BlocksModel::height() const {
    return format::count(static_cast<qint64>(office().chain.head.height));
}

QString BlocksModel::chainId() const { return QString::number(office().chain.head.chain_id); }
QString BlocksModel::state() const { return chain_words(office().chain); }
QString BlocksModel::age() const { return format::age(office().chain.head.at, now()); }
void BlocksModel::copy(const QString& text) const { QGuiApplication::clipboard()->setText(text); }

void BlocksModel::refresh() {
    std::uint32_t most = 1;
    for (const auto& block : office().blocks) most = std::max(most, block.transactions);
    std::vector<BlockLine> lines;
    for (const auto& block : office().blocks) {
        lines.push_back({
            .id = static_cast<qint64>(block.head.height),
            .height = format::count(static_cast<qint64>(block.head.height)),
            .time = format::local(block.head.at).toString(QStringLiteral("MM-dd HH:mm:ss")),
            .age = format::age(block.head.at, now()),
            .transactions = format::count(block.transactions),
            .gas = format::count(static_cast<qint64>(block.gas_used)),
            .hash = format::hash(block.head.hash),
            .full_hash = full_hex(block.head.hash),
            .share = static_cast<int>(std::uint64_t{block.transactions} * 1000 / most),
        });
    }
    lines_.assign(std::move(lines));
}

}  // namespace dure::ui
