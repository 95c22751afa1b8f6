// Models 1, 101-103, 111-113 and 160: the common block, inverters and their DC inputs.
// Facts of the SunSpec Alliance's model definitions; tests compare them with the published JSON.
#include "devices/sunspec/layout.hpp"

namespace dure::devices::sunspec {

namespace {

using enum PointType;
using enum Access;

// clang-format off
constexpr std::uint16_t kCommonIds[] = {1};
constexpr Point kCommon[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"Mn", 2, 16, kString, "", kRead},
    {"Md", 18, 16, kString, "", kRead},
    {"Opt", 34, 8, kString, "", kRead},
    {"Vr", 42, 8, kString, "", kRead},
    {"SN", 50, 16, kString, "", kRead},
    {"DA", 66, 1, kUint16, "", kWrite},
    {"Pad", 67, 1, kPad, "", kRead},
};

constexpr std::uint16_t kIntInverterIds[] = {101, 102, 103};
constexpr Point kIntInverter[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"A", 2, 1, kUint16, "A_SF", kRead},
    {"AphA", 3, 1, kUint16, "A_SF", kRead},
    {"AphB", 4, 1, kUint16, "A_SF", kRead},
    {"AphC", 5, 1, kUint16, "A_SF", kRead},
    {"A_SF", 6, 1, kScale, "", kRead},
    {"PPVphAB", 7, 1, kUint16, "V_SF", kRead},
    {"PPVphBC", 8, 1, kUint16, "V_SF", kRead},
    {"PPVphCA", 9, 1, kUint16, "V_SF", kRead},
    {"PhVphA", 10, 1, kUint16, "V_SF", kRead},
    {"PhVphB", 11, 1, kUint16, "V_SF", kRead},
    {"PhVphC", 12, 1, kUint16, "V_SF", kRead},
    {"V_SF", 13, 1, kScale, "", kRead},
    {"W", 14, 1, kInt16, "W_SF", kRead},
    {"W_SF", 15, 1, kScale, "", kRead},
    {"Hz", 16, 1, kUint16, "Hz_SF", kRead},
    {"Hz_SF", 17, 1, kScale, "", kRead},
    {"VA", 18, 1, kInt16, "VA_SF", kRead},
    {"VA_SF", 19, 1, kScale, "", kRead},
    {"VAr", 20, 1, kInt16, "VAr_SF", kRead},
    {"VAr_SF", 21, 1, kScale, "", kRead},
    {"PF", 22, 1, kInt16, "PF_SF", kRead},
    {"PF_SF", 23, 1, kScale, "", kRead},
    {"WH", 24, 2, kAcc32, "WH_SF", kRead},
    {"WH_SF", 26, 1, kScale, "", kRead},
    {"DCA", 27, 1, kUint16, "DCA_SF", kRead},
    {"DCA_SF", 28, 1, kScale, "", kRead},
    {"DCV", 29, 1, kUint16, "DCV_SF", kRead},
    {"DCV_SF", 30, 1, kScale, "", kRead},
    {"DCW", 31, 1, kInt16, "DCW_SF", kRead},
    {"DCW_SF", 32, 1, kScale, "", kRead},
    {"TmpCab", 33, 1, kInt16, "Tmp_SF", kRead},
    {"TmpSnk", 34, 1, kInt16, "Tmp_SF", kRead},
    {"TmpTrns", 35, 1, kInt16, "Tmp_SF", kRead},
    {"TmpOt", 36, 1, kInt16, "Tmp_SF", kRead},
    {"Tmp_SF", 37, 1, kScale, "", kRead},
    {"St", 38, 1, kEnum16, "", kRead},
    {"StVnd", 39, 1, kEnum16, "", kRead},
    {"Evt1", 40, 2, kBits32, "", kRead},
    {"Evt2", 42, 2, kBits32, "", kRead},
    {"EvtVnd1", 44, 2, kBits32, "", kRead},
    {"EvtVnd2", 46, 2, kBits32, "", kRead},
    {"EvtVnd3", 48, 2, kBits32, "", kRead},
    {"EvtVnd4", 50, 2, kBits32, "", kRead},
};

