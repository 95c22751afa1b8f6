// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAgentPolicy, ICoin, IMarket, IRegistry, Rules} from "../src/Interfaces.sol";

interface ICommunityCoin is ICoin, IERC20 {}

/// The part of forge's test machine that is used here.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function warp(uint256) external;
    function roll(uint256) external;
    function prank(address) external;
    function sign(uint256 key, bytes32 digest) external returns (uint8 v, bytes32 r, bytes32 s);
    function addr(uint256 key) external returns (address);
    function assume(bool) external;
    function expectRevert(bytes4) external;
    function expectRevert(bytes calldata) external;
    function expectPartialRevert(bytes4) external;
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);
    function getNonce(address) external view returns (uint64);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function cool(address) external;
    function getCode(string calldata) external view returns (bytes memory);
    function etch(address, bytes calldata) external;
    function store(address, bytes32, bytes32) external;
}

/// A community as the manager deploys it, and people to live in it.
abstract contract Community {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// 2026-06-22 00:00 in Seoul, a Monday.
    uint256 internal constant MONDAY = 1782054000;
    uint64 internal constant GRANT = 100_000_000; // 100,000 coin
    bool public IS_TEST = true;

    address internal authority;
    IRegistry internal registry;
    ICommunityCoin internal coin;
    IMarket internal market;
    IAgentPolicy internal policy;

    /// The committed artifacts, as the program deploys them: the tests are about those.
    function deploy(Rules memory rules) internal {
        vm.warp(MONDAY + 6 hours);
        authority = create("AccessManager", abi.encode(address(this)));
        uint64 nonce = vm.getNonce(address(this));
        address registryAt = vm.computeCreateAddress(address(this), nonce);
        address coinAt = vm.computeCreateAddress(address(this), nonce + 1);
        address policyAt = vm.computeCreateAddress(address(this), nonce + 2);
        address marketAt = vm.computeCreateAddress(address(this), nonce + 3);
        create("Registry", abi.encode(authority, coinAt, marketAt, policyAt, GRANT));
        create("Coin", abi.encode(authority, registryAt, marketAt));
        create("AgentPolicy", abi.encode(registryAt, marketAt));
        create("Market", abi.encode(authority, registryAt, coinAt, policyAt, rules));
        registry = IRegistry(registryAt);
        coin = ICommunityCoin(coinAt);
        policy = IAgentPolicy(policyAt);
        market = IMarket(marketAt);
    }

    function create(string memory name, bytes memory arguments) internal returns (address at) {
        bytes memory code = abi.encodePacked(vm.getCode(string.concat("artifacts/", name, ".json")), arguments);
        assembly ("memory-safe") {
            at := create(0, add(code, 0x20), mload(code))
        }
        that(at != address(0), name);
    }

    function quarterHours() internal pure returns (Rules memory) {
        return Rules({slotSeconds: 900, gateSeconds: 300, readingSeconds: 300, disputeSeconds: 900});
    }

    // ---- people: member i has these keys, and its seat is i when members are admitted in order

    function ownerOf(uint256 i) internal pure returns (address) {
        return address(uint160(0x10000 + i));
    }

    function agentOf(uint256 i) internal pure returns (address) {
        return address(uint160(0x20000 + i));
    }

    function meterKey(uint256 i) internal pure returns (uint256) {
        return 0x30000 + i;
    }

    function applyAs(uint256 i) internal {
        address meter = vm.addr(meterKey(i));
        vm.prank(ownerOf(i));
        registry.apply_(
            IRegistry.Application(IRegistry.Kind.Home, uint16(i / 100), 3000, meter, agentOf(i), bytes32(i))
        );
    }

    function admit(uint256 i) internal {
        applyAs(i);
        registry.approve(ownerOf(i));
    }

    function admitMany(uint256 count) internal {
        for (uint256 i = 0; i < count; ++i) {
            admit(i);
        }
    }

    // ---- conditions

    function lane(uint256 wh, uint256 tick, bool buys) internal pure returns (uint256) {
        return lane(wh, tick, buys, 0, 96, 0x7f);
    }

    function lane(uint256 wh, uint256 tick, bool buys, uint256 from, uint256 to, uint256 weekdays)
        internal
        pure
        returns (uint256)
    {
        return wh | (tick << 20) | (uint256(buys ? 1 : 0) << 28) | (from << 29) | (to << 36) | (weekdays << 43);
    }

    function set(uint256 i, uint256 word) internal {
        vm.prank(ownerOf(i));
        market.setConditions(word);
    }

    function sell(uint256 i, uint256 wh, uint256 tick) internal {
        set(i, lane(wh, tick, false));
    }

    function buy(uint256 i, uint256 wh, uint256 tick) internal {
        set(i, lane(wh, tick, true));
    }

    // ---- a slot's life

    function nextSlot() internal view returns (uint32) {
        Rules memory r = market.rules();
        return uint32((block.timestamp + r.gateSeconds) / r.slotSeconds + 1);
    }

    function clearNext() internal returns (uint32 slot) {
        slot = nextSlot();
        toGate(slot);
        market.clear(slot);
    }

    function toGate(uint32 slot) internal {
        Rules memory r = market.rules();
        vm.warp(uint256(slot) * r.slotSeconds - r.gateSeconds);
    }

    function toEnd(uint32 slot) internal {
        vm.warp(market.slotInfo(slot).end);
    }

    function toSettle(uint32 slot) internal {
        vm.warp(market.slotInfo(slot).settlesFrom);
    }

    /// Posts the same reading for `seats` seats.
    function deliverAll(uint32 slot, uint256 seats, int16 netWh) internal {
        market.deliver(slot, 0, lanesOf(seats, netWh));
    }

    function lanesOf(uint256 seats, int16 netWh) internal pure returns (bytes32[] memory lanes) {
        lanes = new bytes32[]((seats + 15) / 16);
        for (uint256 i = 0; i < seats; ++i) {
            put(lanes, i, netWh);
        }
    }

    function put(bytes32[] memory lanes, uint256 seat, int16 netWh) internal pure {
        uint256 shift = 16 * (seat % 16);
        uint256 kept = uint256(lanes[seat / 16]) & ~(uint256(0xffff) << shift);
        lanes[seat / 16] = bytes32(kept | (uint256(uint16(netWh)) << shift));
    }

    function signReading(uint256 i, uint32 slot, uint16 seat, int16 netWh) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(meterKey(i), market.readingDigest(slot, seat, netWh));
        return abi.encodePacked(r, s, v);
    }

    // ---- what must hold

    function equal(uint256 a, uint256 b, string memory what) internal pure {
        if (a != b) revert(string.concat(what, ": ", text(a), " is not ", text(b)));
    }

    function equal(int256 a, int256 b, string memory what) internal pure {
        if (a != b) revert(what);
    }

    function that(bool ok, string memory what) internal pure {
        if (!ok) revert(what);
    }

    function text(uint256 v) internal pure returns (string memory) {
        if (v == 0) return "0";
        bytes memory out;
        for (; v != 0; v /= 10) {
            out = abi.encodePacked(uint8(48 + v % 10), out);
        }
        return string(out);
    }
}
