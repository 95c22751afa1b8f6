#include <algorithm>

#include "world.hpp"

namespace dure::sim {

using namespace chain;

void World::plan_faults() {
    repeat("partition", plan_.partitions, &World::fault_partition);
    repeat("crash", plan_.crashes, &World::fault_crash);
    repeat("power cut", plan_.power_cuts, &World::fault_power_cut);
    repeat("pause", plan_.pauses, &World::fault_pause);
    repeat("clock", plan_.clock_faults, &World::fault_clock);
    repeat("disk", plan_.disk_errors, &World::fault_disk);
    repeat("disk loss", plan_.disk_losses, &World::fault_disk_loss);
    if (plan_.relay_faults) repeat("relay", 60 * kSecond, &World::fault_relay);
    repeat("validators", plan_.validator_changes, &World::change_validators);
    repeat("burst", plan_.bursts, &World::burst);
    if (plan_.hostile_clients) repeat("hostile", 40 * kSecond, &World::hostile_burst);
    repeat("ask again", 20 * kSecond, &World::ask_again);
}

void World::repeat(const char* name, Micros mean, void (World::*fault)()) {
    if (mean <= 0) return;
    schedule_.after(prng_.exponential(mean), name, [this, name, mean, fault] {
        if (healed_at_) return;
        (this->*fault)();
        repeat(name, mean, fault);
    });
}

std::vector<bool> World::random_side() {
    std::vector<bool> side(computers_.size(), false);
    const auto kind = prng_.below(4);
    if (kind == 0) {
        side[prng_.below(computers_.size())] = true;
    } else if (kind == 1) {
        side[last_proposer_] = true;
    } else if (kind == 2) {
        // Among validators the border matters most where it leaves no side a quorum.
        for (std::size_t i = 0; i < options_.nodes; ++i) side[i] = prng_.chance(0.5);
    } else {
        for (std::size_t i = 0; i < side.size(); ++i) side[i] = prng_.chance(0.5);
    }
    return side;
}

bool World::may_lose_disk(std::size_t index) {
    const auto& computer = *computers_[index];
    if (!computer.is_validator || computer.lies != 0 || has_lost_disk_[index]) return true;
    if (disk_losses_left_ == 0) return false;
    --disk_losses_left_;
    has_lost_disk_[index] = true;
    return true;
}

void World::fault_partition() {
    const auto side = random_side();
    auto rest = side;
    rest.flip();
    const auto length =
        kSecond + (prng_.chance(0.05) ? prng_.between(60, 600) * kSecond
                                      : std::min(prng_.exponential(15 * kSecond), 120 * kSecond));
    const auto way = prng_.below(3);
    std::vector<std::uint64_t> cuts;
    if (way != 1) cuts.push_back(network_->cut(side, rest));
    if (way != 2) cuts.push_back(network_->cut(rest, side));
    std::string who;
    for (const auto in : side) who += in ? '#' : '.';
    trace("partition ", who, way == 0 ? " both ways" : " one way", " for ", length / kSecond, " s");
    schedule_.after(length, "mend", [this, cuts] {
        for (const auto cut : cuts) network_->mend(cut);
    });
}

void World::fault_crash() {
    const auto index = prng_.below(computers_.size());
    auto& computer = *computers_[index];
    if (!computer.runs()) return;
    switch (prng_.below(3)) {
        case 0:
            trace("computer ", index, " is killed");
            die(index, Death::kKill);
            boot_later(index, prng_.between(200, 8'000) * kMillisecond);
            break;
        case 1:
            computer.killed_after_effects = prng_.below(8);
            break;
        default:
            computer.die_at_operation(1 + prng_.below(30));
            break;
    }
}

void World::cut_power(std::size_t index, Micros off) {
    auto& computer = *computers_[index];
    if (!computer.runs()) return;
    // Half of them in the middle of the next write, so that votes are torn, too.
    if (prng_.chance(0.5)) {
        computer.die_at_operation(1 + prng_.below(4));
        return;
    }
    trace("computer ", index, " loses power");
    die(index, Death::kPowerCut);
    boot_later(index, off);
}

void World::fault_power_cut() {
    const auto off = [this] {
        return prng_.chance(0.05) ? prng_.between(60, 400) * kSecond
                                  : prng_.between(500, 20'000) * kMillisecond;
    };
    const auto kind = prng_.below(3);
    if (kind == 0) {
        // One alone is also unplugged and comes back when the others have gone on for long.
        const auto long_away = prng_.chance(0.3);
        cut_power(prng_.below(computers_.size()),
                  long_away ? prng_.between(20, 400) * kSecond : off());
        return;
    }
    // A floor or the whole building, once or several times in a minute.
    const auto share = kind == 1 ? 0.5 : 1.0;
    const auto times = prng_.chance(0.3) ? 1 + prng_.below(5) : 1;
    for (std::size_t k = 0; k < times; ++k) {
        schedule_.after(k == 0 ? 0 : prng_.between(0, 60) * kSecond, "building",
                        [this, off, share] {
                            if (healed_at_) return;
                            for (std::size_t i = 0; i < computers_.size(); ++i) {
                                if (share < 1 && !prng_.chance(share)) continue;
                                if (!computers_[i]->runs()) continue;
                                trace("computer ", i, " loses power with others");
                                die(i, Death::kPowerCut);
                                boot_later(i, off());
                            }
                        });
    }
}

void World::fault_pause() {
    const auto index = prng_.below(computers_.size());
    const auto length = prng_.chance(0.1) ? prng_.between(30, 120) * kSecond
                                          : prng_.between(100, 15'000) * kMillisecond;
    trace("computer ", index, " pauses for ", length / kMillisecond, " ms");
    computers_[index]->busy_until(schedule_.now() + length);
    schedule_.after(length, "resume", [this, index] { serve_inbox(index); });
}

void World::fault_clock() {
    const auto index = prng_.below(computers_.size());
    auto& clock = computers_[index]->clock;
    const auto sign = prng_.chance(0.5) ? 1 : -1;
    switch (prng_.below(6)) {
        case 0:
            clock.jump_wall(sign * prng_.between(1, 5) * kSecond);
            break;
        case 1:
            clock.jump_wall(sign * prng_.between(1, 86'400) * kSecond);
            break;
        case 2:
            clock.jump_wall(sign * prng_.between(1, 10) * 365 * 86'400 * kSecond);
            break;
        case 3:
            clock.freeze_wall();
            break;
        case 4:
            clock.set_drift(prng_.between(-500, 500));
            break;
        default:
            clock.set_wall_right();
            break;
    }
    trace("computer ", index, " has wall time ", clock.wall_ms());
    // Somebody, or the time server, sets it right.
    schedule_.after(prng_.exponential(60 * kSecond), "time is set",
                    [this, index] { computers_[index]->clock.set_wall_right(); });
}

void World::fault_disk() {
    const auto index = prng_.below(computers_.size());
    auto& computer = *computers_[index];
    switch (prng_.below(4)) {
        case 0:
            trace("computer ", index, " has I/O errors");
            computer.fail_operations(DiskError::Kind::kIo, 1 + prng_.below(3));
            break;
        case 1:
            trace("computer ", index, " has no space");
            computer.fail_operations(DiskError::Kind::kNoSpace, 1 + prng_.below(20));
            break;
        case 2:
            trace("computer ", index, " has a slow disk");
            computer.slow_syncs(prng_.between(10, 4'000) * kMillisecond, 1 + prng_.below(10));
            break;
        default: {
            // One byte of one file; a vote record that forgets is a lost disk.
            const auto names = computer.disk.list();
            if (!names || names->empty()) return;
            const auto& name = (*names)[prng_.below(names->size())];
            const auto size = computer.disk.content(name).size();
            if (size == 0 || (name.starts_with("vote") && !may_lose_disk(index))) return;
            trace("computer ", index, " has a flipped bit in ", name);
            if (name.starts_with("vote") && plan_.clock_faults > 0)
                oracle_->count_as_faulty(computer.address());
            computer.disk.flip(name, prng_.below(size), static_cast<Byte>(1U << prng_.below(8)));
            oracle_->disk_suspect(index);
            break;
        }
    }
}

void World::fault_disk_loss() {
    const auto index = prng_.below(computers_.size());
    auto& computer = *computers_[index];
    if (!computer.runs() || !may_lose_disk(index)) return;
    const auto image = prng_.chance(0.5) ? std::optional{computer.disk.image()} : std::nullopt;
    const auto when = image ? prng_.between(5, 300) * kSecond : 0;
    // An old backup is put back, or the disk is replaced by an empty one.
    schedule_.after(when, "disk loss", [this, index, image] {
        auto& victim = *computers_[index];
        if (!victim.runs() || healed_at_) return;
        trace("computer ", index, image ? " is rolled back" : " has an empty disk");
        die(index, Death::kKill);
        if (image) {
            // An old copy does not know what it lacks.
            oracle_->disk_suspect(index);
            oracle_->count_as_faulty(victim.address());
            victim.disk.restore(*image);
        } else {
            lose_disk(index);
        }
        boot_later(index, prng_.between(300, 20'000) * kMillisecond);
    });
}

/// The new one is empty, and says so: its validator does not vote before it has rejoined. It does
/// so by the wall clock: where that lies too, old blocks look new. And where nobody has a block
/// yet, an empty disk is what everybody began with.
void World::lose_disk(std::size_t index) {
    auto& computer = *computers_[index];
    computer.disk.replace_by_empty();
    oracle_->disk_suspect(index);
    if (plan_.clock_faults > 0 || oracle_->height() == 0)
        oracle_->count_as_faulty(computer.address());
}

void World::fault_relay() {
    const auto relay = prng_.below(2);
    const auto state =
        prng_.chance(0.5) ? Network::RelayState::kDown : Network::RelayState::kOneWay;
    trace("relay ", relay, state == Network::RelayState::kDown ? " is down" : " loses one way");
    network_->set_relay(relay, state);
    schedule_.after(prng_.exponential(20 * kSecond), "relay is back",
                    [this, relay] { network_->set_relay(relay, Network::RelayState::kWorks); });
}

bool World::is_sitting(std::size_t index) const {
    const auto& sitting = oracle_->validators();
    return std::binary_search(sitting.begin(), sitting.end(), computers_[index]->address());
}

/// Never fewer than in the beginning, so that f stays what it was.
void World::change_validators() {
    std::vector<std::size_t> sitting, spare, voters;
    for (std::size_t i = 0; i < computers_.size(); ++i) {
        if (!computers_[i]->is_validator) continue;
        if (is_sitting(i)) {
            sitting.push_back(i);
            if (is_honest(i)) voters.push_back(computers_[i]->key_index);
        } else if (is_honest(i)) {
            spare.push_back(i);
        }
    }
    const auto may_shrink = oracle_->validators().size() > options_.nodes;
    Address removed, added;
    if (!spare.empty()) added = computers_[spare[prng_.below(spare.size())]]->address();
    if (spare.empty() || prng_.chance(0.7)) {
        if (spare.empty() && !may_shrink) return;
        if (may_shrink && prng_.chance(0.5)) added = {};
        if (added.is_zero() && !may_shrink) return;
        removed = computers_[sitting[prng_.below(sitting.size())]]->address();
    }
    // Now and then it does not come to a majority.
    if (prng_.chance(0.2)) std::erase_if(voters, [&](std::size_t) { return prng_.chance(0.3); });
    trace("vote: ", to_hex(removed), " out, ", to_hex(added), " in");
    for (const auto& raw : load_.votes(voters, removed, added)) {
        if (const auto index = some_running()) submit(*index, raw);
    }
}

void World::burst() {
    for (const auto& raw : load_.burst(plan_.burst)) {
        if (const auto index = some_running()) submit(*index, raw);
    }
}

void World::hostile_burst() {
    for (const auto& raw : load_.hostile(20)) {
        if (const auto index = some_running()) submit(*index, raw);
    }
}

void World::ask_again() {
    for (const auto& raw : load_.unanswered()) {
        if (const auto index = some_running()) submit(*index, raw);
    }
}

}  // namespace dure::sim
