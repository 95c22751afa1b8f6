// The trading network as a resident sees it: connected or not, how old the news is, to whom this
// wallpad speaks, and honest progress while it catches up.
#pragma once

#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct PartnerLine {
    QString id, name, detail;
    const QString& key() const { return id; }
    friend bool operator==(const PartnerLine&, const PartnerLine&) = default;
};

class PartnerLines : public RoleModel<PartnerLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit PartnerLines(QObject* parent = nullptr);
};

class NetworkModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool fine READ fine NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString advice READ advice NOTIFY changed)
    Q_PROPERTY(QString age READ age NOTIFY changed)
    Q_PROPERTY(QString height READ height NOTIFY changed)
    Q_PROPERTY(QString connections READ connections NOTIFY changed)
    Q_PROPERTY(bool catchingUp READ catchingUp NOTIFY changed)
    Q_PROPERTY(qreal progress READ progress NOTIFY changed)
    Q_PROPERTY(QString progressWords READ progressWords NOTIFY changed)
    Q_PROPERTY(dure::ui::PartnerLines* partners READ partners CONSTANT)
    Q_PROPERTY(int partnerCount READ partnerCount NOTIFY changed)

 public:
    explicit NetworkModel(QObject* parent = nullptr);

    bool fine() const { return home().chain.state == core::ChainState::kNormal; }
    QString state() const;
    QString advice() const;
    QString age() const;  ///< "Last news 12 s ago"
    QString height() const;
    QString connections() const;  ///< "Connected to 3 nodes of the community"
    bool catchingUp() const;
    qreal progress() const { return home().chain.sync_permille / 1000.0; }
    QString progressWords() const;
    PartnerLines* partners() { return &partners_; }
    int partnerCount() const { return static_cast<int>(partners_.rows().size()); }

 protected:
    void refresh() override;

 private:
    PartnerLines partners_{this};
};

}  // namespace dure::ui
