// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community} from "./Community.sol";

/// What a thousand seats cost a slot, as transactions of their own: everything cold, calldata paid.
contract GasTest is Community {
    uint256 internal constant SEATS = 1000;

    event log_named_uint(string what, uint256 used);

    function setUp() public {
        deploy(quarterHours());
        admitMany(SEATS);
        for (uint256 i = 0; i < SEATS; ++i) {
            if (i % 2 == 0) sell(i, 300 + i % 200, 100 + i % 20);
            else buy(i, 200 + i % 300, 140 - i % 20);
        }
        // The ring's first round writes fresh words; its price is paid once in the life of a community.
        for (uint256 round = 0; round < 18; ++round) {
            life(clearNext());
        }
    }

    function life(uint32 slot) private {
        toEnd(slot);
        deliverAll(slot, SEATS, 100);
        toSettle(slot);
        market.settle(slot);
    }

    function test_a_thousand_seats_stay_under_the_bars() public {
        // Two slots stay open while the third is cleared, as in a running community.
        uint32 first = nextSlot();
        toGate(first);
        market.clear(first);
        toGate(first + 1);
        market.clear(first + 1);
        toGate(first + 2);
        uint256 clearing = measured(abi.encodeCall(market.clear, (first + 2)));
        toEnd(first);
        uint256 recording = measured(abi.encodeCall(market.deliver, (first, 0, lanesOf(SEATS, 123))));
        toSettle(first);
        uint256 settling = measured(abi.encodeCall(market.settle, (first)));
        emit log_named_uint("clear and contract list", clearing);
        emit log_named_uint("record", recording);
        emit log_named_uint("settle", settling);
        emit log_named_uint("contracts", market.slotInfo(first).contracts);
        that(market.slotInfo(first).contracts > 800, "nearly everybody trades");
        that(clearing <= 5_900_000, "clear and contract list within 5.9 M gas");
        that(recording + settling <= 5_900_000, "record and settle within 5.9 M gas");
    }

    function test_a_condition_costs_little() public {
        vm.warp(block.timestamp + 1 days);
        uint256 change = measured(ownerOf(7), abi.encodeCall(market.setConditions, (lane(250, 130, true))));
        emit log_named_uint("change of a condition", change);
        that(change <= 40_000, "a change within 40,000 gas");
    }

    function measured(bytes memory data) private returns (uint256) {
        return measured(address(this), data);
    }

    function measured(address sender, bytes memory data) private returns (uint256 used) {
        // A transaction's target is warm; the call below pays 2,500 for it.
        uint256 calldataGas = 21000 - 2500;
        for (uint256 i = 0; i < data.length; ++i) {
            calldataGas += data[i] == 0 ? 4 : 16;
        }
        vm.cool(address(market));
        vm.cool(address(coin));
        vm.cool(address(registry));
        vm.cool(address(authority));
        vm.prank(sender);
        uint256 before = gasleft();
        (bool ok,) = address(market).call(data);
        used = before - gasleft() + calldataGas;
        that(ok, "the call succeeds");
    }
}
