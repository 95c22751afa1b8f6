// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community} from "./Community.sol";
import {IGovernance} from "../src/IGovernance.sol";

interface DeployedCode {
    function getDeployedCode(string calldata) external view returns (bytes memory);
}

/// Governance as a genesis lays it out: code and slots 0 to 4, no constructor.
abstract contract Governed is Community {
    IGovernance internal constant gov = IGovernance(0x00000000000000000000000000000000D07E0001);
    uint256 internal constant MANAGER_KEY = 0xA11CE;
    uint256 internal constant PLACES = 2;

    address internal boss;

    function found(uint256 validators) internal {
        vm.warp(MONDAY);
        vm.etch(
            address(gov), DeployedCode(address(vm)).getDeployedCode("artifacts/Governance.json")
        );
        boss = vm.addr(MANAGER_KEY);
        put(0, uint256(uint160(boss)));
        put(1, validators);
        for (uint256 i = 0; i < validators; ++i) {
            put(uint256(keccak256(abi.encode(1))) + i, uint256(uint160(validator(i))));
            put(uint256(keccak256(abi.encode(validator(i), PLACES))), i + 1);
        }
    }

    function put(uint256 slot, uint256 word) private {
        vm.store(address(gov), bytes32(slot), bytes32(word));
    }

    function validator(uint256 i) internal pure returns (address) {
        return address(uint160(0x7000 + i));
    }

    function seats() internal view returns (uint256) {
        return gov.getValidators().length;
    }

    function isValidator(address who) internal view returns (bool) {
        address[] memory list = gov.getValidators();
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i] == who) return true;
        }
        return false;
    }

    function change(address removed, address added) internal pure returns (bytes memory) {
        return abi.encodeCall(IGovernance.changeValidators, (removed, added));
    }

    function voteAs(address who, bytes memory action) internal {
        vm.prank(who);
        gov.vote(action);
    }

    /// Validators `first` … `end` − 1.
    function voteAll(uint256 first, uint256 end, bytes memory action) internal {
        for (uint256 i = first; i < end; ++i) {
            voteAs(validator(i), action);
        }
    }

    function invite(uint256 number, IGovernance.Role role) internal view returns (IGovernance.Invite memory) {
        return IGovernance.Invite({
            id: bytes16(uint128(number)),
            role: role,
            unit: 1203,
            expiry: uint40(block.timestamp + 1 days),
            nodeKey: 0,
            owner: address(0),
            details: keccak256("genesis and addresses")
        });
    }

    function signedBy(uint256 key, IGovernance.Invite memory i) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, gov.inviteDigest(i));
        return abi.encodePacked(r, s, v);
    }

    function redeemAs(address who, IGovernance.Invite memory i, bytes32 key) internal {
        bytes memory signature = signedBy(MANAGER_KEY, i);
        vm.prank(who);
        gov.redeem(i, key, signature);
    }

    function stateOf(bytes32 key) internal view returns (IGovernance.State) {
        return gov.node(key).state;
    }
}

