#include <algorithm>
#include <cstdio>
#include <thread>

#include "tests/processes/campaign.hpp"
#include "tests/processes/checks.hpp"
#include "tests/processes/figures.hpp"

namespace dure::processes {
namespace {

using namespace std::chrono_literals;
using chain::testing::Building;
using chain::testing::LineQuality;

constexpr Millis kPatience = 60s;
constexpr std::size_t kValidators = 4;

class Lines {
 public:
    explicit Lines(const std::filesystem::path& program)
        : building_(kValidators + 3),
          community_(
              program,
              {.validators = kValidators, .followers = 2, .relays = 1, .building = &building_}) {}

    bool begin() {
        community_.start_all();
        for (auto* member : community_.all()) {
            if (!member->answers(kPatience)) return false;
        }
        return ledger_.pay(home(0), kPatience);
    }

    /// Submit to final, asked where it was submitted.
    bool pay(const char* name, const LineQuality& quality, int count) {
        set_lines(quality);
        std::vector<double> at_validators, at_homes;
        for (int i = 0; i < 2 * count; ++i) {
            std::this_thread::sleep_for(Millis{1'100 + (i * 61) % 300});
            const auto index = static_cast<std::size_t>(i / 2);
            auto& to = i % 2 == 0 ? validator(index % kValidators) : home(index % 2);
            const auto begin = Steady::now();
            if (!ledger_.pay(to, kPatience)) return fail(name);
            (i % 2 == 0 ? at_validators : at_homes).push_back(since<std::milli>(begin));
        }
        set_lines({});
        std::printf(
            "%-28s final at a validator p50 %5.0f ms, p99 %5.0f ms; at a home p50 %5.0f "
            "ms, p99 %5.0f ms (%d each)\n",
            name, percentile(at_validators, 0.5), percentile(at_validators, 0.99),
            percentile(at_homes, 0.5), percentile(at_homes, 0.99), count);
        std::fflush(stdout);
        return all_level();
    }

    /// Three and one, then two and two; `span` each.
    bool part(std::chrono::seconds span, int count) {
        std::vector<double> caught_up, went_on;
        for (int i = 0; i < count; ++i) {
            const auto alone = static_cast<std::size_t>(i) % kValidators;
            building_.part({others({alone}), {alone}});
            const auto until = Steady::now() + span;
            auto& working = validator((alone + 1) % kValidators);
            do {
                if (!ledger_.pay(working, kPatience)) return fail("three do not go on");
            } while (Steady::now() < until);
            building_.heal();
            const auto healed = Steady::now();
            if (!wait_for_block({&validator(alone)}, highest() - 1, kPatience))
                return fail("one stays behind");
            caught_up.push_back(since(healed));

            const auto partner = (alone + 1) % kValidators;
            building_.part({others({alone, partner}), {alone, partner}});
            const auto told = ledger_.send(validator(alone), kPatience);
            std::this_thread::sleep_for(1s);
            const auto height = highest();
            std::this_thread::sleep_for(span);
            if (!told || highest() != height) return fail("half of the validators made a block");
            building_.heal();
            const auto again = Steady::now();
            if (!wait_for_block(validators(), height, kPatience))
                return fail("no block after two and two");
            went_on.push_back(since(again));
            if (!wait_until(kPatience, [&] { return ledger_.is_final(validator(alone), *told); }))
                return fail("a payment of the partition is gone");
            if (!all_level()) return false;
        }
        std::printf(
            "parted for %2lld s, %d times: the one of 3|1 has caught up after p50 %.1f s, "
            "most %.1f s; new block after 2|2 p50 %.1f s, most %.1f s\n",
            static_cast<long long>(span.count()), count, percentile(caught_up, 0.5),
            percentile(caught_up, 1), percentile(went_on, 0.5), percentile(went_on, 1));
        std::fflush(stdout);
        return true;
    }

    /// The relay killed, and started again after `span`.
    bool without_relay(std::chrono::seconds span, int count) {
        std::vector<double> level;
        for (int i = 0; i < count; ++i) {
            community_.relays()[0]->kill();
            const auto until = Steady::now() + span;
            while (Steady::now() < until) {
                if (!ledger_.pay(validator(static_cast<std::size_t>(i) % kValidators), kPatience))
                    return fail("validators need the relay");
            }
            community_.relays()[0]->start();
            const auto back = Steady::now();
            if (!all_level()) return false;
            level.push_back(since(back));
        }
        std::printf(
            "relay off for %2lld s, %d times: everybody level after p50 %.1f s, most %.1f s\n",
            static_cast<long long>(span.count()), count, percentile(level, 0.5),
            percentile(level, 1));
        std::fflush(stdout);
        return true;
    }

    void end() {
        for (auto* member : community_.all()) ledger_.expect_nothing_lost(*member);
        const auto height = expect_one_chain(community_.all(), 0);
        expect_no_double_sign(community_.all());
        std::printf("%zu payments, none lost; one chain of %llu blocks; no two votes\n",
                    ledger_.size(), static_cast<unsigned long long>(height));
    }

 private:
    Member& validator(std::size_t i) { return *community_.validators()[i]; }
    Member& home(std::size_t i) { return *community_.followers()[i]; }
    std::vector<Member*> validators() {
        std::vector<Member*> out;
        for (auto& member : community_.validators()) out.push_back(member.get());
        return out;
    }
    void set_lines(const LineQuality& quality) {
        for (std::size_t machine = 0; machine < building_.size(); ++machine)
            building_.set_line(machine, quality);
    }
    std::vector<std::size_t> others(const std::vector<std::size_t>& without) const {
        std::vector<std::size_t> out;
        for (std::size_t machine = 0; machine < building_.size(); ++machine) {
            if (std::find(without.begin(), without.end(), machine) == without.end())
                out.push_back(machine);
        }
        return out;
    }
    std::uint64_t highest() {
        std::uint64_t out = 0;
        for (auto* member : community_.all()) out = std::max(out, member->height().value_or(0));
        return out;
    }
    bool all_level() {
        const auto height = highest();
        if (height == 0 || wait_for_block(community_.all(), height - 1, kPatience)) return true;
        return fail("somebody stays behind");
    }
    bool fail(const char* what) {
        std::fprintf(stderr, "%s\n", what);
        for (auto* member : community_.all())
            std::fprintf(stderr, "---- %s\n%s\n", member->directory().c_str(),
                         member->log().c_str());
        return false;
    }

    Building building_;
    Community community_;
    Ledger ledger_;
};

}  // namespace

int lines(const std::filesystem::path& program, int count) {
    if (const auto why = Building::unavailable())
        return std::fprintf(stderr, "%s\n", why->c_str()), 1;
    Lines campaign(program);
    const bool done = campaign.begin() && campaign.pay("good lines", {}, count) &&
                      campaign.pay("50 ms each way", {.delay_ms = 50}, count) &&
                      campaign.pay("200 ms each way", {.delay_ms = 200}, count) &&
                      campaign.pay("1 % lost", {.loss_percent = 1}, count) &&
                      campaign.pay("5 % lost", {.loss_percent = 5}, count) &&
                      campaign.pay("50 to 60 ms, 2 % lost",
                                   {.delay_ms = 50, .jitter_ms = 10, .loss_percent = 2}, count) &&
                      campaign.part(5s, std::max(1, count / 4)) &&
                      campaign.part(30s, std::max(1, count / 8)) &&
                      campaign.without_relay(5s, std::max(1, count / 8)) &&
                      campaign.without_relay(30s, std::max(1, count / 16));
    if (!done) return 1;
    campaign.end();
    return 0;
}

}  // namespace dure::processes
