#include "core/fake/fake_office.hpp"

#include <algorithm>

namespace dure::core::fake {
namespace {

MemberRow* row_of(OfficeView& view, const AddressBytes& owner) {
    const auto found =
        std::find_if(view.members.begin(), view.members.end(),
                     [&](const MemberRow& row) { return row.member.owner == owner; });
    return found == view.members.end() ? nullptr : &*found;
}

}  // namespace

FakeOffice::FakeOffice(Scenario scenario)
    : view_(std::make_shared<OfficeView>(office_view(scenario))) {}

std::shared_ptr<const OfficeView> FakeOffice::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

Handler FakeOffice::on_view(std::function<void(std::shared_ptr<const OfficeView>)> listener) {
    const std::lock_guard lock(mutex_);
    const int id = next_listener_++;
    listeners_.emplace(id, std::move(listener));
    return Handler([this, id] {
        const std::lock_guard guard(mutex_);
        listeners_.erase(id);
    });
}

void FakeOffice::show(OfficeView view) {
    const std::lock_guard lock(mutex_);
    view_ = std::make_shared<OfficeView>(std::move(view));
    for (const auto& [id, listener] : listeners_) listener(view_);
}

void FakeOffice::request(const OfficeRequest& request, Answer answer) {
    auto next = *view();
    requests_.push_back(request);
    const auto outcome = apply(next, request);
    if (outcome.state == Outcome::State::kFinal) show(std::move(next));
    if (answer) answer(outcome);
}

void FakeOffice::find_block(const BlockQuery& query,
                            std::function<void(std::optional<FoundBlock>)> answer) {
    const auto shown = view();
    const auto* height = std::get_if<std::uint64_t>(&query);
    for (const auto& row : shown->blocks) {
        const bool asked = height != nullptr ? row.head.height == *height
                                             : row.head.hash == std::get<HashBytes>(query);
        if (asked) return answer(FoundBlock{.block = block_detail(row), .transaction = {}});
    }
    answer(std::nullopt);
}

Outcome FakeOffice::apply(OfficeView& view, const OfficeRequest& request) {
    const Outcome done{.state = Outcome::State::kFinal,
                       .reason = {},
                       .block = view.chain.head.height + 1,
                       .tx = {}};
    const Outcome unknown{
        .state = Outcome::State::kFailed, .reason = "not-member", .block = 0, .tx = {}};
    if (const auto* approve = std::get_if<ApproveMember>(&request)) {
        auto* row = row_of(view, approve->owner);
        if (row == nullptr) return unknown;
        Seat last = 0;
        for (const auto& other : view.members) last = std::max(last, other.member.seat);
        row->member.state = MemberState::kApproved;
        row->member.seat = static_cast<Seat>(last + 1);
        std::stable_partition(
            view.members.begin(), view.members.end(),
            [](const MemberRow& member) { return member.member.state == MemberState::kApproved; });
        return done;
    }
    if (const auto* deny = std::get_if<DenyMember>(&request)) {
        auto* row = row_of(view, deny->owner);
        if (row == nullptr) return unknown;
        row->member.state = MemberState::kDenied;
        return done;
    }
    if (const auto* grant = std::get_if<GrantCoins>(&request)) {
        auto* row = row_of(view, grant->to);
        if (row == nullptr || row->member.state != MemberState::kApproved) return unknown;
        row->coins.balance += grant->amount;
        view.supply += grant->amount;
        return done;
    }
    if (const auto* pause = std::get_if<PauseMarket>(&request)) {
        view.paused = pause->paused;
        return done;
    }
    const auto* admit = std::get_if<AdmitNode>(&request);
    const auto& key = admit != nullptr ? admit->key : std::get<RefuseNode>(request).key;
    const auto waited =
        std::erase_if(view.nodes.waiting, [&](const WaitingNode& node) { return node.key == key; });
    if (waited > 0) return done;
    return {.state = Outcome::State::kFailed, .reason = "not-waiting", .block = 0, .tx = {}};
}

}  // namespace dure::core::fake