contract GovernanceTest is Governed {
    address private constant STRANGER = address(0xBAD);
    address private constant RESIDENT = address(0x4E51);
    bytes32 private constant KEY = bytes32(uint256(0x1234));

    function setUp() public {
        found(4);
    }

    // ---- validators

    function test_a_genesis_is_read_as_written() public view {
        equal(seats(), 4, "validators");
        that(gov.getValidators()[3] == validator(3) && gov.manager() == boss, "who");
        equal(gov.quorum(), 3, "quorum of four");
    }

    function test_three_of_four_replace_a_dead_validator() public {
        bytes memory action = change(validator(3), address(0x99));
        voteAll(0, 2, action);
        equal(seats(), 4, "two are too few");
        that(isValidator(validator(3)), "still there");
        equal(gov.voters(action).length, 2, "voters");
        voteAs(validator(2), action);
        that(!isValidator(validator(3)) && isValidator(address(0x99)), "replaced");
        equal(gov.term(), 1, "a new term");
    }

    function test_quorum_never_needs_the_tolerated_dead() public {
        for (uint256 n = 1; n <= 22; ++n) {
            found(n);
            that(gov.quorum() <= n - (n - 1) / 3, text(n));
            that(2 * gov.quorum() > n + (n - 1) / 3, "two quorums share an honest one");
        }
    }

    function test_a_change_of_the_set_leaves_open_votes_behind() public {
        bytes memory drop = change(validator(0), address(0));
        voteAll(1, 3, drop);
        bytes memory add = change(address(0), address(0x99));
        equal(gov.openActions(0, 10).length, 1, "open");
        voteAll(0, 3, add);
        equal(gov.openActions(0, 10).length, 0, "nothing is open in a new term");
        equal(gov.voters(drop).length, 0, "votes are gone");
        voteAll(1, 4, drop);
        that(isValidator(validator(0)), "four are needed among five, and three voted anew");
        voteAs(address(0x99), drop);
        that(!isValidator(validator(0)), "dropped by the new set");
    }

    function test_the_last_validator_stays() public {
        found(1);
        vm.expectRevert(IGovernance.LastValidator.selector);
        voteAs(validator(0), change(validator(0), address(0)));
        voteAs(validator(0), change(validator(0), address(0x99)));
        that(isValidator(address(0x99)) && seats() == 1, "but may be replaced");
    }

    function test_a_validator_votes_once_and_may_change_its_mind() public {
        bytes memory action = change(validator(3), address(0));
        voteAs(validator(0), action);
        vm.expectRevert(IGovernance.AlreadyVoted.selector);
        voteAs(validator(0), action);
        vm.prank(validator(0));
        gov.withdrawVote(action);
        vm.prank(validator(0));
        vm.expectRevert(IGovernance.NotVoted.selector);
        gov.withdrawVote(action);
        equal(gov.openActions(0, 10).length, 0, "nobody is for it");
        voteAll(1, 4, action);
        that(!isValidator(validator(3)), "even with one's own vote");
    }

    function test_closing_one_ballot_keeps_the_others() public {
        bytes[3] memory actions =
            [change(validator(0), address(0)), change(validator(1), address(0)), change(validator(2), address(0))];
        for (uint256 i = 0; i < 3; ++i) {
            voteAs(validator(3), actions[i]);
        }
        vm.prank(validator(3));
        gov.withdrawVote(actions[0]);
        bytes[] memory open = gov.openActions(0, 10);
        that(open.length == 2 && keccak256(open[0]) == keccak256(actions[2]), "last took the place");
        equal(gov.openActions(1, 10).length, 1, "in pages");
        vm.prank(validator(3));
        gov.withdrawVote(actions[2]);
        vm.prank(validator(3));
        gov.withdrawVote(actions[1]);
        equal(gov.openActions(0, 10).length, 0, "all closed");
    }

    function test_strangers_and_the_manager_change_no_validators() public {
        bytes memory action = change(address(0), STRANGER);
        vm.expectRevert(IGovernance.NotValidator.selector);
        voteAs(STRANGER, action);
        vm.expectRevert(IGovernance.NotValidator.selector);
        voteAs(boss, action);
        vm.prank(boss);
        vm.expectRevert(IGovernance.OnlyByVote.selector);
        gov.changeValidators(address(0), boss);
    }

    function test_impossible_changes_do_not_pass() public {
        bytes4[4] memory reasons = [
            IGovernance.NotValidator.selector,
            IGovernance.AlreadyValidator.selector,
            IGovernance.BadAction.selector,
            IGovernance.NotValidator.selector // the contract itself has no vote
        ];
        bytes[4] memory actions = [
            change(STRANGER, address(0)),
            change(validator(0), validator(1)),
            change(address(0), address(0)),
            abi.encodeCall(IGovernance.vote, (hex"01020304"))
        ];
        for (uint256 i = 0; i < 4; ++i) {
            voteAll(0, 2, actions[i]);
            vm.expectRevert(reasons[i]);
            voteAs(validator(2), actions[i]);
        }
        equal(gov.term(), 0, "nothing changed");
    }

    function test_actions_are_bounded() public {
        vm.expectRevert(IGovernance.BadAction.selector);
        voteAs(validator(0), hex"010203");
        vm.expectRevert(IGovernance.BadAction.selector);
        voteAs(validator(0), new bytes(257));
    }

    function test_a_hundred_validators_is_the_most() public {
        found(100);
        bytes memory action = change(address(0), address(0x99));
        voteAll(0, 66, action);
        vm.expectRevert(IGovernance.TooManyValidators.selector);
        voteAs(validator(66), action);
    }

    function test_gas_is_bounded() public {
        found(100);
        bytes memory action = change(validator(99), address(0x99));
        voteAll(0, 66, action);
        uint256 before = gasleft();
        voteAs(validator(66), action);
        that(before - gasleft() < 200_000, "the vote that passes, of a hundred");
        before = gasleft();
        gov.getValidators();
        that(before - gasleft() < 300_000, "reading a hundred validators");
    }

    // ---- nodes

    function test_the_manager_registers_and_revokes() public {
        vm.prank(boss);
        gov.register(KEY, IGovernance.Role.Follower, 7, RESIDENT);
        IGovernance.Node memory n = gov.node(KEY);
        that(n.state == IGovernance.State.Active && n.owner == RESIDENT && n.unit == 7, "registered");
        vm.prank(boss);
        gov.revoke(KEY);
        that(stateOf(KEY) == IGovernance.State.Revoked, "revoked");
        (bytes32[] memory keys,) = gov.nodes(0, 10);
        that(keys.length == 1 && keys[0] == KEY, "once on the roll");
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Follower);
        bytes memory signature = signedBy(MANAGER_KEY, i);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.KeyRevoked.selector);
        gov.redeem(i, KEY, signature);
    }

    function test_validators_may_do_what_the_manager_may() public {
        voteAll(0, 3, abi.encodeCall(IGovernance.register, (KEY, IGovernance.Role.Relay, 0, RESIDENT)));
        that(stateOf(KEY) == IGovernance.State.Active, "registered");
        voteAll(0, 3, abi.encodeCall(IGovernance.revoke, (KEY)));
        that(stateOf(KEY) == IGovernance.State.Revoked, "revoked");
        voteAll(0, 3, abi.encodeCall(IGovernance.setManager, (STRANGER)));
        that(gov.manager() == STRANGER, "a lost manager key is replaced");
    }

    function test_a_stranger_manages_nothing() public {
        bytes[5] memory calls = [
            abi.encodeCall(IGovernance.register, (KEY, IGovernance.Role.Relay, 0, STRANGER)),
            abi.encodeCall(IGovernance.approve, (KEY, STRANGER)),
            abi.encodeCall(IGovernance.revoke, (KEY)),
            abi.encodeCall(IGovernance.cancelInvite, (bytes16(0))),
            abi.encodeCall(IGovernance.setManager, (STRANGER))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            vm.prank(STRANGER);
            (bool done, bytes memory why) = address(gov).call(calls[i]);
            that(!done && bytes4(why) == IGovernance.NotManager.selector, text(i));
        }
    }

    function test_the_manager_cannot_silence_a_sitting_validator() public {
        vm.prank(boss);
        gov.register(KEY, IGovernance.Role.Validator, 0, validator(0));
        vm.prank(boss);
        vm.expectRevert(IGovernance.ValidatorsDecide.selector);
        gov.revoke(KEY);
        vm.prank(boss);
        vm.expectRevert(IGovernance.ValidatorsDecide.selector);
        gov.register(KEY, IGovernance.Role.Follower, 0, STRANGER);
        voteAll(1, 4, abi.encodeCall(IGovernance.revoke, (KEY)));
        that(stateOf(KEY) == IGovernance.State.Revoked, "its peers may");
    }

    // ---- invites

    function test_an_open_invite_needs_the_managers_look() public {
        redeemAs(RESIDENT, invite(1, IGovernance.Role.Follower), KEY);
        IGovernance.Node memory n = gov.node(KEY);
        that(n.state == IGovernance.State.Pending && n.unit == 1203 && n.owner == RESIDENT, "pending");
        vm.prank(boss);
        vm.expectRevert(IGovernance.NotPending.selector);
        gov.approve(KEY, STRANGER);
        vm.prank(boss);
        gov.approve(KEY, RESIDENT);
        that(stateOf(KEY) == IGovernance.State.Active, "active");
    }

    function test_a_bound_invite_admits_at_once_and_nobody_else() public {
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Validator);
        i.nodeKey = KEY;
        i.owner = RESIDENT;
        bytes memory signature = signedBy(MANAGER_KEY, i);
        vm.expectRevert(IGovernance.InviteForAnother.selector);
        vm.prank(STRANGER);
        gov.redeem(i, KEY, signature);
        vm.expectRevert(IGovernance.InviteForAnother.selector);
        vm.prank(RESIDENT);
        gov.redeem(i, bytes32(uint256(9)), signature);
        vm.prank(RESIDENT);
        gov.redeem(i, KEY, signature);
        that(stateOf(KEY) == IGovernance.State.Active, "active");
    }

    function test_an_invite_is_good_once() public {
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Follower);
        redeemAs(RESIDENT, i, KEY);
        bytes memory signature = signedBy(MANAGER_KEY, i);
        vm.prank(STRANGER);
        vm.expectRevert(IGovernance.InviteSpent.selector);
        gov.redeem(i, bytes32(uint256(9)), signature);

        vm.prank(boss);
        gov.cancelInvite(bytes16(uint128(2)));
        i = invite(2, IGovernance.Role.Follower);
        signature = signedBy(MANAGER_KEY, i);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.InviteSpent.selector);
        gov.redeem(i, KEY, signature);
    }

    function test_a_denied_key_may_try_again_and_a_squatter_is_overwritten() public {
        redeemAs(STRANGER, invite(1, IGovernance.Role.Follower), KEY);
        vm.prank(boss);
        gov.revoke(KEY);
        that(stateOf(KEY) == IGovernance.State.None, "denied");
        redeemAs(STRANGER, invite(2, IGovernance.Role.Follower), KEY);
        redeemAs(RESIDENT, invite(3, IGovernance.Role.Follower), KEY);
        that(gov.node(KEY).owner == RESIDENT, "the later claim waits for the look");
        (bytes32[] memory keys,) = gov.nodes(0, 10);
        equal(keys.length, 1, "once on the roll");
    }

    function test_an_invite_expires() public {
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Follower);
        bytes memory signature = signedBy(MANAGER_KEY, i);
        vm.warp(i.expiry + 1);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.InviteExpired.selector);
        gov.redeem(i, KEY, signature);
        vm.warp(i.expiry);
        vm.prank(RESIDENT);
        gov.redeem(i, KEY, signature);
    }

    function test_an_owner_retires_a_node() public {
        redeemAs(RESIDENT, invite(1, IGovernance.Role.Follower), KEY);
        vm.prank(boss);
        gov.approve(KEY, RESIDENT);
        vm.prank(STRANGER);
        vm.expectRevert(IGovernance.NotOwner.selector);
        gov.leave(KEY);
        vm.prank(RESIDENT);
        gov.leave(KEY);
        that(stateOf(KEY) == IGovernance.State.Revoked, "left");
    }

    function test_an_owner_announces_where_its_node_listens() public {
        vm.prank(boss);
        gov.register(KEY, IGovernance.Role.Relay, 7, RESIDENT);
        vm.prank(boss);
        vm.expectRevert(IGovernance.NotOwner.selector);
        gov.announce(KEY, "10.0.0.1:30400");
        vm.prank(RESIDENT);
        gov.announce(KEY, "10.0.0.1:30400");
        that(keccak256(gov.endpointOf(KEY)) == keccak256("10.0.0.1:30400"), "announced");
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.EndpointTooLong.selector);
        gov.announce(KEY, new bytes(70));
        vm.prank(RESIDENT);
        gov.announce(KEY, "");
        equal(gov.endpointOf(KEY).length, 0, "withdrawn");
    }

    function testFuzz_only_the_managers_word_admits(uint256 key, uint256 field, uint256 change_) public {
        key = 1 + key % (2 ** 255);
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Follower);
        bytes memory signature = signedBy(key == MANAGER_KEY ? key + 1 : key, i);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.InviteNotSigned.selector);
        gov.redeem(i, KEY, signature);

        signature = signedBy(MANAGER_KEY, i);
        uint256 more = 1 + change_ % 1000;
        field %= 5;
        if (field == 0) i.id = bytes16(uint128(1 + more));
        if (field == 1) i.role = IGovernance.Role.Validator;
        if (field == 2) i.unit += uint32(more);
        if (field == 3) i.expiry += uint40(more);
        if (field == 4) i.details = bytes32(uint256(i.details) ^ more);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.InviteNotSigned.selector);
        gov.redeem(i, KEY, signature);
    }

    function testFuzz_junk_signatures_admit_nobody(bytes calldata signature) public {
        IGovernance.Invite memory i = invite(1, IGovernance.Role.Follower);
        vm.prank(RESIDENT);
        vm.expectRevert(IGovernance.InviteNotSigned.selector);
        gov.redeem(i, KEY, signature);
    }
}

