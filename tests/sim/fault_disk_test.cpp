// The model of a failing disk is itself held to what disks promise and to nothing more.
#include "app/dure-sim/fault_disk.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "chain/store/sqlite.hpp"

namespace dure::sim {
namespace {

using chain::Byte;
using chain::Bytes;
using chain::ByteView;
using chain::DiskError;
using chain::OpenMode;

constexpr Cut kAllCuts[] = {Cut::kDropped, Cut::kKept, Cut::kTorn, Cut::kReordered, Cut::kMixed};

std::unique_ptr<chain::DiskFile> open(FaultDisk& disk, const std::string& name) {
    auto file = disk.open(name, OpenMode::kCreate);
    EXPECT_TRUE(file);
    return *std::move(file);
}

/// A file of `sectors` sectors, each filled with `value`, on the medium.
std::unique_ptr<chain::DiskFile> synced_file(FaultDisk& disk, std::size_t sectors, Byte value) {
    auto file = open(disk, "a");
    EXPECT_TRUE(file->write(0, Bytes(sectors * FaultyContent::kSector, value)));
    EXPECT_TRUE(file->sync());
    EXPECT_TRUE(disk.sync_directory());
    return file;
}

TEST(FaultDisk, what_was_synced_survives_every_cut) {
    for (const auto cut : kAllCuts) {
        FaultDisk disk;
        synced_file(disk, 10, 7);
        disk.power_cut(cut, 1);
        EXPECT_EQ(disk.content("a"), Bytes(10 * FaultyContent::kSector, 7));
    }
}

TEST(FaultDisk, unsynced_sectors_meet_every_fate) {
    std::set<std::string> fates;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        FaultDisk disk;
        const auto file = synced_file(disk, 4, 1);
        for (const Byte value : {Byte{2}, Byte{3}})
            ASSERT_TRUE(file->write(0, Bytes(4 * FaultyContent::kSector, value)));
        disk.power_cut(Cut::kMixed, seed);
        const auto bytes = disk.content("a");
        for (std::size_t sector = 0; sector < 4; ++sector) {
            const auto view =
                ByteView{bytes}.subspan(sector * FaultyContent::kSector, FaultyContent::kSector);
            const bool uniform =
                std::all_of(view.begin(), view.end(), [&](Byte b) { return b == view.front(); });
            const bool torn = !uniform && view.front() == 3 && view.back() == 1;
            fates.insert(uniform ? std::to_string(view.front()) : torn ? "torn" : "garbage");
        }
    }
    EXPECT_EQ(fates, (std::set<std::string>{"1", "2", "3", "torn", "garbage"}));
}

TEST(FaultDisk, a_torn_cut_keeps_a_beginning_and_a_reordered_one_an_end) {
    std::set<std::size_t> torn, reordered;
    for (const auto cut : {Cut::kTorn, Cut::kReordered}) {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            FaultDisk disk;
            const auto file = synced_file(disk, 6, 0);
            for (std::uint64_t sector = 0; sector < 6; ++sector)
                ASSERT_TRUE(
                    file->write(sector * FaultyContent::kSector, Bytes(FaultyContent::kSector, 9)));
            disk.power_cut(cut, seed);
            auto bytes = disk.content("a");
            if (cut == Cut::kReordered) std::reverse(bytes.begin(), bytes.end());
            const auto kept =
                static_cast<std::size_t>(std::find(bytes.begin(), bytes.end(), 0) - bytes.begin());
            EXPECT_TRUE(std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(kept), bytes.end(),
                                    [](Byte b) { return b == 0; }));
            (cut == Cut::kTorn ? torn : reordered).insert(kept / FaultyContent::kSector);
        }
    }
    EXPECT_EQ(torn.size(), 7U);
    EXPECT_EQ(reordered.size(), 7U);
}

TEST(FaultDisk, a_file_can_be_lost_with_its_name_though_its_bytes_were_synced) {
    std::set<std::vector<std::string>> seen;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        FaultDisk disk;
        synced_file(disk, 1, 1);
        ASSERT_TRUE(open(disk, "b")->sync());
        ASSERT_TRUE(disk.rename("a", "c"));
        disk.power_cut(Cut::kMixed, seed);
        seen.insert(*disk.list());
    }
    EXPECT_EQ(seen, (std::set<std::vector<std::string>>{{"a"}, {"a", "b"}, {"b", "c"}, {"c"}}));
}

