#include "ui/pages/devices_model.hpp"

#include "ui/format/format.hpp"
#include "ui/pages/alarm_words.hpp"

namespace dure::ui {
namespace {

using core::Commander;
using core::DeviceKind;
using core::LeaseState;
using core::LinkState;

QString name_of(DeviceKind kind) {
    switch (kind) {
        //% "Solar inverter"
        case DeviceKind::kInverter:
            return qtTrId("dure.devices.inverter");
        //% "Meter"
        case DeviceKind::kMeter:
            return qtTrId("dure.devices.meter");
        case DeviceKind::kBattery:
            return qtTrId("dure.energy.battery");
        //% "Car charger"
        case DeviceKind::kCharger:
            return qtTrId("dure.devices.charger");
    }
    return {};
}

struct Look {
    const char* icon;
    const char* color;
};

Look look_of(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::kInverter:
            return {"sun", "gen"};
        case DeviceKind::kMeter:
            return {"gauge", "grid"};
        case DeviceKind::kBattery:
            return {"battery", "bat"};
        case DeviceKind::kCharger:
            return {"bolt", "cons"};
    }
    return {"gauge", "grid"};
}

QString state_of(LinkState link) {
    switch (link) {
        //% "Searching"
        case LinkState::kSearching:
            return qtTrId("dure.devices.searching");
        //% "Connected"
        case LinkState::kOnline:
            return qtTrId("dure.devices.online");
        //% "Old value"
        case LinkState::kStale:
            return qtTrId("dure.devices.stale");
        //% "Not reachable"
        case LinkState::kUnreachable:
            return qtTrId("dure.devices.unreachable");
        //% "Another device"
        case LinkState::kWrongDevice:
            return qtTrId("dure.devices.wrong");
    }
    return {};
}

QString commander_of(Commander commander) {
    switch (commander) {
        //% "by you"
        case Commander::kResident:
            return qtTrId("dure.devices.by-resident");
        //% "by automatic trading"
        case Commander::kAgent:
            return qtTrId("dure.devices.by-agent");
        //% "by another controller"
        case Commander::kForeign:
            return qtTrId("dure.devices.by-foreign");
        case Commander::kNobody:
            return {};
    }
    return {};
}

bool stands(const LeaseState& lease) {
    return lease.phase != LeaseState::Phase::kNone && lease.phase != LeaseState::Phase::kRefused;
}

QString order_of(const core::DeviceState& device) {
    const auto& lease = device.lease;
    const auto limit =
        lease.limit_permille ? format::percent(lease.limit_permille).text() : QString();
    switch (lease.phase) {
        case LeaseState::Phase::kNone:
            return {};
        //% "Order sent, waiting for the device"
        case LeaseState::Phase::kRequested:
            return qtTrId("dure.devices.order-sent");
        case LeaseState::Phase::kActive:
        case LeaseState::Phase::kVerified:
            //% "Battery is kept"
            if (limit.isEmpty()) return qtTrId("dure.devices.battery-held");
            //% "Output limited to %1"
            return qtTrId("dure.devices.limited").arg(limit);
        //% "The device does not follow the order"
        case LeaseState::Phase::kIgnored:
            return qtTrId("dure.devices.order-ignored");
        //% "Releasing the order"
        case LeaseState::Phase::kReleasing:
            return qtTrId("dure.devices.order-releasing");
        //% "The device refused the order"
        case LeaseState::Phase::kRefused:
            return qtTrId("dure.devices.order-refused");
    }
    return {};
}

std::optional<core::Watt> live(const core::Reading<core::Watt>& reading) {
    if (reading.quality < core::Quality::kEstimated) return std::nullopt;
    return reading.value;
}

}  // namespace

QVariant DeviceList::data(const QModelIndex& index, int role) const {
    const auto* row = row_at(index);
    if (row == nullptr) return {};
    switch (role) {
        case IdRole:
            return row->id;
        case Qt::DisplayRole:
        case NameRole:
            return row->name;
        case DetailRole:
            return row->detail;
        case AddressRole:
            return row->address;
        case StateRole:
            return row->state;
        case AgeRole:
            return row->age;
        case FaultRole:
            return row->fault;
        case ErrorsRole:
            return row->errors;
        case OrderRole:
            return row->order;
        case OrderByRole:
            return row->orderBy;
        case CountdownRole:
            return row->countdown;
        case IconRole:
            return row->icon;
        case ColorRole:
            return row->role;
        case ValueRole:
            return QVariant::fromValue(row->value);
        case KindRole:
            return row->kind;
        case FineRole:
            return row->fine;
        case OrderedRole:
            return row->ordered;
        case VerifiedRole:
            return row->verified;
        default:
            return {};
    }
}

