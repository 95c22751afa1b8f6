// The example of the README's integrator section, as it stands there, run against `dured dev`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withNode } from "./fixture.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const readme = readFileSync(join(here, "../../README.md"), "utf8");
const example = /## For integrators[\s\S]*?```js\n([\s\S]*?)```/.exec(readme)[1];
assert.equal(example.trim().split("\n").length, 5, "five lines");
const address = "http://127.0.0.1:8545";
assert.ok(example.includes(address), "it talks to dured dev's usual port");

await withNode(async (url) => {
    const node = spawn(process.execPath, ["--input-type=module", "-"],
        { cwd: here, stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    node.stdout.on("data", (text) => (said += text));
    node.stdin.end(example.replace(address, url) + "process.exit(0);\n");
    const code = await new Promise((resolve) => node.once("close", resolve));
    assert.equal(code, 0);
    assert.equal(said, "block 1: 10001.5 ether\n");
});
console.log("README: the example works");
