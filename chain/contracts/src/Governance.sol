// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IGovernance} from "./IGovernance.sol";

/// Who validates the chain and which nodes its network knows. It stands in the genesis at a fixed address, so
/// there is no constructor: the genesis fills slots 0 to 4, and nodes read them without executing anything
/// (chain/node/governance.hpp). The layout must stay.
///
/// The set of validators changes by their own vote only. A vote passes with ⌈2n/3⌉, as many as decide a block:
/// with up to ⌊(n−1)/3⌋ dead the others can still replace them, with more the chain stands and no vote could
/// be counted; and those who pass a vote could have decided the blocks anyway. Every change of the set begins a
/// new term and leaves all open votes behind.
///
/// The manager admits and revokes nodes, but not the node of a sitting validator, so a stolen manager key cannot
/// stop the chain. Nothing here holds or moves coin.
contract Governance is IGovernance {
    using ECDSA for bytes32;

    struct Ballot {
        uint256 ayes; // bit i: the validator at place i
        uint256 place; // 1 + index in _open
    }

    /// Ballots keep a bit a validator.
    uint256 public constant MOST_VALIDATORS = 100;
    uint256 public constant LONGEST_ACTION = 256;
    uint256 public constant LONGEST_ENDPOINT = 69; // a host of 63, a colon and a port

    address public manager; // slot 0, with term
    uint64 public term;
    address[] private _validators; // slot 1
    mapping(address validator => uint256) private _place; // slot 2: 1 + index in _validators
    mapping(bytes32 key => Node) private _nodes; // slot 3
    bytes32[] private _roll; // slot 4: every key that was ever entered
    mapping(bytes16 id => bool) public inviteSpent; // slot 5
    mapping(uint64 term => mapping(bytes32 actionHash => Ballot)) private _ballots; // slot 6
    mapping(uint64 term => bytes[]) private _open; // slot 7
    mapping(bytes32 key => bytes) private _endpoints; // slot 8

    modifier byManagerOrVote() {
        if (msg.sender != manager && msg.sender != address(this)) revert NotManager();
        _;
    }

    // ---- validators

    function getValidators() external view returns (address[] memory) {
        return _validators;
    }

    function quorum() public view returns (uint256) {
        return (2 * _validators.length + 2) / 3;
    }

    function vote(bytes calldata action) external {
        uint256 bit = _bitOf(msg.sender);
        if (action.length < 4 || action.length > LONGEST_ACTION) revert BadAction();
        Ballot storage ballot = _ballots[term][keccak256(action)];
        if (ballot.ayes & bit != 0) revert AlreadyVoted();
        if (ballot.ayes == 0) {
            _open[term].push(action);
            ballot.place = _open[term].length;
        }
        ballot.ayes |= bit;
        emit Voted(term, msg.sender, action);
        if (_count(ballot.ayes) < quorum()) return;

        _close(ballot);
        emit Passed(term, action);
        (bool done, bytes memory answer) = address(this).call(action);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
    }

    function withdrawVote(bytes calldata action) external {
        uint256 bit = _bitOf(msg.sender);
        Ballot storage ballot = _ballots[term][keccak256(action)];
        if (ballot.ayes & bit == 0) revert NotVoted();
        ballot.ayes ^= bit;
        if (ballot.ayes == 0) _close(ballot);
        emit VoteWithdrawn(term, msg.sender, action);
    }

    function voters(bytes calldata action) external view returns (address[] memory list) {
        uint256 ayes = _ballots[term][keccak256(action)].ayes;
        list = new address[](_count(ayes));
        uint256 found = 0;
        for (uint256 i = 0; found < list.length; ++i) {
            if (ayes & (1 << i) != 0) list[found++] = _validators[i];
        }
    }

    function openActions(uint256 first, uint256 most) external view returns (bytes[] memory list) {
        bytes[] storage open = _open[term];
        uint256 count = _pageSize(first, most, open.length);
        list = new bytes[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = open[first + i];
        }
    }

    function changeValidators(address removed, address added) external {
        if (msg.sender != address(this)) revert OnlyByVote();
        if (removed == added) revert BadAction();
        if (added != address(0) && _place[added] != 0) revert AlreadyValidator();
        if (removed == address(0)) {
            if (_validators.length == MOST_VALIDATORS) revert TooManyValidators();
            _validators.push(added);
            _place[added] = _validators.length;
        } else {
            uint256 place = _place[removed];
            if (place == 0) revert NotValidator();
            delete _place[removed];
            address heir = added;
            if (added == address(0)) {
                if (_validators.length == 1) revert LastValidator();
                heir = _validators[_validators.length - 1];
                _validators.pop();
            }
            if (heir != removed) {
                _validators[place - 1] = heir;
                _place[heir] = place;
            }
        }
        term += 1;
        emit ValidatorsChanged(term, removed, added);
    }

    // ---- nodes

    function setManager(address manager_) external byManagerOrVote {
        manager = manager_;
        emit ManagerChanged(manager_);
    }

    function register(bytes32 key, Role role, uint32 unit, address owner) external byManagerOrVote {
        if (role == Role.None) revert BadRole();
        _leaveToValidators(_nodes[key]);
        _enter(key, Node(owner, role, State.Active, unit, 0));
    }

    function approve(bytes32 key, address owner) external byManagerOrVote {
        Node memory n = _nodes[key];
        if (n.state != State.Pending || n.owner != owner) revert NotPending();
        n.state = State.Active;
        _enter(key, n);
    }

    function revoke(bytes32 key) external byManagerOrVote {
        Node memory n = _nodes[key];
        if (n.state != State.Pending && n.state != State.Active) revert NotRegistered();
        _leaveToValidators(n);
        n.state = n.state == State.Pending ? State.None : State.Revoked;
        _enter(key, n);
    }

    function cancelInvite(bytes16 id) external byManagerOrVote {
        if (inviteSpent[id]) revert InviteSpent();
        inviteSpent[id] = true;
        emit InviteCancelled(id);
    }

    function redeem(Invite calldata invite, bytes32 key, bytes calldata signature) external {
        if (block.timestamp > invite.expiry) revert InviteExpired();
        if (inviteSpent[invite.id]) revert InviteSpent();
        if (invite.role == Role.None) revert BadRole();
        bool bound = invite.nodeKey != 0 || invite.owner != address(0);
        if (bound && (invite.nodeKey != key || invite.owner != msg.sender)) revert InviteForAnother();
        (address signer, ECDSA.RecoverError error,) = inviteDigest(invite).tryRecover(signature);
        if (error != ECDSA.RecoverError.NoError || signer != manager) revert InviteNotSigned();
        State state = _nodes[key].state;
        if (state == State.Active) revert AlreadyRegistered();
        if (state == State.Revoked) revert KeyRevoked();

        inviteSpent[invite.id] = true;
        emit InviteRedeemed(invite.id, key);
        _enter(key, Node(msg.sender, invite.role, bound ? State.Active : State.Pending, invite.unit, 0));
    }

    function leave(bytes32 key) external {
        Node memory n = _nodes[key];
        if (n.state != State.Active || n.owner != msg.sender) revert NotOwner();
        n.state = State.Revoked;
        _enter(key, n);
    }

    function announce(bytes32 key, bytes calldata endpoint) external {
        Node memory n = _nodes[key];
        if (n.state != State.Active || n.owner != msg.sender) revert NotOwner();
        if (endpoint.length > LONGEST_ENDPOINT) revert EndpointTooLong();
        _endpoints[key] = endpoint;
        emit NodeAnnounced(key, endpoint);
    }

    function endpointOf(bytes32 key) external view returns (bytes memory) {
        return _endpoints[key];
    }

    function node(bytes32 key) external view returns (Node memory) {
        return _nodes[key];
    }

    function nodes(uint256 first, uint256 most) external view returns (bytes32[] memory keys, Node[] memory list) {
        uint256 count = _pageSize(first, most, _roll.length);
        keys = new bytes32[](count);
        list = new Node[](count);
        for (uint256 i = 0; i < count; ++i) {
            keys[i] = _roll[first + i];
            list[i] = _nodes[keys[i]];
        }
    }

    /// ERC-191, version 0: for this contract on this chain only.
    function inviteDigest(Invite calldata invite) public view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1900", address(this), abi.encode(block.chainid, invite)));
    }

    // ---- inside

    function _bitOf(address validator) private view returns (uint256) {
        uint256 place = _place[validator];
        if (place == 0) revert NotValidator();
        return 1 << (place - 1);
    }

    function _close(Ballot storage ballot) private {
        bytes[] storage open = _open[term];
        uint256 place = ballot.place;
        if (place != open.length) {
            open[place - 1] = open[open.length - 1];
            _ballots[term][keccak256(open[place - 1])].place = place;
        }
        open.pop();
        ballot.ayes = 0;
        ballot.place = 0;
    }

    /// The manager keeps its hands off the node of a sitting validator.
    function _leaveToValidators(Node memory n) private view {
        if (msg.sender == address(this) || n.state != State.Active) return;
        if (n.role == Role.Validator && _place[n.owner] != 0) revert ValidatorsDecide();
    }

    function _enter(bytes32 key, Node memory n) private {
        if (key == 0) revert BadKey();
        if (_nodes[key].since == 0) _roll.push(key);
        n.since = uint40(block.timestamp);
        _nodes[key] = n;
        emit NodeChanged(key, n.role, n.state, n.unit, n.owner);
    }

    function _pageSize(uint256 first, uint256 most, uint256 length) private pure returns (uint256) {
        if (first >= length) return 0;
        return length - first < most ? length - first : most;
    }

    function _count(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }
}
