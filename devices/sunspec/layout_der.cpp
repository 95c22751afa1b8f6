// Models 701, 713, 714 and 802: the newer DER information models and the battery base model.
// Facts of the SunSpec Alliance's model definitions; tests compare them with the published JSON.
#include "devices/sunspec/layout.hpp"

namespace dure::devices::sunspec {

namespace {

using enum PointType;
using enum Access;

// clang-format off
constexpr std::uint16_t kDerAcIds[] = {701};
constexpr Point kDerAc[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"ACType", 2, 1, kEnum16, "", kRead},
    {"St", 3, 1, kEnum16, "", kRead},
    {"InvSt", 4, 1, kEnum16, "", kRead},
    {"ConnSt", 5, 1, kEnum16, "", kRead},
    {"Alrm", 6, 2, kBits32, "", kRead},
    {"DERMode", 8, 2, kBits32, "", kRead},
    {"W", 10, 1, kInt16, "W_SF", kRead},
    {"VA", 11, 1, kInt16, "VA_SF", kRead},
    {"Var", 12, 1, kInt16, "Var_SF", kRead},
    {"PF", 13, 1, kInt16, "PF_SF", kRead},
    {"A", 14, 1, kInt16, "A_SF", kRead},
    {"LLV", 15, 1, kUint16, "V_SF", kRead},
    {"LNV", 16, 1, kUint16, "V_SF", kRead},
    {"Hz", 17, 2, kUint32, "Hz_SF", kRead},
    {"TotWhInj", 19, 4, kUint64, "TotWh_SF", kRead},
    {"TotWhAbs", 23, 4, kUint64, "TotWh_SF", kRead},
    {"TotVarhInj", 27, 4, kUint64, "TotVarh_SF", kRead},
    {"TotVarhAbs", 31, 4, kUint64, "TotVarh_SF", kRead},
    {"TmpAmb", 35, 1, kInt16, "Tmp_SF", kRead},
    {"TmpCab", 36, 1, kInt16, "Tmp_SF", kRead},
    {"TmpSnk", 37, 1, kInt16, "Tmp_SF", kRead},
    {"TmpTrns", 38, 1, kInt16, "Tmp_SF", kRead},
    {"TmpSw", 39, 1, kInt16, "Tmp_SF", kRead},
    {"TmpOt", 40, 1, kInt16, "Tmp_SF", kRead},
    {"WL1", 41, 1, kInt16, "W_SF", kRead},
    {"VAL1", 42, 1, kInt16, "VA_SF", kRead},
    {"VarL1", 43, 1, kInt16, "Var_SF", kRead},
    {"PFL1", 44, 1, kInt16, "PF_SF", kRead},
    {"AL1", 45, 1, kInt16, "A_SF", kRead},
    {"VL1L2", 46, 1, kUint16, "V_SF", kRead},
    {"VL1", 47, 1, kUint16, "V_SF", kRead},
    {"TotWhInjL1", 48, 4, kUint64, "TotWh_SF", kRead},
    {"TotWhAbsL1", 52, 4, kUint64, "TotWh_SF", kRead},
    {"TotVarhInjL1", 56, 4, kUint64, "TotVarh_SF", kRead},
    {"TotVarhAbsL1", 60, 4, kUint64, "TotVarh_SF", kRead},
    {"WL2", 64, 1, kInt16, "W_SF", kRead},
    {"VAL2", 65, 1, kInt16, "VA_SF", kRead},
    {"VarL2", 66, 1, kInt16, "Var_SF", kRead},
    {"PFL2", 67, 1, kInt16, "PF_SF", kRead},
    {"AL2", 68, 1, kInt16, "A_SF", kRead},
    {"VL2L3", 69, 1, kUint16, "V_SF", kRead},
    {"VL2", 70, 1, kUint16, "V_SF", kRead},
    {"TotWhInjL2", 71, 4, kUint64, "TotWh_SF", kRead},
    {"TotWhAbsL2", 75, 4, kUint64, "TotWh_SF", kRead},
    {"TotVarhInjL2", 79, 4, kUint64, "TotVarh_SF", kRead},
    {"TotVarhAbsL2", 83, 4, kUint64, "TotVarh_SF", kRead},
    {"WL3", 87, 1, kInt16, "W_SF", kRead},
    {"VAL3", 88, 1, kInt16, "VA_SF", kRead},
    {"VarL3", 89, 1, kInt16, "Var_SF", kRead},
    {"PFL3", 90, 1, kInt16, "PF_SF", kRead},
    {"AL3", 91, 1, kInt16, "A_SF", kRead},
    {"VL3L1", 92, 1, kUint16, "V_SF", kRead},
    {"VL3", 93, 1, kUint16, "V_SF", kRead},
    {"TotWhInjL3", 94, 4, kUint64, "TotWh_SF", kRead},
    {"TotWhAbsL3", 98, 4, kUint64, "TotWh_SF", kRead},
    {"TotVarhInjL3", 102, 4, kUint64, "TotVarh_SF", kRead},
    {"TotVarhAbsL3", 106, 4, kUint64, "TotVarh_SF", kRead},
    {"ThrotPct", 110, 1, kUint16, "", kRead},
    {"ThrotSrc", 111, 2, kBits32, "", kRead},
    {"A_SF", 113, 1, kScale, "", kRead},
    {"V_SF", 114, 1, kScale, "", kRead},
    {"Hz_SF", 115, 1, kScale, "", kRead},
    {"W_SF", 116, 1, kScale, "", kRead},
    {"PF_SF", 117, 1, kScale, "", kRead},
    {"VA_SF", 118, 1, kScale, "", kRead},
    {"Var_SF", 119, 1, kScale, "", kRead},
    {"TotWh_SF", 120, 1, kScale, "", kRead},
    {"TotVarh_SF", 121, 1, kScale, "", kRead},
    {"Tmp_SF", 122, 1, kScale, "", kRead},
    {"MnAlrmInfo", 123, 32, kString, "", kRead},
};

constexpr std::uint16_t kDerStorageIds[] = {713};
constexpr Point kDerStorage[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"WHRtg", 2, 1, kUint16, "WH_SF", kRead},
    {"WHAvail", 3, 1, kUint16, "WH_SF", kRead},
    {"SoC", 4, 1, kUint16, "Pct_SF", kRead},
    {"SoH", 5, 1, kUint16, "Pct_SF", kRead},
    {"Sta", 6, 1, kEnum16, "", kRead},
    {"WH_SF", 7, 1, kScale, "", kRead},
    {"Pct_SF", 8, 1, kScale, "", kRead},
};

