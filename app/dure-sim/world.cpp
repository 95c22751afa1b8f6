#include "world.hpp"

#include <algorithm>
#include <iostream>

#include "chain/consensus/validators.hpp"

namespace dure::sim {

using namespace chain;

namespace {

/// In answer to one event: far more than sixty-four imported blocks told to all peers.
constexpr std::size_t kMostEffects = 8'192;
/// Validators-to-be: followers until a vote lets them in.
constexpr std::size_t kSpareValidators = 2;
constexpr std::uint32_t kBootsUntilHelp = 6;

}  // namespace

World::World(const ChaosOptions& options, std::uint64_t trace_from)
    : options_(options),
      prng_(options.seed),
      plan_(draw_plan(options, prng_)),
      schedule_(prng_.fork()),
      trace_from_(trace_from),
      direct_senders_(make_direct_senders()),
      senders_(make_remembering_senders(*direct_senders_)),
      load_(prng_.fork()) {
    found();
    wire_up();
}

World::~World() = default;

void World::print(const std::string& line) const {
    const auto now = schedule_.now();
    std::cout << "  " << events_ << ' ' << now / kSecond << '.'
              << std::to_string(kSecond + now % kSecond).substr(1) << "  " << line << '\n';
}

void World::note(ByteView bytes) { note(quick_hash(bytes)); }

void World::found() {
    genesis_.chain_id = kChainId;
    genesis_.timestamp = kWorldStart - 60;
    for (std::size_t i = 0; i < options_.nodes; ++i)
        genesis_.validators.push_back(address(KeyKind::kValidator, i));
    fund(genesis_);
    const auto make_key = [this](KeyKind kind, std::size_t index) {
        return plan_.real_crypto ? real_signer(key(kind, index))
                                 : fast_signer(address(kind, index));
    };
    watcher_ = make_key(KeyKind::kFollower, 99);

    config_.heartbeat_ms = plan_.empty_blocks_often ? 5'000 : 60'000;
    config_.rounds.cap_ms = 4'000;
    config_.store.log.segment_bytes = 64 * 1024;
    config_.store.log.fill_bytes = 16 * 1024;
    const std::array<std::uint64_t, 3> flushes{4, 16, 64};
    config_.store.flush_blocks = flushes[prng_.below(flushes.size())];

    const auto add = [&](KeyKind kind, std::size_t index) -> Computer& {
        computers_.push_back(std::make_unique<Computer>(
            computers_.size(), Computer::Parts{.now = schedule_.now(),
                                               .signer = make_key(kind, index),
                                               .senders = *senders_,
                                               .prng = prng_.fork()}));
        auto& computer = *computers_.back();
        computer.key_index = index;
        computer.clock.set_drift(plan_.clock_faults > 0 ? prng_.between(-500, 500) : 0);
        computer.clock.restart_steady(prng_.between(0, 3'600) * kSecond);
        computer.on_log = [this, at = computers_.size() - 1](LogLevel, std::string_view line) {
            trace("computer ", at, " says: ", line);
        };
        return computer;
    };
    for (std::size_t i = 0; i < options_.nodes; ++i) {
        auto& computer = add(KeyKind::kValidator, i);
        computer.is_validator = true;
        if (i < plan_.lies.size()) computer.lies = plan_.lies[i];
    }
    for (std::size_t i = 0; i < options_.followers; ++i) add(KeyKind::kFollower, i);
    for (std::size_t i = 0; plan_.validator_changes > 0 && i < kSpareValidators; ++i)
        add(KeyKind::kValidator, options_.nodes + i).is_validator = true;
    for (std::size_t i = 0; i < plan_.lies.size(); ++i) {
        if ((plan_.lies[i] & static_cast<std::uint32_t>(Lie::kTwin)) == 0) continue;
        auto& twin = add(KeyKind::kValidator, i);
        twin.is_validator = true;
        twin.lies = plan_.lies[i];
    }
    if (plan_.governed) {
        genesis_.governance = GenesisGovernance{
            .manager = address(KeyKind::kResident, 0), .nodes = {}, .code = governance_code()};
        for (const auto& computer : computers_) {
            genesis_.governance->nodes.push_back(
                {.key = node_key(computer->index()),
                 .owner = computer->address(),
                 .role = computer->is_validator ? NodeRole::kValidator : NodeRole::kFollower});
        }
    }
    const auto f = tolerated_faults(options_.nodes);
    disk_losses_left_ = f - std::min(f, plan_.lies.size());

    for (const auto& computer : computers_) {
        liars_.push_back(computer->lies == 0
                             ? nullptr
                             : std::make_unique<Liar>(computer->signer(), computer->lies,
                                                      conspiracy_, prng_.fork()));
    }
    votes_ = std::make_unique<VoteReader>(*watcher_);
    oracle_ = std::make_unique<Oracle>(genesis_, *watcher_, computers_.size());
    for (const auto& computer : computers_) {
        if (computer->lies == 0 && computer->is_validator) oracle_->trust(computer->address());
    }
    oracle_->on_new_block = [this](const BlockRecord& record) {
        for (const auto& id : record.transaction_hashes) load_.became_final(id);
    };
    if (options_.traitors == ChaosOptions::Traitors::kBeyondF) oracle_->bear_forks();
    core_.assign(computers_.size(), true);
    has_lost_disk_.assign(computers_.size(), false);
    lines_.resize(computers_.size());
    subscriptions_.resize(computers_.size());
}

void World::wire_up() {
    network_ = std::make_unique<Network>(
        schedule_, plan_, computers_.size(), prng_.fork(),
        [this](std::size_t computer) { return computers_[computer]->runs(); },
        channel_prologue(genesis_.chain_id, genesis_hash(genesis_)));
    std::vector<std::size_t> validators;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!computers_[i]->is_validator) continue;
        for (const auto other : validators) network_->add_link(i, other, std::nullopt);
        validators.push_back(i);
    }
    const auto liars = static_cast<std::size_t>(
        std::ranges::count_if(computers_, [](const auto& c) { return c->lies != 0; }));
    const auto twins = liars - plan_.lies.size();
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (computers_[i]->is_validator) continue;
        // A wallpad dials out to a few; at least one of them follows the rules. A twin is one more
        // that does not.
        const auto links =
            std::min<std::size_t>(validators.size(), tolerated_faults(options_.nodes) + twins + 1);
        const auto first = prng_.below(validators.size());
        for (std::size_t k = 0; k < links; ++k) {
            const auto relay = plan_.relayed ? std::optional{prng_.below(2)} : std::nullopt;
            const auto other = validators[(first + k) % validators.size()];
            network_->add_link(i, other, relay);
            lines_[i].push_back(other);
        }
    }
    for (std::size_t i = 0; i < computers_.size(); ++i) boot_later(i, prng_.between(0, kSecond));
    network_->start();
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (liars_[i]) schedule_.after(prng_.between(1, 5) * kSecond, "lie", [this, i] { lie(i); });
    }
}

