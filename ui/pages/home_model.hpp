// The home page: one hero, the energy flow of five nodes, three cards.
#pragma once

#include "ui/format/format.hpp"
#include "ui/frame/view_model.hpp"

namespace dure::ui {

/// A node of the flow picture and the line to it.
class FlowNode {
    Q_GADGET
    QML_VALUE_TYPE(flowNode)
    Q_PROPERTY(dure::ui::Quantity quantity MEMBER quantity)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(int flow MEMBER flow)
    Q_PROPERTY(bool stale MEMBER stale)
    Q_PROPERTY(bool present MEMBER present)

 public:
    Quantity quantity;
    QString label;  ///< "배터리 77% · 충전", "계통 · 쉬는 중", "배터리 · 3분 전 값"
    int flow = 0;  ///< +1 into the home, −1 out of it, 0 resting
    bool stale = false;
    bool present = true;  ///< a home without a battery has no battery node
};

class HomeModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    // hero
    Q_PROPERTY(Hero hero READ hero NOTIFY changed)
    Q_PROPERTY(QString heroWord READ heroWord NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity heroPower READ heroPower NOTIFY changed)
    // flow
    Q_PROPERTY(dure::ui::FlowNode solar READ solar NOTIFY changed)
    Q_PROPERTY(dure::ui::FlowNode house READ house NOTIFY changed)
    Q_PROPERTY(dure::ui::FlowNode neighbours READ neighbours NOTIFY changed)
    Q_PROPERTY(dure::ui::FlowNode battery READ battery NOTIFY changed)
    Q_PROPERTY(dure::ui::FlowNode grid READ grid NOTIFY changed)
    Q_PROPERTY(QString flowSentence READ flowSentence NOTIFY changed)
    // today
    Q_PROPERTY(dure::ui::Quantity generatedToday READ generatedToday NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity consumedToday READ consumedToday NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity tradedToday READ tradedToday NOTIFY changed)
    Q_PROPERTY(QString tradedLabel READ tradedLabel NOTIFY changed)
    // bill
    Q_PROPERTY(bool billKnown READ billKnown NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity billEstimate READ billEstimate NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity usedThisMonth READ usedThisMonth NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity projected READ projected NOTIFY changed)
    Q_PROPERTY(int tier READ tier NOTIFY changed)
    Q_PROPERTY(QList<double> tierEnds READ tierEnds NOTIFY changed)
    Q_PROPERTY(QList<QString> tierLabels READ tierLabels NOTIFY changed)
    Q_PROPERTY(QList<QString> tierPriceLabels READ tierPriceLabels NOTIFY changed)
    Q_PROPERTY(double usedWh READ usedWh NOTIFY changed)
    Q_PROPERTY(double projectedWh READ projectedWh NOTIFY changed)
    Q_PROPERTY(QString tierSentence READ tierSentence NOTIFY changed)
    Q_PROPERTY(QString tierShort READ tierShort NOTIFY changed)
    // contract
    Q_PROPERTY(bool contractKnown READ contractKnown NOTIFY changed)
    Q_PROPERTY(QString contractTitle READ contractTitle NOTIFY changed)
    Q_PROPERTY(QString contractSlot READ contractSlot NOTIFY changed)
    Q_PROPERTY(QString contractUntil READ contractUntil NOTIFY changed)
    Q_PROPERTY(QString contractUntilShort READ contractUntilShort NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity delivered READ delivered NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity contracted READ contracted NOTIFY changed)
    Q_PROPERTY(double contractShare READ contractShare NOTIFY changed)
    Q_PROPERTY(QString contractPercent READ contractPercent NOTIFY changed)
    Q_PROPERTY(QString contractPartners READ contractPartners NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity contractPrice READ contractPrice NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity contractAmount READ contractAmount NOTIFY changed)
    Q_PROPERTY(bool selling READ selling NOTIFY changed)
    Q_PROPERTY(QString contractsSentence READ contractsSentence NOTIFY changed)
    Q_PROPERTY(Next next READ next NOTIFY changed)

 public:
    enum class Hero { Unknown, Selling, Buying, Exporting, Importing, SelfSufficient };
    Q_ENUM(Hero)
    /// What the resident could do when there is no contract.
    enum class Next { Nothing, Join, WaitForApproval, MakeCondition };
    Q_ENUM(Next)

    explicit HomeModel(QObject* parent = nullptr);

    Hero hero() const;
    QString heroWord() const;
    Quantity heroPower() const { return hero_power_; }
    FlowNode solar() const { return solar_; }
    FlowNode house() const { return house_; }
    FlowNode neighbours() const { return neighbours_; }
    FlowNode battery() const { return battery_; }
    FlowNode grid() const { return grid_; }
    QString flowSentence() const;

    Quantity generatedToday() const;
    Quantity consumedToday() const;
    Quantity tradedToday() const;
    QString tradedLabel() const;

    bool billKnown() const { return !home().bill.tier_ends.empty(); }
    Quantity billEstimate() const;
    Quantity usedThisMonth() const;
    Quantity projected() const;
    int tier() const { return home().bill.tier; }
    QList<double> tierEnds() const;
    QStringList tierLabels() const;       ///< "1단계"
    QStringList tierPriceLabels() const;  ///< "1단계 105원" where the price is known
    double usedWh() const { return static_cast<double>(home().bill.used.value); }
    double projectedWh() const { return static_cast<double>(home().bill.projected.value); }
    QString tierSentence() const;
    QString tierShort() const;

    bool contractKnown() const { return contract() != nullptr; }
    QString contractTitle() const;
    QString contractSlot() const;
    QString contractUntil() const;
    QString contractUntilShort() const;
    Quantity delivered() const;
    Quantity contracted() const;
    double contractShare() const;
    QString contractPercent() const;
    QString contractPartners() const;
    Quantity contractPrice() const;
    Quantity contractAmount() const;
    bool selling() const;
    QString contractsSentence() const;
    Next next() const;

 protected:
    void refresh() override;

 private:
    const core::ContractView* contract() const;   ///< the one being delivered, else the next one
    std::optional<core::Watt> grid_rest() const;  ///< at the meter without the neighbours' part

    format::Power hero_format_, solar_format_, house_format_, neighbours_format_, battery_format_,
        grid_format_;
    Quantity hero_power_;
    FlowNode solar_, house_, neighbours_, battery_, grid_;
};

}  // namespace dure::ui
