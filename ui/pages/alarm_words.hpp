// What an alarm, a device fault or a refusal of the core means in plain words. Ids are stable; one
// that is not known here gets a general sentence, never the raw id.
#pragma once

#include <QString>
#include <string_view>

namespace dure::ui {

struct AlarmWords {
    QString title;   ///< a few words for the strip
    QString advice;  ///< one sentence: what it means and what to do
    QString page;    ///< where to act, "" for nowhere
};

AlarmWords alarm_words(std::string_view id);
QString device_fault_words(std::string_view id);  ///< DeviceState::error; "" stays ""
QString refusal_words(std::string_view id);       ///< Outcome::reason

}  // namespace dure::ui
