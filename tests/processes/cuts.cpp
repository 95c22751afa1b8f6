#include <array>
#include <cstdio>
#include <thread>

#include "chain/store/posix_disk.hpp"
#include "chain/store/vote_record.hpp"
#include "tests/processes/campaign.hpp"
#include "tests/processes/checks.hpp"
#include "tests/processes/figures.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr Millis kPatience = 60s;
constexpr Millis kBlockPeriod = 1s;

/// When the power goes.
enum class Moment : std::uint8_t {
    kAny,           ///< within a block's period and a half
    kVoting,        ///< about when the next block is voted on
    kAcknowledged,  ///< as soon as somebody was told that it is final
    kBounce,        ///< any, and again while the nodes start
};
constexpr std::array kMoments{Moment::kAny, Moment::kVoting, Moment::kAcknowledged,
                              Moment::kBounce};

/// Where a cut found the validators, read from what is on their disks.
struct Found {
    std::uint64_t height = 0;  ///< the last one voted on
    std::size_t voted = 0;     ///< validators with a vote on it
    std::size_t committed = 0;
};

class Cuts {
 public:
    Cuts(const fs::path& program, std::size_t validators)
        : community_(program, {.validators = validators, .followers = 2, .relays = 1}),
          scratch_(program.parent_path() / "votes"),
          validators_(validators) {
        fs::create_directories(scratch_);
    }

    bool begin() {
        community_.start_all();
        return all_answer() && pay_and_wait(*community_.followers()[0], validator(0));
    }

    bool cut(int number) {
        const auto moment = kMoments[static_cast<std::size_t>(number) % kMoments.size()];
        auto& at = validator(static_cast<std::size_t>(number / 4) % community_.validators().size());
        const auto told = ledger_.send(at, kPatience);
        if (!told) return fail("takes no payment", at);
        const auto before = at.height().value_or(0);
        wait_for(moment, number, at, *told);
        community_.kill_all();
        look(before, *told);
        if (moment == Moment::kBounce) {
            community_.start_all();
            std::this_thread::sleep_for(Millis{(number * 53) % 700});
            community_.kill_all();
        }

        const auto power = Steady::now();
        community_.start_all();
        // From a wallpad, so that it also takes the relay to come back.
        auto& home = *community_.followers()[static_cast<std::size_t>(number) % 2];
        const auto fresh = ledger_.send(home, kPatience);
        if (!fresh) return fail("takes no payment", home);
        if (!wait_until(
                kPatience, [&] { return ledger_.is_final(at, *fresh); }, 10ms))
            return fail("has no new block", at);
        to_block_.push_back(since(power));
        last_block_ = Steady::now();
        for (auto* member : community_.all()) {
            if (!wait_until(
                    kPatience, [&] { return ledger_.is_final(*member, *fresh); }, 10ms))
                return fail("is left behind", *member);
            // What somebody was told just before the cut, and what was under way then.
            if (ledger_.has(*told) && !ledger_.is_final(*member, *told))
                return fail("has lost what was final", *member);
        }
        to_all_.push_back(since(power));
        checked_ = expect_one_chain(community_.all(), checked_);
        return true;
    }

    void end() {
        for (auto* member : community_.all()) ledger_.expect_nothing_lost(*member);
        expect_one_chain(community_.all(), 0);
        expect_no_double_sign(community_.all());
    }

    void tell(int count) const {
        std::printf(
            "%zu validators, 2 followers, 1 relay: %d cuts of all together, %zu payments told to "
            "be final, none lost, no two votes, one chain of %llu blocks\n"
            "  the cut came while votes were out: %d (of these with a commit: %d); right after a "
            "receipt: %d; neither: %d; and again while starting: %d\n"
            "  new block after power: p50 %.2f s, p99 %.2f s, most %.2f s\n"
            "  everybody has it:      p50 %.2f s, p99 %.2f s, most %.2f s\n",
            validators_, count, ledger_.size(), static_cast<unsigned long long>(checked_), voting_,
            committing_, acknowledged_, idle_, count / 4, percentile(to_block_, 0.5),
            percentile(to_block_, 0.99), percentile(to_block_, 1), percentile(to_all_, 0.5),
            percentile(to_all_, 0.99), percentile(to_all_, 1));
        std::fflush(stdout);
    }

