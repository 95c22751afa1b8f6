// One chain twice: the same signed transactions go into `dured dev` and into `anvil --hardfork cancun`
// from one genesis, and every answer of the read methods is compared field by field. What may differ
// stands in `names` below, each with its reason; a difference that no longer exists fails too.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HDNodeWallet, Interface, concat, getCreateAddress, id, toBeHex, zeroPadValue } from "ethers";
import { ask, compile, mnemonic, startNode, until } from "./fixture.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const q = (number) => "0x" + BigInt(number).toString(16);

// Fields that name the node or follow from QBFT: not compared.
const names = {
    hash: "of a block: over QBFT's extra data and mix hash",
    parentHash: "the same",
    blockHash: "the same",
    extraData: "QBFT's validators and seals",
    mixHash: "QBFT's constant, anvil's random",
    difficulty: "QBFT's 1, anvil's 0",
    totalDifficulty: "the sum of it",
    size: "follows from extraData",
    blobGasPrice: "anvil shows it in receipts of every type",
    blockTimestamp: "anvil shows it in transactions and receipts, there as a number",
};
// In the second half: anvil's tries keep slots of zero and accounts that failed to begin, against
// EIP-161, so its roots follow other rules from the first of them on.
const tries = new Set(["stateRoot", "storageHash", "accountProof", "proof"]);
let withTries = true;
// Only where the name means the block, not the transaction.
const isBlock = (object) => object !== null && typeof object === "object" && "stateRoot" in object;

// Where the call did not revert but failed, anvil answers -32603; geth and this node -32000.
const halted = /^EVM error/;
// A transaction whose gas limit is wrong: -32000 in anvil, here -32003 as every rejected one (EIP-1474).
const badGas = ["intrinsic gas", "above the block's gas"];

const differences = [];
const used = new Set();
function compare(where, ours, theirs) {
    if (ours === theirs) return;
    if (ours !== null && theirs !== null && typeof ours === "object" && typeof theirs === "object") {
        // The proof of a slot in an empty trie: nothing here and in geth, the empty root's node in anvil.
        if (Array.isArray(theirs) && where.endsWith(".proof") && theirs.length === 1 && theirs[0] === "0x80") theirs = [];
        for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
            if (!withTries && tries.has(key)) continue;
            if (key in names && (key !== "hash" || isBlock(ours))) {
                if (ours[key] !== theirs[key]) used.add(key);
                continue;
            }
            compare(`${where}.${key}`, ours[key], theirs[key]);
        }
        return;
    }
    differences.push(`${where}: dure ${JSON.stringify(ours)}, anvil ${JSON.stringify(theirs)}`);
}

const source = `// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.24;
contract Child { uint256 public x; constructor(uint256 v) payable { require(v != 13, "unlucky"); x = v; } }
contract Probe {
    uint256 public count;
    mapping(uint256 => uint256) public values;
    bytes public blob;
    event Touched(address indexed who, uint256 indexed index, uint256 value, bytes data);
    event Plain();
    error Custom(uint256 code, string text);
    constructor() payable {}
    receive() external payable { emit Plain(); }
    function set(uint256 k, uint256 v) external { values[k] = v; ++count; emit Touched(msg.sender, k, v, msg.data); }
    function clear(uint256 k) external { delete values[k]; }
    function fill(bytes calldata b) external { blob = b; }
    function many(uint256 n) external { for (uint256 i; i < n; ++i) { values[i] = i; emit Touched(msg.sender, i, i, ""); } }
    function reason() external pure { revert("no such thing"); }
    function custom() external pure { revert Custom(7, "custom"); }
    function panics(uint256 d) external pure returns (uint256) { return 1 / d; }
    function bare() external pure { revert(); }
    function invalid() external pure { assembly { invalid() } }
    function forever() external { while (true) ++count; }
    function create(uint256 v) external payable returns (address) { return address(new Child{value: msg.value}(v)); }
    function create2(uint256 v, bytes32 salt) external returns (address) { return address(new Child{salt: salt}(v)); }
    function tries(uint256 v) external returns (bool ok) { try new Child(v) { ok = true; } catch { values[99] = v; } }
    function die(address payable to) external { selfdestruct(to); }
    function send(address payable to, uint256 v) external { to.transfer(v); }
    function transient(uint256 v) external returns (uint256 r) { assembly { tstore(1, v) r := tload(1) } values[1000] = r; }
    function world() external view returns (uint256, uint256, address, uint256, uint256, address, uint256) {
        return (block.number, block.timestamp, block.coinbase, block.chainid, block.gaslimit, msg.sender, block.basefee);
    }
    function recover(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address) { return ecrecover(h, v, r, s); }
    function digest(bytes calldata b) external pure returns (bytes32, bytes20) { return (sha256(b), ripemd160(b)); }
}`;
const probe = compile(source, "Probe");
const abi = new Interface(probe.abi);
const call = (name, ...values) => abi.encodeFunctionData(name, values);

