// A community's market in a real `dured dev --community`: what integrators do with its contracts' ABIs, and what
// the dure_* methods tell of it over HTTP.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Contract, HDNodeWallet, JsonRpcProvider, ZeroHash } from "ethers";
import { ask, bob, mnemonic, withNode } from "./fixture.mjs";

const artifacts = join(dirname(fileURLToPath(import.meta.url)), "../../chain/contracts/artifacts");
const abi = (name) => JSON.parse(readFileSync(join(artifacts, `${name}.json`))).abi;
/** One condition of four, as core/ports and Market.sol pack it: every quarter of every day. */
const lane = ({ wh, limit, buys }) =>
    BigInt(wh) | BigInt(limit) << 20n | BigInt(buys) << 28n | 96n << 36n | 0x7fn << 43n;

await withNode(async (url) => {
    // Everything is there at the first answer.
    const suite = await ask(url, "dure_suite");
    const status = await ask(url, "dure_status");
    assert.deepEqual([status.height, status.marketRuns, status.seats, status.slotSeconds], [1, true, 0, 900]);
    assert.deepEqual(await ask(url, "dure_members"), []);
    assert.notEqual(await ask(url, "eth_getCode", [suite.market, "latest"]), "0x");

    const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, pollingInterval: 50 });
    const [manager, seller, buyer, ...keys] = [0, 1, 2, 3, 4, 5, 6].map((i) =>
        HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${i}`).connect(provider));
    const fees = { maxFeePerGas: 0, maxPriorityFeePerGas: 0 };
    const registry = new Contract(suite.registry, abi("Registry"), manager);
    const market = new Contract(suite.market, abi("Market"), manager);
    for (const [i, owner] of [seller, buyer].entries()) {
        await (await registry.connect(owner).apply_({ kind: 0, feeder: i, ratedWatts: 3000,
            meterKey: keys[2 * i].address, agentKey: keys[2 * i + 1].address, unitCommitment: ZeroHash }, fees)).wait();
        assert.equal((await ask(url, "dure_member", [owner.address])).state, "applied");
        await (await registry.approve(owner.address, fees)).wait();
        const member = await ask(url, "dure_member", [owner.address]);
        assert.deepEqual([member.state, member.kind, member.seat, member.feeder], ["approved", "home", i, i]);
    }
    assert.equal((await ask(url, "dure_members")).length, 2);
    assert.equal((await ask(url, "dure_status")).seats, 2);
    // The sign-up grant, 100,000 coins in thousandths of a won.
    assert.deepEqual(await ask(url, "dure_coins", [buyer.address]), { balance: 100000000, locked: 0 });
    assert.equal(await ask(url, "dure_supply"), 200000000);
    const moves = await ask(url, "dure_coinMoves", [bob]);
    assert.deepEqual(moves.map((move) => [move.cause, move.amount]), [["grant", 100000000]]);

    await (await market.connect(seller).setConditions(lane({ wh: 500, limit: 100, buys: 0 }), fees)).wait();
    await (await market.connect(buyer).setConditions(lane({ wh: 300, limit: 160, buys: 1 }), fees)).wait();
    const [condition, ...none] = await ask(url, "dure_conditions", [0]);
    assert.deepEqual([condition.side, condition.wh, condition.limit], ["sell", 500, 100]);
    assert.deepEqual(none, [null, null, null]);

    // The next slot whose gate is still open: its book, then past the gate its clearing.
    const { at, slotSeconds, gateSeconds } = await ask(url, "dure_status");
    const slot = Math.floor((at + gateSeconds) / slotSeconds) + 1;
    assert.deepEqual(await ask(url, "dure_book", [slot]),
        [{ price: 100, offered: 500, wanted: 0 }, { price: 160, offered: 0, wanted: 300 }]);
    assert.equal(await ask(url, "dure_slot", [slot]), null);
    await ask(url, "evm_setNextBlockTimestamp", [slot * slotSeconds - gateSeconds]);
    await (await market.clear(slot, fees)).wait();
    const cleared = await ask(url, "dure_slot", [slot]);
    assert.deepEqual([cleared.stage, cleared.wh, cleared.settledBlock], ["cleared", 300, null]);
    assert.deepEqual(await ask(url, "dure_contracts", [slot]),
        [{ seller: 0, buyer: 1, wh: 300, price: cleared.price }]);
    assert.equal((await ask(url, "dure_coins", [buyer.address])).locked, 300 * cleared.price);
    assert.equal(await ask(url, "dure_reading", [slot, 0]), null);
    assert.equal(await ask(url, "dure_settlement", [slot, 0]), null);
    await assert.rejects(ask(url, "dure_slot", ["1"]), { code: -32602 });

    // Going back takes the market's books with it.
    const before = await ask(url, "evm_snapshot");
    await (await market.pause(fees)).wait();
    assert.equal((await ask(url, "dure_status")).marketRuns, false);
    await ask(url, "evm_revert", [before]);
    assert.equal((await ask(url, "dure_status")).marketRuns, true);
    provider.destroy();
}, ["--community"]);

// Nobody has founded one: every method says so. Founded later, in a kept chain, unless the first account did
// something else first.
const directory = mkdtempSync(join(tmpdir(), "dured-community-test-"));
try {
    const kept = (body, ...more) => withNode(body, ["--data-dir", directory, ...more]);
    await kept(async (url) => {
        for (const method of ["suite", "status", "members", "supply"])
            await assert.rejects(ask(url, `dure_${method}`), { code: -32000 });
    });
    await kept(async (url) => assert.equal((await ask(url, "dure_status")).height, 1), "--community");
    await kept(async (url) => assert.equal((await ask(url, "dure_status")).height, 1), "--community");
} finally {
    rmSync(directory, { recursive: true, force: true });
}
console.log("a community's market: as told");
