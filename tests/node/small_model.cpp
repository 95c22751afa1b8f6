#include "tests/node/small_model.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "tests/node/small_model_offers.hpp"

namespace dure::chain::testing {

namespace {

constexpr std::size_t kValidators = kModelValidators;

/// A machine that has gone through some things. Where it stands depends on which they were and on
/// what it said, not on their order: so few of these make very many communities.
struct Local {
    Qbft machine;
    RecordingHost host;
    std::vector<QbftMessage> sent;
    std::uint32_t said = 0;  ///< number of the set of what it sent
    std::set<std::uint32_t> past;
    std::uint8_t crashes = 0;
    std::optional<Hash256> decided{};
};
using LocalId = std::uint16_t;
using World = std::array<LocalId, kValidators>;

class Search {
 public:
    explicit Search(const ModelOptions& options) : options_(options), height_(kValidators) {
        for (std::size_t i = 0; i < kValidators; ++i) {
            if (!options_.liars.contains(i)) honest_.push_back(i);
        }
    }

    ModelResult run() {
        World start{};
        for (const auto i : honest_) {
            Local local{.machine = Qbft(*height_.signers[i], height_.about, height_.timing),
                        .host = {},
                        .sent = {},
                        .past = {}};
            local.machine.wake();
            if (i == 0) say(local, local.machine.propose(height_.block(0, 0), local.host));
            start[i] = intern(i, std::move(local));
        }
        result_.complete = true;
        visit(start);
        return std::move(result_);
    }

 private:
    void visit(const World& world) {
        if (result_.fault) return;
        if (result_.states >= options_.most_states) {
            result_.complete = false;
            return;
        }
        std::uint64_t all = 0;
        for (const auto id : world) all = all << 16 | id;
        if (!seen_.insert(all).second) return;
        ++result_.states;
        judge(world);
        const auto& offers = offers_to(world);
        for (const auto i : honest_) {
            for_each_step(i, world, offers, [&](const Step& step) {
                const auto after = take(i, world[i], step);
                if (!after) return;
                ++result_.steps;
                path_.emplace_back(i, step.name);
                auto next = world;
                next[i] = *after;
                visit(next);
                path_.pop_back();
            });
        }
    }

    void judge(const World& world) {
        std::optional<Hash256> first;
        bool split = false;
        for (const auto i : honest_) {
            const auto& one = local(i, world[i]);
            if (one.host.refused > 0) return fail("a second vote in one place");
            if (!one.decided) continue;
            split = split || (first && *first != *one.decided);
            first = one.decided;
        }
        if (first) ++result_.decided_states;
        if (split) fail("two blocks decided");
    }

    void fail(const std::string& what) {
        std::string out = what;
        for (const auto& [node, name] : path_)
            out += "\n  " + std::to_string(node) + " " + names_.words(name);
        result_.fault = std::move(out);
    }

    // Machines and what becomes of them.

    const Local& local(std::size_t i, LocalId id) const { return locals_[i][id]; }

    LocalId intern(std::size_t i, Local one) {
        std::set<std::string> said;
        for (const auto& message : one.sent) said.insert(meaning(message));
        std::string all;
        for (const auto& each : said) all += each + ", ";
        one.said = names_.number(all);
        const auto [known, added] =
            known_[i].try_emplace({one.past, one.said}, static_cast<LocalId>(locals_[i].size()));
        if (!added) return known->second;
        if (locals_[i].size() > UINT16_MAX) throw std::length_error("too many ways for a machine");
        if (const auto& block = one.machine.decided()) one.decided = block_hash(block->header);
        locals_[i].push_back(std::move(one));
        return known->second;
    }

    static std::string memory_of(const RecordingHost& host) {
        auto out = "round " + std::to_string(host.memory.round);
        for (const auto& [step, digest] : host.votes)
            out += ", " + std::to_string(static_cast<int>(step)) + " " +
                   words_of(host.memory.round, digest);
        if (const auto& prepared = host.memory.prepared)
            out +=
                ", prepared " + words_of(prepared->round, proposal_digest(prepared->block.header));
        return out;
    }

    /// What others make of it. Which of four prepares a certificate holds, or whose wishes justify
    /// a proposal that is justified, is all the same to them.
    static std::string meaning(const QbftMessage& message) {
        if (const auto* change = std::get_if<RoundChange>(&message)) {
            const auto& asked = change->asked.payload;
            return "asks for " + std::to_string(asked.round) +
                   (asked.prepared
                        ? " with " + words_of(asked.prepared->round, asked.prepared->digest)
                        : "");
        }
        const auto vote = vote_of(message);
        return std::to_string(static_cast<int>(vote.step)) + " " +
               words_of(vote.round, vote.digest);
    }