const wallets = [0, 1, 2, 3].map((i) => HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${i}`));
const nonces = [0, 0, 0, 0];

async function freePort() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

const dure = await startNode(process.argv[2], ["--no-mining"]);
const genesis = await ask(dure.url, "eth_getBlockByNumber", ["0x0", false]);
const port = await freePort();
const anvil = spawn(join(here, "node_modules/.bin/anvil"), ["--port", port, "--hardfork", "cancun",
    "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--no-mining",
    "--disable-default-create2-deployer", "--gas-limit", Number(genesis.gasLimit),
    "--timestamp", Number(genesis.timestamp), "--silent"], { stdio: "inherit" });
const urls = [dure.url, `http://127.0.0.1:${port}`];
const end = async () => { anvil.kill(); await dure.end(); };

const settle = (promise) => promise.then((result) => ({ result }), ({ code, data, message }) => ({ error: { code, data, message } }));
/** The same question to both; answers as {result} or {error}. */
const both = (method, params) => Promise.all(urls.map((url, i) =>
    settle(ask(url, method, typeof params === "function" ? params(i) : params))));
let compared = 0;
async function same(method, params, note = "") {
    const [ours, theirs] = await both(method, params);
    ++compared;
    const where = `${method}(${JSON.stringify(typeof params === "function" ? params(0) : params).slice(0, 90)}) ${note}`;
    if (ours.error && theirs.error) {
        const code = halted.test(theirs.error.message) ? -32000
            : badGas.includes(note) ? -32003 : theirs.error.code;
        compare(`${where} code`, ours.error.code, code);
        compare(`${where} data`, ours.error.data ?? "0x", theirs.error.data ?? "0x");
    } else {
        compare(where, ours, theirs);
    }
    return ours.result;
}

// Who seals blocks of `dured dev`.
const miner = "0xad0e69aec81b3172d327e3b275161d9d550b2641";
let time = Number(genesis.timestamp);
const known = new Set(); // accounts to look at
const slots = ["0x0", "0x1", "0x2", q(BigInt(id("x")))];

/** Signs and sends to both; the transaction's hash if it was taken. */
async function send(from, fields, note) {
    const signed = await wallets[from].signTransaction({
        chainId: 31337, nonce: nonces[from], gasLimit: 1000000, type: 2,
        ...(fields.type === 0 || fields.type === 1 ? { gasPrice: 0 } : { maxFeePerGas: 0, maxPriorityFeePerGas: 0 }),
        ...fields,
    });
    const hash = await same("eth_sendRawTransaction", [signed], note);
    if (hash && !("nonce" in fields)) ++nonces[from];
    return hash;
}

/** Makes the waiting transactions' block on both and compares all there is to ask about it. */
async function block(hashes) {
    time += 12;
    for (const url of urls) {
        await ask(url, "evm_setNextBlockTimestamp", [time]);
        if (url === urls[1]) await ask(url, "anvil_setNextBlockBaseFeePerGas", ["0x0"]);
        await ask(url, "evm_mine");
    }
    const number = await same("eth_blockNumber", []);
    const head = await Promise.all(urls.map((url) => ask(url, "eth_getBlockByNumber", ["latest", false])));
    await same("eth_getBlockByNumber", [number, true]);
    await same("eth_getBlockByNumber", [number, false]);
    await same("eth_getBlockByHash", (i) => [head[i].hash, true]);
    await same("eth_getBlockReceipts", [number]);
    await same("eth_getBlockTransactionCountByNumber", [number]);
    await same("eth_getBlockTransactionCountByHash", (i) => [head[i].hash]);
    await same("eth_getTransactionByBlockNumberAndIndex", [number, "0x0"]);
    await same("eth_getTransactionByBlockHashAndIndex", (i) => [head[i].hash, "0x0"]);
    await same("eth_getLogs", [{ fromBlock: number, toBlock: number }]);
    await same("eth_getLogs", (i) => [{ blockHash: head[i].hash }]);
    for (const hash of hashes) {
        if (!hash) continue;
        await same("eth_getTransactionByHash", [hash]);
        const receipt = await same("eth_getTransactionReceipt", [hash]);
        if (receipt?.contractAddress) known.add(receipt.contractAddress);
    }
    for (const address of known) {
        await same("eth_getBalance", [address, "latest"]);
        await same("eth_getTransactionCount", [address, "latest"]);
        await same("eth_getCode", [address, "latest"]);
        await same("eth_getStorageAt", [address, "0x0", "latest"]);
        await same("eth_getProof", [address, slots.map((slot) => zeroPadValue(toBeHex(slot), 32)), "latest"]);
    }
}

try {
    await until(() => ask(urls[1], "eth_chainId").then(() => true, () => false), "anvil");
    await ask(urls[1], "anvil_setCoinbase", [miner]);
    for (const wallet of wallets) known.add(wallet.address.toLowerCase());
    known.add(miner);
    known.add("0x00000000000000000000000000000000000000ff");

    const [a, b] = wallets.map((wallet) => wallet.address);
    // Transfers of each type, with and without data and access lists.
    await block([
        // anvil keeps a coinbase without coins as an empty account in the trie, against EIP-161.
        await send(3, { to: miner, value: 1n }),
        await send(0, { to: b, value: 1000n, type: 0 }),
        await send(0, { to: b, value: 1n, type: 1, accessList: [{ address: b, storageKeys: [] }] }),
        await send(0, { to: b, value: 2n, data: "0x1234" }),
        await send(1, { to: a, value: 3n, gasLimit: 21000 }),
        await send(2, { to: "0x00000000000000000000000000000000000000ff", value: 5n }),
        await send(3, { to: b, value: 0n }),
    ]);

    // A contract and what it keeps, with roots and proofs node by node.
    const at = getCreateAddress({ from: a, nonce: nonces[0] }).toLowerCase();
    known.add(at);
    await block([await send(0, { data: probe.bytecode, value: 10n ** 18n, gasLimit: 5000000 })]);
    await block([
        await send(0, { to: at, data: call("set", 1, 42) }),
        await send(1, { to: at, data: call("set", 2, 43) }),
        await send(2, { to: at, data: call("set", 10n ** 20n, 2n ** 200n) }),
        await send(3, { to: at, data: call("fill", "0x" + "cd".repeat(100)) }),
    ]);
    await block([await send(1, { to: at, data: call("set", 1, 1000) })]);
    withTries = false;

    // Creations that fail.
    await block([
        await send(1, { data: "0x60006000fd", gasLimit: 200000 }, "a constructor that reverts"),
        await send(1, { data: "0xfe", gasLimit: 200000 }, "a constructor that is invalid"),
        await send(2, { data: probe.bytecode, gasLimit: 300000 }, "out of gas while creating"),
        await send(3, { data: "0x60ef60005360016000f3", gasLimit: 200000 }, "code that starts with EF"),
        await send(3, { data: "0x", gasLimit: 60000 }, "an empty contract"),
    ]);

    // Calls: storage, logs, failures of each kind.
    await block([
        await send(0, { to: at, data: call("set", 1, 42) }),
        await send(1, { to: at, data: call("set", 1, 43), accessList: [{ address: at, storageKeys: slots.map((s) => zeroPadValue(toBeHex(s), 32)) }] }),
        await send(2, { to: at, data: call("many", 30), gasLimit: 3000000 }),
        await send(0, { to: at, data: call("reason") }, "revert with a reason"),
        await send(0, { to: at, data: call("custom") }, "revert with a custom error"),
        await send(0, { to: at, data: call("panics", 0) }),
        await send(0, { to: at, data: call("bare") }),
        await send(0, { to: at, data: call("invalid"), gasLimit: 100000 }),
        await send(0, { to: at, data: call("forever"), gasLimit: 200000 }, "out of gas"),
        await send(0, { to: at, data: "0xdeadbeef" }, "no such function"),
        await send(1, { to: at, value: 7n }),
        await send(3, { to: at, data: call("fill", "0x" + "ab".repeat(200)) }),
        await send(3, { to: at, data: call("transient", 77) }),
    ]);
    // Clearing (refunds), creations by contracts, sending on, the end of a contract.
    const child = getCreateAddress({ from: at, nonce: 1 }).toLowerCase();
    known.add(child);
    await block([
        await send(2, { to: at, data: call("clear", 5) }),
        await send(2, { to: at, data: call("fill", "0x") }),
        await send(0, { to: at, data: call("create", 5), value: 9n }),
        await send(0, { to: at, data: call("create", 13) }, "a creation that reverts"),
        await send(0, { to: at, data: call("create2", 6, zeroPadValue("0x01", 32)) }),
        await send(0, { to: at, data: call("create2", 6, zeroPadValue("0x01", 32)) }, "the same address again"),
        await send(0, { to: at, data: call("tries", 13) }),
        await send(1, { to: at, data: call("send", b, 100) }),
        await send(1, { to: at, data: call("send", b, 10n ** 30n) }, "more than it has"),
    ]);
    const second = getCreateAddress({ from: wallets[3].address, nonce: nonces[3] }).toLowerCase();
    known.add(second);
    await block([await send(3, { data: probe.bytecode, value: 55n, gasLimit: 5000000 })]);
    await block([await send(3, { to: second, data: call("die", miner) }, "selfdestruct after creation (EIP-6780)")]);
    await block([]);

    // What cannot be in a block, before it is asked.
    await send(0, { to: b, nonce: 0 }, "nonce too low");
    await send(0, { to: b, value: 10n ** 30n, nonce: nonces[0] }, "insufficient funds");
    await send(0, { to: b, gasLimit: 20999, nonce: nonces[0] }, "intrinsic gas");
    await send(0, { to: b, gasLimit: 200000000, nonce: nonces[0] }, "above the block's gas");
    await send(0, { to: b, chainId: 1, nonce: nonces[0] }, "another chain");
    await same("eth_sendRawTransaction", ["0x02c0"], "no transaction");
    await same("eth_sendRawTransaction", ["0x"], "nothing");

    // Waiting transactions, then their block.
    const waiting = await send(0, { to: b, value: 1n });
    await same("eth_getTransactionReceipt", [waiting]);
    await same("eth_getTransactionCount", [a, "pending"]);
    await same("eth_getTransactionCount", [a, "latest"]);
    await same("txpool_status", []);
    await block([waiting]);

    // Calls and estimates.
    const from = a;
    const calls = [
        { to: at, data: call("count") }, { to: at, data: call("values", 3) }, { to: at, data: call("blob") },
        { to: at, data: call("world"), from }, { to: at, data: call("digest", "0x616263") },
        { to: at, data: call("recover", id("x"), 27, id("r"), id("s")) },
        { to: at, data: call("reason") }, { to: at, data: call("custom") }, { to: at, data: call("panics", 0) },
        { to: at, data: call("panics", 2) }, { to: at, data: call("bare") }, { to: at, data: "0xdeadbeef" },
        { to: at, data: call("set", 9, 9), from }, { from, to: b, value: "0x1" },
        { to: second, data: call("count") }, { data: probe.bytecode, from },
        { to: at, data: call("create", 5), from, value: "0x0" }, { to: at, data: call("create", 13), from },
        { to: "0x0000000000000000000000000000000000000004", data: "0x010203" },
        { to: "0x0000000000000000000000000000000000000005", data: concat([zeroPadValue("0x01", 32), zeroPadValue("0x01", 32), zeroPadValue("0x01", 32), "0x030507"]) },
        { to: "0x00000000000000000000000000000000deadbeef" },
    ];
    for (const request of calls) await same("eth_call", [request, "latest"]);
    await same("eth_call", [{ to: at, data: call("invalid"), gas: "0x186a0" }, "latest"], "invalid");

    const close = [];
    for (const request of calls) {
        const [ours, theirs] = await both("eth_estimateGas", [request]);
        ++compared;
        if (ours.error || theirs.error) {
            compare(`eth_estimateGas(${JSON.stringify(request).slice(0, 80)}) code`, ours.error?.code, theirs.error?.code);
            compare("  data", ours.error?.data ?? "0x", theirs.error?.data ?? "0x");
        } else {
            // Both search; ours ends at the least gas, anvil's a little above it.
            const [least, near] = [Number(ours.result), Number(theirs.result)];
            if (least > near * 1.001 || near > least * 1.05) close.push(`${JSON.stringify(request).slice(0, 80)}: ${least} ${near}`);
        }
    }
    for (const item of close) differences.push(`eth_estimateGas ${item}`);

    // Logs by address, topics and ranges.
    const topic = abi.getEvent("Touched").topicHash;
    const who = (address) => zeroPadValue(address, 32).toLowerCase();
    for (const filter of [
        { fromBlock: "0x0" }, { fromBlock: "0x0", address: at }, { fromBlock: "0x0", address: [at, second] },
        { fromBlock: "0x0", topics: [topic] }, { fromBlock: "0x0", topics: [null, who(a)] },
        { fromBlock: "0x0", topics: [[topic, abi.getEvent("Plain").topicHash]] },
        { fromBlock: "0x0", topics: [topic, [who(a), who(b)], zeroPadValue("0x01", 32)] },
        { fromBlock: "0x2", toBlock: "0x4" },
        { fromBlock: "earliest", toBlock: "latest" }, { fromBlock: "0x0", address: b }, {},
    ]) await same("eth_getLogs", [filter]);
    const filters = await Promise.all(urls.map((url) => ask(url, "eth_newFilter", [{ address: at }])));
    const heads = await Promise.all(urls.map((url) => ask(url, "eth_newBlockFilter")));
    await block([await send(0, { to: at, data: call("set", 2, 2) })]);
    await same("eth_getFilterChanges", (i) => [filters[i]]);
    await same("eth_getFilterChanges", (i) => [filters[i]]);
    for (const [i, url] of urls.entries()) assert.equal((await ask(url, "eth_getFilterChanges", [heads[i]])).length, 1);
    await same("eth_uninstallFilter", (i) => [filters[i]]);
    await same("eth_uninstallFilter", (i) => [filters[i]]);

    // The rest, and what does not exist.
    const count = Number(await ask(urls[0], "eth_blockNumber"));
    for (let number = 1; number <= count; ++number) await same("eth_getBlockByNumber", [q(number), true]);
    await same("eth_getBlockByNumber", ["latest", false]);
    // anvil counts 32 and 64 blocks back; here every block is final.
    for (const tag of ["safe", "finalized"])
        assert.equal((await ask(urls[0], "eth_getBlockByNumber", [tag, false])).number, q(count));
    await same("eth_getBlockByNumber", [q(count + 5), false]);
    await same("eth_getBlockByHash", [id("nothing"), false]);
    await same("eth_getTransactionByHash", [id("nothing")]);
    await same("eth_getTransactionReceipt", [id("nothing")]);
    await same("eth_getBlockReceipts", [q(count + 5)]);
    await same("eth_feeHistory", ["0x3", "latest", [10, 90]]);
    for (const method of ["eth_chainId", "net_version", "net_listening", "eth_syncing", "eth_gasPrice", "eth_accounts"])
        await same(method, []);
    await same("eth_noSuchMethod", []);
    await same("eth_getBalance", []);
    await same("eth_getBalance", ["0x12", "latest"]);
    await same("eth_getBalance", [a, "newest"]);
} finally {
    await end();
}

for (const difference of differences) console.error(difference);
assert.equal(differences.length, 0, `${differences.length} differences`);
for (const name of Object.keys(names))
    assert.ok(used.has(name), `"${name}" differs no more: take it from the list`);
console.log(`differential: ${compared} answers the same`);
