#include "core/household/office_desk.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>

#include "core/household/alarms.hpp"
#include "core/household/listeners.hpp"
#include "core/slot/local_time.hpp"

namespace dure::core {
namespace {

constexpr MonotonicTime kAfterChange{250}, kWithoutChange{1'000};
constexpr std::size_t kSlots = 200;
constexpr std::size_t kBlocks = 40;
constexpr std::size_t kSlotsAtOnce = 8;
constexpr std::size_t kEmptyDay = 24;

}  // namespace

class OfficeDesk::Body : public std::enable_shared_from_this<OfficeDesk::Body> {
 public:
    Body(OfficeParts parts, OfficeSettings settings) : parts_(parts), settings_(settings) {}

    void begin() {
        handler_ = parts_.market.on_news([weak = weak_from_this()](const MarketNews& news) {
            if (const auto body = weak.lock()) body->take(news);
        });
    }

    void tick() {
        const UtcTime now = parts_.clock.now();
        const SlotRules rules = parts_.market.rules();
        backfill(rules.slot_at(now) + 1);
        const MonotonicTime real = parts_.clock.monotonic();
        const MonotonicTime wait = dirty_ ? kAfterChange : kWithoutChange;
        if (published_ && real - *published_ < wait) return;
        published_ = real;
        auto fresh = draw(now, rules);
        dirty_ = false;
        {
            const std::scoped_lock lock{mutex_};
            view_ = fresh;
        }
        listeners.tell(fresh);
    }

    void handle(const OfficeRequest& request, const Answer& answer) {
        if (const auto reason = refusal(request); !reason.empty()) {
            if (answer)
                answer({.state = Outcome::State::kFailed,
                        .reason = std::string{reason},
                        .block = 0,
                        .tx = {}});
            return;
        }
        const MarketCommand command =
            std::visit([](const auto& c) { return MarketCommand{c}; }, request);
        parts_.market.submit(command, [weak = weak_from_this(), answer](const Outcome& outcome) {
            if (const auto body = weak.lock()) body->dirty_ = body->chain_dirty_ = true;
            if (answer) answer(outcome);
        });
    }

    std::optional<FoundBlock> find_block(const BlockQuery& query) const {
        return parts_.chain ? parts_.chain->find_block(query) : std::nullopt;
    }

    std::shared_ptr<const OfficeView> view() const {
        const std::scoped_lock lock{mutex_};
        return view_;
    }

    Executor& owner() { return parts_.owner; }
    Listeners<std::shared_ptr<const OfficeView>> listeners;

 private:
    std::string_view refusal(const OfficeRequest& request) const {
        if (!settings_.may_decide) return "no-manager-key";
        const auto applied = [this](const AddressBytes& owner) {
            const auto member = parts_.market.member(owner);
            return member && member->state == MemberState::kApplied;
        };
        if (const auto* approve = std::get_if<ApproveMember>(&request))
            return applied(approve->owner) ? "" : "not-applied";
        if (const auto* deny = std::get_if<DenyMember>(&request))
            return applied(deny->owner) ? "" : "not-applied";
        const auto waits = [this](const HashBytes& key) {
            if (!parts_.chain) return false;
            const auto waiting = parts_.chain->nodes().waiting;
            return std::ranges::any_of(waiting, [&](const auto& node) { return node.key == key; });
        };
        if (const auto* admit = std::get_if<AdmitNode>(&request))
            return waits(admit->key) ? "" : "not-waiting";
        if (const auto* refuse = std::get_if<RefuseNode>(&request))
            return waits(refuse->key) ? "" : "not-waiting";
        if (const auto* grant = std::get_if<GrantCoins>(&request)) {
            if (grant->amount <= MilliWon{}) return "empty";
            if (!parts_.market.member(grant->to)) return "unknown-receiver";
        }
        return {};
    }

    void take(const MarketNews& news) {
        dirty_ = chain_dirty_ = true;
        for (const auto* slots : {&news.cleared, &news.reported, &news.settled})
            for (const Slot slot : *slots) read(slot);
        for (const Slot slot : news.cleared) last_cleared_ = std::max(last_cleared_, slot);
        for (const Slot slot : news.reported) last_reported_ = std::max(last_reported_, slot);
    }

    void read(Slot slot) {
        const auto result = parts_.market.slot(slot);
        if (!result || result->stage == SlotStage::kOpen) return;
        results_[slot] = *result;
        while (results_.size() > kSlots) results_.erase(results_.begin());
        last_cleared_ = std::max(last_cleared_, slot);
        if (result->reported_block != 0) last_reported_ = std::max(last_reported_, slot);
    }

    void backfill(Slot newest) {
        if (!older_) older_ = newest;
        for (std::size_t n = 0; n < kSlotsAtOnce; ++n) {
            if (read_back_ >= kSlots || empty_in_a_row_ >= kEmptyDay || older_->index == 0) return;
            read(*older_);
            empty_in_a_row_ = results_.contains(*older_) ? 0 : empty_in_a_row_ + 1;
            ++read_back_;
            older_ = *older_ - 1;
            chain_dirty_ = true;
        }
    }

