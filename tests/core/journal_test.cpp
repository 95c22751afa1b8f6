#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "core/journal/aggregate.hpp"
#include "core/journal/memory_journal.hpp"
#include "core/journal/sqlite_journal.hpp"
#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::year;

constexpr std::uint32_t kSlotSeconds = 900;

UtcTime local(int y, unsigned m, unsigned d, int h = 0, int min = 0) {
    return day_start(
               std::chrono::local_days{year{y} / std::chrono::month{m} / std::chrono::day{d}}) +
           hours{h} + minutes{min};
}

SlotEnergy slot_at(UtcTime start, std::int64_t imported, Quality quality = Quality::kMeasured) {
    SlotEnergy slot;
    slot.start = start;
    slot.end = start + minutes{15};
    slot.imported = slot.consumed = Wh{imported};
    slot.bought = Wh{imported / 2};
    slot.paid = slot.bought * Tick{150};
    slot.quality = quality;
    return slot;
}

class JournalFile : public ::testing::Test {
 protected:
    fs::path folder = fs::temp_directory_path() /
                      ("dure-journal-" + std::to_string(::getpid()) + "-" +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::path file = folder / "journal.sqlite";
    void SetUp() override {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    std::size_t files_aside() const {
        std::size_t n = 0;
        for (const auto& entry : fs::directory_iterator{folder})
            if (entry.path().string().ends_with(".damaged-1")) ++n;
        return n;
    }
};

TEST(Calendar, periods_begin_at_local_midnight) {
    const auto moment = local(2026, 3, 1, 0, 5);  // still February in UTC
    EXPECT_EQ(period_around(Period::kDay, moment).first, local(2026, 3, 1));
    EXPECT_EQ(period_around(Period::kMonth, moment).first, local(2026, 3, 1));
    EXPECT_EQ(period_around(Period::kMonth, moment).second, local(2026, 4, 1));
    EXPECT_EQ(period_around(Period::kWeek, moment).first, local(2026, 2, 23)) << "a Monday";
    EXPECT_EQ(period_around(Period::kYear, moment).second, local(2027, 1, 1));
}

TEST(Calendar, buckets_are_slots_days_and_months) {
    const auto moment = local(2028, 2, 10);
    EXPECT_EQ(aggregate(Period::kDay, moment, kSlotSeconds, {}).buckets.size(), 96u);
    EXPECT_EQ(aggregate(Period::kWeek, moment, kSlotSeconds, {}).buckets.size(), 7u);
    EXPECT_EQ(aggregate(Period::kMonth, moment, kSlotSeconds, {}).buckets.size(), 29u);
    EXPECT_EQ(aggregate(Period::kYear, moment, kSlotSeconds, {}).buckets.size(), 12u);
    EXPECT_EQ(aggregate(Period::kYear, moment, kSlotSeconds, {}).buckets[1].slots, 29u * 96u);
}

TEST(Calendar, missing_slots_are_counted_and_not_invented) {
    std::vector<SlotEnergy> slots = {slot_at(local(2026, 5, 4), 100),
                                     slot_at(local(2026, 5, 4, 0, 15), 0, Quality::kMissing),
                                     slot_at(local(2026, 5, 4, 0, 30), 60, Quality::kEstimated)};
    const auto day = aggregate(Period::kDay, local(2026, 5, 4, 12), kSlotSeconds, slots);
    EXPECT_EQ(day.total.slots, 96u);
    EXPECT_EQ(day.total.covered, 2u);
    EXPECT_EQ(day.total.estimated, 1u);
    EXPECT_EQ(day.total.sum.imported, Wh{160});
    EXPECT_EQ(day.total.sum.quality, Quality::kEstimated);
    EXPECT_EQ(day.buckets[1].covered, 0u);
    EXPECT_EQ(day.buckets[3].sum.quality, Quality::kMissing);
}

TEST(Calendar, days_sum_to_the_month_and_months_to_the_year) {
    EXPECT_TRUE(rc::check([] {
        const auto start = local(2026, 1, 1);
        std::vector<SlotEnergy> slots;
        UtcTime at = start - days{3};
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(1, 900), rc::gen::inRange(0, 5000)));
        for (const auto& [skip, wh] : steps) {
            at += minutes{15} * skip;
            slots.push_back(slot_at(at, wh, static_cast<Quality>(wh % 4)));
        }
        UsageBucket year_sum;
        for (unsigned m = 1; m <= 12; ++m) {
            const auto month = aggregate(Period::kMonth, local(2026, m, 15), kSlotSeconds, slots);
            UsageBucket day_sum;
            for (const auto& bucket : month.buckets) {
                const auto day = aggregate(Period::kDay, bucket.start, kSlotSeconds, slots);
                RC_ASSERT(day.total.sum == bucket.sum);
                day_sum.sum.imported += day.total.sum.imported;
                day_sum.sum.paid += day.total.sum.paid;
                day_sum.covered += day.total.covered;
            }
            RC_ASSERT(day_sum.sum.imported == month.total.sum.imported);
            RC_ASSERT(day_sum.sum.paid == month.total.sum.paid);
            RC_ASSERT(day_sum.covered == month.total.covered);
            year_sum.sum.imported += month.total.sum.imported;
            year_sum.covered += month.total.covered;
        }
        const auto year = aggregate(Period::kYear, local(2026, 6, 1), kSlotSeconds, slots);
        RC_ASSERT(year.total.sum.imported == year_sum.sum.imported);
        RC_ASSERT(year.total.covered == year_sum.covered);
    }));
}

