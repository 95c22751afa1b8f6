// Models 120-124: nameplate, settings, status, immediate controls and basic storage.
// Facts of the SunSpec Alliance's model definitions; tests compare them with the published JSON.
#include "devices/sunspec/layout.hpp"

namespace dure::devices::sunspec {

namespace {

using enum PointType;
using enum Access;

// clang-format off
constexpr std::uint16_t kNameplateIds[] = {120};
constexpr Point kNameplate[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"DERTyp", 2, 1, kEnum16, "", kRead},
    {"WRtg", 3, 1, kUint16, "WRtg_SF", kRead},
    {"WRtg_SF", 4, 1, kScale, "", kRead},
    {"VARtg", 5, 1, kUint16, "VARtg_SF", kRead},
    {"VARtg_SF", 6, 1, kScale, "", kRead},
    {"VArRtgQ1", 7, 1, kInt16, "VArRtg_SF", kRead},
    {"VArRtgQ2", 8, 1, kInt16, "VArRtg_SF", kRead},
    {"VArRtgQ3", 9, 1, kInt16, "VArRtg_SF", kRead},
    {"VArRtgQ4", 10, 1, kInt16, "VArRtg_SF", kRead},
    {"VArRtg_SF", 11, 1, kScale, "", kRead},
    {"ARtg", 12, 1, kUint16, "ARtg_SF", kRead},
    {"ARtg_SF", 13, 1, kScale, "", kRead},
    {"PFRtgQ1", 14, 1, kInt16, "PFRtg_SF", kRead},
    {"PFRtgQ2", 15, 1, kInt16, "PFRtg_SF", kRead},
    {"PFRtgQ3", 16, 1, kInt16, "PFRtg_SF", kRead},
    {"PFRtgQ4", 17, 1, kInt16, "PFRtg_SF", kRead},
    {"PFRtg_SF", 18, 1, kScale, "", kRead},
    {"WHRtg", 19, 1, kUint16, "WHRtg_SF", kRead},
    {"WHRtg_SF", 20, 1, kScale, "", kRead},
    {"AhrRtg", 21, 1, kUint16, "AhrRtg_SF", kRead},
    {"AhrRtg_SF", 22, 1, kScale, "", kRead},
    {"MaxChaRte", 23, 1, kUint16, "MaxChaRte_SF", kRead},
    {"MaxChaRte_SF", 24, 1, kScale, "", kRead},
    {"MaxDisChaRte", 25, 1, kUint16, "MaxDisChaRte_SF", kRead},
    {"MaxDisChaRte_SF", 26, 1, kScale, "", kRead},
    {"Pad", 27, 1, kPad, "", kRead},
};

constexpr std::uint16_t kSettingsIds[] = {121};
constexpr Point kSettings[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"WMax", 2, 1, kUint16, "WMax_SF", kWrite},
    {"VRef", 3, 1, kUint16, "VRef_SF", kWrite},
    {"VRefOfs", 4, 1, kInt16, "VRefOfs_SF", kWrite},
    {"VMax", 5, 1, kUint16, "VMinMax_SF", kWrite},
    {"VMin", 6, 1, kUint16, "VMinMax_SF", kWrite},
    {"VAMax", 7, 1, kUint16, "VAMax_SF", kWrite},
    {"VArMaxQ1", 8, 1, kInt16, "VArMax_SF", kWrite},
    {"VArMaxQ2", 9, 1, kInt16, "VArMax_SF", kWrite},
    {"VArMaxQ3", 10, 1, kInt16, "VArMax_SF", kWrite},
    {"VArMaxQ4", 11, 1, kInt16, "VArMax_SF", kWrite},
    {"WGra", 12, 1, kUint16, "WGra_SF", kWrite},
    {"PFMinQ1", 13, 1, kInt16, "PFMin_SF", kWrite},
    {"PFMinQ2", 14, 1, kInt16, "PFMin_SF", kWrite},
    {"PFMinQ3", 15, 1, kInt16, "PFMin_SF", kWrite},
    {"PFMinQ4", 16, 1, kInt16, "PFMin_SF", kWrite},
    {"VArAct", 17, 1, kEnum16, "", kWrite},
    {"ClcTotVA", 18, 1, kEnum16, "", kWrite},
    {"MaxRmpRte", 19, 1, kUint16, "MaxRmpRte_SF", kWrite},
    {"ECPNomHz", 20, 1, kUint16, "ECPNomHz_SF", kWrite},
    {"ConnPh", 21, 1, kEnum16, "", kWrite},
    {"WMax_SF", 22, 1, kScale, "", kRead},
    {"VRef_SF", 23, 1, kScale, "", kRead},
    {"VRefOfs_SF", 24, 1, kScale, "", kRead},
    {"VMinMax_SF", 25, 1, kScale, "", kRead},
    {"VAMax_SF", 26, 1, kScale, "", kRead},
    {"VArMax_SF", 27, 1, kScale, "", kRead},
    {"WGra_SF", 28, 1, kScale, "", kRead},
    {"PFMin_SF", 29, 1, kScale, "", kRead},
    {"MaxRmpRte_SF", 30, 1, kScale, "", kRead},
    {"ECPNomHz_SF", 31, 1, kScale, "", kRead},
};

