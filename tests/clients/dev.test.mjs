// `dured dev` as anvil's users know it: blocks at once, snapshots, time, and everything there again
// after a kill.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alice, ask, bob, startNode, until, withNode } from "./fixture.mjs";

const dured = process.argv[2];
const number = async (url, method, ...params) => Number(await ask(url, method, params));
const pay = (url, value = 1) =>
    ask(url, "eth_sendTransaction", [{ from: alice, to: bob, value: "0x" + value.toString(16) }]);
const balance = (url) => ask(url, "eth_getBalance", [bob, "latest"]).then(BigInt);
const time = async (url) => Number((await ask(url, "eth_getBlockByNumber", ["latest", false])).timestamp);

await withNode(async (url) => {
    assert.equal(await number(url, "eth_chainId"), 31337);
    const accounts = await ask(url, "eth_accounts");
    assert.equal(accounts.length, 10);
    for (const account of accounts)
        assert.equal(BigInt(await ask(url, "eth_getBalance", [account, "latest"])), 10000n * 10n ** 18n);

    // The receipt is there when the answer is.
    for (let i = 1; i <= 5; ++i) {
        const hash = await pay(url);
        assert.equal(Number((await ask(url, "eth_getTransactionReceipt", [hash])).blockNumber), i);
    }

    // Snapshots nest, and each is good once.
    const before = await balance(url);
    const outer = await ask(url, "evm_snapshot");
    await pay(url, 100);
    const inner = await ask(url, "evm_snapshot");
    await pay(url, 1000);
    assert.equal(await ask(url, "evm_revert", [inner]), true);
    assert.equal(await balance(url), before + 100n);
    assert.equal(await ask(url, "evm_revert", [inner]), false);
    assert.equal(await ask(url, "evm_revert", [outer]), true);
    assert.equal(await balance(url), before);
    assert.equal(await number(url, "eth_blockNumber"), 5);
    assert.equal(await ask(url, "eth_getBlockByNumber", ["0x6", false]), null);

    // Time.
    const now = await time(url);
    await ask(url, "evm_increaseTime", [3600]);
    await ask(url, "evm_mine");
    assert.ok((await time(url)) >= now + 3600);
    await ask(url, "evm_setNextBlockTimestamp", [now + 100000]);
    const seen = await ask(url, "eth_call", [{ data: "0x425f5260205ff3" }, "pending"]);
    assert.equal(BigInt(seen), BigInt(now + 100000), "a call in the pending block has its time");
    await pay(url);
    assert.equal(await time(url), now + 100000);
    await assert.rejects(ask(url, "evm_setNextBlockTimestamp", [now]));
    await ask(url, "anvil_mine", ["0x5", "0x3c"]);
    assert.equal(await time(url), now + 100000 + 1 + 4 * 60);

    // By hand.
    await ask(url, "evm_setAutomine", [false]);
    const height = await number(url, "eth_blockNumber");
    const hashes = [await pay(url), await pay(url), await pay(url)];
    assert.equal(await number(url, "eth_blockNumber"), height);
    assert.equal(await ask(url, "eth_getTransactionReceipt", [hashes[0]]), null);
    await ask(url, "evm_mine");
    assert.equal((await ask(url, "eth_getBlockByNumber", ["latest", false])).transactions.length, 3);
    await ask(url, "evm_setAutomine", [true]);

    // What would need a block that nobody made is not there.
    await assert.rejects(ask(url, "anvil_setBalance", [bob, "0x1"]), { code: -32601 });
    // Signatures in the name of the accounts, and of nobody else.
    const signature = await ask(url, "personal_sign", ["0x68656c6c6f", alice]);
    assert.equal(signature.length, 132);
    await assert.rejects(ask(url, "eth_sendTransaction", [{ from: "0x" + "11".repeat(20), to: bob }]));
    // A pool and batches without the limits of a community.
    const batch = Array.from({ length: 1000 }, (_, id) =>
        ({ jsonrpc: "2.0", id, method: "eth_sendTransaction", params: [{ from: alice, to: bob }] }));
    const answers = await (await fetch(url, { method: "POST", body: JSON.stringify(batch),
        headers: { "content-type": "application/json" } })).json();
    assert.equal(answers.filter((answer) => answer.result).length, 1000);
});

// Kept in a directory, over a kill and over going back.
const directory = mkdtempSync(join(tmpdir(), "dured-dev-test-"));
try {
    const kept = () => startNode(dured, ["--data-dir", directory]);
    let node = await kept();
    await pay(node.url, 7);
    const snapshot = await ask(node.url, "evm_snapshot");
    for (let i = 0; i < 100; ++i) await pay(node.url, 1000);
    assert.equal(await ask(node.url, "evm_revert", [snapshot]), true);
    await pay(node.url, 8);
    const head = await ask(node.url, "eth_getBlockByNumber", ["latest", true]);
    node.node.removeAllListeners("exit");
    const gone = new Promise((resolve) => node.node.once("exit", resolve));
    node.node.kill("SIGKILL");
    await gone;

    node = await kept();
    assert.deepEqual(await ask(node.url, "eth_getBlockByNumber", ["latest", true]), head);
    assert.equal(Number(head.number), 2);
    assert.equal(await balance(node.url), 10000n * 10n ** 18n + 15n);

    // Another program cannot take the directory, and another chain id not this chain.
    for (const more of [[], ["--chain-id", "1"]]) {
        const other = spawn(dured, ["dev", "--silent", "--rpc-port", "0", "--data-dir", directory, ...more],
            { stdio: "ignore" });
        assert.equal(await new Promise((resolve) => other.once("exit", resolve)), 1);
    }
    // A token, when asked for.
    await node.end();
    const token = join(directory, "token");
    node = await startNode(dured, ["--token-file", token]);
    await assert.rejects(ask(node.url, "eth_chainId"));
    await node.end();
} finally {
    rmSync(directory, { recursive: true, force: true });
}

await withNode(async (url) => {
    await until(async () => (await number(url, "eth_blockNumber")) >= 2, "blocks by the clock");
}, ["--block-time", "1"]);
console.log("dured dev: all as expected");
