// The members and those who ask to join: seats first, then applications with approve and deny.
#pragma once

#include <QSet>

#include "ui/frame/view_model.hpp"
#include "ui/trade/deal.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct MemberLine {
    QString id;  ///< the owner's address, full
    QString name, kind, state, feeder, rated, balance, last_seen, last_net, key_print, since;
    bool applied = false, denied = false, online = false, approved = false, busy = false;
    QString key() const { return id; }
    friend bool operator==(const MemberLine&, const MemberLine&) = default;
};

class MemberLines : public RoleModel<MemberLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit MemberLines(QObject* parent = nullptr);
};

class MembersModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::MemberLines* applications READ applications CONSTANT)
    Q_PROPERTY(dure::ui::MemberLines* members READ members CONSTANT)
    Q_PROPERTY(int applicationCount READ applicationCount NOTIFY changed)
    Q_PROPERTY(int memberCount READ memberCount NOTIFY changed)
    Q_PROPERTY(int onlineCount READ onlineCount NOTIFY changed)
    Q_PROPERTY(QString supply READ supply NOTIFY changed)
    Q_PROPERTY(bool mayDecide READ mayDecide NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    explicit MembersModel(QObject* parent = nullptr);

    MemberLines* applications() { return &applications_; }
    MemberLines* members() { return &members_; }
    int applicationCount() const { return static_cast<int>(applications_.rows().size()); }
    int memberCount() const { return static_cast<int>(members_.rows().size()); }
    int onlineCount() const;
    QString supply() const;  ///< all coins
    bool mayDecide() const { return office().may_decide; }
    QString failure() const;  ///< why the last decision was refused, or none can be made here

    /// Each is sent once; a second call for the same applicant waits for the answer.
    Q_INVOKABLE void approve(const QString& owner);
    Q_INVOKABLE void deny(const QString& owner);

 protected:
    void refresh() override;

 private:
    void decide(const QString& owner, const core::OfficeRequest& request);

    MemberLines applications_{this}, members_{this};
    QSet<QString> busy_;
    QString failure_;
};

QString member_kind_words(core::MemberKind);

}  // namespace dure::ui