constexpr std::uint16_t kStatusIds[] = {122};
constexpr Point kStatus[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"PVConn", 2, 1, kBits16, "", kRead},
    {"StorConn", 3, 1, kBits16, "", kRead},
    {"ECPConn", 4, 1, kBits16, "", kRead},
    {"ActWh", 5, 4, kAcc64, "", kRead},
    {"ActVAh", 9, 4, kAcc64, "", kRead},
    {"ActVArhQ1", 13, 4, kAcc64, "", kRead},
    {"ActVArhQ2", 17, 4, kAcc64, "", kRead},
    {"ActVArhQ3", 21, 4, kAcc64, "", kRead},
    {"ActVArhQ4", 25, 4, kAcc64, "", kRead},
    {"VArAval", 29, 1, kInt16, "VArAval_SF", kRead},
    {"VArAval_SF", 30, 1, kScale, "", kRead},
    {"WAval", 31, 1, kUint16, "WAval_SF", kRead},
    {"WAval_SF", 32, 1, kScale, "", kRead},
    {"StSetLimMsk", 33, 2, kBits32, "", kRead},
    {"StActCtl", 35, 2, kBits32, "", kRead},
    {"TmSrc", 37, 4, kString, "", kRead},
    {"Tms", 41, 2, kUint32, "", kRead},
    {"RtSt", 43, 1, kBits16, "", kRead},
    {"Ris", 44, 1, kUint16, "Ris_SF", kRead},
    {"Ris_SF", 45, 1, kScale, "", kRead},
};

