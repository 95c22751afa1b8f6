#include "node_status.hpp"

#include <algorithm>

#include "chain/api/governance_calls.hpp"
#include "chain/api/turns.hpp"
#include "membership.hpp"

namespace dure::app {

namespace {

namespace json = boost::json;

constexpr std::uint64_t kTurnsOver = 100;  ///< blocks that missed turns are counted over
constexpr std::uint64_t kMostActions = 64;

std::string_view name_of(chain::SyncStatus::Phase phase) {
    using Phase = chain::SyncStatus::Phase;
    switch (phase) {
        case Phase::kConnecting:
            return "connecting";
        case Phase::kHeaders:
            return "headers";
        case Phase::kBlocks:
            return "blocks";
        case Phase::kLive:
            return "live";
    }
    return "unknown";
}

std::string_view name_of(chain::NodeStanding standing) {
    using Standing = chain::NodeStanding;
    switch (standing) {
        case Standing::kPending:
            return "pending";
        case Standing::kActive:
            return "active";
        case Standing::kRevoked:
            return "revoked";
        case Standing::kUnknown:
            break;
    }
    return "unknown";
}

std::string_view name_of(chain::Standing standing) {
    using Standing = chain::Standing;
    switch (standing) {
        case Standing::kGuest:
            return "guest";
        case Standing::kMember:
            return "member";
        case Standing::kStranger:
            break;
    }
    return "stranger";
}

json::object node_entry(const chain::StateReader& state, const chain::RegisteredNode& node) {
    return {{"key", chain::to_hex(node.key.bytes)},
            {"owner", chain::to_hex(node.owner)},
            {"role", chain::to_string(node.role)},
            {"standing", name_of(node.standing)},
            {"unit", node.unit},
            {"since", node.since},
            {"endpoint", chain::announced_endpoint(state, node.key)},
            {"words", chain::identity_phrase(node.key, node.owner)}};
}

bool is_validator(const chain::Node& node, const chain::Address& signer) {
    const auto& members = node.validators();
    return std::find(members.begin(), members.end(), signer) != members.end();
}

json::array peers_of(const chain::Node& node) {
    json::array out;
    for (const auto& peer : node.peers()) {
        json::object entry{{"key", chain::to_hex(peer.key.bytes)},
                           {"standing", name_of(peer.standing)},
                           {"points", peer.points}};
        if (peer.signer) {
            entry["signer"] = chain::to_hex(*peer.signer);
            entry["validator"] = is_validator(node, *peer.signer);
        }
        if (peer.height) entry["height"] = *peer.height;
        if (peer.latency_ms) entry["latencyMs"] = *peer.latency_ms;
        if (!peer.program.empty()) entry["version"] = peer.program;
        out.push_back(std::move(entry));
    }
    return out;
}

json::array validators_of(const chain::Node& node, const Home& home) {
    // By the validators of now: what came before a change of the set is counted as well as it can
    // be.
    const auto& members = node.validators();
    chain::api::TurnCount turns(kTurnsOver);
    const auto head = node.height();
    auto before = node.header(head > kTurnsOver ? head - kTurnsOver : 0);
    for (auto number = head > kTurnsOver ? head - kTurnsOver + 1 : 1; number <= head; ++number) {
        auto header = node.header(number);
        if (header && before) turns.take(*header, *before, members);
        before = std::move(header);
    }
    const auto peers = node.peers();
    json::array out;
    for (const auto& row : turns.rows(members, home.owner())) {
        const chain::Address member{row.address};
        const bool is_here = member == home.owner();
        const bool is_connected = std::any_of(
            peers.begin(), peers.end(), [&](const auto& peer) { return peer.signer == member; });
        out.push_back(json::object{{"address", chain::to_hex(member)},
                                   {"this", is_here},
                                   {"connected", is_here || is_connected},
                                   {"proposed", row.turns - row.missed},
                                   {"missed", row.missed}});
    }
    return out;
}

const char* words_of(chain::VoteSilence silence) {
    switch (silence) {
        case chain::VoteSilence::kForgetful:
            return "votes may be missing from this machine's record: it votes again when the "
                   "others have decided a block";
        case chain::VoteSilence::kTwin:
            return "another machine votes with this validator's key: stop the other one for good, "
                   "then start this one again";
    }
    return "";
}

json::array open_actions_of(const chain::Node& node) {
    const auto ask = [&](const chain::Bytes& data) {
        chain::CallRequest request;
        request.to = chain::kGovernanceAddress;
        request.gas = 10'000'000;
        request.data = data;
        return node.call(request).output;
    };
    json::array out;
    for (const auto& action :
         chain::api::open_actions(ask(chain::api::ask_open_actions(0, kMostActions)))) {
        json::array voters;
        for (const auto& voter : chain::api::voters(ask(chain::api::ask_voters(action))))
            voters.emplace_back(chain::to_hex(voter));
        out.push_back(json::object{{"action", chain::to_hex(action)},
                                   {"text", chain::api::describe_action(action)},
                                   {"voters", std::move(voters)}});
    }
    return out;
}

}  // namespace

json::value node_status(const chain::Node& node, const Home& home) {
    const auto sync = node.sync_status();
    json::object out{{"chainId", node.chain_id()},
                     {"height", node.height()},
                     {"headHash", chain::to_hex(node.head_hash())},
                     {"headTime", node.head().timestamp},
                     {"phase", name_of(sync.phase)},
                     {"votes", !node.vote_silence() && node.room().room() != chain::Room::kNone},
                     {"oldestBody", node.oldest_body()},
                     {"room", chain::to_string(node.room().room())},
                     {"peers", peers_of(node)},
                     {"validators", validators_of(node, home)},
                     {"waiting", node.pool().status().pending + node.pool().status().queued}};
    if (const auto silence = node.vote_silence()) out["silent"] = words_of(*silence);
    if (sync.best) out["best"] = *sync.best;
    if (const auto free = node.room().free_bytes()) out["freeBytes"] = *free;
    if (const auto& stopped = node.stopped()) out["stopped"] = stopped->reason;
    auto& notices = out["notices"].emplace_array();
    for (const auto& notice : node.notices()) notices.emplace_back(notice.what);
    if (node.heard_foreign_vote()) {
        notices.emplace_back(
            "since the start a vote in this validator's name was heard that this machine did not "
            "cast: its disk is an old copy, or another machine uses its key");
    }

    auto& evidence = out["evidence"].emplace_array();
    for (const auto& item : node.evidence()) {
        evidence.push_back(json::object{{"height", item.height},
                                        {"author", chain::to_hex(item.author)},
                                        {"text", chain::to_string(item)}});
    }

    auto& self = out["node"].emplace_object();
    self["key"] = chain::to_hex(home.identity()->key().bytes);
    self["owner"] = chain::to_hex(home.owner());
    self["role"] = chain::to_string(home.settings().role);
    self["words"] = chain::identity_phrase(home.identity()->key(), home.owner());
    const auto mine = chain::registered_node(node.state(), home.identity()->key());
    self["standing"] = name_of(mine ? mine->standing : chain::NodeStanding::kUnknown);
    if (!node.genesis().governance) return out;

    auto& governance = out["governance"].emplace_object();
    governance["manager"] = chain::to_hex(chain::governance_manager(node.state()));
    auto& nodes = governance["nodes"].emplace_array();
    for (const auto& registered : chain::registered_nodes(node.state()))
        nodes.push_back(node_entry(node.state(), registered));
    governance["open"] = open_actions_of(node);
    return out;
}

chain::rpc::ExtraMethods node_methods(const Home& home) {
    chain::rpc::ExtraMethods out;
    out.emplace("dure_nodeStatus",
                [&home](chain::Node& node, chain::rpc::Params&) -> chain::rpc::Answer<json::value> {
                    return node_status(node, home);
                });
    return out;
}

std::vector<chain::DialAddress> addresses_in(const json::value& status) {
    std::vector<chain::DialAddress> out;
    try {
        for (const auto& entry : status.at("governance").at("nodes").as_array()) {
            const auto at = parse_endpoint(std::string_view(entry.at("endpoint").as_string()));
            const auto role = chain::node_role(std::string_view(entry.at("role").as_string()));
            const auto key = chain::fixed_from_hex<chain::Hash256>(
                std::string_view(entry.at("key").as_string()));
            if (!at || !role || !key || *role == chain::NodeRole::kFollower ||
                entry.at("standing").as_string() != "active") {
                continue;
            }
            out.push_back({.host = at->host, .port = at->port, .key = {key->bytes}, .role = *role});
        }
    } catch (const std::exception&) {
        // No governance, or a node of another version: no addresses.
    }
    return out;
}

}  // namespace dure::app
