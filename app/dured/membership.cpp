#include "membership.hpp"

#include <algorithm>
#include <set>

#include "chain/api/governance_calls.hpp"
#include "chain/node/admission.hpp"
#include "node_status.hpp"
#include "rpc_client.hpp"

namespace dure::app {

namespace {

/// A transaction that is in no block after so long is sent again.
constexpr std::int64_t kAgainMs = 30'000;
/// Followers hold a few connections; validators one to each other.
constexpr std::size_t kMostForFollower = 3;

}  // namespace

Membership::Membership(const Home& home, std::function<void(std::vector<chain::DialAddress>)> call)
    : home_(home), call_(std::move(call)), invite_(home.invite()) {}

std::optional<chain::RegisteredNode> Membership::standing(const chain::Node& node) const {
    return chain::registered_node(node.state(), home_.identity()->key());
}

void Membership::heard(const chain::BlockRecord& block) {
    // Whatever changes in governance is logged by it.
    for (const auto& receipt : block.receipts) {
        for (const auto& log : receipt.logs) {
            if (log.address == chain::kGovernanceAddress) is_changed_ = true;
        }
    }
}

void Membership::tick(chain::Node& node, std::int64_t now) {
    if (!node.genesis().governance) return;
    learn_addresses(node);
    const auto mine = standing(node);
    const bool is_known = mine && mine->standing != chain::NodeStanding::kUnknown;
    if (is_known && invite_) {
        home_.forget_invite();
        invite_.reset();
    }
    // What was sent before is in a block: what comes next need not wait for it.
    const auto standing = mine ? mine->standing : chain::NodeStanding::kUnknown;
    if (std::exchange(seen_, standing) != standing) again_ms_ = INT64_MIN;
    if (now < again_ms_) return;
    if (!is_known) {
        redeem(node, now);
    } else if (mine->is_active()) {
        announce(node, now);
    }
}

void Membership::redeem(chain::Node& node, std::int64_t now) {
    if (!invite_) return;
    const auto key = home_.identity()->key();
    // Our chain may be old: a fault is final only for what grows true, and is told meanwhile.
    fault_ = chain::fault_of(node.state(), node.chain_id(), chain::genesis_hash(node.genesis()),
                             *invite_, key, node.head().timestamp);
    if (fault_) return;
    send(node, chain::redeem_call(*invite_, key), now);
}

void Membership::announce(chain::Node& node, std::int64_t now) {
    const auto& address = home_.settings().address;
    const auto endpoint = address ? to_string(*address) : std::string();
    const auto key = home_.identity()->key();
    if (chain::announced_endpoint(node.state(), key) == endpoint) return;
    send(node, chain::api::announce_endpoint(key, endpoint), now);
}

bool Membership::send(chain::Node& node, chain::Bytes call, std::int64_t now) {
    again_ms_ = now + kAgainMs;
    chain::Transaction tx;
    tx.type = chain::TransactionType::dynamic_fee;
    tx.chain_id = node.chain_id();
    // Not the pool's next: what was sent before and lost is replaced by the same again.
    const auto account = node.state().account(home_.owner());
    tx.nonce = account ? account->nonce : 0;
    tx.gas_limit = chain::kRedeemGas;
    tx.to = chain::kGovernanceAddress;
    tx.data = std::move(call);
    const auto raw = chain::encode(chain::sign(std::move(tx), home_.signing_key()));
    return node.submit(raw).has_value();
}

void Membership::learn_addresses(const chain::Node& node) {
    if (!std::exchange(is_changed_, false)) return;
    auto wanted = neighbours(node.state(), home_.settings(), home_.identity()->key());
    if (wanted == called_) return;
    called_ = wanted;
    call_(std::move(wanted));
}

std::vector<chain::DialAddress> neighbours(const chain::StateReader& state,
                                           const Settings& settings, const chain::NodeKey& self) {
    std::vector<chain::DialAddress> validators, relays;
    std::set<chain::NodeKey> revoked;
    for (const auto& node : chain::registered_nodes(state)) {
        if (node.standing == chain::NodeStanding::kRevoked) revoked.insert(node.key);
        if (!node.is_active() || node.key == self) continue;
        const auto at = parse_endpoint(chain::announced_endpoint(state, node.key));
        if (!at) continue;
        const chain::DialAddress address{
            .host = at->host, .port = at->port, .key = node.key, .role = node.role};
        if (node.role == chain::NodeRole::kValidator) validators.push_back(address);
        if (node.role == chain::NodeRole::kRelay) relays.push_back(address);
    }
    std::vector<chain::DialAddress> out;
    const auto add = [&](const chain::DialAddress& address) {
        const bool is_there = std::find(out.begin(), out.end(), address) != out.end();
        if (!is_there && address.key != self && !revoked.contains(address.key))
            out.push_back(address);
    };
    // Of two addresses of one node the chain's is the newer; but the settings' may be the only one
    // that is seen from here: a relay stands in the network of every home.
    if (settings.role == chain::NodeRole::kFollower) {
        for (const auto& relay : relays) {
            if (out.size() < kMostForFollower) add(relay);
        }
        for (const auto& validator : validators) {
            if (out.size() < kMostForFollower) add(validator);
        }
    } else {
        std::for_each(validators.begin(), validators.end(), add);
        std::for_each(relays.begin(), relays.end(), add);
    }
    std::for_each(settings.peers.begin(), settings.peers.end(), add);
    return out;
}

std::vector<chain::DialAddress> announced_addresses(const Home& home) {
    std::vector<chain::DialAddress> out;
    const auto client = RpcClient::of(home);
    if (!client) return out;
    const auto status = client->ask("dure_nodeStatus", {});
    if (!status) return out;
    out = addresses_in(*status);
    // Relays first: followers behind separate networks reach nobody else.
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.role == chain::NodeRole::kRelay && b.role != chain::NodeRole::kRelay;
    });
    std::erase_if(out, [&](const auto& address) { return address.key == home.identity()->key(); });
    return out;
}

std::string describe(chain::InviteFault fault) {
    using Fault = chain::InviteFault;
    switch (fault) {
        case Fault::kOtherCommunity:
            return "the invite is of another community";
        case Fault::kNotTheManagers:
            return "the invite is not signed by this community's manager";
        case Fault::kExpired:
            return "the invite has expired; ask the manager for a new one";
        case Fault::kSpent:
            return "the invite was used or cancelled; ask the manager for a new one";
        case Fault::kForAnother:
            return "the invite is for another node";
        case Fault::kRegistered:
            return "this node is registered already";
        case Fault::kRevoked:
            return "this node's key was revoked; join with a new data directory";
    }
    return "the invite is not good";
}

}  // namespace dure::app
