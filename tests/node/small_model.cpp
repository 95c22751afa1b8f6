#include "tests/node/small_model.hpp"

#include <algorithm>
#include <unordered_set>

#include "tests/node/validators_fixture.hpp"

namespace dure::chain::testing {

namespace {

constexpr std::size_t kValidators = 4;

struct World {
    std::vector<Qbft> machines;
    std::vector<RecordingHost> hosts;
    std::map<Hash256, QbftMessage> sent;  ///< by honest validators
    /// What each machine has gone through: it depends on nothing else.
    std::vector<std::set<std::string>> past;
    std::size_t crashes = 0;
};

struct Step {
    std::size_t node = 0;
    std::string name;
    std::vector<QbftMessage> heard;
    enum class Kind : std::uint8_t { kHear, kExpire, kCrash } kind = Kind::kHear;
};

using Asked = Signed<RoundChangePayload>;

class Search {
 public:
    explicit Search(const ModelOptions& options) : options_(options), height_(kValidators) {
        for (std::size_t i = 0; i < kValidators; ++i) {
            if (!options_.liars.contains(i)) honest_.push_back(i);
        }
    }

    ModelResult run() {
        World start;
        start.hosts.resize(kValidators);
        start.past.resize(kValidators);
        for (std::size_t i = 0; i < kValidators; ++i) {
            start.machines.emplace_back(*height_.signers[i], height_.about, height_.timing);
            start.machines.back().wake();
        }
        if (!options_.liars.contains(0))
            send(start, start.machines[0].propose(height_.block(0, 0), start.hosts[0]));
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
        if (!seen_.insert(fingerprint(world)).second) return;
        ++result_.states;
        judge(world);
        for (const auto& step : steps(world)) {
            auto next = world;
            if (!take(next, step)) continue;
            ++result_.steps;
            path_.push_back(std::to_string(step.node) + " " + step.name);
            visit(next);
            path_.pop_back();
        }
    }

    void judge(const World& world) {
        std::set<Hash256> decided;
        for (const auto i : honest_) {
            if (const auto& block = world.machines[i].decided())
                decided.insert(block_hash(block->header));
            if (world.hosts[i].refused > 0) return fail("a second vote in one place");
        }
        if (!decided.empty()) ++result_.decided_states;
        if (decided.size() > 1) fail("two blocks decided");
    }

    void fail(const std::string& what) {
        std::string out = what;
        for (const auto& step : path_) out += "\n  " + step;
        result_.fault = std::move(out);
    }

    std::string fingerprint(const World& world) const {
        std::string out;
        for (const auto i : honest_) {
            for (const auto& name : world.past[i]) out += name + ";";
            out += "|";
        }
        return out;
    }

    void send(World& world, const std::vector<QbftEffect>& effects) const {
        for (auto& message : Height::said(effects)) {
            const auto id = keccak256(encode(message));
            world.sent.emplace(id, std::move(message));
        }
    }

    /// False: it changed nothing.
    bool take(World& world, const Step& step) const {
        auto& machine = world.machines[step.node];
        auto& host = world.hosts[step.node];
        const auto sent = world.sent.size();
        const auto round = machine.round();
        const auto decided = machine.decided().has_value();
        if (step.kind == Step::Kind::kCrash) {
            ++world.crashes;
            machine = Qbft(*height_.signers[step.node], height_.about, height_.timing);
            send(world, machine.resume(host.memory, host));
        } else if (step.kind == Step::Kind::kExpire) {
            send(world, machine.round_expired(host));
        } else {
            for (const auto& message : step.heard)
                send(world, machine.hear(message, *author_of(message, *height_.signers[0]), host));
        }
        if (machine.round() > 0 && machine.wants_block()) {
            send(world, machine.propose(height_.block(step.node, machine.round(),
                                                      static_cast<Byte>(0x80 + step.node)),
                                        host));
        }
        const auto keeps = step.kind == Step::Kind::kCrash || step.name.starts_with("hears that");
        if (!keeps && world.sent.size() == sent && machine.round() == round &&
            machine.decided().has_value() == decided)
            return false;
        return world.past[step.node].insert(step.name).second;
    }

    // What was said by honest validators.

