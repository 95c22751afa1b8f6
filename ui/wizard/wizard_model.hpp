// The first run in eight steps, each one decision. Every step is kept, so that a power cut sends
// nobody back; only the twelve words are never kept: they are made anew until a PIN protects them.
#pragma once

#include <QStringList>
#include <QVariantList>

#include "core/ports/keys.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/deal.hpp"

namespace dure::ui {

class WizardModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Step step READ step NOTIFY changed)
    Q_PROPERTY(int stepNumber READ stepNumber NOTIFY changed)
    Q_PROPERTY(int stepCount READ stepCount CONSTANT)
    Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)

    Q_PROPERTY(QString chainWords READ chainWords NOTIFY changed)
    Q_PROPERTY(QString chainAdvice READ chainAdvice NOTIFY changed)
    Q_PROPERTY(QString chainBlock READ chainBlock NOTIFY changed)
    Q_PROPERTY(bool chainFine READ chainFine NOTIFY changed)
    Q_PROPERTY(int syncPermille READ syncPermille NOTIFY changed)

    // By invite into a community of others: how far this home's own node has come.
    Q_PROPERTY(bool joinPossible READ joinPossible NOTIFY changed)
    Q_PROPERTY(bool byInvite READ byInvite NOTIFY changed)
    Q_PROPERTY(Entry entry READ entry NOTIFY changed)
    Q_PROPERTY(QStringList entryWords READ entryWords NOTIFY changed)
    Q_PROPERTY(QString entryProblem READ entryProblem NOTIFY changed)
    Q_PROPERTY(QString syncWords READ syncWords NOTIFY changed)
    Q_PROPERTY(QString ownAddress READ ownAddress NOTIFY changed)
    Q_PROPERTY(bool mayLeave READ mayLeave NOTIFY changed)

    Q_PROPERTY(QString building READ building WRITE setBuilding NOTIFY changed)
    Q_PROPERTY(QString unit READ unit WRITE setUnit NOTIFY changed)
    Q_PROPERTY(QString invite READ invite WRITE setInvite NOTIFY changed)
    Q_PROPERTY(QString unitProblem READ unitProblem NOTIFY changed)

    Q_PROPERTY(bool keysReady READ keysReady NOTIFY changed)
    Q_PROPERTY(bool keyStored READ keyStored NOTIFY changed)
    Q_PROPERTY(QStringList words READ words NOTIFY changed)
    Q_PROPERTY(QVariantList asked READ asked NOTIFY changed)
    Q_PROPERTY(bool wordsConfirmed READ wordsConfirmed NOTIFY changed)

    Q_PROPERTY(bool pinSet READ pinSet NOTIFY changed)
    Q_PROPERTY(bool pinBusy READ pinBusy NOTIFY changed)
    Q_PROPERTY(QString pinFailure READ pinFailure NOTIFY changed)

    Q_PROPERTY(QVariantList devices READ devices NOTIFY changed)
    Q_PROPERTY(QString signQuestion READ signQuestion NOTIFY changed)
    Q_PROPERTY(Sign sign READ sign WRITE setSign NOTIFY changed)

    Q_PROPERTY(bool agreed READ agreed WRITE setAgreed NOTIFY changed)

    Q_PROPERTY(ApprovalState approval READ approval NOTIFY changed)
    Q_PROPERTY(bool simulation READ simulation NOTIFY changed)
    Q_PROPERTY(bool quick READ quick NOTIFY changed)
    Q_PROPERTY(bool quickPossible READ quickPossible NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)
    Q_PROPERTY(QString home READ homeWords NOTIFY changed)

 public:
    enum class Step { Language, Network, Unit, Words, Pin, Devices, Terms, Approval };
    Q_ENUM(Step)
    enum class Sign { Unknown, Right, Wrong };
    Q_ENUM(Sign)
    enum class ApprovalState { NotSent, Sending, Waiting, Approved, Denied, Failed };
    Q_ENUM(ApprovalState)

    enum class Entry {
        Looking,    ///< for other nodes
        Syncing,    ///< the community's blocks are on their way
        Redeeming,  ///< the invite is on its way
        Knocking,   ///< the manager has to compare the six words
        Admitted,
        Refused,  ///< entryProblem says why
    };
    Q_ENUM(Entry)

    explicit WizardModel(QObject* parent = nullptr);

    /// Whether this wallpad has not been through the wizard.
    static bool needed();
    /// The next wizard of this wallpad begins there.
    static void begin_at(Step step);

    Step step() const { return step_; }
    int stepNumber() const { return static_cast<int>(step_) + 1; }
    int stepCount() const { return static_cast<int>(Step::Approval) + 1; }
    bool canGoOn() const;
    bool canGoBack() const;
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void finish();  ///< the wizard is not shown again

    QString chainWords() const;
    QString chainAdvice() const;
    QString chainBlock() const;
    bool chainFine() const;
    int syncPermille() const;

    bool joinPossible() const;
    bool byInvite() const { return ViewModel::home().nodes.entry.has_value(); }
    Entry entry() const;
    QStringList entryWords() const;
    QString entryProblem() const;
    QString syncWords() const;   ///< "block 1,234 of 5,678"
    QString ownAddress() const;  ///< what the manager compares before giving a seat
    bool mayLeave() const;
    Q_INVOKABLE void leave();  ///< the community that does not let this wallpad in

    QString building() const { return building_; }
    void setBuilding(const QString& building);
    QString unit() const { return unit_; }
    void setUnit(const QString& unit);
    QString invite() const { return invite_; }
    void setInvite(const QString& invite);
    QString unitProblem() const;
    QString homeWords() const;  ///< "103동 1502호"

    bool keysReady() const;  ///< there is a key store
    bool keyStored() const;  ///< made and stored before: nothing to show
    QStringList words() const { return words_; }
    QVariantList asked() const;  ///< positions from 1
    bool wordsConfirmed() const;
    Q_INVOKABLE void makeWords();
    Q_INVOKABLE void hideWords();  ///< out of this model's memory; the store still asks for three
    Q_INVOKABLE bool confirmWords(const QStringList& answers);

    bool pinSet() const;
    bool pinBusy() const { return pin_busy_; }
    QString pinFailure() const { return pin_failure_; }
    Q_INVOKABLE QString pinProblem(const QString& pin) const;  ///< empty when it is good
    Q_INVOKABLE void setPin(const QString& pin);

    QVariantList devices() const;  ///< {name, detail, state, fine, icon}
    QString signQuestion() const;
    Sign sign() const { return sign_; }
    void setSign(Sign sign);

    bool agreed() const { return agreed_; }
    void setAgreed(bool agreed);

    ApprovalState approval() const;
    QString failure() const { return failure_; }
    Q_INVOKABLE void apply();  ///< sends the application once; again only after a failure

    // In the demo whoever looks is the manager too, and may take the short way in.
    bool simulation() const { return ViewModel::home().simulation; }
    bool quick() const { return quick_; }
    /// Not beside real hardware, which runs in real time: a PIN that everybody knows guards
    /// nothing.
    bool quickPossible() const { return simulation() && ViewModel::home().time_factor > 1; }
    Q_INVOKABLE void approveHere();
    /// Key, PIN kDemoPin, application, approval and a first sell condition, one after another.
    Q_INVOKABLE void quickStart();
    Q_INVOKABLE QString demoPin() const;

 Q_SIGNALS:
    void quickDone();

 protected:
    void refresh() override;

 private:
    void keep();
    void restore();
    std::uint16_t building_number() const;
    std::uint16_t unit_number() const;

    Step step_ = Step::Language;
    QString building_, unit_, invite_;
    QStringList words_;
    bool pin_busy_ = false;
    QString pin_failure_;
    Sign sign_ = Sign::Unknown;
    bool agreed_ = false;
    bool quick_ = false;
    bool approving_ = false;
    deal::Sending applying_ = deal::Sending::Idle;
    QString failure_;
};

}  // namespace dure::ui
