// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;

// What forge's scripts need of forge-std.
interface Vm {
    function startBroadcast() external;
    function stopBroadcast() external;
}

contract Token {
    mapping(address => uint256) public balanceOf;
    event Transfer(address indexed from, address indexed to, uint256 value);
    constructor(uint256 supply) {
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function transfer(address to, uint256 value) external {
        require(balanceOf[msg.sender] >= value, "not enough");
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
    }
}

contract Deploy {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    bool public IS_SCRIPT = true;

    function run() external {
        vm.startBroadcast();
        Token token = new Token(5000);
        token.transfer(0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 1200);
        payable(0x70997970C51812dc3A010C7d01b50e0d17dc79C8).transfer(1 ether);
        vm.stopBroadcast();
        require(token.balanceOf(0x70997970C51812dc3A010C7d01b50e0d17dc79C8) == 1200, "seen by a call");
    }

    function fails() external {
        vm.startBroadcast();
        Token token = new Token(1);
        token.transfer(0x70997970C51812dc3A010C7d01b50e0d17dc79C8, 2);
        vm.stopBroadcast();
    }
}