 private:
    Member& validator(std::size_t i) { return *community_.validators()[i]; }

    bool all_answer() {
        for (auto* member : community_.all()) {
            if (!member->answers(30s)) return fail("does not answer", *member);
        }
        return true;
    }
    bool pay_and_wait(Member& to, Member& at) {
        const auto hash = ledger_.send(to, kPatience);
        if (!hash || !wait_until(kPatience, [&] { return ledger_.is_final(at, *hash); }))
            return fail("makes no block", at);
        last_block_ = Steady::now();
        return true;
    }
    bool fail(const char* what, const Member& who) {
        std::fprintf(stderr, "%s %s\n", who.directory().c_str(), what);
        for (auto* member : community_.all())
            std::fprintf(stderr, "---- %s\n%s\n", member->directory().c_str(),
                         member->log().c_str());
        return false;
    }

    void wait_for(Moment moment, int number, const Member& at, const std::string& told) {
        switch (moment) {
            case Moment::kAny:
            case Moment::kBounce:
                return std::this_thread::sleep_for(Millis{(number * 37) % 1'500});
            case Moment::kVoting:
                // The next block is due a period after the last; the votes on it take some
                // hundredths of a second.
                return std::this_thread::sleep_until(last_block_ + kBlockPeriod +
                                                     Millis{(number / 4 * 7) % 90 - 10});
            case Moment::kAcknowledged:
                static_cast<void>(wait_until(
                    kPatience, [&] { return ledger_.is_final(at, told); }, 1ms));
                return;
        }
    }

    /// Counts what the cut has hit, by the validators' own records.
    void look(std::uint64_t before, const std::string& told) {
        Found found;
        for (const auto& member : community_.validators()) {
            const auto state = votes_of(*member);
            if (state.height > found.height) found = {.height = state.height};
            if (state.height != found.height || state.height == 0) continue;
            found.voted += state.voted() ? 1U : 0U;
            found.committed += state.commit ? 1U : 0U;
        }
        if (ledger_.has(told)) {
            ++acknowledged_;
        } else if (found.height > before && found.voted > 0) {
            ++voting_;
            committing_ += found.committed > 0 ? 1 : 0;
        } else {
            ++idle_;
        }
    }
    /// Of a copy: looking must not mend anything.
    chain::VoteState votes_of(const Member& member) const {
        fs::copy_file(member.home().chain_directory() / "votes", scratch_ / "votes",
                      fs::copy_options::overwrite_existing);
        auto disk = chain::open_data_directory(scratch_);
        if (!disk) return {};
        const auto record = chain::VoteRecord::open(**disk);
        return record ? record->state() : chain::VoteState{};
    }

    Community community_;
    fs::path scratch_;
    std::size_t validators_;
    Ledger ledger_;
    Steady::time_point last_block_;
    std::vector<double> to_block_, to_all_;
    std::uint64_t checked_ = 0;
    int voting_ = 0, committing_ = 0, acknowledged_ = 0, idle_ = 0;
};

}  // namespace

int cuts(const fs::path& program, int count, std::size_t validators) {
    Cuts campaign(program, validators);
    if (!campaign.begin()) return 1;
    for (int number = 0; number < count; ++number) {
        if (!campaign.cut(number)) return std::fprintf(stderr, "in cut %d\n", number), 1;
        if (number % 20 == 19 && number + 1 < count) campaign.tell(number + 1);
    }
    campaign.end();
    campaign.tell(count);
    return 0;
}

}  // namespace dure::processes
