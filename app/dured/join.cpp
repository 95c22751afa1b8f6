// dured join: this machine becomes a node of the community that an invite is of.
#include <cstdio>
#include <filesystem>
#include <string>

#include "arguments.hpp"
#include "chain/crypto/private_file.hpp"
#include "commands.hpp"
#include "genesis_fetch.hpp"
#include "runner.hpp"
#include "signals.hpp"

namespace dure::app {

namespace {

using namespace std::chrono_literals;

constexpr const char* kUsage =
    "usage: dured join [options] INVITE\n"
    "INVITE is the text from the manager, or @FILE.\n"
    "  --data-dir D     where this node keeps everything; a new directory\n"
    "  --address H:P    where other machines reach this one (validators and relays)\n"
    "  --listen H:P     what to listen on (0.0.0.0 and the address's port)\n"
    "  --rpc-port N     JSON-RPC for this machine (8545; 0: any free one)\n"
    "  --wait N         seconds until the invite must be redeemed (120)\n"
    "  --verbose        says more\n";

constexpr auto kGenesisPatience = 30s;
constexpr std::size_t kInviteFileBytes = 4'096;

Outcome<chain::Invite> read_invite(const std::string& word) {
    std::string text = word;
    if (word.starts_with('@')) {
        const auto file = chain::read_private_file(word.substr(1), kInviteFileBytes);
        if (!file) return Trouble{"cannot read " + word.substr(1)};
        text = std::string(file->text());
    }
    auto invite = chain::parse_invite(text);
    if (invite) return *std::move(invite);
    switch (invite.error()) {
        case chain::InviteError::kNotAnInvite:
            return Trouble{"this is no invite; an invite begins with DURE1:"};
        case chain::InviteError::kDamaged:
            return Trouble{"the invite is damaged: a letter is missing or wrong"};
        case chain::InviteError::kNewer:
            break;
    }
    return Trouble{"the invite is of a newer dured; install that first"};
}

Outcome<Settings> settings_for(const chain::Invite& invite, const Arguments& arguments) {
    Settings out;
    out.role = invite.role;
    out.peers = invite.addresses;
    if (const auto address = arguments.value("address")) {
        out.address = parse_endpoint(*address);
        if (!out.address || !is_dialable(*out.address))
            return Trouble{"--address must be host:port as another machine would dial it"};
        out.listen = Endpoint{.host = "0.0.0.0", .port = out.address->port};
    } else if (invite.role != chain::NodeRole::kFollower) {
        return Trouble{"a " + std::string(chain::to_string(invite.role)) +
                       " needs --address HOST:PORT: where do others reach it?"};
    }
    if (const auto listen = arguments.value("listen")) {
        out.listen = parse_endpoint(*listen);
        if (!out.listen) return Trouble{"--listen must be host:port"};
    }
    const auto port = arguments.number_or("rpc-port", out.rpc_port, 0, 65'535);
    if (!port) return port.error();
    out.rpc_port = static_cast<std::uint16_t>(*port);
    return out;
}

/// Runs the node until the registry knows it.
Outcome<chain::RegisteredNode> redeem(const Home& home, std::chrono::seconds patience,
                                      chain::LogLevel log) {
    Runner runner(home, log);
    if (const auto trouble = runner.start()) return *trouble;
    const auto until = std::chrono::steady_clock::now() + patience;
    std::optional<chain::InviteFault> fault;
    std::size_t peers = 0;
    while (std::chrono::steady_clock::now() < until) {
        if (wait_for_end_or(500ms)) return Trouble{"ended before the invite was redeemed"};
        const auto state = runner.state();
        if (!state) continue;
        if (state->standing && state->standing->standing != chain::NodeStanding::kUnknown)
            return *state->standing;
        peers = state->peers;
        fault = state->fault;
        // Refused by others, or by the newest block: waiting does not help.
        const bool is_newest = state->best && state->height >= *state->best;
        if (fault && (is_newest || state->refused)) return Trouble{describe(*fault)};
    }
    if (fault) return Trouble{describe(*fault)};
    if (peers == 0) return Trouble{"no node of the community answers; dured run tries on"};
    return Trouble{"the invite is not redeemed yet; dured run tries on"};
}

void print_next(const Home& home, const chain::RegisteredNode& node) {
    std::printf("\nJoined community %llu as a %s.\n",
                static_cast<unsigned long long>(home.genesis().chain_id),
                std::string(chain::to_string(node.role)).c_str());
    int step = 1;
    if (!node.is_active()) {
        std::printf(
            "  %d. Tell the manager these six words; the manager admits this node with them:\n"
            "       %s\n",
            step++, chain::identity_phrase(node.key, node.owner).c_str());
    }
    if (node.role == chain::NodeRole::kValidator) {
        std::printf(
            "  %d. Then each sitting validator votes for its seat, two thirds decide:\n"
            "       dured vote add %s\n",
            step++, chain::to_hex(node.owner).c_str());
    }
    std::printf("  %d. Keep it running:\n       dured run --data-dir %s\n", step,
                home.directory().c_str());
}

int join(const Arguments& arguments) {
    const auto invite = read_invite(arguments.rest().front());
    if (!invite) return fail(invite.error());
    auto settings = settings_for(*invite, arguments);
    if (!settings) return fail(settings.error());
    const auto wait = arguments.number_or("wait", 120, 0, 86'400);
    if (!wait) return fail(wait.error());

    auto home = Home::make(Home::directory_of(arguments.value("data-dir")));
    if (!home) return fail(home.error());
    if (invite->bound && invite->bound->key != home->identity()->key())
        return fail({"the invite is for another node; use the --data-dir whose identity it names"});
    hold_end_signals();
    std::printf("Asking for the community's genesis…\n");
    std::fflush(stdout);
    const auto genesis = fetch_genesis(*invite, home->identity(), kGenesisPatience);
    if (!genesis) return fail(describe(genesis.error(), *invite));

    home->settings() = *std::move(settings);
    if (const auto trouble = home->keep_settings()) return fail(*trouble);
    if (const auto trouble = home->keep_invite(*invite)) return fail(*trouble);
    if (const auto trouble = home->keep_genesis(*genesis)) return fail(*trouble);
    std::printf("Redeeming the invite…\n");
    std::fflush(stdout);
    const auto node =
        redeem(*home, std::chrono::seconds(*wait),
               arguments.has("verbose") ? chain::LogLevel::kInfo : chain::LogLevel::kWarning);
    if (!node) return fail(node.error());
    print_next(*home, *node);
    return 0;
}

}  // namespace

int run_join(Words words) {
    const auto arguments = Arguments::parse(
        words, {"data-dir", "address", "listen", "rpc-port", "wait"}, {"verbose", "help"});
    if (!arguments || arguments->has("help") || arguments->rest().size() != 1) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    return join(*arguments);
}

}  // namespace dure::app
