// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Community, Vm} from "./Community.sol";
import {IMarket, IRegistry} from "../src/Interfaces.sol";

/// A village that does anything allowed, in any order, and a few things that are not.
contract Village is Community {
    uint256 public constant PEOPLE = 18;

    uint256 public deposits;
    uint256 public redemptions;
    uint256 public grants;
    mapping(uint32 slot => uint256) public settledTimes;
    uint32[] private _open;
    bool public broken;
    string public why;

    constructor() {
        deploy(quarterHours());
        admitMany(12);
        grants = 12;
    }

    function supply() external view returns (uint256) {
        return coin.totalSupply();
    }

    function minted() external view returns (uint256) {
        return grants * GRANT + deposits;
    }

    function balances() external view returns (uint256 sum) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            sum += coin.balanceOf(ownerOf(i));
        }
        sum += coin.balanceOf(address(market));
    }

    function solvent() external view returns (bool) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (coin.balanceOf(ownerOf(i)) < coin.lockedOf(ownerOf(i))) return false;
        }
        return true;
    }

    function trade(uint256 seed) external {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (registry.member(ownerOf(i)).state != IRegistry.State.Approved || seed % 3 == 0) continue;
            bool buys = (seed >> 8) & 1 != 0;
            uint256 word = lane(1 + (seed >> 16) % 3000, 95 + (seed >> 48) % 30, buys);
            if ((seed >> 9) & 1 != 0) word |= lane(1 + (seed >> 64) % 900, 95 + (seed >> 96) % 30, buys) << 64;
            set(i, word);
        }
        uint32 slot = nextSlot();
        toGate(slot);
        // Its place in the ring may still be taken by a slot that was never finished.
        try market.clear(slot) {
            _open.push(slot);
        } catch (bytes memory reason) {
            if (bytes4(reason) != IMarket.TooManyOpenSlots.selector) _fail("clear");
        }
    }

    function finish(uint256 seed) external {
        if (_open.length == 0) return;
        uint256 at = seed % _open.length;
        uint32 slot = _open[at];
        _open[at] = _open[_open.length - 1];
        _open.pop();
        if (block.timestamp < market.slotInfo(slot).end) toEnd(slot);
        uint256 seats = market.slotInfo(slot).seats;
        bytes32[] memory lanes = new bytes32[]((seats + 15) / 16);
        for (uint256 i = 0; i < lanes.length; ++i) {
            lanes[i] = keccak256(abi.encode(seed, i));
        }
        market.deliver(slot, 0, lanes);
        if (block.timestamp < market.slotInfo(slot).settlesFrom) toSettle(slot);
        vm.recordLogs();
        market.settle(slot);
        settledTimes[slot] += 1;
        _check(slot, seats, vm.getRecordedLogs());
        try market.settle(slot) {
            _fail("settled twice");
        } catch {}
    }

    int256 private _contracted;
    int256 private _metered;
    int256 private _moved;

    /// Sums of what was paid and of the seats' records, from the events alone.
    function _check(uint32 slot, uint256 seats, Vm.Log[] memory logs) private {
        (_contracted, _metered, _moved) = (0, 0, 0);
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(coin)) {
                int256 amount = int256(abi.decode(logs[i].data, (uint256)));
                _moved += logs[i].topics[1] == bytes32(uint256(uint160(address(market)))) ? amount : -amount;
            } else if (logs[i].topics[0] == keccak256("Settled(uint32,uint8,bytes)")) {
                (uint8 price, bytes memory list) = abi.decode(logs[i].data, (uint8, bytes));
                if (list.length != 6 * seats) {
                    _fail("a record a seat");
                } else {
                    for (uint256 seat = 0; seat < seats; ++seat) {
                        _checkSeat(slot, uint16(seat), price, list);
                    }
                }
            }
        }
        if (_contracted != 0) _fail("sold = bought");
        if (_moved != 0) _fail("coin in = coin out");
    }

    function _checkSeat(uint32 slot, uint16 seat, uint8 price, bytes memory list) private {
        uint256 record;
        assembly {
            record := mload(add(add(list, 0x20), mul(6, seat)))
        }
        (int24 contracted, int16 metered,,, int256 coins) = market.seatResult(slot, seat);
        _contracted += contracted;
        _metered += metered;
        if (contracted != int24(uint24(record >> 232))) _fail("contracted as logged");
        if (metered != int16(uint16(record >> 216))) _fail("metered as logged");
        if (coins != int256(contracted) * int256(uint256(price))) _fail("Wh x price");
    }

    function _fail(string memory what) private {
        broken = true;
        why = what;
    }

    function send(uint256 from, uint256 to, uint256 amount) external {
        from %= PEOPLE;
        uint256 free = coin.balanceOf(ownerOf(from)) - coin.lockedOf(ownerOf(from));
        vm.prank(ownerOf(from));
        coin.transfer(ownerOf(to % PEOPLE), amount % (free + 1));
    }

    function overspend(uint256 from) external {
        from %= PEOPLE;
        uint256 free = coin.balanceOf(ownerOf(from)) - coin.lockedOf(ownerOf(from));
        vm.prank(ownerOf(from));
        try coin.transfer(ownerOf(0), free + 1) {
            _fail("spent escrowed coin");
        } catch {}
    }

    function treasury(uint256 who, uint256 amount) external {
        amount %= 1e9;
        coin.deposit(ownerOf(who % PEOPLE), amount);
        deposits += amount;
    }

    function redeem(uint256 who, uint256 amount) external {
        who %= PEOPLE;
        amount %= coin.balanceOf(ownerOf(who)) - coin.lockedOf(ownerOf(who)) + 1;
        vm.prank(ownerOf(who));
        coin.redeem(amount);
        redemptions += amount;
    }

    function comeAndGo(uint256 who) external {
        who %= PEOPLE;
        IRegistry.Member memory m = registry.member(ownerOf(who));
        if (m.state == IRegistry.State.Approved) {
            vm.prank(ownerOf(who));
            registry.leave();
        } else {
            if (!m.granted) grants += 1;
            admit(who);
        }
    }
}

contract InvariantTest is Community {
    Village private _village;

    function setUp() public {
        _village = new Village();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_village);
    }

    function invariant_coin_and_energy_are_conserved() public view {
        equal(_village.supply(), _village.balances(), "supply = sum of balances");
        equal(_village.supply(), _village.minted() - _village.redemptions(), "supply = grants + deposits - redemptions");
        that(_village.solvent(), "balance covers what is locked");
        that(!_village.broken(), _village.why());
    }
}
