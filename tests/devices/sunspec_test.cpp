#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdlib>
#include <map>
#include <numeric>

#include "devices/simulator/register_image.hpp"
#include "devices/sunspec/chain_walk.hpp"
#include "devices/sunspec/layout.hpp"
#include "devices/sunspec/register_plan.hpp"

namespace dure::devices::sunspec::test {
namespace {

using Words = std::vector<std::uint16_t>;

// ---- the tables against the published model definitions

std::map<std::string, PointType> type_names() {
    using enum PointType;
    return {{"pad", kPad},           {"string", kString},     {"int16", kInt16},
            {"uint16", kUint16},     {"uint32", kUint32},     {"uint64", kUint64},
            {"acc32", kAcc32},       {"acc64", kAcc64},       {"enum16", kEnum16},
            {"bitfield16", kBits16}, {"bitfield32", kBits32}, {"float32", kFloat32},
            {"sunssf", kScale},      {"count", kCount}};
}

/// Registers of the group's own points.
int compare(const QJsonArray& published, std::span<const Point> table, std::uint16_t model) {
    static const auto types = type_names();
    EXPECT_EQ(static_cast<std::size_t>(published.size()), table.size()) << model;
    int offset = 0;
    for (qsizetype i = 0; i < published.size() && i < static_cast<qsizetype>(table.size()); ++i) {
        const auto point = published[i].toObject();
        const auto name = point["name"].toString().toStdString();
        const auto& row = table[static_cast<std::size_t>(i)];
        // Model 201 calls three phase-to-phase voltages PPV where 202-204 say PhV.
        const bool renamed = model == 201 && row.offset >= 12 && row.offset <= 14;
        if (!renamed) {
            EXPECT_EQ(name, row.name) << model;
        }
        EXPECT_EQ(offset, row.offset) << model << '.' << name;
        EXPECT_EQ(point["size"].toInt(), row.size) << model << '.' << name;
        EXPECT_EQ(types.at(point["type"].toString().toStdString()), row.type)
            << model << '.' << name;
        EXPECT_EQ(point["sf"].toString().toStdString(), row.scale) << model << '.' << name;
        EXPECT_EQ(point["access"].toString() == "RW", row.access == Access::kWrite)
            << model << '.' << name;
        offset += point["size"].toInt();
    }
    return offset;
}

TEST(Layout, is_what_the_sunspec_alliance_publishes) {
    const char* shared = std::getenv("DURE_SHARED");
    const QString folder =
        QString::fromUtf8(shared ? shared : "../shared") + "/sunspec-models/json/";
    if (!QFile::exists(folder)) GTEST_SKIP() << "no " << folder.toStdString();
    for (const auto* layout : layouts()) {
        for (const auto id : layout->ids) {
            QFile file(folder + QString("model_%1.json").arg(id));
            ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << id;
            const auto group = QJsonDocument::fromJson(file.readAll()).object()["group"].toObject();
            EXPECT_EQ(compare(group["points"].toArray(), layout->fixed, id),
                      layout->fixed_registers)
                << id;
            const auto groups = group["groups"].toArray();
            if (groups.isEmpty()) {
                EXPECT_EQ(layout->each_registers, 0) << id;
            } else {
                EXPECT_EQ(compare(groups[0].toObject()["points"].toArray(), layout->each, id),
                          layout->each_registers)
                    << id;
            }
        }
    }
}

TEST(Layout, every_scale_factor_is_a_scale_point_of_the_model) {
    for (const auto* layout : layouts()) {
        for (const auto points : {layout->fixed, layout->each}) {
            for (const auto& point : points) {
                if (point.scale.empty()) continue;
                const auto* scale = find_point(layout->fixed, point.scale);
                ASSERT_NE(scale, nullptr) << point.name;
                EXPECT_EQ(scale->type, PointType::kScale) << point.name;
            }
        }
    }
}

// ---- values

class ViewTest : public testing::Test {
 protected:
    ViewTest() : words(kIntInverterLayout.fixed_registers, 0) {
        words[0] = 103;
        words[1] = 50;
    }
    void put(std::string_view point, std::uint16_t value) {
        words[find_point(kIntInverterLayout.fixed, point)->offset] = value;
    }
    ModelView view() const { return {kIntInverterLayout, words}; }
    Words words;
};

TEST_F(ViewTest, a_value_is_raw_times_ten_to_its_scale) {
    put("W", static_cast<std::uint16_t>(-1234));
    put("W_SF", static_cast<std::uint16_t>(-1));
    EXPECT_EQ(view().number("W"), -123);
    EXPECT_EQ(view().number("W", 1), -1234);
    put("W_SF", 2);
    EXPECT_EQ(view().number("W"), -123400);
}

TEST_F(ViewTest, powers_are_rounded_to_the_nearest_and_counters_cut) {
    put("W", 126);
    put("W_SF", static_cast<std::uint16_t>(-1));
    EXPECT_EQ(view().number("W"), 13);
    words[25] = 999;  // the low word of WH
    put("WH_SF", static_cast<std::uint16_t>(-1));
    EXPECT_EQ(view().number("WH"), 99);
}

TEST_F(ViewTest, codes_of_not_implemented_are_missing) {
    put("W", 0x8000);
    EXPECT_EQ(view().number("W"), std::nullopt);
    EXPECT_EQ(view().number("WH"), std::nullopt) << "a counter at zero is not implemented";
    put("A", 0xFFFF);
    EXPECT_EQ(view().number("A"), std::nullopt);
}

TEST_F(ViewTest, a_scale_factor_out_of_range_makes_its_points_unusable) {
    put("W", 100);
    for (const int power : {11, -11, -32768}) {
        put("W_SF", static_cast<std::uint16_t>(power));
        EXPECT_EQ(view().number("W"), std::nullopt) << power;
    }
}

TEST_F(ViewTest, points_beyond_the_registers_are_missing) {
    put("W", 100);
    const ModelView half(kIntInverterLayout, std::span(words).first(15));
    EXPECT_EQ(half.number("W"), std::nullopt) << "its scale factor was not read";
}

TEST(View, floats_decode_and_nan_is_missing) {
    Words words(kFloatInverterLayout.fixed_registers, 0);
    words[22] = 0x449A;  // 1234.5f = 0x449A5000
    words[23] = 0x5000;
    const ModelView view(kFloatInverterLayout, words);
    EXPECT_EQ(view.number("W", 1), 12345);
    words[22] = 0x7FC0;
    words[23] = 0x0001;
    EXPECT_EQ(view.number("W"), std::nullopt);
    words[22] = 0x7F80;  // infinity
    words[23] = 0;
    EXPECT_EQ(view.number("W"), std::nullopt);
}

TEST(View, text_is_trimmed_of_nul_and_blanks) {
    Words words(kCommonLayout.fixed_registers, 0);
    words[2] = (' ' << 8) | 'D';
    words[3] = ('u' << 8) | ' ';
    EXPECT_EQ(ModelView(kCommonLayout, words).text("Mn"), "Du");
    EXPECT_EQ(ModelView(kCommonLayout, words).text("SN"), "");
}

RC_GTEST_PROP(View, any_registers_decode_without_harm, (Words words)) {
    for (const auto* layout : layouts()) {
        const ModelView view(*layout, words);
        for (const auto& point : layout->fixed) {
            (void)view.number(point.name, 1);
            (void)view.text(point.name);
        }
        for (std::uint16_t block = 0; block <= view.blocks(); ++block) {
            for (const auto& point : layout->each) (void)view.block_number(block, point.name);
        }
    }
}

// ---- discovery

/// Answers a walk from an image placed at a base.
ChainWalk::Result walk(ChainWalk& walk, const std::map<std::uint16_t, Words>& at) {
    for (int i = 0; i < 300; ++i) {
        const auto ask = walk.next();
        if (!ask) break;
        if (const auto found = at.find(ask->start); found != at.end()) {
            walk.answer(found->second);
        } else {
            walk.refused(2);
        }
    }
    return walk.result();
}

TEST(ChainWalk, tries_the_three_bases_and_collects_models) {
    for (const auto base : std::initializer_list<std::uint16_t>{40000, 50000, 0}) {
        const auto first = static_cast<std::uint16_t>(base + 2);
        const auto second = static_cast<std::uint16_t>(first + 68);
        ChainWalk chain;
        EXPECT_EQ(walk(chain, {{base, {0x5375, 0x6E53}},
                               {first, {1, 66}},
                               {second, {103, 50}},
                               {static_cast<std::uint16_t>(second + 52), {0xFFFF, 0}}}),
                  ChainWalk::Result::kFound);
        EXPECT_EQ(chain.models(),
                  (std::vector<core::RegisterModel>{{1, first, 66}, {103, second, 50}}));
    }
}

TEST(ChainWalk, takes_illegal_data_address_as_the_end_of_the_map) {
    ChainWalk chain;
    EXPECT_EQ(walk(chain, {{40000, {0x5375, 0x6E53}}, {40002, {1, 66}}}),
              ChainWalk::Result::kFound);
    EXPECT_EQ(chain.models().size(), 1u);
}

TEST(ChainWalk, does_not_take_a_busy_device_for_a_wrong_one) {
    ChainWalk chain;
    chain.refused(6);
    EXPECT_EQ(chain.result(), ChainWalk::Result::kDisturbed);
}

RC_GTEST_PROP(ChainWalk, ends_on_any_answers_and_stays_in_the_address_space, (std::uint32_t seed)) {
    ChainWalk chain;
    std::uint32_t state = seed | 1;
    const auto draw = [&state] { return state = state * 1664525 + 1013904223; };
    int steps = 0;
    while (const auto ask = chain.next()) {
        RC_ASSERT(++steps < 80);
        RC_ASSERT(ask->start + ask->count <= 0x10000);
        if (steps == 1) {
            chain.answer(Words{0x5375, 0x6E53});
        } else if (draw() % 16 == 0) {
            chain.refused(static_cast<std::uint8_t>(draw() >> 24));
        } else {
            chain.answer(Words{static_cast<std::uint16_t>(draw() >> 16),
                               static_cast<std::uint16_t>((draw() >> 16) % 200)});
        }
    }
    for (const auto& model : chain.models()) RC_ASSERT(model.address + 2 + model.length <= 0x10000);
}

// ---- what a poll reads

TEST(RegisterPlan, a_hybrid_costs_three_reads) {
    const std::vector<core::RegisterModel> hybrid = {
        {103, 40070, 50}, {123, 40228, 24}, {124, 40254, 24}, {160, 40280, 48}, {203, 40330, 105}};
    EXPECT_EQ(plan_reads(hybrid, 125),
              (std::vector<Window>{{40070, 52}, {40228, 102}, {40330, 55}}));
}

TEST(RegisterPlan, keeps_to_what_the_device_reads_at_once) {
    const std::vector<core::RegisterModel> hybrid = {
        {123, 40228, 24}, {124, 40254, 24}, {160, 40280, 48}};
    EXPECT_EQ(plan_reads(hybrid, 100), (std::vector<Window>{{40228, 52}, {40280, 50}}));
}

TEST(RegisterPlan, long_models_are_read_as_far_as_needed_in_one_request) {
    for (const auto& model : {core::RegisterModel{213, 100, 124}, {701, 100, 153}}) {
        const auto window = window_of(model);
        EXPECT_LE(window.count, 125);
        const auto* layout = layout_of(model.id);
        for (const auto* point : {"W", "TotWhImp", "TotWhInj", "W_SF", "TotWh_SF"}) {
            const auto* found = find_point(layout->fixed, point);
            if (found) {
                EXPECT_LE(found->offset + found->size, window.count) << model.id << point;
            }
        }
    }
}

TEST(RegisterPlan, a_model_whose_id_words_changed_contradicts_the_image) {
    Image image;
    image.add(100, {103, 50, 0, 0});
    EXPECT_FALSE(image.contradicts({103, 100, 50}));
    EXPECT_TRUE(image.contradicts({113, 100, 60}));
    EXPECT_FALSE(image.view({113, 100, 60}).has_value());
}

}  // namespace
}  // namespace dure::devices::sunspec::test
