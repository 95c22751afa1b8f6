// The coin page: balance, what is locked, this month, every move by day, sending and receiving.
// Amounts are masked while the wallpad is a guest's or the resident hides them.
#pragma once

#include <QVariantList>

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/coin_rows.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct CoinLine {
    QString id, day, title, detail, amount, direction, icon, block, tx, when;
    bool received = false, pending = false, trade = false;
    QString key() const { return id; }
    friend bool operator==(const CoinLine&, const CoinLine&) = default;
};

class CoinsList : public RoleModel<CoinLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit CoinsList(QObject* parent = nullptr);
};

class CoinsModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool known READ known NOTIFY changed)
    Q_PROPERTY(bool masked READ masked NOTIFY changed)
    Q_PROPERTY(bool guest READ guest NOTIFY changed)
    Q_PROPERTY(bool hidden READ hidden WRITE setHidden NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity balance READ balance NOTIFY changed)
    Q_PROPERTY(bool anyLocked READ anyLocked NOTIFY changed)
    Q_PROPERTY(QString lockedWords READ lockedWords NOTIFY changed)
    Q_PROPERTY(QString lockedShort READ lockedShort NOTIFY changed)
    Q_PROPERTY(QString month READ month NOTIFY changed)
    Q_PROPERTY(QString soldWords READ soldWords NOTIFY changed)
    Q_PROPERTY(QString boughtWords READ boughtWords NOTIFY changed)
    Q_PROPERTY(QString earned READ earned NOTIFY changed)
    Q_PROPERTY(QString paid READ paid NOTIFY changed)
    Q_PROPERTY(QString pendingIn READ pendingIn NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::CoinFilter filter READ filter WRITE setFilter NOTIFY changed)
    Q_PROPERTY(dure::ui::CoinsList* moves READ moves CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)

    Q_PROPERTY(QString address READ address NOTIFY changed)
    Q_PROPERTY(QString addressGroups READ addressGroups NOTIFY changed)
    Q_PROPERTY(QVariantList members READ members NOTIFY changed)
    Q_PROPERTY(int spendable READ spendable NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Sending sending READ sending NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    explicit CoinsModel(QObject* parent = nullptr);

    bool known() const { return home().coins_known; }
    bool masked() const { return guest() || hidden_; }
    bool guest() const;
    bool hidden() const { return hidden_; }
    void setHidden(bool hidden);
    Quantity balance() const;  ///< free to use: without the locked part
    bool anyLocked() const { return known() && home().coins.locked.value > 0; }
    QString lockedWords() const;  ///< a sentence; `lockedShort` without the verb
    QString lockedShort() const;
    QString month() const;      ///< "11.1 ~ 11.22"
    QString soldWords() const;  ///< "판 전기 94 kWh"
    QString boughtWords() const;
    QString earned() const;
    QString paid() const;
    QString pendingIn() const;  ///< of contracts that are not settled
    deal::CoinFilter filter() const { return filter_; }
    void setFilter(deal::CoinFilter filter);
    CoinsList* moves() { return &list_; }
    int count() const { return static_cast<int>(list_.rows().size()); }

    QString address() const;
    QString addressGroups() const;  ///< in fours, for reading aloud
    QVariantList members() const;   ///< {name, address}
    int spendable() const;          ///< whole won
    deal::Sending sending() const { return sending_; }
    QString failure() const { return failure_; }

    Q_INVOKABLE QString
    addressProblem(const QString& address) const;  ///< empty when it can be used
    Q_INVOKABLE QString amountProblem(int won) const;
    Q_INVOKABLE QString moneyText(int won) const;
    /// Sends once; ignored while another sending is on its way.
    Q_INVOKABLE void send(const QString& address, int won);
    Q_INVOKABLE void forgetSending();
    Q_INVOKABLE void copy(const QString& text) const;

 protected:
    void refresh() override;

 private:
    void ask_month();
    QString money(core::MilliWon amount) const;

    CoinsList list_{this};
    deal::CoinFilter filter_ = deal::CoinFilter::All;
    bool hidden_ = false;
    std::optional<core::SlotEnergy> month_;
    core::UtcTime month_start_{};
    std::uint64_t month_asked_at_ = 0;
    deal::Sending sending_ = deal::Sending::Idle;
    QString failure_;
};

}  // namespace dure::ui
