// The usage page: one period of the journal as balanced bars, a cross-hair and a read-out.
// Every slot balances: what came in stands above the axis, what went out hangs below.
#pragma once

#include <array>
#include <vector>

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"

namespace dure::ui {

/// One bar; energy in Wh, money in milli-won. Order from the axis outwards.
struct UsageBar {
    core::UtcTime start{}, end{};
    std::array<std::int64_t, 4> in{};   ///< generated, from battery, bought, from grid
    std::array<std::int64_t, 4> out{};  ///< consumed, into battery, sold, to grid
    std::int64_t earned = 0, paid = 0;
    bool covered = false;
};

class UsageModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Period period READ period WRITE setPeriod NOTIFY changed)
    Q_PROPERTY(bool money READ money WRITE setMoney NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY changed)
    Q_PROPERTY(int selected READ selected WRITE setSelected NOTIFY changed)
    Q_PROPERTY(bool empty READ empty NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(QString spanCaption READ spanCaption NOTIFY changed)
    Q_PROPERTY(QString span READ span NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity generated READ generated NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity consumed READ consumed NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity battery READ battery NOTIFY changed)
    Q_PROPERTY(QString batteryLabel READ batteryLabel NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity trade READ trade NOTIFY changed)
    Q_PROPERTY(QString tradeLabel READ tradeLabel NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity grid READ grid NOTIFY changed)
    Q_PROPERTY(QString gridLabel READ gridLabel NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity earned READ earned NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity paid READ paid NOTIFY changed)
    Q_PROPERTY(QString coverage READ coverage NOTIFY changed)

 public:
    enum class Period { Day, Week, Month, Year };
    Q_ENUM(Period)

    explicit UsageModel(QObject* parent = nullptr);

    Period period() const { return period_; }
    void setPeriod(Period period);
    bool money() const { return money_; }
    void setMoney(bool money);
    QString title() const;
    bool canGoForward() const;
    int selected() const { return selected_; }  ///< index of a bar, −1 = the whole period
    void setSelected(int index);
    bool empty() const;
    bool loading() const { return loading_; }
    QString spanCaption() const;
    QString span() const;
    Quantity generated() const;
    Quantity consumed() const;
    Quantity battery() const;
    QString batteryLabel() const;
    Quantity trade() const;
    QString tradeLabel() const;
    Quantity grid() const;
    QString gridLabel() const;
    Quantity earned() const;
    Quantity paid() const;
    QString coverage() const;  ///< says so when readings are missing

    Q_INVOKABLE void goBack() { move(-1); }
    Q_INVOKABLE void goForward() { move(1); }

    // for the chart
    const std::vector<UsageBar>& bars() const { return bars_; }
    core::UtcTime start() const { return series_.start; }
    core::UtcTime end() const { return series_.end; }
    bool as_power() const {
        return period_ == Period::Day;
    }  ///< day bars are mean power, else energy
    core::UtcTime present() const { return now(); }

 Q_SIGNALS:
    void seriesChanged();

 protected:
    void refresh() override;

 private:
    void load();
    void move(int steps);
    void show(const core::UsageSeries& series);
    UsageBar shown() const;  ///< the selected bar or the sum of all
    Quantity amount(std::int64_t wh, const UsageBar& bar) const;

    Period period_ = Period::Day;
    bool money_ = false;
    bool loading_ = false;
    int selected_ = -1;
    core::UtcTime moment_{};  ///< any moment of the shown period
    bool follows_now_ = true;
    core::UtcTime loaded_for_{};
    std::uint64_t question_ = 0;  ///< answers to older questions are dropped
    core::UsageSeries series_;
    std::vector<UsageBar> bars_;
};

}  // namespace dure::ui
