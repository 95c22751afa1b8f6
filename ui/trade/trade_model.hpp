// The trade page: what the market is worth now, my conditions, and the next slot's book.
#pragma once

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/deal.hpp"
#include "ui/trade/role_model.hpp"
#include "ui/trade/surplus.hpp"

namespace dure::ui {

struct ConditionRow {
    int id = 0;  ///< the place, 0…3
    deal::Side side{};
    QString limit, quantity, hours, days;
    Quantity expected, money;  ///< a day, at recent prices
    deal::ConditionState state{};
    QString problem;  ///< why it failed
    int key() const { return id; }
    friend bool operator==(const ConditionRow&, const ConditionRow&) = default;
};

class ConditionsModel : public RoleModel<ConditionRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit ConditionsModel(QObject* parent = nullptr);
};

/// One band of prices in the summary of the next slot; shares are of the widest band, 0…1000.
struct BandRow {
    int id = 0;  ///< lowest price of the band
    QString prices;
    Quantity supply, demand;
    int supply_share = 0, demand_share = 0;
    bool crossing = false;  ///< the expected price lies here
    int key() const { return id; }
    friend bool operator==(const BandRow&, const BandRow&) = default;
};

class BandsModel : public RoleModel<BandRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit BandsModel(QObject* parent = nullptr);
};

class TradeModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::deal::Side side READ side WRITE setSide NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity priceNow READ priceNow NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity priceNext READ priceNext NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity utilityPrice READ utilityPrice NOTIFY changed)
    Q_PROPERTY(QString difference READ difference NOTIFY changed)
    Q_PROPERTY(bool better READ better NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity volumeToday READ volumeToday NOTIFY changed)
    Q_PROPERTY(QString nextSlot READ nextSlot NOTIFY changed)
    Q_PROPERTY(QString gateLeft READ gateLeft NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity expectedPrice READ expectedPrice NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity expectedVolume READ expectedVolume NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity offered READ offered NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity wanted READ wanted NOTIFY changed)
    Q_PROPERTY(bool bookEmpty READ bookEmpty NOTIFY changed)
    Q_PROPERTY(int places READ places NOTIFY changed)
    Q_PROPERTY(int placesTaken READ placesTaken NOTIFY changed)
    Q_PROPERTY(int shown READ shown NOTIFY changed)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY changed)
    Q_PROPERTY(QString whyNot READ whyNot NOTIFY changed)
    Q_PROPERTY(bool mayJoin READ mayJoin NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)
    Q_PROPERTY(dure::ui::ConditionsModel* conditions READ conditions CONSTANT)
    Q_PROPERTY(dure::ui::BandsModel* bands READ bands CONSTANT)

 public:
    explicit TradeModel(QObject* parent = nullptr);

    deal::Side side() const { return side_; }
    void setSide(deal::Side side);
    Quantity priceNow() const;
    Quantity priceNext() const;
    Quantity utilityPrice() const;
    QString difference() const;  ///< "32원 더 받아요", empty when not known
    bool better() const;         ///< neighbours beat the utility
    Quantity volumeToday() const;
    QString nextSlot() const;  ///< "13:30~13:45"
    QString gateLeft() const;  ///< time until the gate closes, "3분 20초"
    Quantity expectedPrice() const;
    Quantity expectedVolume() const;
    Quantity offered() const;
    Quantity wanted() const;
    bool bookEmpty() const;
    int places() const { return static_cast<int>(core::kConditionsPerSeat); }
    int placesTaken() const;
    int shown() const { return static_cast<int>(conditions_.rows().size()); }
    bool canAdd() const { return whyNot().isEmpty(); }
    QString whyNot() const;
    bool mayJoin() const;
    QString failure() const { return failure_; }
    ConditionsModel* conditions() { return &conditions_; }
    BandsModel* bands() { return &bands_; }

    /// Sent once; further calls wait until this one is answered.
    Q_INVOKABLE void remove(int place);

 protected:
    void refresh() override;

 private:
    std::optional<core::Tick> reference_price() const;
    bool market_known() const { return home().prices.next_slot.index != 0; }

    deal::Side side_ = deal::Side::Sell;
    ConditionsModel conditions_{this};
    BandsModel bands_{this};
    Surplus surplus_{this};
    QSet<int> removing_;
    QString failure_;
};

}  // namespace dure::ui
