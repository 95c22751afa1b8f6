// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Conditions} from "./Conditions.sol";
import {IAgentPolicy, IRegistry} from "./Interfaces.sol";

/// What a household's automation key may do: set conditions inside limits, until a date. It can move no coin
/// (the Coin does not know it) and cannot change its limits, so a stolen key costs at most `coinPerDay` a day.
///
/// Every word of conditions the agent sets is charged at its worst: each buy fills whole at its own limit in
/// every slot of its hours. Replacing a word gives back only what it could no longer have spent.
contract AgentPolicy is IAgentPolicy {
    using Conditions for uint256;

    struct Charge {
        uint64 day;
        uint128 spent; // worst case of that day, the rest of the day included
        uint256 word; // the last word the agent set
    }

    uint256 public constant LONGEST = 30 days;
    /// The first limits of a new member: 5,000 coin a slot, 30,000 a day.
    uint64 public constant FIRST_PER_SLOT = 5_000_000;
    uint64 public constant FIRST_PER_DAY = 30_000_000;
    uint8 public constant FIRST_MIN_SELL = 10;

    IRegistry public immutable registry;
    address public immutable market;

    mapping(uint16 seat => Policy) private _policies;
    mapping(uint16 seat => Charge) private _charges;

    constructor(address registry_, address market_) {
        registry = IRegistry(registry_);
        market = market_;
    }

    function start(uint16 seat) external {
        if (msg.sender != address(registry)) revert NotAllowed();
        delete _charges[seat];
        _set(seat, Policy(FIRST_PER_SLOT, FIRST_PER_DAY, FIRST_MIN_SELL, 255, uint40(block.timestamp + LONGEST)));
    }

    function set(Policy calldata p) external {
        if (p.until > block.timestamp + LONGEST) revert TooLong();
        _set(registry.seatOf(msg.sender), p);
    }

    function policyOf(uint16 seat) external view returns (Policy memory) {
        return _policies[seat];
    }

    function charge(uint16 seat, uint256 formerWord, uint256 word, uint32 slotSeconds) external {
        if (msg.sender != market) revert NotAllowed();
        Policy memory p = _policies[seat];
        if (block.timestamp >= p.until) revert AgentExpired();
        _checkLanes(p, word);

        uint256 perQuarter = slotSeconds < 900 ? (900 + slotSeconds - 1) / slotSeconds : 1;
        uint256 local = block.timestamp + 9 hours;
        uint256 quarter = (local % 1 days) / 900;
        uint256 wholeDay = _cost(word, 0, perQuarter);
        if (wholeDay > p.coinPerDay) revert AgentDayCap(wholeDay, p.coinPerDay);

        Charge storage c = _charges[seat];
        uint256 spent = c.day == local / 1 days ? c.spent : 0;
        if (formerWord == c.word && formerWord != 0) {
            if (c.day != local / 1 days) spent = _cost(formerWord, 0, perQuarter);
            // Slots of this quarter and of the next may already be cleared with the former word.
            spent -= _min(spent, _cost(formerWord, quarter + 2, perQuarter));
        }
        spent += _cost(word, quarter, perQuarter);
        if (spent > p.coinPerDay) revert AgentDayCap(spent, p.coinPerDay);
        c.day = uint64(local / 1 days);
        c.spent = uint128(spent);
        c.word = word;
    }

    function _set(uint16 seat, Policy memory p) private {
        _policies[seat] = p;
        emit PolicySet(seat, p);
    }

    function _checkLanes(Policy memory p, uint256 word) private pure {
        for (uint256 i = 0; i < 256; i += 64) {
            uint256 lane = (word >> i) & 0x1fffffffffffff;
            if (lane.wh() == 0) continue;
            if (lane.buys() ? lane.tick() > p.maxBuy : lane.tick() < p.minSell) revert AgentBand();
            if (!lane.buys()) continue;
            uint256 meets = 0;
            for (uint256 j = 0; j < 256; j += 64) {
                uint256 other = (word >> j) & 0x1fffffffffffff;
                if (other.wh() != 0 && other.buys() && other.overlap(lane)) meets += _slotCost(other);
            }
            if (meets > p.coinPerSlot) revert AgentSlotCap(meets, p.coinPerSlot);
        }
    }

    /// Worst cost of a day's slots from local quarter `first` on.
    function _cost(uint256 word, uint256 first, uint256 slotsPerQuarter) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < 256; i += 64) {
            uint256 lane = (word >> i) & 0x1fffffffffffff;
            if (lane.wh() == 0 || !lane.buys()) continue;
            uint256 quarters = lane.from() < lane.to()
                ? _span(lane.from(), lane.to(), first)
                : _span(lane.from(), 96, first) + _span(0, lane.to(), first);
            sum += quarters * slotsPerQuarter * _slotCost(lane);
        }
    }

    function _span(uint256 from, uint256 to, uint256 first) private pure returns (uint256) {
        uint256 begin = from > first ? from : first;
        return begin < to ? to - begin : 0;
    }

    function _slotCost(uint256 lane) private pure returns (uint256) {
        uint256 most = lane.scaled() ? _min(lane.wh() * 254 / 100, Conditions.MAX_WH) : lane.wh();
        return most * lane.tick();
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
