// A condition while it is being made: four steps, kept in the wallpad's memory until it is sent, so
// that walking away loses nothing. Prices and Wh are the integers of the chain's condition word.
#pragma once

#include <QVariantList>

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/condition_check.hpp"
#include "ui/trade/match_preview.hpp"
#include "ui/trade/surplus.hpp"

namespace dure::ui {

class ConditionDraft : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    /// "sell", "buy", or "place-2" to change the condition that is there. Set once, by the page.
    Q_PROPERTY(QString subject READ subject WRITE setSubject NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Side side READ side NOTIFY changed)
    Q_PROPERTY(bool editing READ editing NOTIFY changed)
    Q_PROPERTY(int step READ step WRITE setStep NOTIFY changed)

    Q_PROPERTY(bool surplus READ surplus WRITE setSurplus NOTIFY changed)
    Q_PROPERTY(bool surplusPossible READ surplusPossible NOTIFY changed)
    Q_PROPERTY(int wh READ wh WRITE setWh NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity amount READ amount NOTIFY changed)
    Q_PROPERTY(QString slotLength READ slotLength NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity asked READ asked NOTIFY changed)
    Q_PROPERTY(QVariantList amountPresets READ amountPresets NOTIFY changed)

    Q_PROPERTY(int tick READ tick WRITE setTick NOTIFY changed)
    Q_PROPERTY(int lowest READ lowest NOTIFY changed)
    Q_PROPERTY(int highest READ highest NOTIFY changed)
    Q_PROPERTY(QVariantList bars READ bars NOTIFY changed)
    Q_PROPERTY(QVariantList marks READ marks NOTIFY changed)
    Q_PROPERTY(QVariantList pricePresets READ pricePresets NOTIFY changed)
    Q_PROPERTY(int mean READ mean NOTIFY changed)

    Q_PROPERTY(int fromQuarter READ fromQuarter NOTIFY changed)
    Q_PROPERTY(int toQuarter READ toQuarter NOTIFY changed)
    Q_PROPERTY(int weekdays READ weekdays WRITE setWeekdays NOTIFY changed)
    Q_PROPERTY(QString hours READ hours NOTIFY changed)
    Q_PROPERTY(QString fromClock READ fromClock NOTIFY changed)
    Q_PROPERTY(QString toClock READ toClock NOTIFY changed)
    Q_PROPERTY(QString days READ days NOTIFY changed)
    Q_PROPERTY(QVariantList weekdayNames READ weekdayNames NOTIFY changed)

    Q_PROPERTY(bool previewKnown READ previewKnown NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity expected READ expected NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity money READ money NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity usualPrice READ usualPrice NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity matchShare READ matchShare NOTIFY changed)
    Q_PROPERTY(QString matchCount READ matchCount NOTIFY changed)
    Q_PROPERTY(QString priceNote READ priceNote NOTIFY changed)
    Q_PROPERTY(QString firstSlot READ firstSlot NOTIFY changed)
    Q_PROPERTY(QString quantityWords READ quantityWords NOTIFY changed)
    Q_PROPERTY(QString limitWords READ limitWords NOTIFY changed)

    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString notice READ notice NOTIFY changed)
    Q_PROPERTY(bool stepDone READ stepDone NOTIFY changed)
    Q_PROPERTY(bool canSend READ canSend NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Sending sending READ sending NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    static constexpr int kSteps = 4;

    explicit ConditionDraft(QObject* parent = nullptr);

    QString subject() const { return subject_; }
    void setSubject(const QString& subject);
    deal::Side side() const { return static_cast<deal::Side>(condition_.side); }
    bool editing() const { return edited_.has_value(); }
    int step() const { return step_; }
    void setStep(int step);

    bool surplus() const { return condition_.scaled; }
    void setSurplus(bool surplus);
    bool surplusPossible() const;  ///< only a seller with a known plant or a measured surplus
    int wh() const { return static_cast<int>(wh_); }
    void setWh(int wh);
    Quantity amount() const;
    QString slotLength() const;
    Quantity asked() const;
    QVariantList amountPresets() const;

    int tick() const { return condition_.limit.value; }
    void setTick(int tick);
    int lowest() const;  ///< of the slider
    int highest() const;
    QVariantList bars() const;          ///< {from, to, share 0…1000, match}
    QVariantList marks() const;         ///< {tick, label}
    QVariantList pricePresets() const;  ///< {tick, label}
    int mean() const;                   ///< −1 without recent prices

    int fromQuarter() const { return condition_.from_quarter; }
    int toQuarter() const { return condition_.to_quarter; }
    Q_INVOKABLE void setHours(int from, int to);
    int weekdays() const { return condition_.weekdays; }
    void setWeekdays(int weekdays);
    QString hours() const;
    QString fromClock() const;
    QString toClock() const;
    QString days() const;
    QVariantList weekdayNames() const;

    bool previewKnown() const { return preview_.seen > 0; }
    Quantity expected() const;
    Quantity money() const;
    Quantity usualPrice() const;
    Quantity matchShare() const;
    QString matchCount() const;
    QString priceNote()
        const;  ///< rich text: what the limit means and what it brings over the utility
    QString firstSlot() const;  ///< "오늘 13:45~14:00"
    QString quantityWords() const;
    QString limitWords() const;

    QString problem() const;  ///< what stops this step, empty when fine
    QString notice() const;   ///< worth knowing, does not stop
    bool stepDone() const { return problem().isEmpty(); }
    bool canSend() const;
    deal::Sending sending() const { return sending_; }
    QString failure() const { return failure_; }

    /// Sends the condition once; ignored while on its way or when something stands in the way.
    Q_INVOKABLE void send();
    Q_INVOKABLE void discard();  ///< forgets the draft

    core::Condition condition() const;  ///< as it would be sent

 Q_SIGNALS:
    void sent();  ///< final on the chain

 protected:
    void refresh() override;

 private:
    std::optional<std::uint8_t> place() const;
    std::vector<ConditionQuarrel> quarrels() const;
    std::int64_t plant_wh() const;
    void start_new();
    bool load();
    void keep();
    QString store_key() const { return QStringLiteral("draft/") + subject_; }

    QString subject_;
    std::optional<std::uint8_t> edited_;
    core::Condition condition_;
    std::int64_t wh_ = 0;
    int step_ = 0;
    MatchPreview preview_;
    Surplus surplus_{this};
    deal::Sending sending_ = deal::Sending::Idle;
    QString failure_;
};

}  // namespace dure::ui
