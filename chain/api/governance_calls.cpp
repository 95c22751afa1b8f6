#include "chain/api/governance_calls.hpp"

#include <algorithm>

#include "chain/api/abi.hpp"

namespace dure::chain::api {

namespace {

constexpr std::string_view kChange = "changeValidators(address,address)";
constexpr std::string_view kRegister = "register(bytes32,uint8,uint32,address)";
constexpr std::string_view kApprove = "approve(bytes32,address)";
constexpr std::string_view kRevoke = "revoke(bytes32)";
constexpr std::string_view kCancel = "cancelInvite(bytes16)";
constexpr std::string_view kSetManager = "setManager(address)";

struct Refusal {
    std::string_view error;
    std::string_view words;
};
constexpr Refusal kRefusals[] = {
    {"NotManager()", "only the manager may do this, or the validators by vote"},
    {"NotValidator()", "that is no validator"},
    {"OnlyByVote()", "only the validators may do this, by vote"},
    {"ValidatorsDecide()", "the node of a sitting validator is its peers' to revoke, by vote"},
    {"AlreadyValidator()", "that is a validator already"},
    {"TooManyValidators()", "there are as many validators as can be"},
    {"LastValidator()", "the last validator cannot be removed, only replaced"},
    {"BadAction()", "nobody can vote for that"},
    {"AlreadyVoted()", "this validator has voted for it already"},
    {"NotVoted()", "this validator has not voted for it"},
    {"BadKey()", "that is no node key"},
    {"BadRole()", "that is no role"},
    {"NotPending()", "that node does not wait for approval, or its owner has changed"},
    {"NotRegistered()", "that node is not registered"},
    {"AlreadyRegistered()", "that node is registered already"},
    {"KeyRevoked()", "that node's key was revoked; join with a new data directory"},
    {"NotOwner()", "only the owner of an admitted node may do this"},
    {"EndpointTooLong()", "that address is too long"},
    {"InviteExpired()", "the invite has expired; ask the manager for a new one"},
    {"InviteSpent()", "the invite was used or cancelled; ask the manager for a new one"},
    {"InviteForAnother()", "the invite is for another node"},
    {"InviteNotSigned()", "the invite is not signed by this community's manager"},
    {"ECDSAInvalidSignature()", "the signature is none"},
    {"ECDSAInvalidSignatureLength(uint256)", "the signature is none"},
    {"ECDSAInvalidSignatureS(bytes32)", "the signature is none"},
};

Hash256 word(const NodeKey& key) { return Hash256{key.bytes}; }

bool is_call_of(std::string_view signature, std::size_t words, ByteView action) {
    const auto selector = abi::selector(signature);
    return action.size() == 4 + 32 * words &&
           std::equal(selector.begin(), selector.end(), action.begin());
}

}  // namespace

Bytes change_validators(const Address& removed, const Address& added) {
    return abi::Encoder(kChange).address(removed).address(added).finish();
}

Bytes register_node(const RegisteredNode& node) {
    return abi::Encoder(kRegister)
        .hash(word(node.key))
        .word(static_cast<std::uint64_t>(node.role))
        .word(node.unit)
        .address(node.owner)
        .finish();
}

Bytes approve_node(const NodeKey& key, const Address& owner) {
    return abi::Encoder(kApprove).hash(word(key)).address(owner).finish();
}

Bytes revoke_node(const NodeKey& key) { return abi::Encoder(kRevoke).hash(word(key)).finish(); }

Bytes cancel_invite(const InviteId& id) {
    Hash256 left_aligned;
    std::copy(id.bytes.begin(), id.bytes.end(), left_aligned.bytes.begin());
    return abi::Encoder(kCancel).hash(left_aligned).finish();
}

Bytes set_manager(const Address& manager) {
    return abi::Encoder(kSetManager).address(manager).finish();
}

Bytes vote_for(const Bytes& action) { return abi::Encoder("vote(bytes)").bytes(action).finish(); }

Bytes withdraw_vote_for(const Bytes& action) {
    return abi::Encoder("withdrawVote(bytes)").bytes(action).finish();
}

Bytes announce_endpoint(const NodeKey& key, std::string_view endpoint) {
    return abi::Encoder("announce(bytes32,bytes)")
        .hash(word(key))
        .bytes(Bytes(endpoint.begin(), endpoint.end()))
        .finish();
}

Bytes ask_open_actions(std::uint64_t first, std::uint64_t most) {
    return abi::Encoder("openActions(uint256,uint256)").word(first).word(most).finish();
}

std::vector<Bytes> open_actions(ByteView answer) {
    // bytes[]: offset of the list, its length, then an offset an entry, counted from the first.
    std::vector<Bytes> out;
    const abi::Reader reader(answer);
    if (answer.size() < 64) return out;
    const auto list = answer.subspan(64);
    const auto count = std::min<std::uint64_t>(reader.integer(1), list.size() / 64);
    const abi::Reader entries(list);
    for (std::size_t i = 0; i < count; ++i) {
        const auto action = entries.bytes(i);
        out.emplace_back(action.begin(), action.end());
    }
    return out;
}

Bytes ask_voters(const Bytes& action) {
    return abi::Encoder("voters(bytes)").bytes(action).finish();
}

std::vector<Address> voters(ByteView answer) {
    std::vector<Address> out;
    for (const auto& entry : abi::Reader(answer).words(0)) out.push_back(to_address(entry));
    return out;
}

std::optional<std::string_view> governance_refusal(ByteView revert_data) {
    if (revert_data.size() < 4) return std::nullopt;
    for (const auto& refusal : kRefusals) {
        if (std::ranges::equal(abi::selector(refusal.error), revert_data.first(4)))
            return refusal.words;
    }
    return std::nullopt;
}

std::string describe_action(ByteView action) {
    const abi::Reader words(action.size() < 4 ? action : action.subspan(4));
    if (is_call_of(kChange, 2, action)) {
        const auto removed = words.address(0), added = words.address(1);
        if (removed.is_zero()) return "add validator " + to_hex(added);
        if (added.is_zero()) return "remove validator " + to_hex(removed);
        return "replace validator " + to_hex(removed) + " by " + to_hex(added);
    }
    if (is_call_of(kRegister, 4, action)) {
        const auto role = static_cast<NodeRole>(words.integer(1));
        return "register node " + to_hex(words.hash(0)) + " as " + std::string(to_string(role));
    }
    if (is_call_of(kApprove, 2, action)) return "approve node " + to_hex(words.hash(0));
    if (is_call_of(kRevoke, 1, action)) return "revoke node " + to_hex(words.hash(0));
    if (is_call_of(kCancel, 1, action)) return "cancel an invite";
    if (is_call_of(kSetManager, 1, action))
        return "make " + to_hex(words.address(0)) + " the manager";
    return "something this program does not know: " + to_hex(action);
}

}  // namespace dure::chain::api
