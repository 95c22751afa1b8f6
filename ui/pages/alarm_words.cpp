#include "ui/pages/alarm_words.hpp"

#include <QObject>
#include <array>

namespace dure::ui {
namespace {

struct Alarm {
    std::string_view id;
    const char* title;
    const char* advice;
    const char* page;
};

constexpr std::array kAlarms{
    Alarm{"meter-unreachable", QT_TRID_NOOP("dure.alarm.meter-unreachable"),
          QT_TRID_NOOP("dure.alarm.meter-unreachable.advice"), "devices"},
    Alarm{"inverter-unreachable", QT_TRID_NOOP("dure.alarm.inverter-unreachable"),
          QT_TRID_NOOP("dure.alarm.inverter-unreachable.advice"), "devices"},
    Alarm{"battery-unreachable", QT_TRID_NOOP("dure.alarm.battery-unreachable"),
          QT_TRID_NOOP("dure.alarm.battery-unreachable.advice"), "devices"},
    Alarm{"device-unreachable", QT_TRID_NOOP("dure.alarm.device-unreachable"),
          QT_TRID_NOOP("dure.alarm.device-unreachable.advice"), "devices"},
    Alarm{"wrong-device", QT_TRID_NOOP("dure.alarm.wrong-device"),
          QT_TRID_NOOP("dure.alarm.wrong-device.advice"), "devices"},
    Alarm{"limit-ignored", QT_TRID_NOOP("dure.alarm.limit-ignored"),
          QT_TRID_NOOP("dure.alarm.limit-ignored.advice"), "devices"},
    Alarm{"foreign-limit", QT_TRID_NOOP("dure.alarm.foreign-limit"),
          QT_TRID_NOOP("dure.alarm.foreign-limit.advice"), "devices"},
    Alarm{"selling-stopped", QT_TRID_NOOP("dure.alarm.selling-stopped"),
          QT_TRID_NOOP("dure.alarm.selling-stopped.advice"), "devices"},
    Alarm{"chain-offline", QT_TRID_NOOP("dure.alarm.chain-offline"),
          QT_TRID_NOOP("dure.alarm.chain-offline.advice"), "settings"},
    Alarm{"chain-late", QT_TRID_NOOP("dure.alarm.chain-late"),
          QT_TRID_NOOP("dure.alarm.chain-late.advice"), "settings"},
    Alarm{"store-rebuilt", QT_TRID_NOOP("dure.alarm.store-rebuilt"),
          QT_TRID_NOOP("dure.alarm.store-rebuilt.advice"), "settings"},
    Alarm{"blocks-lost", QT_TRID_NOOP("dure.alarm.blocks-lost"),
          QT_TRID_NOOP("dure.alarm.blocks-lost.advice"), "settings"},
    Alarm{"disk-full", QT_TRID_NOOP("dure.alarm.disk-full"),
          QT_TRID_NOOP("dure.alarm.disk-full.advice"), "settings"},
    Alarm{"disk-low", QT_TRID_NOOP("dure.alarm.disk-low"),
          QT_TRID_NOOP("dure.alarm.disk-low.advice"), "settings"},
    Alarm{"key-twin", QT_TRID_NOOP("dure.alarm.key-twin"),
          QT_TRID_NOOP("dure.alarm.key-twin.advice"), "settings"},
    Alarm{"votes-paused", QT_TRID_NOOP("dure.alarm.votes-paused"),
          QT_TRID_NOOP("dure.alarm.votes-paused.advice"), "settings"},
    Alarm{"journal-rebuilt", QT_TRID_NOOP("dure.alarm.journal-rebuilt"),
          QT_TRID_NOOP("dure.alarm.journal-rebuilt.advice"), "usage"},
    Alarm{"journal-unwritable", QT_TRID_NOOP("dure.alarm.journal-unwritable"),
          QT_TRID_NOOP("dure.alarm.journal-unwritable.advice"), "settings"},
    Alarm{"store-damaged", QT_TRID_NOOP("dure.alarm.store-damaged"),
          QT_TRID_NOOP("dure.alarm.store-damaged.advice"), "settings"},
    Alarm{"no-coin", QT_TRID_NOOP("dure.alarm.no-coin"), QT_TRID_NOOP("dure.alarm.no-coin.advice"),
          "coins"},
    Alarm{"market-paused", QT_TRID_NOOP("dure.alarm.market-paused"),
          QT_TRID_NOOP("dure.alarm.market-paused.advice"), "trade"},
    Alarm{"reading-missed", QT_TRID_NOOP("dure.alarm.reading-missed"),
          QT_TRID_NOOP("dure.alarm.reading-missed.advice"), "devices"},
};

struct Word {
    std::string_view id;
    const char* words;
};

constexpr std::array kFaults{
    Word{"timeout", QT_TRID_NOOP("dure.fault.timeout")},
    Word{"refused", QT_TRID_NOOP("dure.fault.refused")},
    Word{"not-sunspec", QT_TRID_NOOP("dure.fault.not-sunspec")},
    Word{"wrong-device", QT_TRID_NOOP("dure.fault.not-sunspec")},
    Word{"protocol", QT_TRID_NOOP("dure.fault.protocol")},
    Word{"unreachable", QT_TRID_NOOP("dure.fault.timeout")},
    Word{"connection-lost", QT_TRID_NOOP("dure.fault.connection-lost")},
    Word{"device-busy", QT_TRID_NOOP("dure.fault.busy")},
    Word{"device-exception", QT_TRID_NOOP("dure.fault.exception")},
    Word{"malformed-reply", QT_TRID_NOOP("dure.fault.protocol")},
    Word{"map-moved", QT_TRID_NOOP("dure.fault.map-moved")},
    Word{"bad-range", QT_TRID_NOOP("dure.fault.protocol")},
    Word{"endpoint-scheme", QT_TRID_NOOP("dure.fault.address")},
    Word{"endpoint-host", QT_TRID_NOOP("dure.fault.address")},
    Word{"endpoint-port", QT_TRID_NOOP("dure.fault.address")},
    Word{"endpoint-unit", QT_TRID_NOOP("dure.fault.address")},
    Word{"endpoint-path", QT_TRID_NOOP("dure.fault.address")},
    Word{"endpoint-option", QT_TRID_NOOP("dure.fault.address")},
};

constexpr std::array kRefusals{
    Word{"no-coin", QT_TRID_NOOP("dure.refusal.no-coin")},
    Word{"already-settled", QT_TRID_NOOP("dure.refusal.already-settled")},
    Word{"not-member", QT_TRID_NOOP("dure.refusal.not-member")},
    Word{"gate-closed", QT_TRID_NOOP("dure.refusal.gate-closed")},
    Word{"paused", QT_TRID_NOOP("dure.refusal.paused")},
    Word{"beyond-limits", QT_TRID_NOOP("dure.refusal.beyond-limits")},
    Word{"offline", QT_TRID_NOOP("dure.refusal.offline")},
    Word{"disk-full", QT_TRID_NOOP("dure.refusal.disk-full")},
    Word{"wrong-invite", QT_TRID_NOOP("dure.refusal.wrong-invite")},
    Word{"bad-amount", QT_TRID_NOOP("dure.refusal.bad-amount")},
    Word{"too-much-energy", QT_TRID_NOOP("dure.refusal.beyond-limits")},
    Word{"device-unreachable", QT_TRID_NOOP("dure.fault.timeout")},
    Word{"locked", QT_TRID_NOOP("dure.refusal.locked")},
    Word{"no-manager-key", QT_TRID_NOOP("dure.refusal.no-manager-key")},
    Word{"not-waiting", QT_TRID_NOOP("dure.refusal.not-waiting")},
    Word{"not-applied", QT_TRID_NOOP("dure.refusal.not-waiting")},
    Word{"not-allowed", QT_TRID_NOOP("dure.refusal.not-allowed")},
    Word{"unknown-receiver", QT_TRID_NOOP("dure.refusal.unknown-receiver")},
};

template <std::size_t N>
QString look_up(const std::array<Word, N>& words, std::string_view id, const char* otherwise) {
    for (const auto& word : words)
        if (word.id == id) return qtTrId(word.words);
    return qtTrId(otherwise);
}

}  // namespace

AlarmWords alarm_words(std::string_view id) {
    for (const auto& alarm : kAlarms) {
        if (alarm.id != id) continue;
        return {.title = qtTrId(alarm.title),
                .advice = qtTrId(alarm.advice),
                .page = QString::fromLatin1(alarm.page)};
    }
    return {.title = qtTrId(QT_TRID_NOOP("dure.alarm.other")),
            .advice = qtTrId(QT_TRID_NOOP("dure.alarm.other.advice")),
            .page = {}};
}

QString device_fault_words(std::string_view id) {
    if (id.empty()) return {};
    return look_up(kFaults, id, QT_TRID_NOOP("dure.fault.other"));
}

QString refusal_words(std::string_view id) {
    return look_up(kRefusals, id, QT_TRID_NOOP("dure.refusal.other"));
}

}  // namespace dure::ui
