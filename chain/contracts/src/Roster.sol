// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

/// Owners of seats, 32 a page, kept as the code of small accounts: settling a thousand seats needs every
/// owner's address, and reading a page of code costs a fortieth of reading the same addresses from storage.
library Roster {
    uint256 internal constant PAGE_SEATS = 32;
    uint256 private constant PAGE_BYTES = 640; // 20 a seat

    error PageNotWritten();

    /// Reads the page that holds `seat`; owners of 20 bytes one after the other.
    function page(mapping(uint256 => address) storage pages, uint256 seat) internal view returns (bytes memory owners) {
        owners = new bytes(PAGE_BYTES);
        address at = pages[seat / PAGE_SEATS];
        if (at == address(0)) return owners;
        // The first byte of the code is STOP, so that nobody can run an address.
        assembly ("memory-safe") {
            extcodecopy(at, add(owners, 0x20), 1, PAGE_BYTES)
        }
    }

    function ownerIn(bytes memory owners, uint256 seat) internal pure returns (address owner) {
        uint256 at = 20 * (seat % PAGE_SEATS);
        assembly ("memory-safe") {
            owner := shr(96, mload(add(add(owners, 0x20), at)))
        }
    }

    function set(mapping(uint256 => address) storage pages, uint256 seat, address owner) internal {
        bytes memory owners = page(pages, seat);
        uint256 at = 20 * (seat % PAGE_SEATS);
        bytes20 raw = bytes20(owner);
        for (uint256 i = 0; i < 20; ++i) {
            owners[at + i] = raw[i];
        }
        // Returns everything after these ten bytes: PUSH2 size DUP1 PUSH1 10 RETURNDATASIZE CODECOPY RETURNDATASIZE RETURN.
        bytes memory init = abi.encodePacked(hex"61", uint16(PAGE_BYTES + 1), hex"80600a3d393df3", hex"00", owners);
        address created;
        assembly ("memory-safe") {
            created := create(0, add(init, 0x20), mload(init))
        }
        if (created == address(0)) revert PageNotWritten();
        pages[seat / PAGE_SEATS] = created;
    }
}
