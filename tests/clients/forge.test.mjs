// `forge script --broadcast`: deploys and calls in one go, as contracts' authors do.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { alice, ask, bob, mnemonic, withNode } from "./fixture.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), "dure-forge-"));
cpSync(join(here, "forge"), work, { recursive: true });

const forge = (url, ...args) => run(join(here, "node_modules/.bin/forge"), [
    "script", "script/Deploy.s.sol:Deploy", "--root", work, "--rpc-url", url, "--broadcast", "--slow",
    "--use", join(here, "../../chain/contracts/tools/solc"),
    "--mnemonics", mnemonic, "--sender", alice, ...args,
], { cwd: work, timeout: 120000, env: { ...process.env, NO_COLOR: "1" } });

try {
    await withNode(async (url) => {
        const id = Number(await ask(url, "eth_chainId"));
        const before = BigInt(await ask(url, "eth_getBalance", [bob, "latest"]));
        await forge(url);
        const broadcast = JSON.parse(
            readFileSync(join(work, `broadcast/Deploy.s.sol/${id}/run-latest.json`), "utf8"));
        assert.equal(broadcast.receipts.length, 3);
        for (const receipt of broadcast.receipts) {
            assert.equal(receipt.status, "0x1");
            assert.equal(receipt.type, "0x2", "EIP-1559");
            const ours = await ask(url, "eth_getTransactionReceipt", [receipt.transactionHash]);
            assert.equal(ours.blockHash, receipt.blockHash);
        }
        const token = broadcast.receipts[0].contractAddress;
        const balance = await ask(url, "eth_call",
            [{ to: token, data: "0x70a08231" + bob.slice(2).toLowerCase().padStart(64, "0") }, "latest"]);
        assert.equal(BigInt(balance), 1200n);
        assert.equal(BigInt(await ask(url, "eth_getBalance", [bob, "latest"])) - before, 10n ** 18n);
        const logs = await ask(url, "eth_getLogs", [{ address: token, fromBlock: "0x0" }]);
        assert.equal(logs.length, 2);

        const nonce = await ask(url, "eth_getTransactionCount", [alice, "latest"]);
        const failed = await forge(url, "--sig", "fails()").then(() => null, (error) => error);
        assert.match(failed.stderr + failed.stdout, /not enough/);
        assert.equal(await ask(url, "eth_getTransactionCount", [alice, "latest"]), nonce,
            "a script that would revert sends nothing");
    });
} finally {
    rmSync(work, { recursive: true, force: true });
}
console.log("forge: all as expected");
