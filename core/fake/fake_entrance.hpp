// A way into a community for made-up homes and tests: knows one good invite and one of each kind
// that is none, asks nobody.
#pragma once

#include <utility>

#include "core/ports/entrance.hpp"

namespace dure::core::fake {

class FakeEntrance : public Entrance {
 public:
    static constexpr std::string_view kGood = "DURE1:AEBAGBAFAYDQQCIKBMGA2DQPCAIREEYUCULBOGAZ";

    InviteCheck check(std::string_view text) const override {
        InviteCheck out;
        out.fault = text == kGood                   ? EntranceFault::kNone
                    : text.substr(0, 6) == "DURE1:" ? EntranceFault::kDamaged
                                                    : EntranceFault::kNotAnInvite;
        if (out.fault != EntranceFault::kNone) return out;
        out.invite = {.chain_id = 731'204'518,
                      .role = NodeRole::kFollower,
                      .unit = 1'502,
                      .expires = expires,
                      .addresses = {"10.20.0.2:30350", "10.20.0.3:30350"}};
        return out;
    }
    void enter(std::string_view text, std::function<void(EntranceFault)> done) override {
        entered = text;
        answer_ = std::move(done);
    }
    void open() override { ++opened; }
    bool may_leave() const override { return leaves_allowed; }
    void leave() override { ++left; }

    /// What the community answers.
    void answer(EntranceFault fault) {
        if (answer_) std::exchange(answer_, nullptr)(fault);
    }

    UtcTime expires{};
    std::string entered;
    int opened = 0, left = 0;
    bool leaves_allowed = false;

 private:
    std::function<void(EntranceFault)> answer_;
};

}  // namespace dure::core::fake
