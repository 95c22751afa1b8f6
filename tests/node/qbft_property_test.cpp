// The machines under any schedule: messages late, lost and repeated, timers at any moment, crashes
// that keep only what was recorded, and up to f liars who vote for everything. Nobody decides
// otherwise than the others, nobody signs twice, and when the trouble ends they decide.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "app/dure-sim/dice.hpp"
#include "chain/consensus/evidence.hpp"
#include "tests/node/validators_fixture.hpp"

namespace dure::chain {
namespace {

using namespace testing;

class Schedule {
 public:
    Schedule(std::size_t count, std::uint64_t seed) : height_(count), dice_(seed), hosts_(count) {
        while (liars_.size() < tolerated_faults(count)) liars_.insert(dice_.below(count));
        for (std::size_t i = 0; i < count; ++i) {
            machines_.emplace_back(*height_.signers[i], height_.about, height_.timing);
            if (!lies(i)) wake(i);
        }
    }

    void trouble(int steps) {
        for (int i = 0; i < steps; ++i) {
            const auto who = dice_.below(machines_.size());
            const auto what = dice_.below(100);
            if (what < 70 && !under_way_.empty()) {
                deliver_any();
            } else if (what < 75 && !under_way_.empty()) {
                under_way_.erase(under_way_.begin() + pick(under_way_.size()));
            } else if (lies(who)) {
                lie(who);
            } else if (what < 95) {
                after(who, machines_[who].round_expired(hosts_[who]));
            } else {
                machines_[who] = Qbft(*height_.signers[who], height_.about, height_.timing);
                after(who, machines_[who].resume(hosts_[who].memory, hosts_[who]));
                wake(who);
            }
        }
    }

    /// Everything arrives, liars are gone; timers run out together. How many times they had to.
    std::optional<int> settle(int most) {
        for (int expiries = 0; expiries <= most; ++expiries) {
            while (!under_way_.empty()) {
                auto [to, message] = std::move(under_way_.front());
                under_way_.erase(under_way_.begin());
                hear(to, message);
            }
            bool all = true;
            for (std::size_t i = 0; i < machines_.size(); ++i) {
                if (lies(i) || machines_[i].decided()) continue;
                all = false;
                // Who has decided gives the block to those who have not.
                if (decided_) return expiries;
            }
            if (all) return expiries;
            for (std::size_t i = 0; i < machines_.size(); ++i) {
                if (!lies(i)) after(i, machines_[i].round_expired(hosts_[i]));
            }
        }
        return std::nullopt;
    }

    std::size_t decisions() const { return blocks_.size(); }
    std::size_t double_votes() const { return doubles_; }

 private:
    bool lies(std::size_t i) const { return liars_.contains(i); }
    std::ptrdiff_t pick(std::size_t size) { return static_cast<std::ptrdiff_t>(dice_.below(size)); }

    void wake(std::size_t i) {
        after(i, machines_[i].wake());
        if (i == 0 && machines_[i].wants_block())
            after(i, machines_[i].propose(height_.block(i, 0, tag()), hosts_[i]));
    }

    void deliver_any() {
        const auto at = under_way_.begin() + pick(under_way_.size());
        const auto [to, message] = *at;
        if (dice_.below(5) != 0) under_way_.erase(at);
        hear(to, message);
    }

    void hear(std::size_t to, const QbftMessage& message) {
        if (lies(to)) return;
        const auto author = author_of(message, *height_.signers[0]);
        after(to, machines_[to].hear(message, *author, hosts_[to]));
    }

    void after(std::size_t who, const std::vector<QbftEffect>& effects) {
        for (const auto& message : Height::said(effects)) {
            const auto vote = vote_of(message);
            const auto at = std::tuple{who, vote.round, vote.step};
            if (votes_.emplace(at, vote.digest).first->second != vote.digest) ++doubles_;
            say(message);
        }
        auto& machine = machines_[who];
        if (machine.decided()) {
            decided_ = true;
            blocks_.insert(block_hash(machine.decided()->header));
        } else if (machine.round() > 0 && machine.wants_block()) {
            after(who, machine.propose(height_.block(who, machine.round(), tag()), hosts_[who]));
        }
    }

    void say(const QbftMessage& message) {
        if (const auto* proposal = std::get_if<Proposal>(&message))
            blocks_said_.push_back(proposal->proposed.payload.block);
        for (std::size_t to = 0; to < machines_.size(); ++to) {
            if (!lies(to)) under_way_.emplace_back(to, message);
        }
    }

    void lie(std::size_t who) {
        const auto round = static_cast<std::uint32_t>(dice_.below(4));
        const auto to = dice_.below(machines_.size());
        auto block = height_.block(who, round, tag());
        if (!blocks_said_.empty() && dice_.below(3) != 0) {
            block = blocks_said_[dice_.below(blocks_said_.size())];
            block.header = with_round(block.header, round);
        }
        const auto digest = proposal_digest(block.header);
        switch (dice_.below(4)) {
            case 0:
                under_way_.emplace_back(to, height_.proposal(who, std::move(block), round));
                blocks_said_.push_back(height_.block(who, round, tag()));
                break;
            case 1:
                under_way_.emplace_back(to, height_.prepare(who, round, digest));
                break;
            case 2:
                under_way_.emplace_back(to, height_.commit(who, round, digest));
                break;
            default:
                under_way_.emplace_back(to, height_.round_change(who, round + 1));
                break;
        }
    }
    Byte tag() { return static_cast<Byte>(dice_.below(250)); }

    Height height_;
    sim::Dice dice_;
    std::vector<RecordingHost> hosts_;
    std::set<std::size_t> liars_;
    std::vector<Qbft> machines_;
    std::vector<std::pair<std::size_t, QbftMessage>> under_way_;
    std::vector<Block> blocks_said_;
    std::map<std::tuple<std::size_t, std::uint32_t, VoteStep>, Hash256> votes_;
    std::set<Hash256> blocks_;
    std::size_t doubles_ = 0;
    bool decided_ = false;
};

void expect_safe_and_live(std::size_t count, std::uint64_t seed) {
    Schedule schedule(count, seed);
    schedule.trouble(400);
    const auto expiries = schedule.settle(40);
    EXPECT_TRUE(expiries) << count << " validators, seed " << seed << ": nobody decides";
    EXPECT_LE(schedule.decisions(), 1U) << count << " validators, seed " << seed;
    EXPECT_EQ(schedule.double_votes(), 0U) << count << " validators, seed " << seed;
}

RC_GTEST_PROP(QbftSchedules, four_agree_and_decide, (std::uint64_t seed)) {
    expect_safe_and_live(4, seed);
}
RC_GTEST_PROP(QbftSchedules, seven_agree_and_decide, (std::uint64_t seed)) {
    expect_safe_and_live(7, seed);
}

}  // namespace
}  // namespace dure::chain
