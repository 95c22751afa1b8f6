#include "ui/manager/nodes_model.hpp"

#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/manager/node_words.hpp"
#include "ui/pages/alarm_words.hpp"
#include "ui/pages/chain_words.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {
namespace {

QString step_words(const std::string& step) {
    //% "two proposals"
    if (step == "proposal") return qtTrId("dure.nodes.two-proposals");
    //% "two prepares"
    if (step == "prepare") return qtTrId("dure.nodes.two-prepares");
    //% "two commits"
    if (step == "commit") return qtTrId("dure.nodes.two-commits");
    //% "two round changes"
    if (step == "round-change") return qtTrId("dure.nodes.two-round-changes");
    return QString::fromStdString(step);
}

QString latency_words(const std::optional<std::int32_t>& ms) {
    if (!ms) return QStringLiteral("–");
    //% "< 1 ms"
    return *ms == 0 ? qtTrId("dure.nodes.below-ms")
                    : qtTrId("dure.nodes.ms").arg(format::count(*ms));
}

// Half of the turns or more: it is off, or cut off.
int level_of(const core::ValidatorRow& row) {
    if (row.missed == 0) return 0;
    return row.missed * 2 >= row.turns ? 2 : 1;
}

QString state_words(int level, std::uint32_t turns) {
    //% "No turn yet"
    if (turns == 0) return qtTrId("dure.nodes.no-turn");
    //% "Proposes"
    if (level == 0) return qtTrId("dure.nodes.proposes");
    //% "Misses turns"
    if (level == 1) return qtTrId("dure.nodes.misses");
    //% "Silent"
    return qtTrId("dure.nodes.silent");
}

}  // namespace

WaitingLines::WaitingLines(QObject* parent)
    : RoleModel({{"node", [](const WaitingLine& row) -> QVariant { return row.id; }},
                 {"name", [](const WaitingLine& row) -> QVariant { return row.name; }},
                 {"words", [](const WaitingLine& row) -> QVariant { return row.words; }},
                 {"since", [](const WaitingLine& row) -> QVariant { return row.since; }},
                 {"busy", [](const WaitingLine& row) -> QVariant { return row.busy; }}},
                parent) {}

ValidatorLines::ValidatorLines(QObject* parent)
    : RoleModel({{"name", [](const ValidatorLine& row) -> QVariant { return row.name; }},
                 {"state", [](const ValidatorLine& row) -> QVariant { return row.state; }},
                 {"last", [](const ValidatorLine& row) -> QVariant { return row.last; }},
                 {"missed", [](const ValidatorLine& row) -> QVariant { return row.missed; }},
                 {"level", [](const ValidatorLine& row) -> QVariant { return row.level; }}},
                parent) {}

PeerLines::PeerLines(QObject* parent)
    : RoleModel({{"name", [](const PeerLine& row) -> QVariant { return row.name; }},
                 {"role", [](const PeerLine& row) -> QVariant { return row.role; }},
                 {"peerHeight", [](const PeerLine& row) -> QVariant { return row.height; }},
                 {"latency", [](const PeerLine& row) -> QVariant { return row.latency; }},
                 {"program", [](const PeerLine& row) -> QVariant { return row.version; }},
                 {"since", [](const PeerLine& row) -> QVariant { return row.since; }}},
                parent) {}

EvidenceLines::EvidenceLines(QObject* parent)
    : RoleModel({{"words", [](const EvidenceLine& row) -> QVariant { return row.words; }}},
                parent) {}

NodesModel::NodesModel(QObject* parent) : ViewModel(Follows::kOffice, parent) { refresh(); }

QString NodesModel::state() const { return chain_words(office().chain); }

QString NodesModel::height() const {
    return format::count(static_cast<qint64>(office().chain.head.height));
}

QString NodesModel::sync() const {
    const auto mine = office().chain.head.height;
    const auto best = office().nodes.best_height;
    //% "%1 blocks behind"
    if (best > mine)
        return qtTrId("dure.nodes.behind").arg(format::count(static_cast<qint64>(best - mine)));
    //% "up to date"
    if (best == mine || !connected()) return qtTrId("dure.nodes.up-to-date");
    //% "nobody told a height yet"
    return qtTrId("dure.nodes.height-unknown");
}

QString NodesModel::age() const { return format::age(office().chain.head.at, now()); }
bool NodesModel::late() const { return office().chain.state != core::ChainState::kNormal; }

QString NodesModel::peerCount() const {
    return format::count(static_cast<qint64>(office().nodes.peers.size()));
}

