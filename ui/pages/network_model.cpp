#include "ui/pages/network_model.hpp"

#include "ui/format/format.hpp"
#include "ui/pages/chain_words.hpp"
#include "ui/trade/alias.hpp"

namespace dure::ui {
namespace {

QString partner_words(core::NodeRole role) {
    switch (role) {
        //% "A node that makes blocks"
        case core::NodeRole::kValidator:
            return qtTrId("dure.network.validator");
        //% "The building's relay"
        case core::NodeRole::kRelay:
            return qtTrId("dure.network.relay");
        //% "A neighbour's wallpad"
        case core::NodeRole::kFollower:
            return qtTrId("dure.network.follower");
        //% "A node of the community"
        case core::NodeRole::kUnknown:
            break;
    }
    return qtTrId("dure.network.node");
}

}  // namespace

PartnerLines::PartnerLines(QObject* parent)
    : RoleModel({{"name", [](const PartnerLine& row) -> QVariant { return row.name; }},
                 {"detail", [](const PartnerLine& row) -> QVariant { return row.detail; }}},
                parent) {}

NetworkModel::NetworkModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

QString NetworkModel::state() const { return chain_words(home().chain); }
QString NetworkModel::advice() const { return chain_advice(home().chain); }

QString NetworkModel::age() const {
    //% "Newest block %1"
    return qtTrId("dure.network.age").arg(format::age(home().chain.head.at, now()));
}

QString NetworkModel::height() const {
    return format::count(static_cast<qint64>(home().chain.head.height));
}

QString NetworkModel::connections() const {
    const auto& nodes = home().nodes;
    //% "This wallpad runs the network of this demo by itself."
    if (nodes.known && !nodes.connected) return qtTrId("dure.network.alone");
    //% "Not connected to any node"
    if (nodes.peers.empty()) return qtTrId("dure.network.nobody");
    //% "Connected to %1 nodes of the community"
    return qtTrId("dure.network.connected").arg(nodes.peers.size());
}

bool NetworkModel::catchingUp() const { return home().chain.state == core::ChainState::kSyncing; }

QString NetworkModel::progressWords() const {
    const auto mine = home().chain.head.height;
    const auto best = home().nodes.best_height;
    if (best <= mine) return {};
    //% "Block %1 of %2"
    return qtTrId("dure.network.progress")
        .arg(format::count(static_cast<qint64>(mine)), format::count(static_cast<qint64>(best)));
}

void NetworkModel::refresh() {
    std::vector<PartnerLine> lines;
    for (const auto& peer : home().nodes.peers) {
        //% "%1 · connected %2"
        const auto detail = peer.since
                                ? qtTrId("dure.network.partner-detail")
                                      .arg(format::hash(peer.key), format::age(*peer.since, now()))
                                : format::hash(peer.key);
        lines.push_back(
            {.id = full_hex(peer.key), .name = partner_words(peer.role), .detail = detail});
    }
    partners_.assign(std::move(lines));
}

}  // namespace dure::ui
