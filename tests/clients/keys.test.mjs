// The manager's key goes out to a stranger's wallet and comes back: `dured key` and ethers read each other's files.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Wallet, encryptKeystoreJson } from "ethers";

const dured = process.argv[2];
const directory = mkdtempSync(join(tmpdir(), "dured-keys-test-"));
const home = join(directory, "home"), file = join(directory, "manager.json"), other = join(directory, "other.json");
const password = "두레 without a terminal";
const run = (words, input = "") => {
    const { status, stdout, stderr } = spawnSync(dured, words, { input, encoding: "utf8" });
    return { status, text: stdout + stderr };
};
const key = (what, path, input) => run(["key", what, "--data-dir", home, path], input + "\n");
// The caps of our own reader, and quick.
const cost = { scrypt: { N: 1 << 12, r: 8, p: 1 } };

try {
    assert.equal(run(["init", "--data-dir", home, "--address", "127.0.0.1:30499", "--rpc-port", "0"]).status, 0);
    const { governance } = JSON.parse(readFileSync(join(home, "genesis.json")));
    const kept = readFileSync(join(home, "manager.key"), "utf8");

    assert.equal(key("export", file, "short").status, 1);
    const exported = key("export", file, password);
    assert.equal(exported.status, 0, exported.text);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(key("export", file, password).status, 1, "nothing is overwritten");
    const wallet = await Wallet.fromEncryptedJson(readFileSync(file, "utf8"), password);
    assert.equal(wallet.address.toLowerCase(), governance.manager);
    assert.ok(!readFileSync(file, "utf8").includes(wallet.privateKey.slice(2)));

    // Only where none is, only the right one, only with the password.
    assert.match(key("import", file, password).text, /there already/);
    rmSync(join(home, "manager.key"));
    assert.match(key("import", file, "another password").text, /password/);
    const stranger = Wallet.createRandom();
    writeFileSync(other, await encryptKeystoreJson(stranger, password, cost), { mode: 0o600 });
    assert.match(key("import", other, password).text, /has not founded/);
    writeFileSync(other, "{}");
    assert.equal(key("import", other, password).status, 1);
    assert.equal(key("import", join(directory, "none.json"), password).status, 1);

    // What ethers writes, we read.
    writeFileSync(other, await encryptKeystoreJson(wallet, password, cost));
    const imported = key("import", other, password);
    assert.equal(imported.status, 0, imported.text);
    assert.equal(readFileSync(join(home, "manager.key"), "utf8"), kept);
    for (const words of [[], ["export"], ["show", file], ["export", file, file]])
        assert.equal(run(["key", ...words, "--data-dir", home]).status, 2);
} finally {
    rmSync(directory, { recursive: true, force: true });
}
console.log("the manager's key: there and back");
