// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

/// Four recurring conditions in one word, 64 bits each, first in the low bits:
/// Wh 20 | tick 8 | side 1 (0 sell, 1 buy) | from 7 | to 7 | weekdays 7 | scaled 1 | green 1 | feeder-only 1 | spare 11.
/// from and to are quarters of an hour in Asia/Seoul, 0…95 inclusive and 1…96 exclusive, over midnight when
/// from > to; weekday bit 0 is Monday. The four spare parts together hold a 44-bit stamp.
library Conditions {
    uint256 internal constant LANES = 0x001fffffffffffff001fffffffffffff001fffffffffffff001fffffffffffff;
    uint256 internal constant ANY_WH = 0x00000000000fffff00000000000fffff00000000000fffff00000000000fffff;
    uint256 internal constant MAX_WH = 0xfffff;
    uint256 internal constant WISHES = 3 << 51;

    error BadHours();
    error WishNotSupported();
    error ConditionsCrossed();

    function wh(uint256 lane) internal pure returns (uint256) {
        return lane & MAX_WH;
    }

    function tick(uint256 lane) internal pure returns (uint256) {
        return (lane >> 20) & 0xff;
    }

    function buys(uint256 lane) internal pure returns (bool) {
        return (lane >> 28) & 1 != 0;
    }

    function from(uint256 lane) internal pure returns (uint256) {
        return (lane >> 29) & 0x7f;
    }

    function to(uint256 lane) internal pure returns (uint256) {
        return (lane >> 36) & 0x7f;
    }

    function weekdays(uint256 lane) internal pure returns (uint256) {
        return (lane >> 43) & 0x7f;
    }

    function scaled(uint256 lane) internal pure returns (bool) {
        return (lane >> 50) & 1 != 0;
    }

    function inHours(uint256 lane, uint256 quarter) internal pure returns (bool) {
        uint256 first = from(lane);
        uint256 end = to(lane);
        return first < end ? quarter >= first && quarter < end : quarter >= first || quarter < end;
    }

    /// Do two conditions ever apply to the same slot?
    function overlap(uint256 a, uint256 b) internal pure returns (bool) {
        return weekdays(a) & weekdays(b) != 0 && (inHours(a, from(b)) || inHours(b, from(a)));
    }

    /// Empty places become all zero; anything else must make sense, alone and together: a seat may sell and
    /// buy in the same slot only if it asks more than it bids, or it would trade with itself.
    function checked(uint256 word) internal pure returns (uint256 clean) {
        uint256 sides = 0; // 1: sells, 2: buys
        for (uint256 i = 0; i < 256; i += 64) {
            uint256 lane = (word >> i) & 0x1fffffffffffff;
            if (wh(lane) == 0) continue;
            if (from(lane) > 95 || to(lane) == 0 || to(lane) > 96 || from(lane) == to(lane) || weekdays(lane) == 0) {
                revert BadHours();
            }
            if (lane & WISHES != 0) revert WishNotSupported();
            sides |= buys(lane) ? 2 : 1;
            if (sides == 3) _checkAgainst(clean, lane);
            clean |= lane << i;
        }
    }

    function _checkAgainst(uint256 others, uint256 lane) private pure {
        for (; others != 0; others >>= 64) {
            uint256 other = others & 0x1fffffffffffff;
            if (wh(other) == 0 || buys(other) == buys(lane) || !overlap(other, lane)) continue;
            (uint256 ask, uint256 bid) = buys(lane) ? (tick(other), tick(lane)) : (tick(lane), tick(other));
            if (ask <= bid) revert ConditionsCrossed();
        }
    }

    function stamp(uint256 word) internal pure returns (uint256) {
        return ((word >> 53) & 0x7ff) | ((word >> 106) & 0x3ff800) | ((word >> 159) & 0x1ffc00000)
            | ((word >> 212) & 0xffe00000000);
    }

    function withStamp(uint256 word, uint256 time) internal pure returns (uint256) {
        return (word & LANES) | ((time & 0x7ff) << 53) | ((time & 0x3ff800) << 106) | ((time & 0x1ffc00000) << 159)
            | ((time & 0xffe00000000) << 212);
    }
}