    template <class Message>
    std::vector<Message> all(const World& world) const {
        std::vector<Message> out;
        for (const auto& [id, message] : world.sent) {
            if (const auto* one = std::get_if<Message>(&message)) out.push_back(*one);
        }
        return out;
    }
    /// One of each who voted so, liars included.
    template <class Message, class Make>
    std::vector<QbftMessage> votes(const World& world, std::uint32_t round, const Hash256& digest,
                                   Make&& make) const {
        std::vector<QbftMessage> out;
        for (const auto& message : all<Message>(world)) {
            if (message.payload.round == round && message.payload.digest == digest)
                out.push_back(message);
        }
        for (const auto liar : options_.liars) out.push_back(make(liar));
        return out;
    }
    std::vector<QbftMessage> prepares(const World& world, std::uint32_t round,
                                      const Hash256& digest) const {
        return votes<Prepare>(world, round, digest,
                              [&](std::size_t i) { return height_.prepare(i, round, digest); });
    }
    std::vector<QbftMessage> commits(const World& world, std::uint32_t round,
                                     const Hash256& digest) const {
        return votes<Commit>(world, round, digest,
                             [&](std::size_t i) { return height_.commit(i, round, digest); });
    }

    /// What liars can propose in round 0.
    std::vector<Block> first_blocks() const {
        if (!options_.liars.contains(0)) return {height_.block(0, 0)};
        return {height_.block(0, 0, 1), height_.block(0, 0, 2)};
    }
    /// Blocks of round 0 for which a certificate can be shown.
    std::vector<PreparedCertificate> certificates(const World& world) const {
        std::vector<PreparedCertificate> out;
        for (const auto& block : first_blocks()) {
            PreparedCertificate one{.round = 0, .block = block, .prepares = {}};
            for (const auto& message : prepares(world, 0, proposal_digest(block.header)))
                one.prepares.push_back(std::get<Prepare>(message));
            if (one.prepares.size() >= quorum(kValidators)) out.push_back(std::move(one));
        }
        return out;
    }
    /// Who can be shown to ask for round 1, and with what: each author's choices.
    std::vector<std::vector<RoundChange>> asking(const World& world) const {
        std::vector<std::vector<RoundChange>> out(kValidators);
        for (const auto& change : all<RoundChange>(world)) {
            if (change.asked.payload.round == 1) {
                const auto author = author_of(change.asked, *height_.signers[0]);
                out[index_of(*author)].push_back(change);
            }
        }
        for (const auto liar : options_.liars) {
            out[liar].push_back(height_.round_change(liar, 1));
            for (const auto& certificate : certificates(world)) {
                const PreparedRound prepared{.round = 0,
                                             .digest = proposal_digest(certificate.block.header)};
                out[liar].push_back({.asked = height_.asks(liar, 1, prepared),
                                     .prepared_block = certificate.block,
                                     .prepares = certificate.prepares});
            }
        }
        return out;
    }
    std::size_t index_of(const Address& author) const {
        const auto& members = height_.members;
        return static_cast<std::size_t>(std::find(members.begin(), members.end(), author) -
                                        members.begin());
    }

    /// What a lying leader of round 1 can propose and justify.
    std::vector<Proposal> lies_of_round_1(const World& world) const {
        std::vector<Proposal> out;
        if (!options_.liars.contains(1)) return out;
        const auto by_author = asking(world);
        const auto certified = certificates(world);
        for (std::size_t without = 0; without < kValidators; ++without) {
            std::vector<std::vector<Asked>> choices{{}};
            for (std::size_t author = 0; author < kValidators; ++author) {
                if (author == without) continue;
                std::vector<std::vector<Asked>> longer;
                for (const auto& chosen : choices) {
                    for (const auto& change : by_author[author]) {
                        longer.push_back(chosen);
                        longer.back().push_back(change.asked);
                    }
                }
                choices = std::move(longer);
            }
            for (const auto& changes : choices) justify(changes, certified, out);
        }
        return out;
    }
    void justify(const std::vector<Asked>& changes,
                 const std::vector<PreparedCertificate>& certified,
                 std::vector<Proposal>& out) const {
        // More than it may: what is not justified is refused.
        for (const Byte tag : {Byte{1}, Byte{2}})
            out.push_back(height_.proposal(1, height_.block(1, 1, tag), 1, changes));
        for (const auto& certificate : certified) {
            auto again = certificate.block;
            again.header = with_round(again.header, 1);
            out.push_back(height_.proposal(1, again, 1, changes, certificate.prepares));
        }
    }

