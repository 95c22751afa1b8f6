#include "ui/wizard/wizard_model.hpp"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>

#include "ui/format/format.hpp"
#include "ui/frame/preferences.hpp"
#include "ui/frame/security.hpp"
#include "ui/pages/chain_words.hpp"
#include "ui/trade/alias.hpp"
#include "ui/trade/words.hpp"
#include "ui/wizard/entrance_service.hpp"
#include "ui/wizard/entrance_words.hpp"
#include "ui/wizard/key_service.hpp"
#include "ui/wizard/pin_words.hpp"

namespace dure::ui {

namespace {

constexpr int kShortestInvite = 6;
constexpr const char* kByInvite = "by-invite";  // who is inside by an invite needs no code
constexpr const char* kDemoPin = "904152";      // said on the screen; protects play money only

QString key(const char* name) { return QStringLiteral("wizard/") + QString::fromLatin1(name); }

QVariant stored(const char* name, const QVariant& missing = {}) {
    return Preferences::instance().value(key(name), missing);
}

QString device_name(core::DeviceKind kind) {
    switch (kind) {
        //% "Inverter"
        case core::DeviceKind::kInverter:
            return qtTrId("dure.wizard.inverter");
        //% "Meter"
        case core::DeviceKind::kMeter:
            return qtTrId("dure.wizard.meter");
        //% "Battery"
        case core::DeviceKind::kBattery:
            return qtTrId("dure.wizard.battery");
        //% "Charger"
        case core::DeviceKind::kCharger:
            return qtTrId("dure.wizard.charger");
    }
    return {};
}

QString link_words(core::LinkState link) {
    switch (link) {
        //% "Found"
        case core::LinkState::kOnline:
            return qtTrId("dure.wizard.link-found");
        //% "Searching"
        case core::LinkState::kSearching:
            return qtTrId("dure.wizard.link-searching");
        //% "Answers late"
        case core::LinkState::kStale:
            return qtTrId("dure.wizard.link-stale");
        //% "No answer"
        case core::LinkState::kUnreachable:
            return qtTrId("dure.wizard.link-unreachable");
        //% "Another device"
        case core::LinkState::kWrongDevice:
            return qtTrId("dure.wizard.link-wrong");
    }
    return {};
}

QString device_icon(core::DeviceKind kind) {
    switch (kind) {
        case core::DeviceKind::kInverter:
            return QStringLiteral("sun");
        case core::DeviceKind::kMeter:
            return QStringLiteral("gauge");
        case core::DeviceKind::kBattery:
            return QStringLiteral("battery");
        case core::DeviceKind::kCharger:
            break;
    }
    return QStringLiteral("bolt");
}

}  // namespace

WizardModel::WizardModel(QObject* parent) : ViewModel(Follows::kHome, parent) { restore(); }

bool WizardModel::needed() { return !stored("done", false).toBool(); }

void WizardModel::begin_at(Step step) {
    auto& preferences = Preferences::instance();
    preferences.set(key("step"), static_cast<int>(step));
    preferences.set(key("done"), false);
}

void WizardModel::restore() {
    building_ = stored("building").toString();
    unit_ = stored("unit").toString();
    invite_ = stored("invite").toString();
    agreed_ = stored("agreed", false).toBool();
    sign_ =
        static_cast<Sign>(std::clamp(stored("sign", 0).toInt(), 0, static_cast<int>(Sign::Wrong)));
    const int step = std::clamp(stored("step", 0).toInt(), 0, static_cast<int>(Step::Approval));
    step_ = static_cast<Step>(step);
    // Words that no PIN protects did not survive: back to making new ones.
    if (step_ > Step::Words && !keyStored()) step_ = Step::Words;
}

void WizardModel::keep() {
    auto& preferences = Preferences::instance();
    preferences.set(key("step"), static_cast<int>(step_));
    preferences.set(key("building"), building_);
    preferences.set(key("unit"), unit_);
    preferences.set(key("invite"), invite_);
    preferences.set(key("agreed"), agreed_);
    preferences.set(key("sign"), static_cast<int>(sign_));
    update();
}

bool WizardModel::canGoOn() const {
    switch (step_) {
        case Step::Language:
            return true;
        case Step::Network:
            return chainFine() && (!byInvite() || entry() == Entry::Admitted);
        case Step::Unit:
            return unitProblem().isEmpty();
        case Step::Words:
            return wordsConfirmed();
        case Step::Pin:
            return pinSet();
        case Step::Devices:
            return sign_ != Sign::Unknown;
        case Step::Terms:
            return agreed_;
        case Step::Approval:
            return approval() == ApprovalState::Approved;
    }
    return false;
}

bool WizardModel::canGoBack() const {
    if (step_ == Step::Language || pin_busy_) return false;
    return step_ != Step::Approval || approval() == ApprovalState::Failed ||
           approval() == ApprovalState::NotSent;
}

void WizardModel::next() {
    if (!canGoOn() || step_ == Step::Approval) return;
    step_ = static_cast<Step>(static_cast<int>(step_) + 1);
    if (step_ == Step::Approval) apply();
    keep();
}

void WizardModel::back() {
    if (!canGoBack()) return;
    if (step_ == Step::Words) hideWords();
    step_ = static_cast<Step>(static_cast<int>(step_) - 1);
    keep();
}

void WizardModel::finish() {
    auto& preferences = Preferences::instance();
    preferences.set(key("done"), true);
    preferences.set(key("invite"), QString());
}

QString WizardModel::chainWords() const { return chain_words(ViewModel::home().chain); }
QString WizardModel::chainAdvice() const { return chain_advice(ViewModel::home().chain); }

QString WizardModel::chainBlock() const {
    const auto& chain = ViewModel::home().chain;
    //% "Block %1"
    return qtTrId("dure.wizard.block").arg(format::count(static_cast<qint64>(chain.head.height)));
}

bool WizardModel::chainFine() const {
    return ViewModel::home().chain.state == core::ChainState::kNormal;
}

int WizardModel::syncPermille() const { return ViewModel::home().chain.sync_permille; }

bool WizardModel::joinPossible() const {
    return EntranceService::entrance() != nullptr && !byInvite();
}

WizardModel::Entry WizardModel::entry() const {
    using Standing = core::NodeEntry::Standing;
    const auto& nodes = ViewModel::home().nodes;
    if (!nodes.entry) return Entry::Looking;
    const auto& entry = *nodes.entry;
    if (entry.standing == Standing::kRevoked || entry.certain) return Entry::Refused;
    switch (ViewModel::home().chain.state) {
        case core::ChainState::kStarting:
        case core::ChainState::kOffline:
            return Entry::Looking;
        case core::ChainState::kSyncing:
            return Entry::Syncing;
        case core::ChainState::kNormal:
        case core::ChainState::kLate:
        case core::ChainState::kStoreDamaged:
            break;
    }
    if (entry.standing == Standing::kAdmitted) return Entry::Admitted;
    return entry.standing == Standing::kPending ? Entry::Knocking : Entry::Redeeming;
}

QStringList WizardModel::entryWords() const {
    const auto& entry = ViewModel::home().nodes.entry;
    if (!entry) return {};
    return QString::fromStdString(entry->words).split(QChar(u' '), Qt::SkipEmptyParts);
}

QString WizardModel::entryProblem() const {
    const auto& entry = ViewModel::home().nodes.entry;
    if (!entry || WizardModel::entry() != Entry::Refused) return {};
    return entrance_words(entry->standing == core::NodeEntry::Standing::kRevoked
                              ? core::EntranceFault::kRevoked
                              : entry->fault);
}

QString WizardModel::syncWords() const {
    const auto& home = ViewModel::home();
    const auto mine = static_cast<qint64>(home.chain.head.height);
    const auto best = static_cast<qint64>(home.nodes.best_height);
    //% "Finding out how far the others are"
    if (best <= mine) return qtTrId("dure.join.best-unknown");
    //% "Block %1 of %2"
    return qtTrId("dure.join.block-of").arg(format::count(mine), format::count(best));
}

QString WizardModel::ownAddress() const { return full_hex(ViewModel::home().address); }

bool WizardModel::mayLeave() const {
    const auto* entrance = EntranceService::entrance();
    return entrance != nullptr && byInvite() && entrance->may_leave();
}

void WizardModel::leave() {
    if (!mayLeave()) return;
    begin_at(Step::Language);
    EntranceService::entrance()->leave();
}

void WizardModel::setBuilding(const QString& building) {
    if (building == building_) return;
    building_ = building;
    keep();
}

void WizardModel::setUnit(const QString& unit) {
    if (unit == unit_) return;
    unit_ = unit;
    keep();
}

void WizardModel::setInvite(const QString& invite) {
    const auto code = invite.trimmed().toUpper();
    if (code == invite_) return;
    invite_ = code;
    keep();
}

std::uint16_t WizardModel::building_number() const { return building_.toUShort(); }
std::uint16_t WizardModel::unit_number() const { return unit_.toUShort(); }

QString WizardModel::unitProblem() const {
    //% "Enter the number of your building."
    if (building_number() == 0) return qtTrId("dure.wizard.no-building");
    //% "Enter the number of your home."
    if (unit_number() == 0) return qtTrId("dure.wizard.no-unit");
    //% "Enter the code from the management office."
    if (!byInvite() && invite_.size() < kShortestInvite) return qtTrId("dure.wizard.no-invite");
    return {};
}

QString WizardModel::homeWords() const {
    //% "Bldg %1, home %2"
    return qtTrId("dure.wizard.home").arg(building_, unit_);
}

bool WizardModel::keysReady() const { return KeyService::keys() != nullptr; }

bool WizardModel::keyStored() const {
    const auto* keys = KeyService::keys();
    return keys != nullptr && keys->stage() == core::KeyStage::kStored;
}

bool WizardModel::wordsConfirmed() const {
    const auto* keys = KeyService::keys();
    return keys != nullptr && keys->stage() >= core::KeyStage::kConfirmed;
}

void WizardModel::makeWords() {
    auto* keys = KeyService::keys();
    if (keys == nullptr || keyStored() || !words_.isEmpty()) return;
    for (const auto& word : keys->create_words()) words_.append(QString::fromStdString(word));
    update();
}

void WizardModel::hideWords() {
    for (auto& word : words_) word.fill(QChar(u' '));
    words_.clear();
    update();
}

QVariantList WizardModel::asked() const {
    QVariantList positions;
    const auto* keys = KeyService::keys();
    if (keys == nullptr || keys->stage() == core::KeyStage::kNone) return positions;
    for (const auto position : keys->asked_words()) positions.append(position + 1);
    return positions;
}

bool WizardModel::confirmWords(const QStringList& answers) {
    auto* keys = KeyService::keys();
    if (keys == nullptr || answers.size() != static_cast<qsizetype>(core::kAskedWords))
        return false;
    std::array<std::string, core::kAskedWords> given;
    for (std::size_t i = 0; i < given.size(); ++i)
        given[i] = answers[static_cast<qsizetype>(i)].toStdString();
    const bool right = keys->confirm_words(given);
    if (right) hideWords();
    update();
    return right;
}

bool WizardModel::pinSet() const { return keyStored(); }

QString WizardModel::pinProblem(const QString& pin) const {
    return pin_words(core::pin_problem(pin.toStdString(), building_number(), unit_number()));
}

void WizardModel::setPin(const QString& pin) {
    auto* keys = KeyService::keys();
    if (keys == nullptr || pin_busy_ || pinSet() || !pinProblem(pin).isEmpty()) return;
    pin_busy_ = true;
    pin_failure_.clear();
    update();
    keys->set_pin(pin.toStdString(), [model = QPointer(this)](const core::PinResult& result) {
        QMetaObject::invokeMethod(
            qApp,
            [model, result] {
                if (result.ok) Security::instance().keyMade();
                if (!model) return;
                model->pin_busy_ = false;
                if (!result.ok) {
                    //% "The key could not be stored. Please try again."
                    const auto store = qtTrId("dure.wizard.pin-not-stored");
                    const auto weak = pin_words(result.problem);
                    model->pin_failure_ = weak.isEmpty() ? store : weak;
                }
                model->update();
            },
            Qt::QueuedConnection);
    });
}

QVariantList WizardModel::devices() const {
    QVariantList list;
    for (const auto& device : ViewModel::home().plant.devices) {
        const auto model =
            QString::fromStdString(device.manufacturer + " " + device.model).trimmed();
        const auto address = QString::fromStdString(device.address);
        list.append(QVariantMap{
            {QStringLiteral("name"), device_name(device.kind)},
            {QStringLiteral("detail"), model.isEmpty() ? address : model},
            {QStringLiteral("state"), link_words(device.link)},
            {QStringLiteral("fine"), device.link == core::LinkState::kOnline},
            {QStringLiteral("icon"), device_icon(device.kind)},
        });
    }
    return list;
}

QString WizardModel::signQuestion() const {
    const auto& grid = ViewModel::home().grid;
    if (!grid.value || grid.quality < core::Quality::kEstimated) return {};
    const auto power = format::power(*grid.value).text();
    //% "Is your home sending %1 to the grid right now?"
    if (grid.value->value < 0) return qtTrId("dure.wizard.sign-out").arg(power);
    //% "Is your home taking %1 from the grid right now?"
    return qtTrId("dure.wizard.sign-in").arg(power);
}

void WizardModel::setSign(Sign sign) {
    if (sign == sign_) return;
    sign_ = sign;
    keep();
}

void WizardModel::setAgreed(bool agreed) {
    if (agreed == agreed_) return;
    agreed_ = agreed;
    keep();
}

WizardModel::ApprovalState WizardModel::approval() const {
    switch (ViewModel::home().membership) {
        case core::Membership::kApproved:
            return ApprovalState::Approved;
        case core::Membership::kDenied:
            return ApprovalState::Denied;
        case core::Membership::kApplied:
            return ApprovalState::Waiting;
        case core::Membership::kUnknown:
        case core::Membership::kNone:
        case core::Membership::kLeft:
            break;
    }
    switch (applying_) {
        case deal::Sending::Idle:
            return ApprovalState::NotSent;
        case deal::Sending::Pending:
            return ApprovalState::Sending;
        case deal::Sending::Done:
            return ApprovalState::Waiting;
        case deal::Sending::Failed:
            break;
    }
    return ApprovalState::Failed;
}

void WizardModel::apply() {
    const auto now = approval();
    if (now != ApprovalState::NotSent && now != ApprovalState::Failed) return;
    applying_ = deal::Sending::Pending;
    failure_.clear();
    session().request(core::JoinCommunity{.building = building_number(),
                                          .unit = unit_number(),
                                          .invite = byInvite() ? kByInvite : invite_.toStdString(),
                                          .kind = core::MemberKind::kHome},
                      this, [this](const core::Outcome& outcome) {
                          if (outcome.state == core::Outcome::State::kPending) return;
                          const bool fine = outcome.state == core::Outcome::State::kFinal;
                          applying_ = fine ? deal::Sending::Done : deal::Sending::Failed;
                          if (!fine) failure_ = trade_refusal(outcome.reason);
                          update();
                      });
    update();
}

QString WizardModel::demoPin() const { return QString::fromLatin1(kDemoPin); }

void WizardModel::approveHere() {
    if (!simulation() || approving_ || approval() != ApprovalState::Waiting) return;
    approving_ = true;
    session().request(core::ApproveMember{ViewModel::home().address}, this,
                      [this](const core::Outcome& outcome) {
                          if (outcome.state == core::Outcome::State::kPending) return;
                          approving_ = false;
                          update();
                      });
    update();
}

void WizardModel::quickStart() {
    auto* keys = KeyService::keys();
    if (!quickPossible() || quick_ || keys == nullptr) return;
    quick_ = true;
    building_ = QStringLiteral("103");
    unit_ = QStringLiteral("1204");
    invite_ = QStringLiteral("DEMO01");
    agreed_ = true;
    sign_ = Sign::Right;
    if (!keyStored()) {
        const auto words = keys->create_words();
        std::array<std::string, core::kAskedWords> repeated;
        const auto asked = keys->asked_words();
        for (std::size_t i = 0; i < repeated.size(); ++i) repeated[i] = words[asked[i]];
        keys->confirm_words(repeated);
        setPin(demoPin());
    }
    update();
}

void WizardModel::refresh() {
    if (!quick_ || pin_busy_) return;
    if (!pinSet()) {
        quick_ = pin_failure_.isEmpty();
        return;
    }
    switch (approval()) {
        case ApprovalState::NotSent:
            if (chainFine()) apply();
            return;
        case ApprovalState::Waiting:
            approveHere();
            return;
        case ApprovalState::Approved: {
            quick_ = false;
            core::Condition surplus;
            surplus.wh = 250;
            surplus.limit = core::Tick{120};
            surplus.from_quarter = 9 * 4;
            surplus.to_quarter = 16 * 4;
            session().request(core::PutCondition{0, surplus}, this, [](const core::Outcome&) {});
            finish();
            Q_EMIT quickDone();
            return;
        }
        case ApprovalState::Sending:
            return;
        case ApprovalState::Denied:
        case ApprovalState::Failed:
            quick_ = false;
            step_ = Step::Approval;
            return;
    }
}

}  // namespace dure::ui