constexpr std::uint16_t kDerDcIds[] = {714};
constexpr Point kDerDc[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"PrtAlrms", 2, 2, kBits32, "", kRead},
    {"NPrt", 4, 1, kUint16, "", kRead},
    {"DCA", 5, 1, kInt16, "DCA_SF", kRead},
    {"DCW", 6, 1, kInt16, "DCW_SF", kRead},
    {"DCWhInj", 7, 4, kUint64, "DCWH_SF", kRead},
    {"DCWhAbs", 11, 4, kUint64, "DCWH_SF", kRead},
    {"DCA_SF", 15, 1, kScale, "", kRead},
    {"DCV_SF", 16, 1, kScale, "", kRead},
    {"DCW_SF", 17, 1, kScale, "", kRead},
    {"DCWH_SF", 18, 1, kScale, "", kRead},
    {"Tmp_SF", 19, 1, kScale, "", kRead},
};

constexpr Point kDerDcEach[] = {
    {"PrtTyp", 0, 1, kEnum16, "", kRead},
    {"ID", 1, 1, kUint16, "", kRead},
    {"IDStr", 2, 8, kString, "", kRead},
    {"DCA", 10, 1, kInt16, "DCA_SF", kRead},
    {"DCV", 11, 1, kUint16, "DCV_SF", kRead},
    {"DCW", 12, 1, kInt16, "DCW_SF", kRead},
    {"DCWhInj", 13, 4, kUint64, "DCWH_SF", kRead},
    {"DCWhAbs", 17, 4, kUint64, "DCWH_SF", kRead},
    {"Tmp", 21, 1, kInt16, "Tmp_SF", kRead},
    {"DCSta", 22, 1, kEnum16, "", kRead},
    {"DCAlrm", 23, 2, kBits32, "", kRead},
};

