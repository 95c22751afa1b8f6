// Calls of the community's contracts as a manager reads them.
#pragma once

#include <QString>

#include "core/ports/blocks.hpp"

namespace dure::ui {

QString contract_words(const std::string& contract);  ///< empty for one that is not ours
/// "Coins sent", "Slot cleared"; what is not known is said to be unknown.
QString call_words(const core::TransactionView& transaction);
/// "amount 12,300원 · to 0x12ab…9fe0"
QString field_words(const core::TransactionView& transaction, const core::SlotRules& rules);

}  // namespace dure::ui
