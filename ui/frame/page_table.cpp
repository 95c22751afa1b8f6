#include "ui/frame/page_table.hpp"

#include <QString>
#include <array>

namespace dure::ui {
namespace {

constexpr std::array kPages{
    PageEntry{"home", "pages/resident/HomePage.qml", PageRole::kResident, "home", false, ""},
    PageEntry{"usage", "pages/resident/UsagePage.qml", PageRole::kResident, "usage", false, ""},
    PageEntry{"settings", "pages/resident/SettingsPage.qml", PageRole::kResident, "settings", false,
              ""},
    PageEntry{"devices", "pages/resident/DevicesPage.qml", PageRole::kResident, "settings", false,
              ""},
    PageEntry{"pin", "pages/resident/PinPage.qml", PageRole::kResident, "settings", false, ""},
    PageEntry{"network", "pages/resident/NetworkPage.qml", PageRole::kResident, "settings", false,
              ""},
    PageEntry{"alarms", "pages/resident/AlarmsPage.qml", PageRole::kResident, "", false, ""},
    PageEntry{"trade", "pages/resident/TradePage.qml", PageRole::kResident, "trade", true, ""},
    PageEntry{"condition", "pages/resident/ConditionPage.qml", PageRole::kResident, "trade", true,
              "sell"},
    PageEntry{"contracts", "pages/resident/ContractsPage.qml", PageRole::kResident, "trade", false,
              ""},
    PageEntry{"contract", "pages/resident/ContractPage.qml", PageRole::kResident, "trade", false,
              "newest"},
    PageEntry{"coins", "pages/resident/CoinsPage.qml", PageRole::kResident, "history", false, ""},
    PageEntry{"send", "pages/resident/SendPage.qml", PageRole::kResident, "history", true, ""},
    PageEntry{"receive", "pages/resident/ReceivePage.qml", PageRole::kResident, "history", false,
              ""},
    PageEntry{"wizard", "wizard/WizardPage.qml", PageRole::kWizard, "wizard", false, ""},
    PageEntry{"join", "wizard/JoinPage.qml", PageRole::kWizard, "wizard", false, ""},
    PageEntry{"restore", "wizard/RestorePage.qml", PageRole::kWizard, "wizard", false, ""},
    PageEntry{"manager", "pages/manager/DashboardPage.qml", PageRole::kManager, "manager", false,
              ""},
    PageEntry{"members", "pages/manager/MembersPage.qml", PageRole::kManager, "members", false, ""},
    PageEntry{"market", "pages/manager/MarketPage.qml", PageRole::kManager, "market", false, ""},
    PageEntry{"settlement", "pages/manager/SettlementPage.qml", PageRole::kManager, "settlement",
              false, ""},
    PageEntry{"nodes", "pages/manager/NodesPage.qml", PageRole::kManager, "nodes", false, ""},
    PageEntry{"blocks", "pages/manager/BlocksPage.qml", PageRole::kManager, "blocks", false, ""},
    PageEntry{"block", "pages/manager/BlockPage.qml", PageRole::kManager, "blocks", false,
              "newest"},
};

}  // namespace

std::span<const PageEntry> page_table() { return kPages; }

const PageEntry* find_page(QStringView id) {
    for (const auto& page : kPages)
        if (id == QLatin1String(page.id)) return &page;
    return nullptr;
}

bool belongs(const PageEntry& page, PageRoles roles) {
    return (page.role == PageRole::kManager) == (roles == PageRoles::kDesk);
}

}  // namespace dure::ui
