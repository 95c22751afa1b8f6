// dured init: a new community with this machine as its first validator.
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <ranges>
#include <vector>

#include "arguments.hpp"
#include "chain/crypto/random.hpp"
#include "chain/node/system_env.hpp"
#include "commands.hpp"
#include "home.hpp"
#include "issue.hpp"

namespace dure::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage =
    "usage: dured init --address HOST:PORT [options]\n"
    "Founds a community: a manager's key, the genesis, this machine as the first validator, and\n"
    "invites for the others.\n"
    "  --data-dir D       where this node keeps everything\n"
    "  --address H:P      where other machines reach this one\n"
    "  --listen H:P       what to listen on (0.0.0.0 and the address's port)\n"
    "  --rpc-port N       JSON-RPC for this machine (8545; 0: any free one)\n"
    "  --validators N     validators in all (4): invites for the others are written at once\n"
    "  --chain-id N       instead of a random one\n"
    "  --slot-times S,G,R,D  seconds: a slot of the market, how long before it the gate closes, "
    "for\n"
    "                     readings after it, for disputes after them (900,300,300,900)\n";

constexpr std::uint64_t kMostAtOnce = 22;

/// Random, large enough that two communities hardly share one, small enough for every wallet.
std::uint64_t random_chain_id() {
    std::uint64_t out = 0;
    for (const auto b : chain::random_bytes(5)) out = out << 8 | b;
    return out + 100'000;
}

Outcome<core::SlotRules> slot_times(const std::string& text) {
    std::vector<std::uint32_t> seconds;
    for (const auto part : std::views::split(text, ',')) {
        const std::string digits(part.begin(), part.end());
        auto& each = seconds.emplace_back();
        const auto* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, each);
        if (read.ec != std::errc() || read.ptr != end) seconds.clear();
    }
    if (seconds.size() != 4) return Trouble{"--slot-times must be like 900,300,300,900"};
    const core::SlotRules out{.slot_seconds = seconds[0],
                              .gate_seconds = seconds[1],
                              .reading_seconds = seconds[2],
                              .dispute_seconds = seconds[3]};
    if (const auto trouble = trouble_with(out)) return Trouble{"--slot-times: " + trouble->what};
    return out;
}

Outcome<Settings> settings_from(const Arguments& arguments) {
    Settings out;
    out.role = chain::NodeRole::kValidator;
    const auto address = arguments.value("address");
    if (!address)
        return Trouble{"--address HOST:PORT is missing: where do others reach this node?"};
    out.address = parse_endpoint(*address);
    if (!out.address || !is_dialable(*out.address))
        return Trouble{"--address must be host:port as another machine would dial it"};
    const auto listen =
        arguments.value_or("listen", "0.0.0.0:" + std::to_string(out.address->port));
    out.listen = parse_endpoint(listen);
    if (!out.listen) return Trouble{"--listen must be host:port"};
    const auto port = arguments.number_or("rpc-port", out.rpc_port, 0, 65'535);
    if (!port) return port.error();
    out.rpc_port = static_cast<std::uint16_t>(*port);
    if (const auto text = arguments.value("slot-times")) {
        const auto times = slot_times(*text);
        if (!times) return times.error();
        out.slot_times = *times;
    }
    return out;
}

chain::Genesis genesis_of(const Home& home, const chain::Address& manager, std::uint64_t chain_id) {
    chain::Genesis out;
    out.chain_id = chain_id;
    out.timestamp = static_cast<std::uint64_t>(chain::make_system_clock()->wall_ms() / 1'000);
    out.validators = {home.owner()};
    auto& governance = out.governance.emplace();
    governance.manager = manager;
    governance.code = chain::governance_code();
    chain::RegisteredNode first;
    first.key = home.identity()->key();
    first.owner = home.owner();
    first.role = chain::NodeRole::kValidator;
    governance.nodes = {first};
    return out;
}

void print_founded(const Home& home, const fs::path& manager_key) {
    std::printf(
        "Community %llu is founded in %s.\n\n"
        "  manager's key     %s\n"
        "                    It admits and revokes nodes and members; it cannot move anybody's\n"
        "                    coin. Keep a copy of it away from this machine.\n"
        "  metering key      %s\n"
        "                    With it this node posts the homes' readings while it runs; it can do\n"
        "                    nothing else. Another validator or relay may have a copy.\n"
        "  first validator   %s\n\n"
        "Next:\n"
        "  1. Start this node:\n"
        "       dured run --data-dir %s\n",
        static_cast<unsigned long long>(home.genesis().chain_id), home.directory().c_str(),
        manager_key.c_str(), (home.directory() / "metering.key").c_str(),
        chain::to_hex(home.owner()).c_str(), home.directory().c_str());
}

void print_others(const Home& home, const std::vector<fs::path>& invites) {
    if (invites.empty()) return;
    std::printf(
        "  2. On each further validator's machine, within 24 hours, with one of the files below\n"
        "     (copied there, or its text):\n"
        "       dured join --address HOST:PORT @FILE\n");
    for (const auto& file : invites) std::printf("       %s\n", file.c_str());
    std::printf(
        "  3. It shows six words. When they are the same here, admit it:\n"
        "       dured approve --data-dir %s SIX WORDS\n"
        "  4. Give it a seat. Each sitting validator votes, two thirds decide:\n"
        "       dured vote --data-dir %s add ADDRESS\n",
        home.directory().c_str(), home.directory().c_str());
}

int found(const Arguments& arguments) {
    auto settings = settings_from(arguments);
    if (!settings) return fail(settings.error());
    const auto validators = arguments.number_or("validators", 4, 1, kMostAtOnce);
    if (!validators) return fail(validators.error());
    const auto chain_id =
        arguments.number_or("chain-id", random_chain_id(), 1, std::uint64_t{1} << 53);
    if (!chain_id) return fail(chain_id.error());

    auto home = Home::make(Home::directory_of(arguments.value("data-dir")));
    if (!home) return fail(home.error());
    auto manager = home->make_manager_key();
    if (!manager) return fail(manager.error());
    if (const auto metering = home->make_metering_key(); !metering) return fail(metering.error());
    home->settings() = *std::move(settings);
    // Who joins later starts from the first block: somebody must have them all.
    home->settings().keep_months = 0;
    if (const auto trouble = home->keep_settings()) return fail(*trouble);

    // Last: with it the directory is a community.
    const auto genesis = genesis_of(*home, chain::address_of(*manager), *chain_id);
    if (const auto trouble = home->keep_genesis(genesis)) return fail(*trouble);

    std::vector<fs::path> invites;
    for (std::uint64_t i = 2; i <= *validators; ++i) {
        const auto invite = issue_invite(*home, *manager, {.role = chain::NodeRole::kValidator});
        if (!invite) return fail(invite.error());
        const auto file =
            home->directory() / "invites" / ("validator-" + std::to_string(i) + ".txt");
        if (const auto trouble = home->keep_text(file, chain::to_text(*invite) + "\n"))
            return fail(*trouble);
        invites.push_back(file);
    }
    print_founded(*home, home->directory() / "manager.key");
    print_others(*home, invites);
    return 0;
}

}  // namespace

int run_init(Words words) {
    const auto arguments = Arguments::parse(
        words,
        {"data-dir", "address", "listen", "rpc-port", "validators", "chain-id", "slot-times"},
        {"help"});
    if (!arguments || arguments->has("help") || !arguments->rest().empty()) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    return found(*arguments);
}

}  // namespace dure::app