    /// The seat's newest reading of the last two reported slots.
    void read_meter(MemberRow& row, const SlotRules& rules) const {
        if (last_reported_ == Slot{}) return;
        for (const Slot slot : {last_reported_, last_reported_ - 1}) {
            auto net = parts_.market.reading(slot, row.member.seat);
            if (!net) {
                const auto settled = parts_.market.settlement(slot, row.member.seat);
                if (settled && !settled->estimated) net = settled->metered;
            }
            if (!net) continue;
            row.online = true;
            row.last_reading = rules.end(slot);
            row.last_net_wh = net->value;
            return;
        }
    }

    void read_chain(const SlotRules& rules) {
        const Market& market = parts_.market;
        std::vector<Member> members = market.members();
        std::erase_if(members, [](const Member& m) { return m.state == MemberState::kNone; });
        std::stable_sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
            const bool a_seat = a.state == MemberState::kApproved,
                       b_seat = b.state == MemberState::kApproved;
            if (a_seat != b_seat) return a_seat;
            return a_seat ? a.seat < b.seat : a.since < b.since;
        });
        rows_.clear();
        exported_ = imported_ = Wh{};
        for (Member& member : members) {
            MemberRow row;
            row.member = member;
            const bool seated = member.state == MemberState::kApproved;
            if (seated) {
                row.coins = market.coins(member.owner);
                read_meter(row, rules);
                if (row.last_reading == rules.end(last_reported_))
                    (row.last_net_wh >= 0 ? exported_ : imported_) += Wh{std::abs(row.last_net_wh)};
            }
            rows_.push_back(std::move(row));
        }
        if (last_cleared_ != contracts_of_) {
            book_ = market.book(last_cleared_);
            contracts_ = market.contracts(last_cleared_);
            contracts_of_ = last_cleared_;
        }
        chain_dirty_ = false;
        open_ = {};
    }

    std::shared_ptr<const OfficeView> draw(UtcTime now, const SlotRules& rules) {
        if (chain_dirty_) read_chain(rules);
        auto view = std::make_shared<OfficeView>();
        view->now = now;
        view->rules = rules;
        view->simulation = settings_.simulation;
        view->time_factor = settings_.time_factor;
        view->may_decide = settings_.may_decide;
        if (parts_.chain) {
            view->chain = parts_.chain->state();
            view->blocks = parts_.chain->blocks(kBlocks);
            view->nodes = parts_.chain->nodes();
        } else {
            view->chain.state = ChainState::kNormal;
            view->chain.head = parts_.market.head();
            view->chain.heard_at = view->chain.head.at;
        }
        view->paused = parts_.market.paused();
        view->members = rows_;
        const UtcTime today = day_start(local_day(now));
        for (auto it = results_.rbegin(); it != results_.rend(); ++it) {
            view->slots.push_back(it->second);
            if (rules.start(it->first) >= today) view->volume_today += it->second.volume;
        }
        Slot open = rules.slot_at(now) + 1;
        while (rules.gate(open) <= now) open = open + 1;
        if (open != open_) {
            next_book_ = parts_.market.book(open);
            open_ = open;
        }
        view->book = book_;
        view->next_book = next_book_;
        view->next_slot = open;
        view->last_contracts = contracts_;
        view->exported_now = exported_;
        view->imported_now = imported_;
        view->supply = parts_.market.supply();
        auto troubles = chain_troubles(view->chain);
        if (view->paused) troubles.push_back({"market-paused", Alarm::Level::kNotice});
        alarms_.set(troubles, now);
        view->alarms = alarms_.alarms();
        return view;
    }

    OfficeParts parts_;
    OfficeSettings settings_;
    std::map<Slot, SlotResult> results_;
    std::vector<MemberRow> rows_;
    Book book_, next_book_;
    std::vector<Contract> contracts_;
    Wh exported_{}, imported_{};
    Slot last_cleared_{}, last_reported_{}, contracts_of_{}, open_{};
    std::optional<Slot> older_;
    std::size_t read_back_ = 0, empty_in_a_row_ = 0;
    bool dirty_ = true, chain_dirty_ = true;
    AlarmBoard alarms_;
    std::optional<MonotonicTime> published_;
    mutable std::mutex mutex_;
    std::shared_ptr<const OfficeView> view_ = std::make_shared<const OfficeView>();
    Handler handler_;
};

OfficeDesk::OfficeDesk(OfficeParts parts, OfficeSettings settings)
    : body_(std::make_shared<Body>(parts, settings)) {
    body_->begin();
}

OfficeDesk::~OfficeDesk() = default;

void OfficeDesk::tick() { body_->tick(); }

std::shared_ptr<const OfficeView> OfficeDesk::view() const { return body_->view(); }

Handler OfficeDesk::on_view(std::function<void(std::shared_ptr<const OfficeView>)> listener) {
    return body_->listeners.add(std::move(listener));
}

void OfficeDesk::request(const OfficeRequest& request, Answer answer) {
    body_->owner().post([weak = std::weak_ptr{body_}, request, answer = std::move(answer)] {
        if (const auto body = weak.lock()) body->handle(request, answer);
    });
}

void OfficeDesk::find_block(const BlockQuery& query,
                            std::function<void(std::optional<FoundBlock>)> answer) {
    body_->owner().post([weak = std::weak_ptr{body_}, query, answer = std::move(answer)] {
        const auto body = weak.lock();
        answer(body ? body->find_block(query) : std::nullopt);
    });
}

}  // namespace dure::core
