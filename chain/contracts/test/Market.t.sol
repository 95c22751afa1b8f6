// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community, Vm} from "./Community.sol";
import {IMarket, Rules} from "../src/Interfaces.sol";

contract MarketTest is Community {
    function setUp() public {
        deploy(quarterHours());
        admitMany(4);
    }

    function test_the_whole_process_moves_exactly_wh_times_price() public {
        sell(0, 500, 100);
        buy(1, 300, 160);
        buy(2, 400, 140);
        vm.recordLogs();
        uint32 slot = clearNext();
        (uint8 price, uint40 volume, bytes memory contracts) =
            abi.decode(logData("Cleared(uint32,uint8,uint40,bytes)"), (uint8, uint40, bytes));
        equal(price, 140, "the marginal buyer sets the price");
        equal(volume, 500, "volume");
        // Two contracts: seat 0 to seat 1, 300 Wh; seat 0 to seat 2, 200 Wh.
        that(
            keccak256(contracts)
                == keccak256(abi.encodePacked(uint16(0), uint16(1), uint24(300), uint16(0), uint16(2), uint24(200))),
            "contract list"
        );
        IMarket.SlotInfo memory info = market.slotInfo(slot);
        that(info.contractsHash == keccak256(contracts) && info.contracts == 2, "hash of the list");
        equal(coin.lockedOf(ownerOf(1)), 300 * 140, "escrow");

        toEnd(slot);
        bytes32[] memory lanes = lanesOf(4, 0);
        put(lanes, 0, 480);
        put(lanes, 1, -310);
        put(lanes, 2, -200);
        market.deliver(slot, 0, lanes);
        that(market.slotInfo(slot).stage == IMarket.Stage.Reported, "reported");
        toSettle(slot);
        market.settle(slot);
        equal(coin.balanceOf(ownerOf(0)), GRANT + 500 * 140, "seller");
        equal(coin.balanceOf(ownerOf(1)), GRANT - 300 * 140, "first buyer");
        equal(coin.balanceOf(ownerOf(2)), GRANT - 200 * 140, "second buyer");
        equal(coin.lockedOf(ownerOf(1)), 0, "nothing locked any more");
        (, bytes memory seats) = abi.decode(logData("Settled(uint32,uint8,bytes)"), (uint8, bytes));
        that(
            keccak256(seats)
                == keccak256(
                    abi.encodePacked(
                        abi.encodePacked(int24(500), int16(480), uint8(0), int24(-300), int16(-310), uint8(0)),
                        abi.encodePacked(int24(-200), int16(-200), uint8(0), int24(0), int16(0), uint8(0))
                    )
                ),
            "what it meant for each seat"
        );
        (int24 contracted, int16 metered, bool known, bool estimated, int256 coins) = market.seatResult(slot, 1);
        that(contracted == -300 && metered == -310 && known && !estimated && coins == -42_000, "seat result");
    }

    function logData(string memory signature) private returns (bytes memory data) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == keccak256(bytes(signature))) data = logs[i].data;
        }
        that(data.length > 0, signature);
    }

    function test_a_slot_is_cleared_once_and_in_its_time() public {
        uint32 slot = nextSlot();
        toGate(slot);
        vm.warp(block.timestamp - 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.GateOpen.selector, block.timestamp + 1));
        market.clear(slot);
        toGate(slot);
        market.clear(slot);
        vm.expectRevert(IMarket.AlreadyCleared.selector);
        market.clear(slot);
        vm.warp(uint256(slot + 1) * 900);
        vm.expectRevert(abi.encodeWithSelector(IMarket.GateClosed.selector, block.timestamp));
        market.clear(slot + 1);
    }

    function test_a_slot_is_settled_once_and_in_its_time() public {
        uint32 slot = nextSlot();
        vm.expectRevert(IMarket.NotCleared.selector);
        market.settle(slot);
        clearNext();
        IMarket.SlotInfo memory info = market.slotInfo(slot);
        vm.warp(info.settlesFrom - 1);
        deliverAll(slot, 4, 0);
        // A late post gives the members the whole window again.
        vm.expectPartialRevert(IMarket.TooEarly.selector);
        market.settle(slot);
        toSettle(slot);
        equal(block.timestamp, info.settlesFrom - 1 + 900, "window moved");
        market.settle(slot);
        vm.expectRevert(IMarket.AlreadySettled.selector);
        market.settle(slot);
        vm.expectRevert(IMarket.AlreadySettled.selector);
        market.deliver(slot, 0, lanesOf(4, 0));
        vm.expectRevert(IMarket.AlreadyCleared.selector);
        market.clear(slot);
    }

    function test_a_buyer_without_coin_gets_no_fill() public {
        vm.prank(ownerOf(1));
        coin.transfer(ownerOf(3), GRANT - 5_000);
        sell(0, 500, 100);
        buy(1, 400, 125); // 5,000 milli-won reach for 40 Wh at 125
        buy(2, 100, 120);
        uint32 slot = clearNext();
        int24[] memory fills = market.seatFills(slot);
        that(fills[1] == -40 && fills[2] == -100 && fills[0] == 140, "cut to free coin");
        // What is locked for one slot is not free for the next, which is cleared before the first settles.
        uint256 left = 5_000 - 40 * uint256(market.slotInfo(slot).price);
        slot = clearNext();
        equal(int256(market.seatFills(slot)[1]), -int256(left / 125), "cut again");
        uint256 locked = coin.lockedOf(ownerOf(1));
        that(locked <= coin.balanceOf(ownerOf(1)), "balance covers the escrow");
    }

    function test_conditions_follow_the_local_hours_and_weekdays() public {
        // Now Monday 06:00 in Seoul. Seat 0 sells from 07:00 to 07:30 on Mondays.
        set(0, lane(100, 100, false, 28, 30, 1));
        buy(1, 100, 100);
        uint32 seven = uint32((MONDAY + 7 hours) / 900);
        for (uint32 slot = seven - 1; slot < seven + 3; ++slot) {
            toGate(slot);
            market.clear(slot);
            bool within = slot == seven || slot == seven + 1;
            equal(market.slotInfo(slot).volume, within ? 100 : 0, "volume in and out of the hours");
        }
        toGate(seven + 96);
        market.settle(seven);
        market.clear(seven + 96);
        equal(market.slotInfo(seven + 96).volume, 0, "not on Tuesday");
    }

    function test_impossible_conditions_are_refused() public {
        bytes4 hours_ = bytes4(keccak256("BadHours()"));
        refused(lane(1, 1, false, 96, 1, 127), hours_);
        refused(lane(1, 1, false, 5, 5, 127), hours_);
        refused(lane(1, 1, false, 5, 97, 127), hours_);
        refused(lane(1, 1, false, 5, 0, 127), hours_);
        refused(lane(1, 1, false, 5, 6, 0), hours_);
        refused(lane(1, 1, false) | (1 << 51), bytes4(keccak256("WishNotSupported()")));
        refused(lane(1, 1, false) | (1 << 52), bytes4(keccak256("WishNotSupported()")));
        refused(lane(1, 100, false) | (lane(1, 100, true) << 128), bytes4(keccak256("ConditionsCrossed()")));
        set(0, lane(1, 101, false) | (lane(1, 100, true) << 128));
        set(0, lane(1, 80, false, 32, 72, 127) | (lane(1, 120, true, 72, 32, 127) << 64));
    }

    function refused(uint256 word, bytes4 why) private {
        vm.prank(ownerOf(0));
        vm.expectRevert(why);
        market.setConditions(word);
    }

    function test_a_change_after_the_gate_counts_from_the_next_slot() public {
        sell(0, 100, 100);
        buy(1, 100, 120);
        uint32 slot = nextSlot();
        toGate(slot);
        sell(0, 50, 100); // twice: the first former word stands
        sell(0, 60, 100);
        set(1, 0);
        buy(2, 100, 120); // new in this book: sits out
        market.clear(slot);
        equal(market.slotInfo(slot).volume, 100, "the book of the gate");
        equal(int256(market.seatFills(slot)[2]), 0, "a newcomer waits");
        buy(2, 30, 120); // after the clear nothing is kept
        uint32 next = clearNext();
        equal(next, slot + 1, "the next slot");
        equal(market.slotInfo(next).volume, 30, "the changed book");
        that(market.seatFills(next)[0] == 30, "seat 0 sells");
    }

    function test_a_scaled_condition_follows_the_forecast() public {
        set(0, lane(200, 100, false) | (1 << 50));
        buy(1, 1000, 120);
        uint256[3] memory percents;
        uint256 quarter = 27; // 06:45
        percents[quarter / 32] = uint256(51) << (8 * (quarter % 32)); // 50 %
        market.setForecast(uint32((MONDAY + 9 hours) / 1 days), percents);
        uint32 slot = uint32((MONDAY + quarter * 900) / 900);
        toGate(slot);
        market.clear(slot);
        equal(market.slotInfo(slot).volume, 100, "half");
        toGate(slot + 1);
        market.clear(slot + 1);
        equal(market.slotInfo(slot + 1).volume, 200, "no forecast: as entered");
        vm.prank(ownerOf(0));
        vm.expectPartialRevert(bytes4(keccak256("AccessManagedUnauthorized(address)")));
        market.setForecast(1, percents);
    }

    function test_a_missing_reading_is_the_last_good_one_and_flagged() public {
        uint32 first = clearNext();
        uint32 second = clearNext();
        toEnd(second);
        bytes32[] memory lanes = lanesOf(4, 77);
        put(lanes, 2, -5);
        market.deliver(first, 0, lanes);
        put(lanes, 2, type(int16).min);
        put(lanes, 1, 80);
        market.deliver(second, 0, lanes);
        (, int16 metered,, bool estimated,) = market.seatResult(second, 2);
        that(metered == -5 && estimated, "last good, flagged");
        (, metered,, estimated,) = market.seatResult(second, 1);
        that(metered == 80 && !estimated, "measured");
    }

    function test_a_seat_disputes_with_its_meters_signature() public {
        uint32 slot = clearNext();
        bytes memory good = signReading(2, slot, 2, -120);
        vm.expectRevert(IMarket.NotReported.selector);
        market.dispute(slot, 2, -120, good);
        toEnd(slot);
        deliverAll(slot, 4, 10);
        vm.expectRevert(IMarket.BadSignature.selector);
        market.dispute(slot, 2, -121, good);
        vm.expectRevert(IMarket.BadSignature.selector);
        market.dispute(slot, 1, -120, good);
        market.dispute(slot, 2, -120, good);
        that(market.slotInfo(slot).stage == IMarket.Stage.Disputed, "stage");
        (, int16 metered,,,) = market.seatResult(slot, 2);
        that(metered == -120, "the signed value");
        (, metered,,,) = market.seatResult(slot, 1);
        that(metered == 10, "the neighbour");
        bytes memory again = signReading(2, slot, 2, 5);
        vm.expectRevert(IMarket.AlreadyDisputed.selector);
        market.dispute(slot, 2, 5, again);
        toSettle(slot);
        bytes memory late = signReading(3, slot, 3, 5);
        vm.expectRevert(IMarket.DisputeClosed.selector);
        market.dispute(slot, 3, 5, late);
        market.settle(slot);
    }

    function test_readings_come_from_the_metering_role_in_whole_pages() public {
        uint32 slot = clearNext();
        vm.expectPartialRevert(IMarket.TooEarly.selector);
        market.deliver(slot, 0, lanesOf(4, 1));
        toEnd(slot);
        vm.prank(ownerOf(0));
        vm.expectPartialRevert(bytes4(keccak256("AccessManagedUnauthorized(address)")));
        market.deliver(slot, 0, lanesOf(4, 1));
        vm.expectRevert(IMarket.BadLanes.selector);
        market.deliver(slot, 16, lanesOf(4, 1));
        market.deliver(slot, 0, lanesOf(4, 1));
        vm.expectRevert(IMarket.AlreadyReported.selector);
        market.deliver(slot, 0, lanesOf(4, 1));
    }

    function test_without_readings_a_slot_settles_after_the_grace() public {
        sell(0, 100, 100);
        buy(1, 100, 100);
        uint32 slot = clearNext();
        toSettle(slot);
        vm.expectRevert(IMarket.NotReported.selector);
        market.settle(slot);
        vm.warp(market.slotInfo(slot).graceEnds);
        market.settle(slot);
        equal(coin.balanceOf(ownerOf(0)), GRANT + 10_000, "paid");
    }

    function test_a_paused_market_clears_nothing_but_settles_what_is_open() public {
        sell(0, 100, 100);
        buy(1, 100, 100);
        uint32 slot = clearNext();
        market.pause();
        uint32 next = nextSlot();
        toGate(next);
        vm.expectRevert(bytes4(keccak256("EnforcedPause()")));
        market.clear(next);
        toEnd(slot);
        deliverAll(slot, 4, 0);
        toSettle(slot);
        market.settle(slot);
        equal(coin.balanceOf(ownerOf(0)), GRANT + 10_000, "paid while paused");
        market.unpause();
        clearNext();
    }

    function test_the_ring_never_forgets_an_unsettled_slot() public {
        uint32 first = clearNext();
        for (uint256 i = 1; i < 16; ++i) {
            clearNext();
        }
        uint32 next = nextSlot();
        toGate(next);
        vm.expectRevert(IMarket.TooManyOpenSlots.selector);
        market.clear(next);
        market.settle(first); // its grace ended long ago
        market.clear(next);
        equal(market.slotInfo(first).slot, 0, "its place has a new slot");
        equal(market.slotInfo(next).slot, next, "the new slot");
    }

    function test_new_times_begin_at_a_local_midnight() public {
        uint40 midnight = uint40(MONDAY + 1 days);
        Rules memory fast = Rules({slotSeconds: 30, gateSeconds: 10, readingSeconds: 10, disputeSeconds: 20});
        vm.expectRevert(bytes4(keccak256("BadRules()")));
        market.scheduleRules(fast, midnight + 900);
        market.scheduleRules(fast, midnight);
        sell(0, 100, 100);
        buy(1, 100, 100);
        uint32 last = uint32(midnight / 900) - 1;
        toGate(last);
        market.clear(last);
        vm.warp(midnight - 10);
        market.clear(uint32(midnight / 30));
        vm.expectRevert(bytes4(keccak256("BadRules()")));
        market.clear(last + 1);
        equal(market.slotInfo(uint32(midnight / 30)).end, midnight + 30, "a short slot");
        equal(market.slotInfo(last).end, midnight, "the last long slot");
        vm.warp(midnight + 20);
        equal(market.rules().slotSeconds, 30, "in force");
        market.clear(uint32(midnight / 30) + 1);
        for (uint32 slot = last;; slot = uint32(midnight / 30)) {
            toEnd(slot);
            deliverAll(slot, 4, 0);
            if (slot != last) break;
        }
        toSettle(last);
        market.settle(last);
        market.settle(uint32(midnight / 30));
        equal(coin.balanceOf(ownerOf(0)), GRANT + 20_000, "both settled");
    }

    function test_thirty_second_slots_live_the_same_life() public {
        deploy(Rules({slotSeconds: 30, gateSeconds: 10, readingSeconds: 10, disputeSeconds: 10}));
        admitMany(2);
        sell(0, 100, 100);
        buy(1, 100, 140);
        uint32 first = nextSlot();
        for (uint32 slot = first; slot < first + 40; ++slot) {
            toGate(slot); // 10 s before it begins; the slot before the last ended 20 s ago
            market.clear(slot);
            if (slot < first + 2) continue;
            deliverAll(slot - 2, 2, 3);
            if (slot > first + 2) market.settle(slot - 3);
        }
        equal(coin.balanceOf(ownerOf(0)), GRANT + 37 * 12_000, "37 of 40 are settled");
        equal(coin.balanceOf(ownerOf(0)) + coin.balanceOf(ownerOf(1)), 2 * GRANT, "nothing lost");
    }
}
