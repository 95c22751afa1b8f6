// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

/// Who validates the chain and which nodes its network knows: what operators, nodes and screens may ask.
interface IGovernance {
    enum Role {
        None,
        Validator,
        Relay,
        Follower
    }
    enum State {
        None,
        Pending, // redeemed an invite that was bound to no key: waits for the manager's look at six words
        Active,
        Revoked
    }

    struct Node {
        address owner; // who answers for it; a validator's sealing address
        Role role;
        State state;
        uint32 unit; // household or room, the community's numbering
        uint40 since;
    }

    /// What the manager signs; see inviteDigest. `nodeKey` and `owner` are both set (bound) or both zero.
    struct Invite {
        bytes16 id;
        Role role;
        uint32 unit;
        uint40 expiry; // valid while block.timestamp ≤ expiry
        bytes32 nodeKey;
        address owner;
        bytes32 details; // hash of what else the invite says: genesis, addresses to dial
    }

    event ManagerChanged(address manager);
    event ValidatorsChanged(uint64 term, address removed, address added);
    event NodeChanged(bytes32 indexed key, Role role, State state, uint32 unit, address owner);
    event NodeAnnounced(bytes32 indexed key, bytes endpoint);
    event InviteRedeemed(bytes16 indexed id, bytes32 indexed key);
    event InviteCancelled(bytes16 indexed id);
    event Voted(uint64 indexed term, address indexed validator, bytes action);
    event VoteWithdrawn(uint64 indexed term, address indexed validator, bytes action);
    event Passed(uint64 indexed term, bytes action);

    error NotManager();
    error NotValidator();
    error OnlyByVote();
    error ValidatorsDecide();
    error AlreadyValidator();
    error TooManyValidators();
    error LastValidator();
    error BadAction();
    error AlreadyVoted();
    error NotVoted();
    error BadKey();
    error BadRole();
    error NotPending();
    error NotRegistered();
    error AlreadyRegistered();
    error KeyRevoked();
    error NotOwner();
    error EndpointTooLong();
    error InviteExpired();
    error InviteSpent();
    error InviteForAnother();
    error InviteNotSigned();

    // ---- validators

    /// In no order. The shape Besu's contract mode reads.
    function getValidators() external view returns (address[] memory);
    /// Counts the changes of the set; votes live one term.
    function term() external view returns (uint64);
    /// Votes that pass an action: ⌈2n/3⌉.
    function quorum() external view returns (uint256);

    /// A validator's vote for a call to this contract (changeValidators, register, approve, revoke, setManager,
    /// cancelInvite), executed with the vote that makes the quorum.
    function vote(bytes calldata action) external;
    function withdrawVote(bytes calldata action) external;
    /// Validators that voted for it in this term.
    function voters(bytes calldata action) external view returns (address[] memory);
    /// Actions with votes in this term, in no order.
    function openActions(uint256 first, uint256 most) external view returns (bytes[] memory);

    /// Replaces `removed` by `added`; one of them may be zero. By vote only.
    function changeValidators(address removed, address added) external;

    // ---- nodes, by the manager or by vote

    function manager() external view returns (address);
    function setManager(address manager_) external;
    /// Enters or changes a node, active at once.
    function register(bytes32 key, Role role, uint32 unit, address owner) external;
    /// Admits a pending node; `owner` is the one whose six words were compared.
    function approve(bytes32 key, address owner) external;
    /// An active node's key never comes back by an invite; a pending one may try again.
    function revoke(bytes32 key) external;
    function cancelInvite(bytes16 id) external;

    // ---- nodes, by themselves

    /// Registers `key` for the sender: active when the invite is bound to both, else pending.
    function redeem(Invite calldata invite, bytes32 key, bytes calldata signature) external;
    /// The owner retires a node's key.
    function leave(bytes32 key) external;
    /// Where the owner's node listens, "host:port"; empty: nowhere any more.
    function announce(bytes32 key, bytes calldata endpoint) external;
    function endpointOf(bytes32 key) external view returns (bytes memory);

    function node(bytes32 key) external view returns (Node memory);
    function nodes(uint256 first, uint256 most) external view returns (bytes32[] memory keys, Node[] memory list);
    function inviteSpent(bytes16 id) external view returns (bool);
    function inviteDigest(Invite calldata invite) external view returns (bytes32);
}
