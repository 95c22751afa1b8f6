// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Clearing} from "./Clearing.sol";
import {Conditions} from "./Conditions.sol";
import {IAgentPolicy, ICoin, IMarket, IRegistry, Rules} from "./Interfaces.sol";
import {Schedule} from "./Schedule.sol";

/// The slot market: recurring conditions by seat, one clear and one settle a slot for the whole community.
///
/// A slot's life: its gate closes → clear (anybody, until the slot begins) → delivery → readings posted →
/// dispute window → settle (anybody, once) → its place in the ring is reused. The book is what stood when the
/// gate closed: a condition changed between gate and clear counts from the next slot.
///
/// Words of the ring are never emptied, only overwritten; bit 255 keeps them from ever being zero.
contract Market is AccessManaged, Pausable, EIP712, IMarket {
    using Conditions for uint256;
    using Schedule for Schedule.State;

    uint256 public constant RING = 16;
    uint256 private constant SEATS = 65536;
    uint256 private constant FILLS_A_WORD = 10;
    uint256 private constant KEPT = 0x8000000000000000000000000000000000000000000000000000000000000000;
    uint256 private constant MISSING = 0x8000;
    bytes32 private constant READING = keccak256("Reading(uint32 slot,uint16 seat,int16 netWh)");

    IRegistry public immutable registry;
    ICoin public immutable coin;
    IAgentPolicy public immutable policy;

    Schedule.State private _schedule;

    SlotInfo[RING] private _slots;
    uint256[SEATS] private _words;
    uint256[SEATS] private _formerWords;
    uint256[SEATS / FILLS_A_WORD + 1][RING] private _fills;
    uint256[SEATS / 16][RING] private _readings;
    uint256[SEATS / 256][RING] private _estimated;
    uint256[SEATS / 256][RING] private _disputed;
    uint256[SEATS / 16] private _lastGood;
    mapping(address owner => uint256) private _ownerSeat; // seat + 1
    mapping(address agent => uint256) private _agentSeat;

    constructor(address authority, address registry_, address coin_, address policy_, Rules memory rules_)
        AccessManaged(authority)
        EIP712("Dure Market", "1")
    {
        registry = IRegistry(registry_);
        coin = ICoin(coin_);
        policy = IAgentPolicy(policy_);
        Schedule.check(rules_);
        _schedule.setCurrent(rules_);
    }

    modifier onlyRegistry() {
        if (msg.sender != address(registry)) revert NotAllowed();
        _;
    }

    // ---- conditions

    function setConditions(uint256 word) external {
        word = word.checked();
        uint256 seat = _ownerSeat[msg.sender];
        bool agent = seat == 0;
        if (agent) seat = _agentSeat[msg.sender];
        if (seat == 0) revert NotMember();
        --seat;
        if (agent) policy.charge(uint16(seat), _words[seat] & Conditions.LANES, word, rules().slotSeconds);
        _setWord(seat, word);
        emit ConditionsSet(uint16(seat), word, msg.sender);
    }

    function _setWord(uint256 seat, uint256 word) private {
        uint256 old = _words[seat];
        // Between a slot's gate and its clear the former word is kept for that slot.
        Rules memory r = rules();
        uint256 slot = (block.timestamp + r.gateSeconds) / r.slotSeconds;
        uint256 start = slot * r.slotSeconds;
        if (
            old & Conditions.ANY_WH != 0 && start > block.timestamp && old.stamp() < start - r.gateSeconds
                && _slots[slot % RING].slot != slot
        ) {
            _formerWords[seat] = old.withStamp(start);
        }
        _words[seat] = word.withStamp(block.timestamp);
    }

    function setForecast(uint32 day, uint256[3] calldata percents) external restricted {
        _schedule.setForecast(day, percents);
        emit ForecastSet(day, percents);
    }

    // ---- clear

    function clear(uint32 slot) external whenNotPaused {
        Rules memory r = _schedule.rulesOf(slot);
        uint256 start = uint256(slot) * r.slotSeconds;
        uint256 place = slot % RING;
        if (_slots[place].slot == slot && _slots[place].stage != Stage.Open) revert AlreadyCleared();
        if (block.timestamp < start - r.gateSeconds) revert GateOpen(start - r.gateSeconds);
        if (block.timestamp >= start) revert GateClosed(start);
        if ((_schedule.open >> place) & 1 != 0) revert TooManyOpenSlots();

        uint256 seats = _schedule.seats;
        Clearing.Book memory book = _book(start, r.gateSeconds, seats);
        Clearing.Crossing memory c = Clearing.cross(book.curves);
        uint256[] memory net = Clearing.fill(book, c, seats, seats == 0 ? 0 : slot % seats);
        _storeFills(place, net);
        bytes memory contracts = Clearing.list(net, c.volume);

        uint256 end = start + r.slotSeconds;
        _slots[place] = SlotInfo({
            slot: slot,
            stage: Stage.Cleared,
            price: uint8(c.price),
            seats: uint16(seats),
            contracts: uint24(contracts.length / 7),
            volume: uint40(c.volume),
            start: uint40(start),
            end: uint40(end),
            reported: 0,
            readingsDue: uint40(end + r.readingSeconds),
            settlesFrom: uint40(end + r.readingSeconds + r.disputeSeconds),
            graceEnds: uint40(end + 2 * (uint256(r.readingSeconds) + r.disputeSeconds)),
            clearedBlock: uint32(block.number),
            reportedBlock: 0,
            settledBlock: 0,
            contractsHash: keccak256(contracts)
        });
        _schedule.open |= uint16(1 << place);
        emit Cleared(slot, uint8(c.price), uint40(c.volume), contracts);
    }

    /// Every seat's orders for the slot that begins at `start`, buyers cut to their free coin. Runs over all
    /// seats in assembly: this loop is most of what a slot costs.
    function _book(uint256 start, uint256 gateSeconds, uint256 seats) private view returns (Clearing.Book memory book) {
        book.orders = new uint256[](4 * seats);
        uint256[] memory free = _freeCoin(seats);
        (uint256 quarter, uint256 weekday, uint256 percent) = _schedule.localTime(start);
        uint256 gate = start - gateSeconds;
        unchecked {
            uint256 count = 0;
            for (uint256 seat = 0; seat < seats; ++seat) {
                uint256 word;
                assembly ("memory-safe") {
                    word := sload(add(_words.slot, seat))
                }
                if (word & Conditions.ANY_WH == 0 || word.stamp() >= gate) {
                    if (word == 0 || word.stamp() < gate) continue;
                    word = _formerWords[seat];
                    if (word.stamp() != start) continue;
                }
                for (word &= Conditions.LANES; word != 0; word >>= 64) {
                    uint256 order = _order(word, quarter, weekday, percent);
                    if (order == 0) continue;
                    uint256[] memory orders = book.orders;
                    uint256[512] memory curves = book.curves;
                    assembly ("memory-safe") {
                        let wh := and(order, 0xffffffff)
                        let tick := and(shr(32, order), 0xff)
                        if and(shr(40, order), gt(tick, 0)) {
                            let at := add(add(free, 0x20), shl(5, seat))
                            let coins := mload(at)
                            let reach := div(coins, tick)
                            if lt(reach, wh) {
                                order := sub(order, sub(wh, reach))
                                wh := reach
                            }
                            mstore(at, sub(coins, mul(wh, tick)))
                        }
                        if wh {
                            mstore(add(add(orders, 0x20), shl(5, count)), or(order, shl(48, seat)))
                            count := add(count, 1)
                            let at := add(curves, shl(5, and(shr(32, order), 0x1ff)))
                            mstore(at, add(mload(at), wh))
                        }
                    }
                }
            }
            book.count = count;
        }
    }

    /// buys << 40 | tick << 32 | Wh of a lane in a slot; zero when it does not apply.
    function _order(uint256 word, uint256 quarter, uint256 weekday, uint256 percent)
        private
        pure
        returns (uint256 order)
    {
        assembly ("memory-safe") {
            let wh := and(word, 0xfffff)
            let from := and(shr(29, word), 0x7f)
            let to := and(shr(36, word), 0x7f)
            // Counted from the first quarter round the clock.
            let hours := mod(add(96, sub(to, from)), 96)
            if iszero(hours) { hours := 96 }
            let within := lt(mod(add(96, sub(quarter, from)), 96), hours)
            if and(shr(add(43, weekday), word), within) {
                if and(shr(50, word), 1) {
                    wh := div(mul(wh, percent), 100)
                    if gt(wh, 0xfffff) { wh := 0xfffff }
                }
                if wh { order := or(wh, shl(12, and(word, 0x1ff00000))) }
            }
        }
    }

    /// Balance − locked of every seat.
    function _freeCoin(uint256 seats) private view returns (uint256[] memory free) {
        free = new uint256[](4 * ((seats + 3) / 4));
        uint256[] memory balances = coin.lanes((seats + 3) / 4);
        assembly ("memory-safe") {
            let out := add(free, 0x20)
            let in := add(balances, 0x20)
            for { let end := add(in, shl(5, mload(balances))) } lt(in, end) { in := add(in, 0x20) } {
                let word := mload(in)
                mstore(out, and(word, 0xffffffffffffffff))
                mstore(add(out, 0x20), and(shr(64, word), 0xffffffffffffffff))
                mstore(add(out, 0x40), and(shr(128, word), 0xffffffffffffffff))
                mstore(add(out, 0x60), shr(192, word))
                out := add(out, 0x80)
            }
        }
        uint256 open = _schedule.open;
        for (uint256 place = 0; open != 0; ++place) {
            // Seats that came after that slot's clear have no fill in it.
            if (open & 1 != 0) _subtractLocked(free, _fills[place], _slots[place].seats, _slots[place].price);
            open >>= 1;
        }
    }

    function _subtractLocked(
        uint256[] memory free,
        uint256[SEATS / FILLS_A_WORD + 1] storage fills,
        uint256 seats,
        uint256 price
    ) private view {
        assembly ("memory-safe") {
            let at := add(free, 0x20)
            let end := add(at, shl(5, seats))
            for { let slot := fills.slot } lt(at, end) { slot := add(slot, 1) } {
                let word := sload(slot)
                let wordEnd := add(at, 320)
                if gt(wordEnd, end) { wordEnd := end }
                for {} lt(at, wordEnd) { at := add(at, 0x20) } {
                    if and(word, 0x800000) {
                        let locked := mul(sub(0x1000000, and(word, 0xffffff)), price)
                        let coins := mload(at)
                        // A balance never falls below what is locked; an empty purse is the safe answer.
                        mstore(at, mul(sub(coins, locked), gt(coins, locked)))
                    }
                    word := shr(24, word)
                }
            }
        }
    }

    function _fillIn(uint256 word, uint256 seat) private pure returns (int256) {
        return int256(int24(uint24(word >> (24 * (seat % FILLS_A_WORD)))));
    }

    function _storeFills(uint256 place, uint256[] memory net) private {
        uint256[SEATS / FILLS_A_WORD + 1] storage fills = _fills[place];
        assembly ("memory-safe") {
            let at := add(net, 0x20)
            let end := add(at, shl(5, mload(net)))
            for { let slot := fills.slot } lt(at, end) { slot := add(slot, 1) } {
                let word := KEPT
                let wordEnd := add(at, 320)
                if gt(wordEnd, end) { wordEnd := end }
                let shift := 0
                for {} lt(at, wordEnd) { at := add(at, 0x20) } {
                    word := or(word, shl(shift, and(mload(at), 0xffffff)))
                    shift := add(shift, 24)
                }
                sstore(slot, word)
            }
        }
    }

    // ---- delivery

    function deliver(uint32 slot, uint16 firstSeat, bytes32[] calldata lanes) external restricted {
        SlotInfo storage info = _live(slot);
        if (block.timestamp < info.end) revert TooEarly(info.end);
        uint256 place = slot % RING;
        uint256 seats = info.seats;
        if (info.reported >= seats && info.stage != Stage.Cleared) revert AlreadyReported();
        if (firstSeat != info.reported || firstSeat % 256 != 0 || lanes.length > SEATS / 16) revert BadLanes();
        uint256 end = firstSeat + 16 * lanes.length;
        if (end < seats && end % 256 != 0) revert BadLanes();

        unchecked {
            uint256 flags = 0;
            for (uint256 i = 0; i < lanes.length; ++i) {
                uint256 at = firstSeat / 16 + i;
                (uint256 word, uint256 missing) = _merged(uint256(lanes[i]), at);
                _readings[place][at] = word;
                flags |= missing << (16 * (at % 16));
                if (at % 16 == 15 || i + 1 == lanes.length) {
                    if (_estimated[place][at / 16] != flags) _estimated[place][at / 16] = flags;
                    if (_disputed[place][at / 16] != 0) _disputed[place][at / 16] = 0;
                    flags = 0;
                }
            }
        }
        info.reported = uint16(end < seats ? end : seats);
        info.stage = Stage.Reported;
        info.reportedBlock = uint32(block.number);
        // A late post leaves the members the same time to look at it.
        if (block.timestamp > info.readingsDue) {
            info.settlesFrom += uint40(block.timestamp) - info.readingsDue;
            info.readingsDue = uint40(block.timestamp);
        }
        emit Delivered(slot, firstSeat, lanes);
    }

    /// Readings with gaps filled from the last good ones, and which lanes were gaps.
    function _merged(uint256 word, uint256 at) private returns (uint256 merged, uint256 missing) {
        unchecked {
            // Lanes equal to 0x8000: flip that bit, then a lane is zero only if it was missing.
            uint256 high = 0x8000800080008000800080008000800080008000800080008000800080008000;
            uint256 flipped = word ^ high;
            uint256 nonzero = (((flipped & ~high) + ~high) | flipped) & high;
            uint256 last = _lastGood[at];
            if (nonzero != high) {
                for (uint256 lane = 0; lane < 16; ++lane) {
                    if ((nonzero >> (16 * lane + 15)) & 1 != 0) continue;
                    missing |= 1 << lane;
                    uint256 mask = 0xffff << (16 * lane);
                    word = (word & ~mask) | (last & mask);
                }
            }
            if (word != last) _lastGood[at] = word;
            return (word, missing);
        }
    }

    function dispute(uint32 slot, uint16 seat, int16 netWh, bytes calldata signature) external {
        SlotInfo storage info = _live(slot);
        if (seat >= info.reported) revert NotReported();
        if (block.timestamp >= info.settlesFrom) revert DisputeClosed();
        if (netWh == type(int16).min) revert BadLanes();
        uint256 place = slot % RING;
        uint256 bit = 1 << (seat % 256);
        if (_disputed[place][seat / 256] & bit != 0) revert AlreadyDisputed();
        address meter = registry.meterOf(seat);
        (address signer, ECDSA.RecoverError failed,) = ECDSA.tryRecover(readingDigest(slot, seat, netWh), signature);
        if (failed != ECDSA.RecoverError.NoError || signer != meter) revert BadSignature();

        _disputed[place][seat / 256] |= bit;
        _estimated[place][seat / 256] &= ~bit;
        uint256 shift = 16 * (seat % 16);
        int16 posted = int16(uint16(_readings[place][seat / 16] >> shift));
        uint256 lane = uint256(uint16(netWh)) << shift;
        _readings[place][seat / 16] = (_readings[place][seat / 16] & ~(0xffff << shift)) | lane;
        _lastGood[seat / 16] = (_lastGood[seat / 16] & ~(0xffff << shift)) | lane;
        info.stage = Stage.Disputed;
        emit Disputed(slot, seat, posted, netWh);
    }

    function readingDigest(uint32 slot, uint16 seat, int16 netWh) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(READING, slot, seat, netWh)));
    }

    // ---- settle

    function settle(uint32 slot) external {
        SlotInfo storage info = _live(slot);
        uint256 seats = info.seats;
        if (info.reported < seats || info.stage == Stage.Cleared) {
            if (block.timestamp < info.settlesFrom) revert TooEarly(info.settlesFrom);
            if (block.timestamp < info.graceEnds) revert NotReported();
        } else if (block.timestamp < info.settlesFrom) {
            revert TooEarly(info.settlesFrom);
        }
        uint256 place = slot % RING;
        uint8 price = info.price;
        (uint256[] memory deltas, bytes memory results) = _results(place, seats, info.reported, price);
        info.stage = Stage.Settled;
        info.settledBlock = uint32(block.number);
        _schedule.open &= ~uint16(1 << place);
        if (info.volume != 0) coin.settle(deltas);
        emit Settled(slot, price, results);
    }

    function _results(uint256 place, uint256 seats, uint256 reported, uint256 price)
        private
        view
        returns (uint256[] memory deltas, bytes memory results)
    {
        deltas = new uint256[]((seats + 3) / 4);
        results = new bytes(6 * seats + 32); // the last store runs over the end
        unchecked {
            uint256 fills = 0;
            uint256 readings = 0;
            uint256 estimated = 0;
            uint256 lane = 0; // of the fill word
            for (uint256 seat = 0; seat < seats; ++seat) {
                if (lane == 0) fills = _fills[place][seat / FILLS_A_WORD];
                if (seat % 16 == 0) {
                    readings = seat < reported ? _readings[place][seat / 16] : _lastGood[seat / 16];
                    if (seat % 256 == 0) {
                        estimated = seat < reported ? _estimated[place][seat / 256] : type(uint256).max;
                    }
                }
                assembly ("memory-safe") {
                    let fill := signextend(2, fills)
                    if fill {
                        let at := add(add(deltas, 0x20), shl(5, shr(2, seat)))
                        let coins := and(mul(fill, price), 0xffffffffffffffff)
                        mstore(at, or(mload(at), shl(shl(6, and(seat, 3)), coins)))
                    }
                    let record :=
                        or(shl(24, and(fills, 0xffffff)), or(shl(8, and(readings, 0xffff)), and(estimated, 1)))
                    mstore(add(add(results, 0x20), mul(6, seat)), shl(208, record))
                }
                fills >>= 24;
                readings >>= 16;
                estimated >>= 1;
                if (++lane == FILLS_A_WORD) lane = 0;
            }
        }
        assembly ("memory-safe") {
            mstore(results, mul(6, seats))
        }
    }

    /// The ring place of a slot that is cleared and not settled.
    function _live(uint32 slot) private view returns (SlotInfo storage info) {
        info = _slots[slot % RING];
        if (info.slot != slot || info.stage == Stage.Open) revert NotCleared();
        if (info.stage == Stage.Settled) revert AlreadySettled();
    }

    // ---- members, by the Registry

    function assignSeat(uint16 seat, address owner, address agent) external onlyRegistry {
        if (seat >= _schedule.seats) _schedule.seats = seat + 1;
        _ownerSeat[owner] = uint256(seat) + 1;
        if (agent != address(0)) _agentSeat[agent] = uint256(seat) + 1;
        uint256 mask = 0xffff << (16 * (seat % 16));
        if (_lastGood[seat / 16] & mask != 0) _lastGood[seat / 16] &= ~mask;
    }

    function retireSeat(uint16 seat, address owner, address agent) external onlyRegistry {
        delete _ownerSeat[owner];
        delete _agentSeat[agent];
        _formerWords[seat] = 0;
        _words[seat] = uint256(0).withStamp(block.timestamp);
        emit ConditionsSet(seat, 0, owner);
    }

    function replaceAgent(uint16 seat, address former, address agent) external onlyRegistry {
        delete _agentSeat[former];
        if (agent != address(0)) _agentSeat[agent] = uint256(seat) + 1;
    }

    // ---- governance

    function pause() external restricted {
        _pause();
    }

    function unpause() external restricted {
        _unpause();
    }

    function scheduleRules(Rules calldata rules_, uint40 from) external restricted {
        _schedule.scheduleRules(rules_, from);
        emit RulesScheduled(rules_, from);
    }

    // ---- views

    function rules() public view returns (Rules memory) {
        return _schedule.rulesAt(block.timestamp);
    }

    function seatCount() external view returns (uint16) {
        return _schedule.seats;
    }

    function conditions(uint16 seat) external view returns (uint256) {
        return _words[seat] & Conditions.LANES;
    }

    function conditionWords(uint16 first, uint16 count) external view returns (uint256[] memory list) {
        list = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            list[i] = _words[uint256(first) + i];
        }
    }

    function forecastPercent(uint256 start) external view returns (uint256 percent) {
        (,, percent) = _schedule.localTime(start);
    }

    function slotInfo(uint32 slot) external view returns (SlotInfo memory info) {
        info = _slots[slot % RING];
        if (info.slot != slot) delete info;
    }

    function seatFills(uint32 slot) external view returns (int24[] memory list) {
        SlotInfo storage info = _slots[slot % RING];
        if (info.slot != slot || info.stage == Stage.Open) revert NotCleared();
        list = new int24[](info.seats);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = int24(_fillIn(_fills[slot % RING][i / FILLS_A_WORD], i));
        }
    }

    function seatResult(uint32 slot, uint16 seat)
        external
        view
        returns (int24 contracted, int16 metered, bool known, bool estimated, int256 coins)
    {
        uint256 place = slot % RING;
        SlotInfo storage info = _slots[place];
        if (info.slot != slot || info.stage == Stage.Open) revert NotCleared();
        if (seat >= info.seats) return (0, 0, false, false, 0);
        contracted = int24(_fillIn(_fills[place][seat / FILLS_A_WORD], seat));
        known = seat < info.reported;
        if (known) {
            metered = int16(uint16(_readings[place][seat / 16] >> (16 * (seat % 16))));
            estimated = (_estimated[place][seat / 256] >> (seat % 256)) & 1 != 0;
        }
        coins = int256(contracted) * int256(uint256(info.price));
    }

    function lockedOf(uint16 seat) external view returns (uint256 locked) {
        uint256 open = _schedule.open;
        for (uint256 place = 0; open != 0; ++place) {
            if (open & 1 != 0 && seat < _slots[place].seats) {
                int256 fill = _fillIn(_fills[place][seat / FILLS_A_WORD], seat);
                if (fill < 0) locked += uint256(-fill) * _slots[place].price;
            }
            open >>= 1;
        }
    }

    function openSince() external view returns (uint256 since) {
        since = type(uint256).max;
        uint256 open = _schedule.open;
        for (uint256 place = 0; open != 0; ++place) {
            if (open & 1 != 0) {
                // No gate closes more than a slot ahead.
                uint256 earliest = 2 * uint256(_slots[place].start) - _slots[place].end;
                if (earliest < since) since = earliest;
            }
            open >>= 1;
        }
    }
}
