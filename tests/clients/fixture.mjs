// Starts the test node and checks what strangers' tools say about it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import solc from "solc";

export const mnemonic = "test test test test test test test test test test test junk";
export const chainId = 20350;

/** Runs `body(url)` against a fresh node; the process fails if it throws. */
export async function withNode(body) {
    const directory = mkdtempSync(join(tmpdir(), "dure-clients-"));
    const node = spawn(process.argv[2], [directory], { stdio: ["pipe", "pipe", "inherit"] });
    try {
        const url = await new Promise((resolve, reject) => {
            node.once("error", reject);
            node.once("exit", (code) => reject(new Error(`node ended with ${code}`)));
            createInterface({ input: node.stdout }).on("line", (line) => {
                const port = line.match(/^listening (\d+)$/);
                if (port) resolve(`http://127.0.0.1:${port[1]}`);
            });
        });
        await body(url);
    } finally {
        node.removeAllListeners("exit");
        const ended = new Promise((resolve) => node.once("exit", resolve));
        node.stdin.end();
        await ended;
        rmSync(directory, { recursive: true, force: true });
    }
}

const source = `// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;
contract Token {
    mapping(address => uint256) public balanceOf;
    uint256 public totalSupply;
    event Transfer(address indexed from, address indexed to, uint256 value);
    error NotEnough(uint256 balance, uint256 wanted);
    constructor(uint256 supply) {
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }
    function transfer(address to, uint256 value) external returns (bool) {
        if (balanceOf[msg.sender] < value) revert NotEnough(balanceOf[msg.sender], value);
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
    function refuse() external pure { require(false, "not today"); }
}`;

export function compileToken() {
    const output = JSON.parse(solc.compile(JSON.stringify({
        language: "Solidity",
        sources: { "Token.sol": { content: source } },
        settings: {
            evmVersion: "cancun",
            optimizer: { enabled: true },
            outputSelection: { "*": { Token: ["abi", "evm.bytecode.object"] } },
        },
    })));
    const token = output.contracts["Token.sol"].Token;
    return { abi: token.abi, bytecode: "0x" + token.evm.bytecode.object };
}
