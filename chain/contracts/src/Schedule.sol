// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

import {Rules} from "./Interfaces.sol";

/// The community's times: how long a slot is, when its gate closes, and where it lies in the local week.
/// Asia/Seoul is UTC + 9 without daylight saving. Changes begin at a local midnight.
library Schedule {
    struct State {
        uint256[3][4] forecast; // a ring of days
        uint32[4] forecastDay;
        Rules next;
        // One word: what every transaction reads.
        uint32 slotSeconds;
        uint32 gateSeconds;
        uint32 readingSeconds;
        uint32 disputeSeconds;
        uint40 nextFrom; // 0 = no change ahead
        uint16 seats; // seats of the community; used by the Market
        uint16 open; // a bit a ring place: cleared and not settled; used by the Market
    }

    uint256 internal constant LOCAL = 9 hours;
    uint256 internal constant LONGEST_STEP = 7 days;

    error BadRules();
    error BadForecast();

    function check(Rules memory r) internal pure {
        if (r.slotSeconds < 10 || r.slotSeconds > 1 hours || 3 hours % r.slotSeconds != 0) revert BadRules();
        if (r.gateSeconds == 0 || r.gateSeconds > r.slotSeconds) revert BadRules();
        if (r.readingSeconds == 0 || r.readingSeconds > LONGEST_STEP) revert BadRules();
        if (r.disputeSeconds > LONGEST_STEP) revert BadRules();
    }

    function rulesAt(State storage s, uint256 time) internal view returns (Rules memory) {
        return s.nextFrom != 0 && time >= s.nextFrom ? s.next : current(s);
    }

    function current(State storage s) internal view returns (Rules memory) {
        return Rules(s.slotSeconds, s.gateSeconds, s.readingSeconds, s.disputeSeconds);
    }

    function setCurrent(State storage s, Rules memory r) internal {
        s.slotSeconds = r.slotSeconds;
        s.gateSeconds = r.gateSeconds;
        s.readingSeconds = r.readingSeconds;
        s.disputeSeconds = r.disputeSeconds;
    }

    /// The rules under which an index is a slot near now: before a change its two meanings lie far apart.
    function rulesOf(State storage s, uint32 slot) internal view returns (Rules memory r) {
        uint256 from = s.nextFrom;
        if (from == 0) return current(s);
        r = s.next;
        uint256 start = uint256(slot) * r.slotSeconds;
        if (block.timestamp >= from || (start >= from && block.timestamp >= start - r.gateSeconds)) return r;
        r = current(s);
        // Slots of the old length end with the old rules.
        if (uint256(slot) * r.slotSeconds >= from) revert BadRules();
    }

    function scheduleRules(State storage s, Rules calldata rules, uint40 from) internal {
        check(rules);
        if ((from + LOCAL) % 1 days != 0 || from < block.timestamp + 2 hours) revert BadRules();
        setCurrent(s, rulesAt(s, block.timestamp));
        s.next = rules;
        s.nextFrom = from;
    }

    function setForecast(State storage s, uint32 day, uint256[3] calldata percents) internal {
        uint256 today = (block.timestamp + LOCAL) / 1 days;
        if (day < today || day > today + 2) revert BadForecast();
        s.forecast[day % 4] = percents;
        s.forecastDay[day % 4] = day;
    }

    function localTime(State storage s, uint256 start)
        internal
        view
        returns (uint256 quarter, uint256 weekday, uint256 percent)
    {
        uint256 local = start + LOCAL;
        uint256 day = local / 1 days;
        quarter = (local % 1 days) / 900;
        weekday = (day + 3) % 7; // 1970-01-01 was a Thursday
        percent = 100;
        if (s.forecastDay[day % 4] == day) {
            uint256 stored = (s.forecast[day % 4][quarter / 32] >> (8 * (quarter % 32))) & 0xff;
            if (stored != 0) percent = stored - 1;
        }
    }
}