QHash<int, QByteArray> DeviceList::roleNames() const {
    return {{IdRole, "deviceId"},     {NameRole, "name"},           {DetailRole, "detail"},
            {AddressRole, "address"}, {StateRole, "linkState"},     {AgeRole, "age"},
            {FaultRole, "fault"},     {ErrorsRole, "errors"},       {OrderRole, "order"},
            {OrderByRole, "orderBy"}, {CountdownRole, "countdown"}, {IconRole, "iconName"},
            {ColorRole, "colorRole"}, {ValueRole, "reading"},       {KindRole, "kind"},
            {FineRole, "fine"},       {OrderedRole, "ordered"},     {VerifiedRole, "verified"}};
}

DevicesModel::DevicesModel(QObject* parent) : ViewModel(Follows::kHome, parent) { refresh(); }

void DevicesModel::refresh() {
    std::vector<DeviceRow> rows;
    for (const auto& device : home().plant.devices) rows.push_back(row(device));
    list_.show(std::move(rows));
}

DeviceRow DevicesModel::row(const core::DeviceState& device) const {
    const auto look = look_of(device.kind);
    const bool fine = device.link == LinkState::kOnline;
    DeviceRow row;
    row.id = QString::fromStdString(device.id);
    row.name = name_of(device.kind);
    row.detail = QString::fromStdString(device.manufacturer + " " + device.model).trimmed();
    row.address = QString::fromStdString(device.address);
    row.state = state_of(device.link);
    //% "no answer yet"
    row.age = device.last_good == core::UtcTime{} ? qtTrId("dure.devices.never")
                                                  : format::age(device.last_good, now());
    row.fault = device_fault_words(device.error);
    //% "%1 of %2 questions failed"
    row.errors = qtTrId("dure.devices.errors")
                     .arg(format::count(static_cast<qint64>(device.errors)),
                          format::count(static_cast<qint64>(device.polls)));
    row.order = order_of(device);
    row.orderBy = stands(device.lease) ? commander_of(device.lease.commander) : QString();
    if (device.lease.until && stands(device.lease)) {
        const auto left =
            std::chrono::duration_cast<std::chrono::seconds>(*device.lease.until - now());
        //% "%1 left"
        if (left.count() > 0)
            row.countdown = qtTrId("dure.devices.left").arg(format::duration(left));
    }
    row.icon = QString::fromLatin1(look.icon);
    row.role = QString::fromLatin1(look.color);
    row.kind = static_cast<int>(device.kind);
    row.fine = fine;
    row.ordered = stands(device.lease);
    row.verified = device.lease.phase == LeaseState::Phase::kVerified;
    switch (device.kind) {
        case DeviceKind::kInverter:
            row.value = format::power(fine ? live(home().generation) : std::nullopt);
            break;
        case DeviceKind::kMeter:
            row.value = format::power(fine ? live(home().grid) : std::nullopt);
            break;
        case DeviceKind::kBattery:
            row.value = format::power(fine ? live(home().battery) : std::nullopt);
            break;
        case DeviceKind::kCharger:
            row.value = format::power(std::nullopt);
            break;
    }
    return row;
}

const core::DeviceState* DevicesModel::device(DeviceKind kind) const {
    for (const auto& device : home().plant.devices)
        if (device.kind == kind) return &device;
    return nullptr;
}

bool DevicesModel::ordered(DeviceKind kind) const {
    const auto* found = device(kind);
    return found != nullptr && stands(found->lease);
}

void DevicesModel::limitOutput(int percent, int minutes) {
    order(core::LimitOutput{.permille = percent * 10, .duration = std::chrono::minutes{minutes}});
}
void DevicesModel::releaseOutput() { order(core::ReleaseOutput{}); }
void DevicesModel::holdBattery(int minutes) {
    order(core::HoldBattery{.duration = std::chrono::minutes{minutes}});
}
void DevicesModel::releaseBattery() { order(core::ReleaseBattery{}); }
void DevicesModel::stopSelling() { order(core::StopSelling{}); }
void DevicesModel::resumeSelling() { order(core::ResumeSelling{}); }

void DevicesModel::order(const core::HomeRequest& request) {
    last_fault_.clear();
    session().request(request, this, [this](const core::Outcome& outcome) {
        if (outcome.state != core::Outcome::State::kFailed) return;
        last_fault_ = refusal_words(outcome.reason);
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

}  // namespace dure::ui
