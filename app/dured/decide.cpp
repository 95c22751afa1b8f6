// dured vote, approve and revoke: decisions about validators and nodes, sent through the node that
// runs in the data directory.
#include <algorithm>
#include <cstdio>
#include <string>

#include "arguments.hpp"
#include "chain/api/governance_calls.hpp"
#include "commands.hpp"
#include "home.hpp"
#include "membership.hpp"
#include "node_status.hpp"
#include "rpc_client.hpp"

namespace dure::app {

namespace {

namespace json = boost::json;

constexpr const char* kVoteUsage =
    "usage: dured vote [--data-dir D] [--withdraw] WHAT\n"
    "This validator's vote; two thirds of the validators decide. WHAT is one of\n"
    "  add ADDRESS              one more validator\n"
    "  remove ADDRESS           one less\n"
    "  replace OLD NEW          one instead of another, for example of a dead one\n"
    "  revoke NODEKEY           a node loses its place in the network\n"
    "  admit NODEKEY ADDRESS ROLE   a node gets one\n"
    "  manager ADDRESS          another manager, for example after a lost key\n"
    "Open votes are in dured status.\n";
constexpr const char* kApproveUsage =
    "usage: dured approve [--data-dir D] [SIX WORDS]\n"
    "Admits the waiting node that shows these six words. Without words: lists who waits.\n";
constexpr const char* kRevokeUsage =
    "usage: dured revoke [--data-dir D] NODEKEY | SIX WORDS\n"
    "The node loses its place in the network; its connections end with the next block.\n";

std::optional<chain::Address> address_of(const std::string& text) {
    return text.starts_with("0x") ? chain::fixed_from_hex<chain::Address>(text) : std::nullopt;
}
std::optional<chain::NodeKey> key_of(const std::string& text) {
    const auto bytes =
        text.starts_with("0x") ? chain::fixed_from_hex<chain::Hash256>(text) : std::nullopt;
    if (!bytes) return std::nullopt;
    return chain::NodeKey{bytes->bytes};
}

Outcome<chain::Bytes> action_of(const std::vector<std::string>& words) {
    const auto wrong = [](const std::string& what) {
        return Trouble{what + " must be 0x and hex"};
    };
    const auto is = [&](std::string_view name, std::size_t count) {
        return words.size() == count && words.front() == name;
    };
    if (is("add", 2) || is("remove", 2) || is("manager", 2)) {
        const auto who = address_of(words[1]);
        if (!who) return wrong("ADDRESS");
        if (is("manager", 2)) return chain::api::set_manager(*who);
        return is("add", 2) ? chain::api::change_validators({}, *who)
                            : chain::api::change_validators(*who, {});
    }
    if (is("replace", 3)) {
        const auto out = address_of(words[1]), in = address_of(words[2]);
        if (!out || !in) return wrong("OLD and NEW");
        return chain::api::change_validators(*out, *in);
    }
    if (is("revoke", 2)) {
        const auto key = key_of(words[1]);
        if (!key) return wrong("NODEKEY");
        return chain::api::revoke_node(*key);
    }
    if (is("admit", 4)) {
        const auto key = key_of(words[1]);
        const auto owner = address_of(words[2]);
        const auto role = chain::node_role(words[3]);
        if (!key || !owner) return wrong("NODEKEY and ADDRESS");
        if (!role) return Trouble{"ROLE must be validator, relay or follower"};
        chain::RegisteredNode node;
        node.key = *key;
        node.owner = *owner;
        node.role = *role;
        return chain::api::register_node(node);
    }
    return Trouble{"that cannot be voted for"};
}

struct Entry {
    chain::NodeKey key;
    chain::Address owner;
    std::string standing, role, words;
    std::uint64_t unit = 0;
};

Outcome<std::vector<Entry>> registered(const RpcClient& client) {
    const auto status = client.ask("dure_nodeStatus", {});
    if (!status) return status.error();
    std::vector<Entry> out;
    try {
        for (const auto& node : status->at("governance").at("nodes").as_array()) {
            auto& entry = out.emplace_back();
            entry.key = key_of(std::string(node.at("key").as_string())).value();
            entry.owner = address_of(std::string(node.at("owner").as_string())).value();
            entry.standing = node.at("standing").as_string();
            entry.role = node.at("role").as_string();
            entry.words = node.at("words").as_string();
            entry.unit = node.at("unit").to_number<std::uint64_t>();
        }
    } catch (const std::exception&) {
        return Trouble{"this community has no governance, or its node is of another version"};
    }
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

void list_waiting(const std::vector<Entry>& entries) {
    bool any = false;
    for (const auto& entry : entries) {
        if (entry.standing != "pending") continue;
        any = true;
        std::printf("%s\n  a %s for unit %llu, owner %s\n", entry.words.c_str(), entry.role.c_str(),
                    static_cast<unsigned long long>(entry.unit),
                    chain::to_hex(entry.owner).c_str());
    }
    std::fputs(any ? "\nAdmit one with dured approve and its six words, when the new node shows "
                     "the same.\n"
                   : "Nobody waits.\n",
               stdout);
}

/// Parses, opens, connects; the rest of a command is what differs.
struct Context {
    Arguments arguments;
    Home home;
    RpcClient client;
};
std::optional<Context> begin(Words words, std::initializer_list<std::string_view> flags,
                             const char* usage, int& code) {
    code = 2;
    auto arguments = Arguments::parse(words, {"data-dir"}, flags);
    if (!arguments || arguments->has("help")) {
        std::fputs(usage, stderr);
        if (!arguments) fail(arguments.error());
        if (arguments) code = 0;
        return std::nullopt;
    }
    code = 1;
    auto home = Home::open(Home::directory_of(arguments->value("data-dir")));
    if (!home) return fail(home.error()), std::nullopt;
    auto client = RpcClient::of(*home);
    if (!client) return fail(client.error()), std::nullopt;
    return Context{*std::move(arguments), *std::move(home), *std::move(client)};
}

}  // namespace

int run_vote(Words words) {
    int code = 0;
    const auto context = begin(words, {"withdraw", "help"}, kVoteUsage, code);
    if (!context) return code;
    const auto action = action_of(context->arguments.rest());
    if (!action) {
        std::fputs(kVoteUsage, stderr);
        return fail(action.error()), 2;
    }
    const bool withdraws = context->arguments.has("withdraw");
    const auto call =
        withdraws ? chain::api::withdraw_vote_for(*action) : chain::api::vote_for(*action);
    const auto sent =
        context->client.send(context->home.signing_key(), chain::kGovernanceAddress, call);
    if (!sent) return fail(sent.error());

    const auto text = chain::api::describe_action(*action);
    if (withdraws) {
        std::printf("Vote withdrawn: %s\n", text.c_str());
        return 0;
    }
    const auto answer =
        context->client.view(chain::kGovernanceAddress, chain::api::ask_voters(*action));
    const auto for_it = answer ? chain::api::voters(*answer).size() : 0;
    if (for_it == 0) {
        std::printf("Passed: %s\n", text.c_str());
    } else {
        std::printf("Voted: %s. %zu so far; two thirds of the validators decide.\n", text.c_str(),
                    for_it);
    }
    return 0;
}

int run_approve(Words words) {
    int code = 0;
    const auto context = begin(words, {"help"}, kApproveUsage, code);
    if (!context) return code;
    const auto entries = registered(context->client);
    if (!entries) return fail(entries.error());
    if (context->arguments.rest().empty()) return list_waiting(*entries), 0;
    const auto typed = joined(context->arguments.rest());
    const auto it = std::find_if(entries->begin(), entries->end(), [&](const Entry& entry) {
        return entry.standing == "pending" && entry.words == typed;
    });
    if (it == entries->end())
        return fail(
            {"no waiting node has these words; dured approve without words lists who "
             "waits. Different words on the new node's screen mean that somebody else "
             "used the invite: do not admit that one"});
    const auto manager = context->home.manager_key();
    if (!manager) return fail(manager.error());
    const auto sent = context->client.send(*manager, chain::kGovernanceAddress,
                                           chain::api::approve_node(it->key, it->owner));
    if (!sent) return fail(sent.error());
    std::printf("Admitted: a %s for unit %llu.\n", it->role.c_str(),
                static_cast<unsigned long long>(it->unit));
    return 0;
}

int run_revoke(Words words) {
    int code = 0;
    const auto context = begin(words, {"help"}, kRevokeUsage, code);
    if (!context) return code;
    const auto& rest = context->arguments.rest();
    if (rest.empty()) return std::fputs(kRevokeUsage, stderr), 2;
    const auto entries = registered(context->client);
    if (!entries) return fail(entries.error());
    const auto typed = joined(rest);
    const auto it = std::find_if(entries->begin(), entries->end(), [&](const Entry& entry) {
        return entry.words == typed || chain::to_hex(entry.key.bytes) == typed;
    });
    if (it == entries->end()) return fail({"no node has this key or these words"});
    const auto manager = context->home.manager_key();
    if (!manager) return fail(manager.error());
    const auto sent =
        context->client.send(*manager, chain::kGovernanceAddress, chain::api::revoke_node(it->key));
    if (!sent) return fail(sent.error());
    std::printf("Revoked: a %s for unit %llu.\n", it->role.c_str(),
                static_cast<unsigned long long>(it->unit));
    return 0;
}

}  // namespace dure::app