TEST_F(JournalFile, what_was_put_is_there_after_opening_again) {
    const auto slot = slot_at(local(2026, 11, 22, 13), 321);
    {
        SqliteJournal journal{file};
        EXPECT_EQ(journal.notice(), "");
        journal.put(slot_at(slot.start, 1));
        journal.put(slot);
        journal.remember("wishes", "none");
        journal.remember("wishes", "한 가지");
    }
    SqliteJournal journal{file};
    EXPECT_EQ(journal.range(slot.start, slot.end), std::vector{slot});
    EXPECT_TRUE(journal.range(slot.end, slot.end + hours{1}).empty());
    EXPECT_EQ(journal.recall("wishes"), "한 가지");
    EXPECT_EQ(journal.recall("unknown"), std::nullopt);
}

TEST_F(JournalFile, a_file_that_is_no_database_is_kept_aside) {
    std::ofstream{file} << std::string(10'000, 'x');
    SqliteJournal journal{file};
    EXPECT_EQ(journal.notice(), "journal-rebuilt");
    EXPECT_EQ(files_aside(), 1u);
    journal.put(slot_at(local(2026, 1, 1), 5));
    EXPECT_EQ(journal.usage(Period::kDay, local(2026, 1, 1), kSlotSeconds).total.covered, 1u);
}

TEST_F(JournalFile, whole_rows_of_a_damaged_file_are_taken_over) {
    std::vector<SlotEnergy> slots;
    for (int n = 0; n < 3000; ++n) slots.push_back(slot_at(local(2026, 1, 1) + minutes{15} * n, n));
    {
        SqliteJournal journal{file};
        journal.put_all(slots);
        journal.remember("paused", "1");
    }
    {
        // a page in the middle of the table is overwritten
        std::fstream damaged{file, std::ios::in | std::ios::out | std::ios::binary};
        damaged.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2 / 4096 * 4096));
        damaged << std::string(4096, '\xff');
    }
    SqliteJournal journal{file};
    EXPECT_EQ(journal.notice(), "journal-rebuilt");
    EXPECT_EQ(files_aside(), 1u);
    const auto saved = journal.range(local(2026, 1, 1), local(2027, 1, 1));
    EXPECT_GT(saved.size(), 2500u);
    EXPECT_LT(saved.size(), 3000u);
    for (const auto& slot : saved)
        ASSERT_EQ(slot,
                  slots[static_cast<std::size_t>((slot.start - local(2026, 1, 1)) / minutes{15})]);
    EXPECT_EQ(journal.recall("paused"), "1");
}

TEST_F(JournalFile, a_place_that_cannot_be_written_is_told_and_not_fatal) {
    SqliteJournal journal{folder / "no" / "such" / "folder.sqlite"};
    EXPECT_EQ(journal.notice(), "journal-unwritable");
    journal.put(slot_at(local(2026, 1, 1), 5));
    journal.remember("a", "b");
    EXPECT_TRUE(journal.range(local(2026, 1, 1), local(2026, 1, 2)).empty());
    EXPECT_EQ(journal.recall("a"), std::nullopt);
}

TEST_F(JournalFile, a_year_of_slots_makes_a_year_chart) {
    std::vector<SlotEnergy> slots;
    for (auto at = local(2026, 1, 1); at < local(2027, 1, 1); at += minutes{15})
        slots.push_back(slot_at(at, 100));
    SqliteJournal journal{file};
    journal.put_all(slots);
    const std::clock_t begin = std::clock();
    const auto year = journal.usage(Period::kYear, local(2026, 7, 1), kSlotSeconds);
    const double cpu = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_EQ(year.total.covered, 35'040u);
    EXPECT_EQ(year.total.sum.imported, Wh{3'504'000});
    std::printf("year chart from 35,040 rows: %.1f ms of CPU\n", cpu * 1000);
}

TEST(MemoryJournal, keeps_the_newest_days) {
    MemoryJournal journal{days{2}};
    for (int n = 0; n < 96 * 5; ++n) journal.put(slot_at(local(2026, 1, 1) + minutes{15} * n, 1));
    EXPECT_EQ(journal.range(local(2026, 1, 1), local(2026, 2, 1)).size(), 2u * 96u + 1u);
    EXPECT_EQ(journal.usage(Period::kDay, local(2026, 1, 5), kSlotSeconds).total.covered, 96u);
}

}  // namespace
}  // namespace dure::core