Outcome World::run() {
    outcome_.seed = options_.seed;
    outcome_.plan = plan_.describe();
    plan_faults();
    const auto end = options_.minutes * 60 * kSecond;
    const auto time_to_heal = std::min(end / 3, 180 * kSecond);
    schedule_.add(end - time_to_heal, Deed{"heal", [this] { heal(); }});
    while (!is_done_ && !oracle_->violation() && !schedule_.empty() && schedule_.next_at() < end)
        step();
    if (!oracle_->violation() && !is_done_) check_core();

    outcome_.violation = oracle_->violation();
    outcome_.log_hash = log_hash_;
    outcome_.events = events_;
    outcome_.height = oracle_->height();
    outcome_.transactions = oracle_->final_transactions();
    outcome_.boots = boots_;
    outcome_.validator_changes = oracle_->validator_changes();
    outcome_.broken_channels = network_->broken_channels();
    outcome_.forked = oracle_->forked_at().has_value();
    outcome_.simulated = schedule_.now();
    return outcome_;
}

void World::step() {
    const auto happening = schedule_.take();
    ++events_;
    note(static_cast<std::uint64_t>(schedule_.now()));
    note(happening.index());
    std::visit([this](const auto& what) { handle(what); }, happening);
}

void World::handle(const Arrival& arrival) { tell(network_->arrive(arrival)); }
void World::handle(const LinkOpened& opened) { tell(network_->opened(opened)); }
void World::handle(const LinkClosed& closed) { tell(network_->closed(closed)); }

