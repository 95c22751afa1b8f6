// The machines of the trading network at the manager's desk: who waits to be let in, who makes
// blocks and misses turns, who is connected, and proofs that somebody lied.
#pragma once

#include <QSet>

#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct WaitingLine {
    QString id;  ///< the node's key, full
    QString name, words, since;
    bool busy = false;
    const QString& key() const { return id; }
    friend bool operator==(const WaitingLine&, const WaitingLine&) = default;
};

class WaitingLines : public RoleModel<WaitingLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit WaitingLines(QObject* parent = nullptr);
};

struct ValidatorLine {
    QString id, name, state, last, missed;
    int level = 0;  ///< 0 fine, 1 misses turns, 2 misses most of them
    const QString& key() const { return id; }
    friend bool operator==(const ValidatorLine&, const ValidatorLine&) = default;
};

class ValidatorLines : public RoleModel<ValidatorLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit ValidatorLines(QObject* parent = nullptr);
};

struct PeerLine {
    QString id, name, role, height, latency, version, since;
    const QString& key() const { return id; }
    friend bool operator==(const PeerLine&, const PeerLine&) = default;
};

class PeerLines : public RoleModel<PeerLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit PeerLines(QObject* parent = nullptr);
};

struct EvidenceLine {
    QString id, words;
    const QString& key() const { return id; }
    friend bool operator==(const EvidenceLine&, const EvidenceLine&) = default;
};

class EvidenceLines : public RoleModel<EvidenceLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit EvidenceLines(QObject* parent = nullptr);
};

class NodesModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::WaitingLines* waiting READ waiting CONSTANT)
    Q_PROPERTY(dure::ui::ValidatorLines* validators READ validators CONSTANT)
    Q_PROPERTY(dure::ui::PeerLines* peers READ peers CONSTANT)
    Q_PROPERTY(dure::ui::EvidenceLines* evidence READ evidence CONSTANT)
    Q_PROPERTY(bool known READ known NOTIFY changed)
    Q_PROPERTY(bool connected READ connected NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString height READ height NOTIFY changed)
    Q_PROPERTY(QString sync READ sync NOTIFY changed)
    Q_PROPERTY(QString age READ age NOTIFY changed)
    Q_PROPERTY(bool late READ late NOTIFY changed)
    Q_PROPERTY(QString peerCount READ peerCount NOTIFY changed)
    Q_PROPERTY(QString validatorsFine READ validatorsFine NOTIFY changed)
    Q_PROPERTY(bool validatorsMissing READ validatorsMissing NOTIFY changed)
    Q_PROPERTY(QString turnsNote READ turnsNote NOTIFY changed)
    Q_PROPERTY(QString blockTime READ blockTime NOTIFY changed)
    Q_PROPERTY(QString version READ version NOTIFY changed)
    Q_PROPERTY(int evidenceCount READ evidenceCount NOTIFY changed)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed)
    Q_PROPERTY(bool mayDecide READ mayDecide NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    explicit NodesModel(QObject* parent = nullptr);

    WaitingLines* waiting() { return &waiting_; }
    ValidatorLines* validators() { return &validators_; }
    PeerLines* peers() { return &peers_; }
    EvidenceLines* evidence() { return &evidence_; }
    bool known() const { return office().nodes.known; }
    bool connected() const { return office().nodes.connected; }
    QString state() const;
    QString height() const;
    QString sync() const;  ///< how far behind the best known height, or that it is not
    QString age() const;
    bool late() const;
    QString peerCount() const;
    QString validatorsFine() const;  ///< "3 / 4"
    bool validatorsMissing() const { return fine_ < static_cast<int>(validators_.rows().size()); }
    QString turnsNote() const;
    QString blockTime() const;
    QString version() const;
    int evidenceCount() const { return static_cast<int>(evidence_.rows().size()); }
    int waitingCount() const { return static_cast<int>(waiting_.rows().size()); }
    bool mayDecide() const { return office().may_decide; }
    QString failure() const;  ///< why the last decision was refused, or none can be made here

    /// Each is sent once; a second call for the same node waits for the answer.
    Q_INVOKABLE void admit(const QString& node);
    Q_INVOKABLE void refuse(const QString& node);

 protected:
    void refresh() override;

 private:
    const core::WaitingNode* waiting_node(const QString& id) const;
    void decide(const QString& node, const core::OfficeRequest& request);

    WaitingLines waiting_{this};
    QSet<QString> busy_;
    QString failure_;
    ValidatorLines validators_{this};
    PeerLines peers_{this};
    EvidenceLines evidence_{this};
    int fine_ = 0;
};

}  // namespace dure::ui