constexpr std::uint16_t kBatteryIds[] = {802};
constexpr Point kBattery[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"AHRtg", 2, 1, kUint16, "AHRtg_SF", kRead},
    {"WHRtg", 3, 1, kUint16, "WHRtg_SF", kRead},
    {"WChaRteMax", 4, 1, kUint16, "WChaDisChaMax_SF", kRead},
    {"WDisChaRteMax", 5, 1, kUint16, "WChaDisChaMax_SF", kRead},
    {"DisChaRte", 6, 1, kUint16, "DisChaRte_SF", kRead},
    {"SoCMax", 7, 1, kUint16, "SoC_SF", kRead},
    {"SoCMin", 8, 1, kUint16, "SoC_SF", kRead},
    {"SocRsvMax", 9, 1, kUint16, "SoC_SF", kWrite},
    {"SoCRsvMin", 10, 1, kUint16, "SoC_SF", kWrite},
    {"SoC", 11, 1, kUint16, "SoC_SF", kRead},
    {"DoD", 12, 1, kUint16, "DoD_SF", kRead},
    {"SoH", 13, 1, kUint16, "SoH_SF", kRead},
    {"NCyc", 14, 2, kUint32, "", kRead},
    {"ChaSt", 16, 1, kEnum16, "", kRead},
    {"LocRemCtl", 17, 1, kEnum16, "", kRead},
    {"Hb", 18, 1, kUint16, "", kRead},
    {"CtrlHb", 19, 1, kUint16, "", kWrite},
    {"AlmRst", 20, 1, kUint16, "", kWrite},
    {"Typ", 21, 1, kEnum16, "", kRead},
    {"State", 22, 1, kEnum16, "", kRead},
    {"StateVnd", 23, 1, kEnum16, "", kRead},
    {"WarrDt", 24, 2, kUint32, "", kRead},
    {"Evt1", 26, 2, kBits32, "", kRead},
    {"Evt2", 28, 2, kBits32, "", kRead},
    {"EvtVnd1", 30, 2, kBits32, "", kRead},
    {"EvtVnd2", 32, 2, kBits32, "", kRead},
    {"V", 34, 1, kUint16, "V_SF", kRead},
    {"VMax", 35, 1, kUint16, "V_SF", kRead},
    {"VMin", 36, 1, kUint16, "V_SF", kRead},
    {"CellVMax", 37, 1, kUint16, "CellV_SF", kRead},
    {"CellVMaxStr", 38, 1, kUint16, "", kRead},
    {"CellVMaxMod", 39, 1, kUint16, "", kRead},
    {"CellVMin", 40, 1, kUint16, "CellV_SF", kRead},
    {"CellVMinStr", 41, 1, kUint16, "", kRead},
    {"CellVMinMod", 42, 1, kUint16, "", kRead},
    {"CellVAvg", 43, 1, kUint16, "CellV_SF", kRead},
    {"A", 44, 1, kInt16, "A_SF", kRead},
    {"AChaMax", 45, 1, kUint16, "AMax_SF", kRead},
    {"ADisChaMax", 46, 1, kUint16, "AMax_SF", kRead},
    {"W", 47, 1, kInt16, "W_SF", kRead},
    {"ReqInvState", 48, 1, kEnum16, "", kRead},
    {"ReqW", 49, 1, kInt16, "W_SF", kRead},
    {"SetOp", 50, 1, kEnum16, "", kWrite},
    {"SetInvState", 51, 1, kEnum16, "", kWrite},
    {"AHRtg_SF", 52, 1, kScale, "", kRead},
    {"WHRtg_SF", 53, 1, kScale, "", kRead},
    {"WChaDisChaMax_SF", 54, 1, kScale, "", kRead},
    {"DisChaRte_SF", 55, 1, kScale, "", kRead},
    {"SoC_SF", 56, 1, kScale, "", kRead},
    {"DoD_SF", 57, 1, kScale, "", kRead},
    {"SoH_SF", 58, 1, kScale, "", kRead},
    {"V_SF", 59, 1, kScale, "", kRead},
    {"CellV_SF", 60, 1, kScale, "", kRead},
    {"A_SF", 61, 1, kScale, "", kRead},
    {"AMax_SF", 62, 1, kScale, "", kRead},
    {"W_SF", 63, 1, kScale, "", kRead},
};

// clang-format on

}  // namespace

const Layout kDerAcLayout{kDerAcIds, kDerAc, std::span<const Point>{}, 155, 0};
const Layout kDerStorageLayout{kDerStorageIds, kDerStorage, std::span<const Point>{}, 9, 0};
const Layout kDerDcLayout{kDerDcIds, kDerDc, kDerDcEach, 20, 25};
const Layout kBatteryLayout{kBatteryIds, kBattery, std::span<const Point>{}, 64, 0};

}  // namespace dure::devices::sunspec