TEST(FaultDisk, size_and_bytes_are_kept_or_lost_apart) {
    std::set<std::pair<std::size_t, bool>> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        FaultDisk disk;
        const auto file = synced_file(disk, 1, 1);
        ASSERT_TRUE(file->write(FaultyContent::kSector, Bytes(FaultyContent::kSector, 2)));
        disk.power_cut(Cut::kMixed, seed);
        const auto bytes = disk.content("a");
        seen.insert({bytes.size(), bytes.back() == 0});
    }
    EXPECT_TRUE(seen.contains({512, false}));
    EXPECT_TRUE(seen.contains({1'024, false}));
    EXPECT_TRUE(seen.contains({1'024, true})) << "longer, but of zeros";
}

TEST(FaultDisk, a_truncated_file_may_come_back) {
    std::set<std::size_t> sizes;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        FaultDisk disk;
        const auto file = synced_file(disk, 20, 1);
        ASSERT_TRUE(file->truncate(0));
        disk.power_cut(Cut::kDropped, seed);
        EXPECT_EQ(disk.content("a"), Bytes(20 * FaultyContent::kSector, 1));
        const auto again = open(disk, "a");
        ASSERT_TRUE(again->truncate(100));
        disk.power_cut(Cut::kMixed, seed);
        sizes.insert(disk.content("a").size());
    }
    EXPECT_EQ(sizes, (std::set<std::size_t>{100, 20 * FaultyContent::kSector}));
}

TEST(FaultDisk, what_a_failed_sync_forgot_is_not_saved_by_a_later_one) {
    FaultDisk disk;
    const auto file = synced_file(disk, 2, 1);
    ASSERT_TRUE(file->write(0, Bytes(FaultyContent::kSector, 2)));
    disk.on_operation([](const DiskOperation&) { return DiskFault::kIo; });
    EXPECT_EQ(file->sync().error().kind, DiskError::Kind::kIo);
    disk.on_operation({});
    EXPECT_EQ(disk.content("a").front(), 2) << "still in the cache";
    ASSERT_TRUE(file->sync());
    disk.restart();
    EXPECT_EQ(disk.content("a").front(), 1);
}

TEST(FaultDisk, a_kill_loses_nothing_that_was_written) {
    FaultDisk disk;
    const auto file = open(disk, "a");
    ASSERT_TRUE(file->write(0, Bytes(700, 5)));
    disk.restart();
    EXPECT_EQ(disk.content("a"), Bytes(700, 5));
    EXPECT_FALSE(file->write(0, Bytes(1, 6))) << "a dead program's file";
    EXPECT_FALSE(file->size());
    disk.power_cut(Cut::kDropped, 1);
    EXPECT_TRUE(disk.content("a").empty()) << "but it was never on the medium";
}

TEST(FaultDisk, after_death_nothing_happens_any_more) {
    FaultDisk disk;
    const auto file = synced_file(disk, 1, 1);
    disk.on_operation([&](const DiskOperation& operation) {
        return operation.kind == DiskOperation::Kind::kSync ? DiskFault::kDeath : DiskFault::kNone;
    });
    ASSERT_TRUE(file->write(0, Bytes(1, 2)));
    EXPECT_FALSE(file->sync());
    EXPECT_TRUE(disk.dead());
    EXPECT_FALSE(file->write(0, Bytes(1, 3)));
    EXPECT_FALSE(disk.open("a", OpenMode::kCreate));
    EXPECT_FALSE(disk.list());
    disk.restart();
    EXPECT_FALSE(disk.dead());
    EXPECT_EQ(disk.content("a").front(), 2);
}

TEST(FaultDisk, half_of_a_failed_write_arrives) {
    FaultDisk disk;
    const auto file = open(disk, "a");
    disk.on_operation([](const DiskOperation&) { return DiskFault::kNoSpace; });
    EXPECT_EQ(file->write(0, Bytes(10, 1)).error().kind, DiskError::Kind::kNoSpace);
    EXPECT_EQ(disk.content("a"), Bytes(5, 1));
}

TEST(FaultDisk, a_full_disk_takes_what_it_has_room_for) {
    FaultDisk disk;
    disk.set_capacity(1'000);
    const auto file = open(disk, "a");
    EXPECT_TRUE(file->write(0, Bytes(1'000, 1)));
    EXPECT_TRUE(file->write(0, Bytes(1'000, 2))) << "overwriting needs no room";
    EXPECT_EQ(file->write(1'000, Bytes(1, 1)).error().kind, DiskError::Kind::kNoSpace);
    ASSERT_TRUE(file->truncate(0));
    EXPECT_TRUE(file->write(0, Bytes(999, 3)));
}

TEST(FaultDisk, a_spoilt_sector_fails_to_be_read_until_it_is_written) {
    FaultDisk disk;
    const auto file = synced_file(disk, 4, 1);
    disk.spoil("a", 600);
    Bytes sector(FaultyContent::kSector);
    EXPECT_TRUE(file->read(0, sector));
    EXPECT_FALSE(file->read(1, sector));
    EXPECT_TRUE(file->read(1'024, sector));
    ASSERT_TRUE(file->write(512, sector));
    EXPECT_TRUE(file->read(1, sector));
}

TEST(FaultDisk, a_flipped_bit_is_on_the_medium_and_in_the_cache) {
    FaultDisk disk;
    const auto file = synced_file(disk, 1, 0);
    disk.flip("a", 3, 0x10);
    EXPECT_EQ(disk.content("a")[3], 0x10);
    disk.power_cut(Cut::kDropped, 1);
    EXPECT_EQ(disk.content("a")[3], 0x10);
}

TEST(FaultDisk, an_image_brings_back_an_old_disk_as_often_as_wanted) {
    FaultDisk disk;
    auto file = synced_file(disk, 3, 1);
    ASSERT_TRUE(file->write(0, Bytes(1, 2)));
    const auto image = disk.image();
    for (int round = 0; round < 2; ++round) {
        file = open(disk, "a");
        ASSERT_TRUE(file->write(0, Bytes(1'000, 9)));
        ASSERT_TRUE(file->sync());
        ASSERT_TRUE(disk.remove("a"));
        ASSERT_TRUE(disk.sync_directory());
        disk.restore(image);
        EXPECT_EQ(disk.content("a").front(), 2) << "what waited, waits again";
        EXPECT_EQ(disk.content("a")[1], 1);
    }
    disk.power_cut(Cut::kDropped, 1);
    EXPECT_EQ(disk.content("a"), Bytes(3 * FaultyContent::kSector, 1));
    disk.replace_by_empty();
    EXPECT_TRUE(disk.list()->empty());
}

/// A few random operations on one disk, and what the simplest disk would hold.
RC_GTEST_PROP(FaultDiskProperty, without_a_cut_it_is_a_disk_and_dropped_is_the_last_sync, ()) {
    FaultDisk disk;
    const auto file = open(disk, "a");
    RC_ASSERT(disk.sync_directory().has_value());
    Bytes seen, synced;
    const auto steps = *rc::gen::inRange(1, 30);
    for (int step = 0; step < steps; ++step) {
        const auto offset = static_cast<std::size_t>(*rc::gen::inRange(0, 9'000));
        const auto value = static_cast<Byte>(*rc::gen::inRange(0, 3));
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                RC_ASSERT(file->sync().has_value());
                synced = seen;
                break;
            case 1:
                RC_ASSERT(file->truncate(offset).has_value());
                seen.resize(offset);
                break;
            default: {
                const Bytes bytes(static_cast<std::size_t>(*rc::gen::inRange(1, 5'000)), value);
                RC_ASSERT(file->write(offset, bytes).has_value());
                if (seen.size() < offset + bytes.size()) seen.resize(offset + bytes.size());
                std::copy(bytes.begin(), bytes.end(),
                          seen.begin() + static_cast<std::ptrdiff_t>(offset));
            }
        }
        RC_ASSERT(disk.content("a") == seen);
    }
    const auto image = disk.image();
    disk.power_cut(Cut::kKept, 1);
    RC_ASSERT(disk.content("a") == seen);
    disk.restore(image);
    disk.power_cut(Cut::kDropped, 1);
    RC_ASSERT(disk.content("a") == synced);
    // The same seed, the same bytes.
    disk.restore(image);
    disk.power_cut(Cut::kMixed, 11);
    const auto once = disk.content("a");
    disk.restore(image);
    disk.power_cut(Cut::kMixed, 11);
    RC_ASSERT(disk.content("a") == once);
}

std::uint64_t count_rows(FaultDisk& disk) {
    auto db = chain::Sqlite::open(disk.sqlite_path("t.db"), disk.sqlite_vfs());
    EXPECT_TRUE(db);
    EXPECT_TRUE((*db)->execute("CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY, x BLOB)"));
    auto row = (*db)->start(*(*db)->prepare("SELECT count(*), coalesce(sum(n), 0) FROM t"));
    EXPECT_TRUE(row.step());
    EXPECT_EQ(row.integer(1), row.integer(0) * (row.integer(0) + 1) / 2) << "a hole";
    return row.integer(0);
}

TEST(SqliteOnFaultDisk, what_was_checkpointed_survives_every_cut) {
    for (const auto cut : kAllCuts) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            FaultDisk disk;
            std::uint64_t safe = 0, rows = 0;
            {
                auto db = *chain::Sqlite::open(disk.sqlite_path("t.db"), disk.sqlite_vfs());
                ASSERT_TRUE(db->execute("CREATE TABLE t (n INTEGER PRIMARY KEY, x BLOB)"));
                ASSERT_TRUE(db->checkpoint());
                ASSERT_TRUE(disk.sync_directory());
                Dice dice(seed);
                const auto rounds = 1 + dice.below(12);
                for (std::uint64_t i = 0; i < rounds; ++i) {
                    ASSERT_TRUE(
                        db->execute("BEGIN; INSERT INTO t VALUES ("
                                    "(SELECT coalesce(max(n), 0) + 1 FROM t),"
                                    " zeroblob(3000)); COMMIT"));
                    ++rows;
                    if (dice.below(4) != 0) continue;
                    ASSERT_TRUE(db->checkpoint());
                    safe = rows;
                }
                disk.on_operation([](const DiskOperation&) { return DiskFault::kDeath; });
            }
            disk.on_operation({});
            disk.power_cut(cut, seed);
            const auto left = count_rows(disk);
            EXPECT_GE(left, safe);
            EXPECT_LE(left, rows);
            if (cut == Cut::kKept) {
                EXPECT_EQ(left, rows);
            }
        }
    }
}

}  // namespace
}  // namespace dure::sim