constexpr std::uint16_t kControlsIds[] = {123};
constexpr Point kControls[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"Conn_WinTms", 2, 1, kUint16, "", kWrite},
    {"Conn_RvrtTms", 3, 1, kUint16, "", kWrite},
    {"Conn", 4, 1, kEnum16, "", kWrite},
    {"WMaxLimPct", 5, 1, kUint16, "WMaxLimPct_SF", kWrite},
    {"WMaxLimPct_WinTms", 6, 1, kUint16, "", kWrite},
    {"WMaxLimPct_RvrtTms", 7, 1, kUint16, "", kWrite},
    {"WMaxLimPct_RmpTms", 8, 1, kUint16, "", kWrite},
    {"WMaxLim_Ena", 9, 1, kEnum16, "", kWrite},
    {"OutPFSet", 10, 1, kInt16, "OutPFSet_SF", kWrite},
    {"OutPFSet_WinTms", 11, 1, kUint16, "", kWrite},
    {"OutPFSet_RvrtTms", 12, 1, kUint16, "", kWrite},
    {"OutPFSet_RmpTms", 13, 1, kUint16, "", kWrite},
    {"OutPFSet_Ena", 14, 1, kEnum16, "", kWrite},
    {"VArWMaxPct", 15, 1, kInt16, "VArPct_SF", kWrite},
    {"VArMaxPct", 16, 1, kInt16, "VArPct_SF", kWrite},
    {"VArAvalPct", 17, 1, kInt16, "VArPct_SF", kWrite},
    {"VArPct_WinTms", 18, 1, kUint16, "", kWrite},
    {"VArPct_RvrtTms", 19, 1, kUint16, "", kWrite},
    {"VArPct_RmpTms", 20, 1, kUint16, "", kWrite},
    {"VArPct_Mod", 21, 1, kEnum16, "", kWrite},
    {"VArPct_Ena", 22, 1, kEnum16, "", kWrite},
    {"WMaxLimPct_SF", 23, 1, kScale, "", kRead},
    {"OutPFSet_SF", 24, 1, kScale, "", kRead},
    {"VArPct_SF", 25, 1, kScale, "", kRead},
};

constexpr std::uint16_t kStorageIds[] = {124};
constexpr Point kStorage[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"WChaMax", 2, 1, kUint16, "WChaMax_SF", kWrite},
    {"WChaGra", 3, 1, kUint16, "WChaDisChaGra_SF", kWrite},
    {"WDisChaGra", 4, 1, kUint16, "WChaDisChaGra_SF", kWrite},
    {"StorCtl_Mod", 5, 1, kBits16, "", kWrite},
    {"VAChaMax", 6, 1, kUint16, "VAChaMax_SF", kWrite},
    {"MinRsvPct", 7, 1, kUint16, "MinRsvPct_SF", kWrite},
    {"ChaState", 8, 1, kUint16, "ChaState_SF", kRead},
    {"StorAval", 9, 1, kUint16, "StorAval_SF", kRead},
    {"InBatV", 10, 1, kUint16, "InBatV_SF", kRead},
    {"ChaSt", 11, 1, kEnum16, "", kRead},
    {"OutWRte", 12, 1, kInt16, "InOutWRte_SF", kWrite},
    {"InWRte", 13, 1, kInt16, "InOutWRte_SF", kWrite},
    {"InOutWRte_WinTms", 14, 1, kUint16, "", kWrite},
    {"InOutWRte_RvrtTms", 15, 1, kUint16, "", kWrite},
    {"InOutWRte_RmpTms", 16, 1, kUint16, "", kWrite},
    {"ChaGriSet", 17, 1, kEnum16, "", kWrite},
    {"WChaMax_SF", 18, 1, kScale, "", kRead},
    {"WChaDisChaGra_SF", 19, 1, kScale, "", kRead},
    {"VAChaMax_SF", 20, 1, kScale, "", kRead},
    {"MinRsvPct_SF", 21, 1, kScale, "", kRead},
    {"ChaState_SF", 22, 1, kScale, "", kRead},
    {"StorAval_SF", 23, 1, kScale, "", kRead},
    {"InBatV_SF", 24, 1, kScale, "", kRead},
    {"InOutWRte_SF", 25, 1, kScale, "", kRead},
};

// clang-format on

}  // namespace

const Layout kNameplateLayout{kNameplateIds, kNameplate, std::span<const Point>{}, 28, 0};
const Layout kSettingsLayout{kSettingsIds, kSettings, std::span<const Point>{}, 32, 0};
const Layout kStatusLayout{kStatusIds, kStatus, std::span<const Point>{}, 46, 0};
const Layout kControlsLayout{kControlsIds, kControls, std::span<const Point>{}, 26, 0};
const Layout kStorageLayout{kStorageIds, kStorage, std::span<const Point>{}, 26, 0};

}  // namespace dure::devices::sunspec
