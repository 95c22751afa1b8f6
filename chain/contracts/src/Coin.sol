// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ICoin, IMarket} from "./Interfaces.sol";
import {Roster} from "./Roster.sol";

/// The community's coin: 1 coin = 1 won, unit = milli-won. Minted by the treasury against deposits and at
/// sign-up, burned on redemption: supply = deposits + grants − redemptions. A member's coin is moved by the
/// member, by someone the member approved, or by the Market settling the member's own contracts; there is no
/// other path, for no role.
///
/// Balances of seats lie four to a word in seat order, so that clearing and settling a whole community
/// touches a quarter of the words; everybody else's lie in a mapping.
contract Coin is ERC20, ERC20Permit, AccessManaged, ICoin {
    using Roster for mapping(uint256 => address);

    /// Far above any won in circulation, and no sum of lanes can reach the sign bit.
    uint256 public constant MAX_SUPPLY = 1 << 62;

    address public immutable registry;
    IMarket public immutable market;

    mapping(uint256 word => uint256) private _lanes;
    mapping(address holder => uint256) private _loose;
    mapping(address holder => uint256) public seatPlusOne;
    mapping(uint256 page => address) private _pages;
    uint256 private _supply;

    constructor(address authority, address registry_, address market_)
        ERC20("Dure Coin", "DURE")
        ERC20Permit("Dure Coin")
        AccessManaged(authority)
    {
        registry = registry_;
        market = IMarket(market_);
    }

    modifier only(address caller) {
        if (msg.sender != caller) revert NotAllowed();
        _;
    }

    function decimals() public pure override returns (uint8) {
        return 3;
    }

    function totalSupply() public view override returns (uint256) {
        return _supply;
    }

    function balanceOf(address holder) public view override returns (uint256) {
        uint256 seat = seatPlusOne[holder];
        return seat == 0 ? _loose[holder] : _balance(seat - 1);
    }

    function lockedOf(address holder) public view returns (uint256) {
        uint256 seat = seatPlusOne[holder];
        return seat == 0 ? 0 : market.lockedOf(uint16(seat - 1));
    }

    function lanes(uint256 count) external view returns (uint256[] memory words) {
        words = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            words[i] = _lanes[i];
        }
    }

    function ownerOfSeat(uint16 seat) external view returns (address) {
        return Roster.ownerIn(_pages.page(seat), seat);
    }

    function deposit(address to, uint256 amount) external restricted {
        _mint(to, amount);
        emit Deposited(to, amount);
    }

    function redeem(uint256 amount) external {
        _burn(msg.sender, amount);
        emit Redeemed(msg.sender, amount);
    }

    function grant(address to, uint256 amount) external only(registry) {
        _mint(to, amount);
        emit Granted(to, amount);
    }

    /// Gives a seat to an owner. The former owner keeps every coin, only elsewhere.
    function assignSeat(uint16 seat, address owner) external only(registry) {
        address former = Roster.ownerIn(_pages.page(seat), seat);
        if (former == owner) return;
        if (former != address(0)) {
            _loose[former] = _balance(seat);
            delete seatPlusOne[former];
        }
        _setBalance(seat, _loose[owner]);
        delete _loose[owner];
        seatPlusOne[owner] = uint256(seat) + 1;
        _pages.set(seat, owner);
    }

    /// The Market pays the contracts of a slot. The market's own address stands for the counterparty in the
    /// Transfer events: it takes from all buyers and gives to all sellers, and nothing remains there.
    function settle(uint256[] calldata deltas) external only(address(market)) {
        int256 sum = 0;
        bytes memory owners;
        uint256 loaded = type(uint256).max;
        unchecked {
            for (uint256 i = 0; i < deltas.length; ++i) {
                uint256 change = deltas[i];
                if (change == 0) continue;
                if (loaded != i / 8) {
                    loaded = i / 8;
                    owners = _pages.page(4 * i);
                }
                uint256 word = _lanes[i];
                uint256 updated = 0;
                for (uint256 lane = 0; lane < 4; ++lane) {
                    int256 delta = int256(int64(uint64(change >> (64 * lane))));
                    uint256 balance = uint64(word >> (64 * lane));
                    if (delta != 0) {
                        sum += delta;
                        int256 result = int256(balance) + delta;
                        if (result < 0 || result > int256(MAX_SUPPLY)) revert Unbalanced();
                        balance = uint256(result);
                        address owner = Roster.ownerIn(owners, 4 * i + lane);
                        if (delta < 0) emit Transfer(owner, address(market), uint256(-delta));
                        else emit Transfer(address(market), owner, uint256(delta));
                    }
                    updated |= balance << (64 * lane);
                }
                _lanes[i] = updated;
            }
        }
        if (sum != 0) revert Unbalanced();
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0)) {
            _supply += value;
            if (_supply > MAX_SUPPLY) revert SupplyLimit();
        } else {
            uint256 balance = balanceOf(from);
            uint256 free = balance - lockedOf(from);
            if (value > free) revert NoCoin(free, value);
            _put(from, balance - value);
        }
        if (to == address(0)) _supply -= value;
        else _put(to, balanceOf(to) + value);
        emit Transfer(from, to, value);
    }

    function _put(address holder, uint256 balance) private {
        uint256 seat = seatPlusOne[holder];
        if (seat == 0) _loose[holder] = balance;
        else _setBalance(seat - 1, balance);
    }

    function _balance(uint256 seat) private view returns (uint256) {
        return uint64(_lanes[seat / 4] >> (64 * (seat % 4)));
    }

    function _setBalance(uint256 seat, uint256 balance) private {
        uint256 shift = 64 * (seat % 4);
        uint256 word = _lanes[seat / 4];
        _lanes[seat / 4] = (word & ~(uint256(type(uint64).max) << shift)) | (balance << shift);
    }
}