QString NodesModel::validatorsFine() const {
    return QStringLiteral("%1 / %2").arg(fine_).arg(validators_.rows().size());
}

QString NodesModel::turnsNote() const {
    //% "in the last %1 blocks"
    return qtTrId("dure.nodes.turns-note").arg(format::count(office().nodes.blocks_seen));
}

QString NodesModel::blockTime() const {
    const auto& time = office().nodes.block_time_ms;
    //% "%1 ms"
    return time ? qtTrId("dure.nodes.ms").arg(format::count(*time)) : QStringLiteral("–");
}

QString NodesModel::version() const { return QString::fromStdString(office().nodes.version); }

QString NodesModel::failure() const {
    if (waitingCount() > 0 && !mayDecide()) return refusal_words("no-manager-key");
    return failure_;
}

const core::WaitingNode* NodesModel::waiting_node(const QString& id) const {
    const auto& rows = office().nodes.waiting;
    const auto at =
        std::ranges::find_if(rows, [&](const auto& row) { return full_hex(row.key) == id; });
    return at == rows.end() ? nullptr : &*at;
}

void NodesModel::admit(const QString& node) {
    if (const auto* row = waiting_node(node)) decide(node, core::AdmitNode{row->key, row->owner});
}

void NodesModel::refuse(const QString& node) {
    if (const auto* row = waiting_node(node)) decide(node, core::RefuseNode{row->key});
}

void NodesModel::decide(const QString& node, const core::OfficeRequest& request) {
    if (busy_.contains(node)) return;
    busy_.insert(node);
    failure_.clear();
    session().request(request, this, [this, node](const core::Outcome& outcome) {
        if (outcome.state == core::Outcome::State::kPending) return;
        busy_.remove(node);
        if (outcome.state == core::Outcome::State::kFailed)
            failure_ = refusal_words(outcome.reason);
        update();
    });
    update();
}

void NodesModel::refresh() {
    const auto& nodes = office().nodes;
    std::vector<WaitingLine> waiting;
    for (const auto& row : nodes.waiting) {
        const auto id = full_hex(row.key);
        const auto role = node_role_words(row.role);
        waiting.push_back({
            .id = id,
            //% "%1 · unit %2"
            .name = row.unit == 0 ? role : qtTrId("dure.nodes.role-unit").arg(role).arg(row.unit),
            .words = QString::fromStdString(row.words),
            .since = format::age(row.since, now()),
            .busy = busy_.contains(id),
        });
    }
    waiting_.assign(std::move(waiting));

    std::vector<ValidatorLine> validators;
    fine_ = 0;
    for (const auto& row : nodes.validators) {
        const auto level = level_of(row);
        if (level == 0) ++fine_;
        const auto address = format::hash(row.address);
        validators.push_back({
            .id = full_hex(row.address),
            //% "%1 (this node)"
            .name = row.is_me ? qtTrId("dure.nodes.me").arg(address) : address,
            .state = state_words(level, row.turns),
            .last = row.last_block == 0 ? QStringLiteral("–")
                                        : format::count(static_cast<qint64>(row.last_block)),
            .missed = QStringLiteral("%1 / %2").arg(row.missed).arg(row.turns),
            .level = level,
        });
    }
    validators_.assign(std::move(validators));

    std::vector<PeerLine> peers;
    for (const auto& row : nodes.peers) {
        peers.push_back({
            .id = full_hex(row.key),
            .name = format::hash(row.key),
            .role = node_role_words(row.role),
            .height = row.height == 0 ? QStringLiteral("–")
                                      : format::count(static_cast<qint64>(row.height)),
            .latency = latency_words(row.latency_ms),
            .version =
                row.version.empty() ? QStringLiteral("–") : QString::fromStdString(row.version),
            .since = row.since ? format::age(*row.since, now()) : QStringLiteral("–"),
        });
    }
    peers_.assign(std::move(peers));

    std::vector<EvidenceLine> evidence;
    for (const auto& row : nodes.evidence) {
        evidence.push_back({
            .id = QStringLiteral("%1/%2/%3/%4")
                      .arg(full_hex(row.validator))
                      .arg(row.height)
                      .arg(row.round)
                      .arg(QString::fromStdString(row.step)),
            //% "%1 signed %2 at block %3, round %4"
            .words = qtTrId("dure.nodes.evidence-words")
                         .arg(format::hash(row.validator), step_words(row.step),
                              format::count(static_cast<qint64>(row.height)))
                         .arg(row.round),
        });
    }
    evidence_.assign(std::move(evidence));
}

}  // namespace dure::ui