void World::tell(const Network::Notices& notices) {
    for (const auto& notice : notices) {
        note(notice.node);
        switch (notice.kind) {
            case Network::Notice::Kind::kFrame:
                note(notice.frame->hash);
                give(notice.node, HeardFrame{.peer = notice.peer, .frame = notice.frame});
                break;
            case Network::Notice::Kind::kOpened:
                trace("link ", notice.node, " to ", notice.other, " opens as ", notice.peer);
                give(notice.node,
                     Event{PeerConnected{.peer = notice.peer, .key = node_key(notice.other)}});
                break;
            case Network::Notice::Kind::kClosed:
                trace("link ", notice.node, " to ", notice.other, " closes");
                give(notice.node, Event{PeerDisconnected{.peer = notice.peer}});
                break;
        }
    }
}

void World::handle(const TimerDue& due) {
    const auto& computer = *computers_[due.node];
    if (!computer.is_current(due)) return;
    // The clock's drift may have changed since the timer was set.
    if (computer.clock.steady_ms() < due.at_ms) {
        schedule_.add(computer.clock.world_time_of(due.at_ms), due);
        return;
    }
    give(due.node, due);
}

void World::handle(const Deed& deed) {
    note(quick_hash(ByteView{reinterpret_cast<const Byte*>(deed.name), std::strlen(deed.name)}));
    deed.act();
}

void World::give(std::size_t index, Computer::Waiting what) {
    auto& computer = *computers_[index];
    if (!computer.runs()) return;
    if (computer.is_busy(schedule_.now())) {
        computer.keep(std::move(what));
        return;
    }
    process(index, what);
}

void World::serve_inbox(std::size_t index) {
    auto& computer = *computers_[index];
    while (computer.runs()) {
        const auto next = computer.next_waiting(schedule_.now());
        if (!next) return;
        process(index, *next);
    }
}

void World::process(std::size_t index, const Computer::Waiting& what) {
    auto& computer = *computers_[index];
    note(index);
    if (const auto* due = std::get_if<TimerDue>(&what)) {
        if (!computer.is_current(*due)) return;
        trace("computer ", index, " timer ", static_cast<int>(due->timer));
        settle(index, computer.node().on_event(TimerFired{due->timer}));
        return;
    }
    if (const auto* heard = std::get_if<HeardFrame>(&what)) {
        // Who contradicts itself on purpose does not want to hear of it: else it fell silent.
        if (is_deaf_to(index, *heard->frame)) return;
        observe_arrival(index, *heard->frame);
        settle(index, computer.node().on_event(
                          FrameReceived{.peer = heard->peer, .frame = heard->frame->bytes}));
        return;
    }
    settle(index, computer.node().on_event(std::get<Event>(what)));
}

