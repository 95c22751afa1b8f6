// How fast 5,000 ERC-20 transfers become final through JSON-RPC: `dured dev` with its chain on disk beside
// anvil in memory, in turns, the same signed transactions, the same client.
//   node throughput.mjs path/to/dured [rounds = 3] [directory for the chain = the system's temporary one]
// Prints, for each way of sending, the median rates and their ratio, then start to first answer and memory.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HDNodeWallet, Interface, getCreateAddress } from "ethers";
import { ask, compileToken, mnemonic } from "./fixture.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [program, rounds = 3, place = tmpdir()] = process.argv.slice(2);
const senders = 10, each = 500, total = senders * each;

/** One kept-open HTTP connection; as little as a client can do for a request. */
class Connection {
    constructor(port) {
        this.socket = connect(port, "127.0.0.1");
        this.socket.setNoDelay(true);
        this.text = "";
        this.socket.on("data", (bytes) => this.take(bytes.toString("latin1")));
    }
    take(text) {
        this.text += text;
        const head = this.text.indexOf("\r\n\r\n");
        if (head < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(this.text)[1]);
        if (this.text.length < head + 4 + length) return;
        const body = this.text.slice(head + 4, head + 4 + length);
        this.text = this.text.slice(head + 4 + length);
        this.done(body);
    }
    post(body) {
        return new Promise((resolve) => {
            this.done = resolve;
            this.socket.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                `Content-Length: ${body.length}\r\n\r\n${body}`);
        });
    }
    end() { this.socket.destroy(); }
}

const request = (raw, id) =>
    `{"jsonrpc":"2.0","id":${id},"method":"eth_sendRawTransaction","params":["${raw}"]}`;

function check(body) {
    if (body.includes('"error"')) throw new Error(body.slice(0, 300));
}

/** Work items in order, each to the connection that is free first. A sender keeps to one connection. */
async function send(port, bodies, connections) {
    const lanes = Array.from({ length: connections }, () => []);
    bodies.forEach((body, i) => lanes[i % connections].push(body));
    await Promise.all(lanes.map(async (lane) => {
        const connection = new Connection(port);
        for (const body of lane) check(await connection.post(body));
        connection.end();
    }));
}

const ways = {
    "single, 1 connection": (port, raws) => send(port, raws.map(request), 1),
    // As many connections as senders: nonces stay in order.
    "single, 10 connections": (port, raws) => send(port, raws.map(request), senders),
    "batches of 100": (port, raws) => {
        const batches = [];
        for (let i = 0; i < raws.length; i += 100)
            batches.push(`[${raws.slice(i, i + 100).map(request).join(",")}]`);
        return send(port, batches, 1);
    },
};

async function freePort() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

const programs = {
    dure: (port, directory) => [program, ["dev", "--silent", "--rpc-port", port, "--data-dir", directory]],
    "dure, each block synced": (port, directory) =>
        [program, ["dev", "--silent", "--rpc-port", port, "--data-dir", directory, "--sync-each-block"]],
    anvil: (port) => [join(here, "node_modules/.bin/anvil"), ["--silent", "--port", port, "--hardfork", "cancun",
        "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--gas-limit", "100000000"]],
};

async function withProgram(name, body) {
    const directory = mkdtempSync(join(place, "dure-throughput-"));
    const port = await freePort();
    const began = performance.now();
    const [file, words] = programs[name](port, directory);
    const child = spawn(file, words, { stdio: "ignore" });
    try {
        let start;
        while (start === undefined) {
            const answer = await ask(`http://127.0.0.1:${port}`, "eth_chainId").catch(() => undefined);
            if (answer) start = performance.now() - began;
            else await new Promise((resolve) => setTimeout(resolve, 2));
        }
        const result = await body(port);
        const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
        return { ...result, start, rss };
    } finally {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await ended;
        rmSync(directory, { recursive: true, force: true });
    }
}

const wallets = Array.from({ length: senders }, (_, i) =>
    HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${i}`));
const token = compileToken();
const abi = new Interface(token.abi);
const address = getCreateAddress({ from: wallets[0].address, nonce: 0 });
const common = { chainId: 31337, type: 2, maxFeePerGas: 0, maxPriorityFeePerGas: 0 };
const supply = 10n ** 30n;
const setUp = [await wallets[0].signTransaction({ ...common, nonce: 0, gasLimit: 2000000,
    data: token.bytecode + supply.toString(16).padStart(64, "0") })];
for (let i = 1; i < senders; ++i) {
    setUp.push(await wallets[0].signTransaction({ ...common, nonce: i, gasLimit: 100000, to: address,
        data: abi.encodeFunctionData("transfer", [wallets[i].address, 10n ** 20n]) }));
}
const firstNonce = (i) => (i === 0 ? senders : 0);
const raws = [];
for (let n = 0; n < each; ++n) {
    for (let i = 0; i < senders; ++i) {
        raws.push(await wallets[i].signTransaction({ ...common, nonce: firstNonce(i) + n, gasLimit: 100000,
            to: address, data: abi.encodeFunctionData("transfer", [wallets[(i + 1) % senders].address, 1n]) }));
    }
}

/** Until every transfer is in a block. */
async function allIn(port) {
    const connection = new Connection(port);
    for (let i = 0; i < senders; ++i) {
        for (;;) {
            const body = await connection.post(`{"jsonrpc":"2.0","id":1,"method":"eth_getTransactionCount",` +
                `"params":["${wallets[i].address}","latest"]}`);
            if (Number(JSON.parse(body).result) === firstNonce(i) + each) break;
            await new Promise((resolve) => setTimeout(resolve, 1));
        }
    }
    connection.end();
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const rates = {}, starts = {}, memory = {};
for (let round = 0; round < Number(rounds); ++round) {
    for (const [way, run] of Object.entries(ways)) {
        for (const name of Object.keys(programs)) {
            const { seconds, start, rss } = await withProgram(name, async (port) => {
                const connection = new Connection(port);
                for (const [i, raw] of setUp.entries()) check(await connection.post(request(raw, i)));
                connection.end();
                while (await ask(`http://127.0.0.1:${port}`, "eth_getTransactionCount",
                    [wallets[0].address, "latest"]) !== "0x" + senders.toString(16)) { /* waits */ }
                const began = performance.now();
                await run(port, raws);
                await allIn(port);
                return { seconds: (performance.now() - began) / 1000 };
            });
            ((rates[way] ??= {})[name] ??= []).push(total / seconds);
            (starts[name] ??= []).push(start);
            (memory[name] ??= []).push(rss);
        }
    }
}
for (const [way, by] of Object.entries(rates)) {
    const anvil = median(by.anvil);
    for (const [name, values] of Object.entries(by)) {
        const rate = median(values);
        console.log(`${way}: ${name} ${rate.toFixed(0)} tx/s` +
            (name === "anvil" ? "" : ` (${(rate / anvil).toFixed(2)} of anvil)`));
    }
}
for (const name of Object.keys(programs)) {
    console.log(`${name}: start to first answer ${median(starts[name]).toFixed(0)} ms, RSS afterwards ` +
        `${Math.max(...memory[name]).toFixed(0)} MiB`);
}
