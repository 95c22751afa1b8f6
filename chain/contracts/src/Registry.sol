// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAgentPolicy, ICoin, IMarket, IRegistry} from "./Interfaces.sol";

/// Who belongs to the community: apply → approve → a numbered seat; leave. A meter has one seat; a seat is
/// given to somebody else only when nothing of its former member is unsettled.
contract Registry is AccessManaged, IRegistry {
    struct Vacancy {
        uint16 seat;
        uint40 since;
    }

    ICoin public immutable coin;
    IMarket public immutable market;
    IAgentPolicy public immutable policy;

    /// Coin a new member starts with, milli-won; once an owner.
    uint64 public signUpGrant;
    /// Seats ever given, and so the next new seat's number.
    uint16 public seats;

    mapping(address owner => Member) private _members;
    mapping(address meterKey => address) public ownerOfMeter;
    mapping(address agentKey => address) public ownerOfAgent;
    mapping(uint16 seat => address) private _meters;
    address[] private _roll;
    Vacancy[] private _vacancies;

    constructor(address authority, address coin_, address market_, address policy_, uint64 signUpGrant_)
        AccessManaged(authority)
    {
        coin = ICoin(coin_);
        market = IMarket(market_);
        policy = IAgentPolicy(policy_);
        signUpGrant = signUpGrant_;
    }

    function apply_(Application calldata a) external {
        Member storage m = _members[msg.sender];
        if (m.state == State.Applied || m.state == State.Approved) revert AlreadyMember();
        if (a.meterKey == address(0) || a.agentKey == msg.sender) revert BadKey();
        if (m.state == State.None) _roll.push(msg.sender);
        m.state = State.Applied;
        m.kind = a.kind;
        m.feeder = a.feeder;
        m.ratedWatts = a.ratedWatts;
        m.meterKey = a.meterKey;
        m.agentKey = a.agentKey;
        m.unitCommitment = a.unitCommitment;
        m.since = uint40(block.timestamp);
        emit Applied(msg.sender, a.kind, a.feeder, a.ratedWatts, a.unitCommitment);
    }

    function approve(address owner) external restricted {
        Member storage m = _members[owner];
        if (m.state != State.Applied) revert NotApplied();
        if (ownerOfMeter[m.meterKey] != address(0)) revert MeterTaken();
        if (m.agentKey != address(0)) {
            if (ownerOfAgent[m.agentKey] != address(0)) revert AgentTaken();
            ownerOfAgent[m.agentKey] = owner;
        }
        ownerOfMeter[m.meterKey] = owner;
        uint16 seat = _seatFor(owner);
        m.state = State.Approved;
        m.seat = seat;
        m.since = uint40(block.timestamp);
        _meters[seat] = m.meterKey;
        coin.assignSeat(seat, owner);
        market.assignSeat(seat, owner, m.agentKey);
        policy.start(seat);
        if (!m.granted && signUpGrant != 0) {
            m.granted = true;
            coin.grant(owner, signUpGrant);
        }
        emit Approved(owner, seat);
    }

    function deny(address owner) external restricted {
        Member storage m = _members[owner];
        if (m.state != State.Applied) revert NotApplied();
        m.state = State.Denied;
        m.since = uint40(block.timestamp);
        emit Denied(owner);
    }

    function leave() external {
        Member storage m = _approved(msg.sender);
        m.state = State.Left;
        m.since = uint40(block.timestamp);
        delete ownerOfMeter[m.meterKey];
        delete ownerOfAgent[m.agentKey];
        _vacancies.push(Vacancy(m.seat, uint40(block.timestamp)));
        market.retireSeat(m.seat, msg.sender, m.agentKey);
        emit Left(msg.sender, m.seat);
    }

    function setAgent(address agentKey) external {
        Member storage m = _approved(msg.sender);
        if (agentKey == msg.sender) revert BadKey();
        if (ownerOfAgent[agentKey] != address(0)) revert AgentTaken();
        delete ownerOfAgent[m.agentKey];
        if (agentKey != address(0)) ownerOfAgent[agentKey] = msg.sender;
        market.replaceAgent(m.seat, m.agentKey, agentKey);
        m.agentKey = agentKey;
        emit AgentChanged(msg.sender, agentKey);
    }

    function setSignUpGrant(uint64 amount) external restricted {
        signUpGrant = amount;
        emit SignUpGrantChanged(amount);
    }

    function member(address owner) external view returns (Member memory) {
        return _members[owner];
    }

    function members(uint256 first, uint256 most)
        external
        view
        returns (address[] memory owners, Member[] memory list)
    {
        uint256 end = first + most < _roll.length ? first + most : _roll.length;
        uint256 count = first < end ? end - first : 0;
        owners = new address[](count);
        list = new Member[](count);
        for (uint256 i = 0; i < count; ++i) {
            owners[i] = _roll[first + i];
            list[i] = _members[owners[i]];
        }
    }

    function seatOf(address owner) external view returns (uint16) {
        return _approved(owner).seat;
    }

    function meterOf(uint16 seat) external view returns (address) {
        return _meters[seat];
    }

    function _approved(address owner) private view returns (Member storage m) {
        m = _members[owner];
        if (m.state != State.Approved) revert NotMember();
    }

    /// A returning owner gets the old seat back if it is still free, others the first vacated seat whose
    /// slots are all settled, else a new one.
    function _seatFor(address owner) private returns (uint16 seat) {
        uint256 former = coin.seatPlusOne(owner);
        uint256 settledUntil = market.openSince();
        for (uint256 i = 0; i < _vacancies.length; ++i) {
            Vacancy memory v = _vacancies[i];
            if (former == 0 ? v.since < settledUntil : v.seat == former - 1) {
                _vacancies[i] = _vacancies[_vacancies.length - 1];
                _vacancies.pop();
                return v.seat;
            }
        }
        if (seats == type(uint16).max) revert CommunityFull();
        return seats++;
    }
}