constexpr std::uint16_t kFloatInverterIds[] = {111, 112, 113};
constexpr Point kFloatInverter[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"A", 2, 2, kFloat32, "", kRead},
    {"AphA", 4, 2, kFloat32, "", kRead},
    {"AphB", 6, 2, kFloat32, "", kRead},
    {"AphC", 8, 2, kFloat32, "", kRead},
    {"PPVphAB", 10, 2, kFloat32, "", kRead},
    {"PPVphBC", 12, 2, kFloat32, "", kRead},
    {"PPVphCA", 14, 2, kFloat32, "", kRead},
    {"PhVphA", 16, 2, kFloat32, "", kRead},
    {"PhVphB", 18, 2, kFloat32, "", kRead},
    {"PhVphC", 20, 2, kFloat32, "", kRead},
    {"W", 22, 2, kFloat32, "", kRead},
    {"Hz", 24, 2, kFloat32, "", kRead},
    {"VA", 26, 2, kFloat32, "", kRead},
    {"VAr", 28, 2, kFloat32, "", kRead},
    {"PF", 30, 2, kFloat32, "", kRead},
    {"WH", 32, 2, kFloat32, "", kRead},
    {"DCA", 34, 2, kFloat32, "", kRead},
    {"DCV", 36, 2, kFloat32, "", kRead},
    {"DCW", 38, 2, kFloat32, "", kRead},
    {"TmpCab", 40, 2, kFloat32, "", kRead},
    {"TmpSnk", 42, 2, kFloat32, "", kRead},
    {"TmpTrns", 44, 2, kFloat32, "", kRead},
    {"TmpOt", 46, 2, kFloat32, "", kRead},
    {"St", 48, 1, kEnum16, "", kRead},
    {"StVnd", 49, 1, kEnum16, "", kRead},
    {"Evt1", 50, 2, kBits32, "", kRead},
    {"Evt2", 52, 2, kBits32, "", kRead},
    {"EvtVnd1", 54, 2, kBits32, "", kRead},
    {"EvtVnd2", 56, 2, kBits32, "", kRead},
    {"EvtVnd3", 58, 2, kBits32, "", kRead},
    {"EvtVnd4", 60, 2, kBits32, "", kRead},
};

constexpr std::uint16_t kDcInputsIds[] = {160};
constexpr Point kDcInputs[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"L", 1, 1, kUint16, "", kRead},
    {"DCA_SF", 2, 1, kScale, "", kRead},
    {"DCV_SF", 3, 1, kScale, "", kRead},
    {"DCW_SF", 4, 1, kScale, "", kRead},
    {"DCWH_SF", 5, 1, kScale, "", kRead},
    {"Evt", 6, 2, kBits32, "", kRead},
    {"N", 8, 1, kCount, "", kRead},
    {"TmsPer", 9, 1, kUint16, "", kRead},
};

constexpr Point kDcInputsEach[] = {
    {"ID", 0, 1, kUint16, "", kRead},
    {"IDStr", 1, 8, kString, "", kRead},
    {"DCA", 9, 1, kUint16, "DCA_SF", kRead},
    {"DCV", 10, 1, kUint16, "DCV_SF", kRead},
    {"DCW", 11, 1, kUint16, "DCW_SF", kRead},
    {"DCWH", 12, 2, kAcc32, "DCWH_SF", kRead},
    {"Tms", 14, 2, kUint32, "", kRead},
    {"Tmp", 16, 1, kInt16, "", kRead},
    {"DCSt", 17, 1, kEnum16, "", kRead},
    {"DCEvt", 18, 2, kBits32, "", kRead},
};

// clang-format on

}  // namespace

const Layout kCommonLayout{kCommonIds, kCommon, std::span<const Point>{}, 68, 0};
const Layout kIntInverterLayout{kIntInverterIds, kIntInverter, std::span<const Point>{}, 52, 0};
const Layout kFloatInverterLayout{kFloatInverterIds, kFloatInverter, std::span<const Point>{}, 62,
                                  0};
const Layout kDcInputsLayout{kDcInputsIds, kDcInputs, kDcInputsEach, 10, 20};

}  // namespace dure::devices::sunspec
