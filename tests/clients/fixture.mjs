// Starts a node and checks what strangers' tools say about it: `dured dev`, or the test's own node of
// a community (rpc_fixture), whose blocks come a moment after their transactions.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import solc from "solc";

export const mnemonic = "test test test test test test test test test test test junk";
export const alice = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const bob = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** A running node: its address and a way to end it. */
export async function startNode(program, args = []) {
    const directory = mkdtempSync(join(tmpdir(), "dure-clients-"));
    const words = basename(program) === "dured"
        ? ["dev", "--silent", "--rpc-port", "0", ...args]
        : [directory, ...args];
    const node = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"] });
    const end = async () => {
        node.removeAllListeners("exit");
        const ended = new Promise((resolve) => node.once("exit", resolve));
        node.stdin.end();
        node.kill("SIGTERM");
        await ended;
        rmSync(directory, { recursive: true, force: true });
    };
    const port = await new Promise((resolve, reject) => {
        node.once("error", reject);
        node.once("exit", (code) => reject(new Error(`node ended with ${code}`)));
        createInterface({ input: node.stdout }).on("line", (line) => {
            const found = line.match(/^listening (\d+)$/i) ?? line.match(/^Listening on .*:(\d+)$/);
            if (found) resolve(found[1]);
        });
    });
    return { url: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}`, pid: node.pid, node, end };
}

/** Runs `body(url, ws)` against a fresh node; the process fails if it throws. */
export async function withNode(body, args = [], program = process.argv[2]) {
    const node = await startNode(program, args);
    try {
        await body(node.url, node.ws, node);
    } finally {
        await node.end();
    }
}

/** One question as JSON-RPC; throws the error object. */
export async function ask(url, method, params = []) {
    const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = await response.json();
    if (error) throw Object.assign(new Error(error.message), error);
    return result;
}

/** Waits for `test()` to be true, at most 10 s. */
export async function until(test, what) {
    for (let i = 0; i < 400; ++i) {
        if (await test()) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`waited in vain for ${what}`);
}

const token = `// SPDX-License-Identifier: GPL-3.0-or-later
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

/** {abi, bytecode} of `contract` in `source`, by the pinned compiler for Cancun. */
export function compile(source, contract) {
    const output = JSON.parse(solc.compile(JSON.stringify({
        language: "Solidity",
        sources: { "Test.sol": { content: source } },
        settings: {
            evmVersion: "cancun",
            optimizer: { enabled: true },
            outputSelection: { "*": { [contract]: ["abi", "evm.bytecode.object"] } },
        },
    })));
    for (const error of output.errors ?? []) {
        if (error.severity === "error") throw new Error(error.formattedMessage);
    }
    const compiled = output.contracts["Test.sol"][contract];
    return { abi: compiled.abi, bytecode: "0x" + compiled.evm.bytecode.object };
}

export const compileToken = () => compile(token, "Token");
