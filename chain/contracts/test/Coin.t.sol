// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Community} from "./Community.sol";
import {ICoin} from "../src/Interfaces.sol";

contract CoinTest is Community {
    bytes4 private constant UNAUTHORIZED = bytes4(keccak256("AccessManagedUnauthorized(address)"));

    function setUp() public {
        deploy(quarterHours());
        admitMany(3);
    }

    function test_members_and_strangers_hold_and_send_coin(uint256 amount) public {
        amount = amount % (GRANT + 1);
        address stranger = address(0xabc);
        vm.prank(ownerOf(0));
        coin.transfer(stranger, amount);
        equal(coin.balanceOf(ownerOf(0)), GRANT - amount, "sender");
        equal(coin.balanceOf(stranger), amount, "stranger");
        vm.prank(stranger);
        coin.transfer(ownerOf(2), amount);
        equal(coin.balanceOf(ownerOf(2)), GRANT + amount, "receiver");
        equal(coin.balanceOf(ownerOf(1)), GRANT, "the neighbour in the same word");
        equal(coin.totalSupply(), 3 * GRANT, "supply");
    }

    function test_more_than_the_balance_does_not_move() public {
        vm.prank(ownerOf(0));
        vm.expectRevert(abi.encodeWithSelector(ICoin.NoCoin.selector, GRANT, GRANT + 1));
        coin.transfer(ownerOf(1), GRANT + 1);
    }

    function test_a_transfer_to_oneself_changes_nothing() public {
        vm.prank(ownerOf(0));
        coin.transfer(ownerOf(0), GRANT);
        equal(coin.balanceOf(ownerOf(0)), GRANT, "balance");
    }

    function test_deposits_make_coin_and_redemptions_burn_it() public {
        coin.deposit(ownerOf(0), 500);
        equal(coin.totalSupply(), 3 * GRANT + 500, "after the deposit");
        vm.prank(ownerOf(0));
        coin.redeem(700);
        equal(coin.totalSupply(), 3 * GRANT - 200, "after the redemption");
        equal(coin.balanceOf(ownerOf(0)), GRANT - 200, "balance");
        vm.prank(ownerOf(0));
        vm.expectPartialRevert(UNAUTHORIZED);
        coin.deposit(ownerOf(0), 1);
    }

    function test_escrowed_coin_does_not_move() public {
        sell(0, 1000, 100);
        buy(1, 1000, 100);
        clearNext();
        equal(coin.lockedOf(ownerOf(1)), 100_000, "locked = Wh x price");
        vm.prank(ownerOf(1));
        vm.expectRevert(abi.encodeWithSelector(ICoin.NoCoin.selector, GRANT - 100_000, GRANT - 99_999));
        coin.transfer(ownerOf(0), GRANT - 99_999);
        vm.prank(ownerOf(1));
        vm.expectRevert(abi.encodeWithSelector(ICoin.NoCoin.selector, GRANT - 100_000, GRANT));
        coin.redeem(GRANT);
        vm.prank(ownerOf(1));
        coin.transfer(ownerOf(0), GRANT - 100_000);
        equal(coin.balanceOf(ownerOf(1)), 100_000, "the escrow stays");
    }

    function test_no_role_moves_a_residents_coin() public {
        // This contract is the manager and holds every role.
        uint256[] memory deltas = new uint256[](1);
        deltas[0] = (uint256(1) << 64) | uint64(int64(-1));
        vm.expectRevert(ICoin.NotAllowed.selector);
        coin.settle(deltas);
        vm.expectRevert(ICoin.NotAllowed.selector);
        coin.assignSeat(0, address(this));
        vm.expectRevert(ICoin.NotAllowed.selector);
        coin.grant(address(this), 1);
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        coin.transferFrom(ownerOf(0), address(this), 1);
    }

    function test_a_permit_approves_by_signature() public {
        uint256 key = 0xbeef;
        address owner = vm.addr(key);
        coin.deposit(owner, 1000);
        bytes32 content = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(this),
                400,
                0,
                block.timestamp
            )
        );
        IERC20Permit permits = IERC20Permit(address(coin));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked(hex"1901", permits.DOMAIN_SEPARATOR(), content)));
        permits.permit(owner, address(this), 400, block.timestamp, v, r, s);
        coin.transferFrom(owner, ownerOf(0), 400);
        equal(coin.balanceOf(ownerOf(0)), GRANT + 400, "received");
    }
}
