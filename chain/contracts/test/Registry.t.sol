// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community} from "./Community.sol";
import {IAgentPolicy, IMarket, IRegistry} from "../src/Interfaces.sol";

contract RegistryTest is Community {
    function setUp() public {
        deploy(quarterHours());
    }

    function test_an_application_becomes_a_seat_with_coins() public {
        applyAs(0);
        that(registry.member(ownerOf(0)).state == IRegistry.State.Applied, "applied");
        equal(coin.balanceOf(ownerOf(0)), 0, "no coin before approval");
        registry.approve(ownerOf(0));
        admit(1);
        IRegistry.Member memory m = registry.member(ownerOf(1));
        that(m.state == IRegistry.State.Approved, "approved");
        equal(m.seat, 1, "seats are numbered in order");
        equal(coin.balanceOf(ownerOf(1)), GRANT, "sign-up coin");
        equal(coin.totalSupply(), 2 * GRANT, "supply");
        that(registry.meterOf(1) == vm.addr(meterKey(1)), "meter");
        that(coin.ownerOfSeat(1) == ownerOf(1) && coin.ownerOfSeat(0) == ownerOf(0), "roster");
        (address[] memory owners,) = registry.members(1, 10);
        that(owners.length == 1 && owners[0] == ownerOf(1), "roll in pages");
    }

    function test_only_the_manager_admits() public {
        applyAs(0);
        vm.prank(ownerOf(0));
        vm.expectPartialRevert(bytes4(keccak256("AccessManagedUnauthorized(address)")));
        registry.approve(ownerOf(0));
    }

    function test_a_stranger_has_no_say_in_the_market() public {
        vm.expectRevert(IMarket.NotMember.selector);
        market.setConditions(lane(1, 1, false));
        applyAs(0);
        vm.prank(ownerOf(0));
        vm.expectRevert(IMarket.NotMember.selector);
        market.setConditions(lane(1, 1, false));
    }

    function test_a_denied_applicant_may_ask_again() public {
        applyAs(0);
        registry.deny(ownerOf(0));
        that(registry.member(ownerOf(0)).state == IRegistry.State.Denied, "denied");
        vm.expectRevert(IRegistry.NotApplied.selector);
        registry.approve(ownerOf(0));
        admit(0);
        equal(registry.seatOf(ownerOf(0)), 0, "seat");
    }

    function test_a_meter_and_an_agent_have_one_seat() public {
        admit(0);
        address meter = vm.addr(meterKey(0));
        vm.prank(ownerOf(1));
        registry.apply_(IRegistry.Application(IRegistry.Kind.Home, 0, 0, meter, agentOf(1), 0));
        vm.expectRevert(IRegistry.MeterTaken.selector);
        registry.approve(ownerOf(1));

        address other = vm.addr(meterKey(2));
        vm.prank(ownerOf(2));
        registry.apply_(IRegistry.Application(IRegistry.Kind.Home, 0, 0, other, agentOf(0), 0));
        vm.expectRevert(IRegistry.AgentTaken.selector);
        registry.approve(ownerOf(2));
    }

    function test_applying_twice_is_refused() public {
        admit(0);
        address meter = vm.addr(meterKey(0));
        vm.prank(ownerOf(0));
        vm.expectRevert(IRegistry.AlreadyMember.selector);
        registry.apply_(IRegistry.Application(IRegistry.Kind.Home, 0, 0, meter, agentOf(0), 0));
    }

    function test_a_seat_is_not_reused_while_unsettled() public {
        admitMany(2);
        sell(0, 100, 100);
        buy(1, 100, 120);
        uint32 slot = clearNext();
        vm.prank(ownerOf(0));
        registry.leave();
        admit(2);
        equal(registry.seatOf(ownerOf(2)), 2, "a new seat while the old one waits");

        toEnd(slot);
        deliverAll(slot, 2, 0);
        toSettle(slot);
        market.settle(slot);
        equal(coin.balanceOf(ownerOf(0)), GRANT + 100 * 110, "paid after leaving");
        admit(3);
        equal(registry.seatOf(ownerOf(3)), 0, "the settled seat is given again");
        equal(coin.balanceOf(ownerOf(0)), GRANT + 100 * 110, "the former member keeps every coin");
        equal(coin.balanceOf(ownerOf(3)), GRANT, "and the new one has its own");
        equal(market.conditions(0), 0, "without old conditions");
        vm.prank(ownerOf(0));
        vm.expectRevert(IMarket.NotMember.selector);
        market.setConditions(0);
        vm.prank(ownerOf(0));
        coin.transfer(ownerOf(3), 5);
        equal(coin.balanceOf(ownerOf(3)), GRANT + 5, "coin still moves");
    }

    function test_a_returning_member_gets_its_seat_but_no_second_grant() public {
        admitMany(2);
        vm.prank(ownerOf(0));
        registry.leave();
        admit(0);
        equal(registry.seatOf(ownerOf(0)), 0, "the same seat");
        equal(coin.balanceOf(ownerOf(0)), GRANT, "one grant");
    }

    function test_an_owner_replaces_and_revokes_its_agent() public {
        admit(0);
        vm.prank(ownerOf(0));
        registry.setAgent(address(0x77));
        vm.prank(agentOf(0));
        vm.expectRevert(IMarket.NotMember.selector);
        market.setConditions(0);
        vm.prank(address(0x77));
        market.setConditions(lane(5, 100, false));
        vm.prank(ownerOf(0));
        registry.setAgent(address(0));
        vm.prank(address(0x77));
        vm.expectRevert(IMarket.NotMember.selector);
        market.setConditions(0);
    }

    function test_rosters_of_many_pages_name_every_owner() public {
        admitMany(70);
        for (uint16 i = 0; i < 70; ++i) {
            that(coin.ownerOfSeat(i) == ownerOf(i), "owner of a seat");
        }
    }
}