    static std::string short_name(const Hash256& digest) { return to_hex(digest).substr(2, 8); }

    std::vector<Step> steps(const World& world) const {
        std::vector<Step> out;
        std::vector<Proposal> proposals = all<Proposal>(world);
        if (options_.liars.contains(0)) {
            for (const auto& block : first_blocks())
                proposals.push_back(height_.proposal(0, block, 0));
        }
        const auto lies = lies_of_round_1(world);
        proposals.insert(proposals.end(), lies.begin(), lies.end());
        const auto by_author = asking(world);
        for (const auto i : honest_) {
            if (world.machines[i].decided()) continue;
            hear_proposals(i, world, proposals, out);
            hear_round_changes(i, world, by_author, out);
            if (world.machines[i].round() == 0)
                out.push_back({.node = i,
                               .name = "its timer runs out",
                               .heard = {},
                               .kind = Step::Kind::kExpire});
            if (world.crashes < options_.crashes)
                out.push_back({.node = i,
                               .name = "crashes in round " +
                                       std::to_string(world.hosts[i].memory.round) + " after " +
                                       std::to_string(world.hosts[i].votes.size()),
                               .heard = {},
                               .kind = Step::Kind::kCrash});
        }
        return out;
    }

    void hear_proposals(std::size_t i, const World& world, const std::vector<Proposal>& proposals,
                        std::vector<Step>& out) const {
        std::set<std::pair<std::uint32_t, Hash256>> digests;
        for (const auto& proposal : proposals) {
            const auto& payload = proposal.proposed.payload;
            const auto digest = proposal_digest(payload.block.header);
            const auto name = std::to_string(payload.round) + ": " + short_name(digest);
            if (payload.round >= world.machines[i].round() &&
                is_justified(proposal, height_.about, *height_.signers[0]) &&
                digests.insert({payload.round, digest}).second) {
                out.push_back({.node = i, .name = "accepts " + name, .heard = {proposal}});
            }
        }
        for (const auto& [round, digest] : digests_said(world)) {
            const auto name = std::to_string(round) + ": " + short_name(digest);
            if (auto heard = prepares(world, round, digest); heard.size() >= quorum(kValidators))
                out.push_back({.node = i, .name = "prepared " + name, .heard = std::move(heard)});
            if (auto heard = commits(world, round, digest); heard.size() >= quorum(kValidators))
                out.push_back({.node = i, .name = "committed " + name, .heard = std::move(heard)});
        }
    }
    std::set<std::pair<std::uint32_t, Hash256>> digests_said(const World& world) const {
        std::set<std::pair<std::uint32_t, Hash256>> out;
        for (const auto& prepare : all<Prepare>(world))
            out.insert({prepare.payload.round, prepare.payload.digest});
        return out;
    }

    void hear_round_changes(std::size_t i, const World& world,
                            const std::vector<std::vector<RoundChange>>& by_author,
                            std::vector<Step>& out) const {
        if (world.machines[i].round() > 1) return;
        if (i == 1) {
            for (std::size_t author = 0; author < kValidators; ++author) {
                for (const auto& change : by_author[author]) {
                    if (author == i) continue;
                    const auto& prepared = change.asked.payload.prepared;
                    out.push_back({.node = i,
                                   .name = "hears that " + std::to_string(author) + " asks with " +
                                           (prepared ? short_name(prepared->digest) : "nothing"),
                                   .heard = {change}});
                }
            }
            return;
        }
        if (world.machines[i].round() == 1) return;
        Step jump{.node = i, .name = "follows f+1", .heard = {}};
        for (std::size_t author = 0; author < kValidators; ++author) {
            if (author != i && !by_author[author].empty() &&
                jump.heard.size() <= tolerated_faults(kValidators))
                jump.heard.push_back(by_author[author].front());
        }
        if (jump.heard.size() > tolerated_faults(kValidators)) out.push_back(std::move(jump));
    }

    ModelOptions options_;
    Height height_;
    std::vector<std::size_t> honest_;
    std::unordered_set<std::string> seen_;
    std::vector<std::string> path_;
    ModelResult result_;
};

}  // namespace

ModelResult explore(const ModelOptions& options) { return Search(options).run(); }

}  // namespace dure::chain::testing
