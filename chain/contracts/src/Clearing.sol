// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

/// The clearing rule on orders in memory: one price a slot, exact shares at the margin, contracts with names.
/// core/auction/clearing.cpp is the same rule; both are compared on random books.
library Clearing {
    /// Orders in seat order, one word each: seat << 48 | buys << 40 | tick << 32 | Wh; and their sums a tick.
    struct Book {
        uint256[] orders; // length = room; `count` are used
        uint256 count;
        uint256[512] curves; // Wh offered at each tick, then Wh wanted at each tick
    }

    struct Crossing {
        uint256 lo;
        uint256 price;
        uint256 volume;
        uint256 soldBelow; // S(lo − 1)
        uint256 boughtAbove; // D(lo + 1)
    }

    function cross(uint256[512] memory curves) internal pure returns (Crossing memory c) {
        unchecked {
            uint256 wanted = 0;
            for (uint256 t = 256; t < 512; ++t) {
                wanted += curves[t];
            }
            uint256 below = 0; // S(t − 1), while wanted = D(t)
            uint256 hi = 0;
            bool crossed = false;
            for (uint256 t = 0; t < 256; ++t) {
                if (below <= wanted) hi = t;
                else if (crossed) break;
                uint256 offered = below + curves[t];
                uint256 above = wanted - curves[256 + t];
                if (!crossed && offered >= above) {
                    crossed = true;
                    c.lo = t;
                    c.soldBelow = below;
                    c.boughtAbove = above;
                    c.volume = offered < wanted ? offered : wanted;
                }
                below = offered;
                wanted = above;
            }
            c.price = (c.lo + hi) / 2;
        }
    }

    /// Net Wh of each seat: + sold, − bought (two's complement). The margin is carried in seat order
    /// beginning at seat `first`.
    function fill(Book memory book, Crossing memory c, uint256 seats, uint256 first)
        internal
        pure
        returns (uint256[] memory net)
    {
        net = new uint256[](seats);
        if (c.volume == 0) return net;
        unchecked {
            uint256[] memory orders = book.orders;
            uint256 lo = c.lo;
            // Running sums of the margin: Wh placed before, Wh given so far, Wh to give, Wh at the tick.
            uint256[8] memory m;
            m[2] = c.volume - c.soldBelow;
            m[3] = book.curves[lo];
            m[6] = c.volume - c.boughtAbove;
            m[7] = book.curves[256 + lo];
            uint256 start = _lowerBound(book, first);
            uint256 end = book.count;
            for (uint256 round = 0; round < 2; ++round) {
                for (uint256 i = round == 0 ? start : 0; i < end; ++i) {
                    uint256 order;
                    assembly ("memory-safe") {
                        order := mload(add(add(orders, 0x20), shl(5, i)))
                    }
                    uint256 wh = order & 0xffffffff;
                    uint256 tick = (order >> 32) & 0xff;
                    uint256 buys = (order >> 40) & 1;
                    if (tick == lo) {
                        assembly ("memory-safe") {
                            let at := add(m, shl(7, buys))
                            let placed := add(mload(at), wh)
                            let given := div(mul(placed, mload(add(at, 0x40))), mload(add(at, 0x60)))
                            wh := sub(given, mload(add(at, 0x20)))
                            mstore(at, placed)
                            mstore(add(at, 0x20), given)
                        }
                    } else if ((tick < lo) == (buys != 0)) {
                        continue;
                    }
                    assembly ("memory-safe") {
                        let at := add(add(net, 0x20), shl(5, shr(48, order)))
                        switch buys
                        case 0 { mstore(at, add(mload(at), wh)) }
                        default { mstore(at, sub(mload(at), wh)) }
                    }
                }
                end = start;
            }
        }
    }

    /// Overlaps of sellers and buyers on one line of Wh, 7 bytes each: seller u16, buyer u16, Wh u24.
    function list(uint256[] memory net, uint256 volume) internal pure returns (bytes memory contracts) {
        unchecked {
            // At most sellers + buyers − 1 contracts; the last store may run 25 bytes over the end.
            contracts = new bytes(7 * net.length + 32);
            assembly ("memory-safe") {
                let base := add(net, 0x20)
                let out := add(contracts, 0x20)
                let seller := sub(base, 0x20) // where the seller stands in `net`, and what it has left
                let buyer := seller
                let offer := 0
                let want := 0
                for {} volume {} {
                    if iszero(offer) {
                        for {} iszero(sgt(offer, 0)) {} {
                            seller := add(seller, 0x20)
                            offer := mload(seller)
                        }
                    }
                    if iszero(want) {
                        for {} iszero(slt(want, 0)) {} {
                            buyer := add(buyer, 0x20)
                            want := mload(buyer)
                        }
                        want := sub(0, want)
                    }
                    let wh := want
                    if lt(offer, want) { wh := offer }
                    // Seats are 32 bytes apart: shifted by 40 and 24 bits, less five.
                    mstore(out, shl(200, or(or(shl(35, sub(seller, base)), shl(19, sub(buyer, base))), wh)))
                    out := add(out, 7)
                    offer := sub(offer, wh)
                    want := sub(want, wh)
                    volume := sub(volume, wh)
                }
                mstore(contracts, sub(sub(out, contracts), 0x20))
            }
        }
    }

    /// First order whose seat is at least `seat`.
    function _lowerBound(Book memory book, uint256 seat) private pure returns (uint256 low) {
        unchecked {
            uint256 high = book.count;
            while (low < high) {
                uint256 middle = (low + high) / 2;
                if (book.orders[middle] >> 48 < seat) low = middle + 1;
                else high = middle;
            }
        }
    }
}
