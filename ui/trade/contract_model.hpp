// One contract from condition to coin: steps with times and blocks, agreed and metered energy,
// money, partners and the proof.
#pragma once

#include <QVariantList>

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

class ContractModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    /// Slot and side as in ContractRow::slot, a slot's index alone, or "newest".
    Q_PROPERTY(QString contract READ contract WRITE setContract NOTIFY changed)
    Q_PROPERTY(bool found READ found NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Side side READ side NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(QString stageWords READ stageWords NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity contracted READ contracted NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity delivered READ delivered NOTIFY changed)
    Q_PROPERTY(int deliveredShare READ deliveredShare NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity metered READ metered NOTIFY changed)
    Q_PROPERTY(QString meteredWords READ meteredWords NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity settledEnergy READ settledEnergy NOTIFY changed)
    Q_PROPERTY(bool moneyVisible READ moneyVisible NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity amount READ amount NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity price READ price NOTIFY changed)
    Q_PROPERTY(QVariantList partners READ partners NOTIFY changed)
    Q_PROPERTY(QVariantList bars READ bars NOTIFY changed)
    Q_PROPERTY(QString barsTop READ barsTop NOTIFY changed)
    Q_PROPERTY(QString explanation READ explanation NOTIFY changed)
    Q_PROPERTY(bool lacking READ lacking NOTIFY changed)
    Q_PROPERTY(QString proof READ proof NOTIFY changed)
    Q_PROPERTY(QString proofShort READ proofShort NOTIFY changed)
    Q_PROPERTY(QString proofBlock READ proofBlock NOTIFY changed)

 public:
    explicit ContractModel(QObject* parent = nullptr) : ViewModel(Follows::kHome, parent) {}

    QString contract() const { return contract_; }
    void setContract(const QString& contract);
    bool found() const { return one_.has_value(); }
    deal::Side side() const;
    deal::Stage stage() const;
    QString stageWords() const;
    QString when() const;        ///< "오늘 13:15~13:30"
    QVariantList steps() const;  ///< {title, state, first, second}
    Quantity contracted() const;
    Quantity delivered() const;
    int deliveredShare() const;      ///< 0…1000
    Quantity metered() const;        ///< our meter's net energy of the slot, once settled
    QString meteredWords() const;    ///< "내보냄", "들여옴"
    Quantity settledEnergy() const;  ///< what money was paid for
    bool moneyVisible() const;
    Quantity amount() const;
    Quantity price() const;
    QVariantList partners() const;  ///< {name, energy, amount, common}
    QVariantList bars() const {
        return bars_;
    }  ///< slots about this one: {label, agreed, metered 0…1000, known, here}
    QString barsTop() const { return bars_top_; }  ///< "0.30 kWh", the height of a full bar
    QString explanation() const;
    bool lacking() const;  ///< energy was missing
    QString proof() const;
    QString proofShort() const;
    QString proofBlock() const;

    Q_INVOKABLE void copyProof() const;

 protected:
    void refresh() override;

 private:
    void draw_bars();

    QString contract_;
    std::optional<core::ContractView> one_;
    QVariantList bars_;
    QString bars_top_;
};

}  // namespace dure::ui