/// Validators, a manager, guests and strangers who do anything; failures are allowed, broken rules are not.
contract Village is Governed {
    uint256 private constant PEOPLE = 12;
    uint256 private _invites;
    string public broken;

    constructor() {
        found(4);
    }

    function person(uint256 i) private pure returns (address) {
        return validator(i % PEOPLE);
    }

    function votes(uint256 who, uint256 removed, uint256 added) external {
        address out = removed % 4 == 0 ? address(0) : person(removed);
        address in_ = added % 4 == 0 ? address(0) : person(added);
        ballot(person(who), change(out, in_));
    }

    /// Everybody who may, for the same: so that sets do change.
    function agree(uint256 removed, uint256 added) external {
        address out = removed % 3 == 0 ? address(0) : person(removed);
        address in_ = added % 3 == 0 ? address(0) : person(added);
        address[] memory all = gov.getValidators();
        uint64 term = gov.term();
        for (uint256 i = 0; i < all.length && gov.term() == term; ++i) {
            ballot(all[i], change(out, in_));
        }
    }

    function ballot(address who, bytes memory action) private {
        bool may = isValidator(who);
        uint256 for_ = gov.voters(action).length;
        uint256 needed = gov.quorum();
        uint64 term = gov.term();
        vm.prank(who);
        try gov.vote(action) {
            if (!may) broken = "a stranger voted";
            if (gov.term() != term && for_ + 1 < needed) broken = "passed with too few";
            if (gov.term() != term && gov.openActions(0, 1).length != 0) broken = "votes survived the term";
        } catch {}
    }

    function withdraws(uint256 who, uint256 removed, uint256 added) external {
        vm.prank(person(who));
        try gov.withdrawVote(change(person(removed), person(added))) {} catch {}
    }

    function invites(uint256 who, uint256 key, uint256 role, uint256 bound) external {
        bytes32 node = bytes32(1 + key % 8);
        IGovernance.Invite memory i = invite(++_invites, IGovernance.Role(1 + role % 3));
        if (bound % 2 == 0) (i.nodeKey, i.owner) = (node, person(who));
        IGovernance.State before = stateOf(node);
        bytes memory signature = signedBy(MANAGER_KEY, i);
        bool spent;
        vm.prank(person(who));
        try gov.redeem(i, node, signature) {
            spent = true;
            if (before == IGovernance.State.Revoked) broken = "a revoked key came back";
            if (bound % 2 == 1 && stateOf(node) != IGovernance.State.Pending) broken = "nobody looked";
        } catch {}
        vm.prank(person(who));
        try gov.redeem(i, bytes32(uint256(99)), signature) {
            if (spent) broken = "an invite was good twice";
        } catch {}
    }

    function manages(uint256 key, uint256 what) external {
        bytes32 node = bytes32(1 + key % 8);
        IGovernance.Node memory n = gov.node(node);
        vm.prank(boss);
        if (what % 2 == 0) {
            try gov.approve(node, n.owner) {} catch {}
        } else {
            try gov.revoke(node) {
                if (n.role == IGovernance.Role.Validator && n.state == IGovernance.State.Active && isValidator(n.owner))
                {
                    broken = "the manager silenced a validator";
                }
            } catch {}
        }
    }
}

contract GovernanceInvariant is Governed {
    Village private _village;

    function setUp() public {
        _village = new Village();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_village);
    }

    function invariant_the_set_is_sound() public view {
        address[] memory all = gov.getValidators();
        that(all.length >= 1, "never empty");
        for (uint256 i = 0; i < all.length; ++i) {
            that(all[i] != address(0), "no empty place");
            for (uint256 j = 0; j < i; ++j) {
                that(all[i] != all[j], "nobody twice");
            }
        }
        that(address(gov).balance == 0, "holds no coin");
        that(bytes(_village.broken()).length == 0, _village.broken());
    }
}
