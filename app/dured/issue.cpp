// dured invite: one more node may join.
#include "issue.hpp"

#include <algorithm>
#include <cstdio>

#include "arguments.hpp"
#include "chain/crypto/random.hpp"
#include "chain/node/system_env.hpp"
#include "commands.hpp"
#include "membership.hpp"
#include "qr.hpp"

namespace dure::app {

namespace {

constexpr const char* kUsage =
    "usage: dured invite --role validator|relay|follower [options]\n"
    "Prints a new invite as text and as a QR code. It is good once.\n"
    "  --data-dir D   the founder's, with the manager's key\n"
    "  --unit N       household or room it is for\n"
    "  --hours N      how long it is good (24)\n"
    "  --for NAME     for one node only, which it then admits at once; dured identity prints NAME\n"
    "  --text         the text alone, for scripts\n";

constexpr const char* kIdentityUsage =
    "usage: dured identity [options]\n"
    "Prints who this node is, for an invite that is for it alone (dured invite --for). Makes its\n"
    "keys if there are none.\n"
    "  --data-dir D   the node's\n"
    "  --words        its six words instead, which the manager compares\n"
    "  --address      its owner's address instead, which validators vote for\n";

constexpr std::string_view kNamePrefix = "DURENODE:";

}  // namespace

Outcome<chain::Invite> issue_invite(const Home& home, const chain::SecretKey& manager,
                                    const InviteTerms& terms) {
    chain::Invite invite;
    invite.chain_id = home.genesis().chain_id;
    invite.genesis = chain::genesis_hash(home.genesis());
    const auto id = chain::random_bytes(invite.id.bytes.size());
    std::copy(id.begin(), id.end(), invite.id.bytes.begin());
    invite.role = terms.role;
    invite.unit = terms.unit;
    invite.expiry =
        static_cast<std::uint64_t>(chain::make_system_clock()->wall_ms() / 1'000) + terms.seconds;
    invite.bound = terms.bound;
    if (const auto& address = home.settings().address) {
        invite.addresses.push_back({.host = address->host,
                                    .port = address->port,
                                    .key = home.identity()->key(),
                                    .role = home.settings().role});
    }
    for (const auto& address : terms.addresses) {
        if (invite.addresses.size() < chain::kInviteAddresses) invite.addresses.push_back(address);
    }
    if (invite.addresses.empty())
        return Trouble{"nobody could dial: settings.json has no \"address\""};
    // Long host names: fewer addresses, rather than none.
    for (; !invite.addresses.empty(); invite.addresses.pop_back()) {
        if (const auto out = chain::sign_invite(invite, manager)) return *out;
    }
    return Trouble{"the address in settings.json cannot be put in an invite"};
}

std::string node_name(const chain::NodeKey& key, const chain::Address& owner) {
    return std::string(kNamePrefix) + chain::to_hex(key.bytes).substr(2) +
           chain::to_hex(owner).substr(2);
}

std::optional<chain::InviteBinding> parse_node_name(std::string_view text) {
    if (!text.starts_with(kNamePrefix)) return std::nullopt;
    const auto bytes = chain::from_hex(text.substr(kNamePrefix.size()));
    if (!bytes || bytes->size() != 52) return std::nullopt;
    chain::InviteBinding out;
    std::copy_n(bytes->begin(), 32, out.key.bytes.begin());
    std::copy_n(bytes->begin() + 32, 20, out.owner.bytes.begin());
    return out;
}

int run_invite(Words words) {
    const auto arguments =
        Arguments::parse(words, {"data-dir", "role", "unit", "hours", "for"}, {"text", "help"});
    if (!arguments || arguments->has("help") || !arguments->rest().empty()) {
        std::fputs(kUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    InviteTerms terms;
    const auto role = chain::node_role(arguments->value_or("role", ""));
    if (!role) return fail({"--role must be validator, relay or follower"}), 2;
    terms.role = *role;
    const auto unit = arguments->number_or("unit", 0, 0, UINT32_MAX);
    if (!unit) return fail(unit.error());
    terms.unit = static_cast<std::uint32_t>(*unit);
    const auto hours = arguments->number_or("hours", 24, 1, 24 * 366);
    if (!hours) return fail(hours.error());
    terms.seconds = *hours * 3'600;
    if (const auto name = arguments->value("for")) {
        terms.bound = parse_node_name(*name);
        if (!terms.bound) return fail({"--for must be what dured identity prints"});
    }

    const auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error());
    const auto manager = home->manager_key();
    if (!manager) return fail(manager.error());
    // A running node knows more addresses; without one the founder's own has to do.
    terms.addresses = announced_addresses(*home);
    const auto invite = issue_invite(*home, *manager, terms);
    if (!invite) return fail(invite.error());

    const auto text = chain::to_text(*invite);
    if (!arguments->has("text")) {
        if (const auto code = qr_blocks(text)) std::fputs(code->c_str(), stdout);
        std::printf("\nFor a %s, good once, for %llu hours:\n\n",
                    std::string(chain::to_string(terms.role)).c_str(),
                    static_cast<unsigned long long>(*hours));
    }
    std::printf("%s\n", text.c_str());
    return 0;
}

int run_identity(Words words) {
    const auto arguments = Arguments::parse(words, {"data-dir"}, {"words", "address", "help"});
    if (!arguments || arguments->has("help") || !arguments->rest().empty()) {
        std::fputs(kIdentityUsage, stderr);
        if (!arguments) return fail(arguments.error()), 2;
        return arguments->has("help") ? 0 : 2;
    }
    const auto directory = Home::directory_of(arguments->value("data-dir"));
    const auto home = std::filesystem::exists(directory / "genesis.json") ? Home::open(directory)
                                                                          : Home::make(directory);
    if (!home) return fail(home.error());
    const auto key = home->identity()->key();
    const auto shown = arguments->has("words")     ? chain::identity_phrase(key, home->owner())
                       : arguments->has("address") ? chain::to_hex(home->owner())
                                                   : node_name(key, home->owner());
    std::printf("%s\n", shown.c_str());
    return 0;
}

}  // namespace dure::app
