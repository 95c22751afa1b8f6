// Foundry's cast, as an operator at a terminal uses it.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { alice, ask, bob, compileToken, mnemonic, until, withNode } from "./fixture.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const wallet = ["--mnemonic", mnemonic];

await withNode(async (url, ws) => {
    const output = (...args) => run(join(here, "node_modules/.bin/cast"), args,
        { timeout: 60000, env: { ...process.env, NO_COLOR: "1", ETH_RPC_URL: url } });
    const cast = async (...args) => (await output(...args)).stdout.trim();

    assert.equal(await cast("chain-id"), String(Number(await ask(url, "eth_chainId"))));
    assert.equal(await cast("block-number"), "0");
    const genesis = JSON.parse(await cast("block", "0", "--json"));
    assert.equal(BigInt(genesis.number), 0n);
    assert.equal(await cast("balance", bob), "10000000000000000000000");

    for (const kind of [["--legacy", "--gas-price", "0"],
        ["--gas-price", "0", "--priority-gas-price", "0"]]) {
        const sent = JSON.parse(await cast("send", bob, "--value", "1000", ...wallet, ...kind, "--json"));
        assert.equal(sent.status, "0x1");
    }
    assert.equal(await cast("balance", bob), "10000000000000000002000");
    assert.equal(await cast("nonce", alice), "2");

    const { bytecode } = compileToken();
    const supply = (5000).toString(16).padStart(64, "0");
    const deployed = JSON.parse(
        await cast("send", ...wallet, "--json", "--create", bytecode + supply));
    assert.equal(deployed.status, "0x1");
    const token = deployed.contractAddress;
    const balanceOf = async (who) =>
        (await cast("call", token, "balanceOf(address)(uint256)", who)).split(" ")[0];
    assert.equal(await balanceOf(alice), "5000");

    const moved = JSON.parse(
        await cast("send", token, "transfer(address,uint256)", bob, "1200", ...wallet, "--json"));
    assert.equal(moved.status, "0x1");
    assert.equal(await balanceOf(bob), "1200");
    const logs = JSON.parse(await cast("logs", "--from-block", "0", "--address", token,
        "Transfer(address,address,uint256)", "--json"));
    assert.equal(logs.length, 2);
    assert.equal(logs[1].transactionHash, moved.transactionHash);
    const receipt = JSON.parse(await cast("receipt", moved.transactionHash, "--json"));
    assert.equal(receipt.blockHash, logs[1].blockHash);

    // cast tells of a reverted call on its error output, with exit code 0 or 1 by version.
    const refused = await output("call", token, "refuse()").catch((error) => error);
    assert.match(refused.stderr, /not today/);

    // Over WebSocket: a subscription to the token's logs.
    assert.equal(await cast("chain-id", "--rpc-url", ws), await cast("chain-id"));
    const told = spawn(join(here, "node_modules/.bin/cast"),
        ["logs", "--subscribe", "--rpc-url", ws, "--address", token, "Transfer(address,address,uint256)"],
        { env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "inherit"] });
    let heard = "";
    told.stdout.on("data", (text) => (heard += text));
    await until(async () => {
        await cast("send", token, "transfer(address,uint256)", bob, "1", ...wallet);
        return heard.includes("transactionHash");
    }, "a log by subscription");
    assert.match(heard, new RegExp(token.slice(2), "i"));
    told.kill();
});
console.log("cast: all as expected");