    /// New things only, in order of their first saying.
    static void say(Local& one, const std::vector<QbftEffect>& effects) {
        for (auto& message : Height::said(effects)) {
            const auto bytes = encode(message);
            const auto same = [&](const QbftMessage& other) { return encode(other) == bytes; };
            if (std::ranges::none_of(one.sent, same)) one.sent.push_back(std::move(message));
        }
    }

    /// Nothing: it changed nothing.
    std::optional<LocalId> take(std::size_t i, LocalId from, const Step& step) {
        const auto key = std::uint64_t{from} << 32 | step.name;
        const auto [known, added] = taken_[i].try_emplace(key);
        if (added) known->second = take_anew(i, from, step);
        return known->second;
    }
    std::optional<LocalId> take_anew(std::size_t i, LocalId from, const Step& step) {
        if (local(i, from).past.contains(step.name)) return std::nullopt;
        auto next = local(i, from);
        auto& machine = next.machine;
        const auto sent = next.sent.size();
        const auto round = machine.round();
        if (step.kind == Step::Kind::kCrash) {
            ++next.crashes;
            next.past.clear();  // all that is left of it is what was recorded
            machine = Qbft(*height_.signers[i], height_.about, height_.timing);
            say(next, machine.resume(next.host.memory, next.host));
        } else if (step.kind == Step::Kind::kExpire) {
            say(next, machine.round_expired(next.host));
        } else {
            for (const auto& message : step.heard)
                say(next,
                    machine.hear(message, *author_of(message, *height_.signers[0]), next.host));
        }
        if (machine.round() > 0 && machine.wants_block()) {
            say(next,
                machine.propose(height_.block(i, machine.round(), static_cast<Byte>(0x80 + i)),
                                next.host));
        }
        if (!step.keeps && next.sent.size() == sent && machine.round() == round &&
            machine.decided().has_value() == local(i, from).decided.has_value() &&
            next.host.refused == local(i, from).host.refused)
            return std::nullopt;
        next.past.insert(step.name);
        return intern(i, std::move(next));
    }

    template <class Do>
    void for_each_step(std::size_t i, const World& world, const Offers& offers, Do&& act) {
        const auto& one = local(i, world[i]);
        if (one.decided) return;
        const auto round = one.machine.round();
        for (const auto& proposal : offers.proposals) {
            if (proposal.round >= round) act(proposal.step);
        }
        for (const auto& step : offers.quorums) act(step);
        if (i == 1 && round <= 1) {
            for (std::size_t author = 0; author < kValidators; ++author) {
                if (author == i) continue;
                for (const auto& step : offers.asked[author]) act(step);
            }
        } else if (round == 0 && !offers.jump[i].heard.empty()) {
            act(offers.jump[i]);
        }
        if (round == 0) act({.name = expires_, .heard = {}, .kind = Step::Kind::kExpire});
        std::size_t crashes = 0;
        for (const auto other : honest_) crashes += local(other, world[other]).crashes;
        if (crashes < options_.crashes) {
            act({.name = names_.number("crashes and remembers " + memory_of(one.host)),
                 .heard = {},
                 .kind = Step::Kind::kCrash,
                 .keeps = true});
        }
    }

    const Offers& offers_to(const World& world) {
        std::array<std::uint32_t, kValidators> said{};
        for (const auto i : honest_) said[i] = local(i, world[i]).said;
        const auto [known, added] = offers_.try_emplace(said);
        if (!added) return known->second;
        Messages sent;
        for (const auto i : honest_) {
            const auto& theirs = local(i, world[i]).sent;
            sent.insert(sent.end(), theirs.begin(), theirs.end());
        }
        known->second = offers(sent, height_, options_.liars, names_);
        return known->second;
    }

    ModelOptions options_;
    Height height_;
    std::vector<std::size_t> honest_;
    StepNames names_;
    const std::uint32_t expires_ = names_.number("its timer runs out");
    std::array<std::deque<Local>, kValidators> locals_;
    std::array<std::map<std::pair<std::set<std::uint32_t>, std::uint32_t>, LocalId>, kValidators>
        known_;
    std::array<std::unordered_map<std::uint64_t, std::optional<LocalId>>, kValidators> taken_;
    std::map<std::array<std::uint32_t, kValidators>, Offers> offers_;
    std::unordered_set<std::uint64_t> seen_;
    std::vector<std::pair<std::size_t, std::uint32_t>> path_;
    ModelResult result_;
};

}  // namespace

ModelResult explore(const ModelOptions& options) { return Search(options).run(); }

}  // namespace dure::chain::testing