/// What the computer does after its node took an event.
void World::settle(std::size_t index, std::vector<Effect> effects) {
    auto& computer = *computers_[index];
    if (computer.disk.dead()) {
        // The machine stopped in the middle: nothing of this left it.
        trace("computer ", index, " dies at a disk operation");
        die(index, prng_.chance(0.5) ? Death::kKill : Death::kPowerCut);
        boot_later(index, prng_.between(300, 8'000) * kMillisecond);
        return;
    }
    if (is_honest(index)) oracle_->after_event(index, computer.node());
    const auto slow = computer.take_disk_time();
    if (slow > 0) {
        computer.busy_until(schedule_.now() + slow);
        schedule_.after(slow, "disk is done", [this, index] { serve_inbox(index); });
    }
    if (is_honest(index) && effects.size() > kMostEffects)
        oracle_->violate(Invariant::kBounds, "computer " + std::to_string(index) + " wants " +
                                                 std::to_string(effects.size()) +
                                                 " things done at once");
    const auto departs = schedule_.now() + slow;
    const auto life = computer.life();
    const auto last = std::exchange(computer.killed_after_effects, std::nullopt);
    for (std::size_t i = 0; i < effects.size() && computer.life() == life; ++i) {
        if (last && i >= *last) break;
        execute(index, effects[i], departs);
    }
    if (last && computer.life() == life) {
        trace("computer ", index, " is killed between two effects");
        die(index, Death::kKill);
        boot_later(index, prng_.between(300, 8'000) * kMillisecond);
    }
}

void World::execute(std::size_t index, Effect& effect, Micros departs) {
    auto& computer = *computers_[index];
    note(effect.index());
    if (const auto* timer = std::get_if<SetTimer>(&effect)) {
        schedule_.add(computer.clock.world_time_of(timer->at_ms),
                      TimerDue{.node = index,
                               .life = computer.life(),
                               .timer = timer->timer,
                               .setting = computer.set_timer(timer->timer),
                               .at_ms = timer->at_ms});
    } else if (auto* frame = std::get_if<SendFrame>(&effect)) {
        send(index, frame->peer, std::move(frame->frame), departs);
    } else if (const auto* drop = std::get_if<DropPeer>(&effect)) {
        trace("computer ", index, " drops ", drop->peer, ": ", drop->reason);
        network_->drop(index, drop->peer);
    } else if (const auto* stopped = std::get_if<Stopped>(&effect)) {
        trace("computer ", index, " stops: ", stopped->reason);
        // Up to f liars cannot make the others decide what is wrong.
        if (is_honest(index) && options_.traitors != ChaosOptions::Traitors::kBeyondF &&
            stopped->reason.find("its execution fails here") != std::string::npos)
            oracle_->violate(Invariant::kValidity,
                             "computer " + std::to_string(index) + ": " + stopped->reason);
        if (stopped->reason.find("both sides") != std::string::npos) ++outcome_.conflict_stops;
        die(index, Death::kKill);
        boot_later(index, prng_.between(1'000, 5'000) * kMillisecond);
    }
}

void World::boot_later(std::size_t index, Micros delay) {
    schedule_.after(delay, "boot", [this, index] { boot(index); });
}

void World::boot(std::size_t index) {
    auto& computer = *computers_[index];
    if (computer.runs() || computer.is_out_for_good) return;
    ++boots_;
    const auto error = computer.boot(genesis_, config_);
    if (computer.disk.dead()) {
        trace("computer ", index, " dies while booting");
        die(index, prng_.chance(0.5) ? Death::kKill : Death::kPowerCut);
        boot_later(index, prng_.between(300, 8'000) * kMillisecond);
        return;
    }
    if (error) {
        trace("computer ", index, " does not boot: ", error->what);
        computer.halt();
        // Somebody comes, makes room and puts the cable right; the next time puts in a new disk.
        if (++computer.failed_boots % kBootsUntilHelp == 0) computer.mend_disk();
        if (computer.failed_boots == 2 * kBootsUntilHelp) {
            lose_disk(index);
            computer.failed_boots = 0;
        }
        boot_later(index, 5 * kSecond);
        return;
    }
    computer.failed_boots = 0;
    auto& node = computer.node();
    trace("computer ", index, " boots at height ", node.height());
    note(node.height());
    note(node.head_hash());
    if (is_honest(index)) {
        oracle_->booted(index, node);
        subscriptions_[index] = node.on_block([this, index](const BlockRecord& record) {
            trace("computer ", index, " final ", record.header().number, " ", to_hex(record.hash));
            oracle_->final_block(index, record, computers_[index]->node());
        });
    }
    settle(index, node.take_effects());
}

void World::die(std::size_t index, Death death) {
    auto& computer = *computers_[index];
    if (!computer.runs() && !computer.disk.dead()) return;
    subscriptions_[index].reset();
    computer.halt();
    if (death == Death::kKill) {
        computer.disk.restart();
    } else {
        const std::array<Cut, 5> cuts{Cut::kDropped, Cut::kKept, Cut::kTorn, Cut::kReordered,
                                      Cut::kMixed};
        computer.disk.power_cut(cuts[prng_.below(cuts.size())], prng_.next());
        computer.clock.restart_steady(prng_.between(0, 100) * kSecond);
        if (plan_.clock_faults > 0 && prng_.chance(0.3) && !healed_at_)
            computer.clock.boot_in_1970();
    }
    network_->node_gone(
        index, death == Death::kKill ? Network::Farewell::kReset : Network::Farewell::kSilence);
}

std::optional<std::size_t> World::some_running() {
    std::vector<std::size_t> running;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (computers_[i]->runs() && is_honest(i) && core_[i] &&
            !computers_[i]->is_busy(schedule_.now()))
            running.push_back(i);
    }
    if (running.empty()) return std::nullopt;
    return running[prng_.below(running.size())];
}

void World::submit(std::size_t index, const Bytes& raw) {
    auto& computer = *computers_[index];
    if (!computer.runs() || computer.is_busy(schedule_.now())) return;
    note(raw);
    const auto taken = computer.node().submit(raw);
    note(taken ? 1 : 100 + static_cast<std::uint64_t>(taken.error()));
    settle(index, computer.node().take_effects());
}

}  // namespace dure::sim
