// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community} from "./Community.sol";
import {IAgentPolicy, ICoin} from "../src/Interfaces.sol";

contract AgentPolicyTest is Community {
    function setUp() public {
        deploy(quarterHours());
        admitMany(2);
        limits(1_000_000, 3_000_000, 50, 200);
    }

    function limits(uint64 perSlot, uint64 perDay, uint8 minSell, uint8 maxBuy) private {
        vm.prank(ownerOf(1));
        policy.set(IAgentPolicy.Policy(perSlot, perDay, minSell, maxBuy, uint40(block.timestamp + 30 days)));
    }

    function byAgent(uint256 word) private {
        vm.prank(agentOf(1));
        market.setConditions(word);
    }

    function test_the_agent_sets_conditions_inside_its_limits() public {
        byAgent(lane(1000, 200, true, 24, 30, 127));
        equal(market.conditions(1), lane(1000, 200, true, 24, 30, 127), "set");
        vm.expectRevert(IAgentPolicy.AgentBand.selector);
        byAgent(lane(1000, 201, true, 24, 30, 127));
        vm.expectRevert(IAgentPolicy.AgentBand.selector);
        byAgent(lane(1000, 49, false));
        vm.expectPartialRevert(IAgentPolicy.AgentSlotCap.selector);
        byAgent(lane(10_000, 200, true, 24, 25, 127));
        vm.expectPartialRevert(IAgentPolicy.AgentSlotCap.selector);
        byAgent(lane(3_000, 200, true, 24, 25, 127) | (lane(3_000, 200, true, 24, 26, 127) << 64));
        vm.expectPartialRevert(IAgentPolicy.AgentDayCap.selector);
        byAgent(lane(1000, 200, true, 24, 40, 127));
    }

    function test_changing_conditions_does_not_stretch_the_day() public {
        byAgent(lane(1000, 200, true, 24, 38, 127)); // 14 slots of 200,000: 2.8 M
        vm.warp(MONDAY + 9 hours); // ten of them are over, twelve with the two that may be cleared
        vm.expectPartialRevert(IAgentPolicy.AgentDayCap.selector);
        byAgent(lane(1000, 200, true, 40, 54, 127));
        byAgent(lane(1000, 200, true, 40, 41, 127));
        vm.expectPartialRevert(IAgentPolicy.AgentDayCap.selector);
        byAgent(lane(1000, 200, true, 40, 42, 127));
        vm.warp(MONDAY + 1 days + 1 hours);
        byAgent(lane(1000, 200, true, 40, 54, 127));
    }

    function test_the_limits_end_and_only_the_owner_renews() public {
        vm.warp(block.timestamp + 30 days);
        vm.expectRevert(IAgentPolicy.AgentExpired.selector);
        byAgent(lane(10, 100, true, 24, 25, 127));
        IAgentPolicy.Policy memory p = policy.policyOf(1);
        p.until = uint40(block.timestamp + 30 days);
        vm.prank(agentOf(1));
        vm.expectRevert(bytes4(keccak256("NotMember()")));
        policy.set(p);
        vm.prank(ownerOf(1));
        policy.set(p);
        byAgent(lane(10, 100, true, 24, 25, 127));
        p.until += 1;
        vm.prank(ownerOf(1));
        vm.expectRevert(IAgentPolicy.TooLong.selector);
        policy.set(p);
    }

    function test_the_agent_can_never_transfer_out() public {
        vm.prank(agentOf(1));
        vm.expectRevert(abi.encodeWithSelector(ICoin.NoCoin.selector, 0, 1));
        coin.transfer(agentOf(1), 1);
        vm.prank(agentOf(1));
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        coin.transferFrom(ownerOf(1), agentOf(1), 1);
    }

    /// A thief with the agent key changes conditions at will, an accomplice sells at any price.
    /// forge-config: default.fuzz.runs = 12
    function test_a_stolen_agent_key_costs_at_most_the_daily_cap(uint256 seed) public {
        sell(0, 100_000, 1);
        uint256 before = coin.balanceOf(ownerOf(1));
        uint32 slot = uint32((MONDAY + 1 days) / 900);
        for (uint256 i = 0; i < 96; ++i) {
            for (uint256 tries = 0; tries < 2; ++tries) {
                seed = uint256(keccak256(abi.encode(seed)));
                vm.warp(uint256(slot + i) * 900 - 300 - (seed % 500));
                uint256 from = (i + (seed >> 16) % 12) % 96;
                uint256 to = 1 + (from + (seed >> 32) % 14) % 96;
                if (from == to) continue;
                uint256 word = lane(1 + (seed >> 48) % 6000, 50 + (seed >> 80) % 151, true, from, to, 127);
                vm.prank(agentOf(1));
                try market.setConditions(word) {} catch {}
            }
            toGate(uint32(slot + i));
            market.clear(uint32(slot + i));
            if (i >= 4) market.settle(uint32(slot + i - 4));
        }
        uint256 spent = before - coin.balanceOf(ownerOf(1)) + coin.lockedOf(ownerOf(1));
        that(spent <= 3_000_000, "at most the cap of one day");
    }
}
