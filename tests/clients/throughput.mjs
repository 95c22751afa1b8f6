// What JSON-RPC carries a second: `dured dev` with its chain on disk beside anvil in memory, in turns, the same
// questions and the same signed ERC-20 transfers from the same client.
//   node throughput.mjs path/to/dured [--rounds 3] [--transfers 5000] [--reads 5000] [--in DIRECTORY] [--synced]
//     [--only WORD]
// --synced measures `dured dev --sync-each-block` too, --only the ways of sending that have WORD in their name. Each
// figure is told as it comes, then the medians and their ratio to anvil's, start to first answer and memory. The
// program's processor time for each says what a rate by the wall does not while others use the machine.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HDNodeWallet, Interface, getCreateAddress } from "ethers";
import { ask, compileToken, mnemonic, startNode } from "./fixture.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals: [program] } = parseArgs({
    allowPositionals: true,
    options: {
        rounds: { type: "string", default: "3" },
        transfers: { type: "string", default: "5000" },
        reads: { type: "string", default: "5000" },
        in: { type: "string", default: tmpdir() },
        synced: { type: "boolean", default: false },
        only: { type: "string", default: "" },
    },
});
const senders = 10, each = Math.ceil(Number(options.transfers) / senders), total = senders * each;
const reads = Number(options.reads);

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

/** The i-th body over connection i modulo `connections`, each after the answer to the one before. */
async function send(port, bodies, connections) {
    const lanes = Array.from({ length: connections }, () => []);
    bodies.forEach((body, i) => lanes[i % connections].push(body));
    await Promise.all(lanes.map(async (lane) => {
        const connection = new Connection(port);
        for (const body of lane) check(await connection.post(body));
        connection.end();
    }));
}

const sends = {
    "sends, 1 connection": (port, raws) => send(port, raws.map(request), 1),
    // As many connections as senders: nonces stay in order.
    "sends, 10 connections": (port, raws) => send(port, raws.map(request), senders),
    "sends, batches of 100": (port, raws) => {
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

const kept = (port, directory) => [program, ["dev", "--silent", "--rpc-port", port, "--data-dir", directory]];
const programs = {
    dure: kept,
    ...(options.synced && {
        "dure, each block synced": (...where) => kept(...where).map((part) =>
            Array.isArray(part) ? [...part, "--sync-each-block"] : part),
    }),
    anvil: (port) => [join(here, "node_modules/.bin/anvil"), ["--silent", "--port", port, "--hardfork", "cancun",
        "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--gas-limit", "100000000"]],
};

async function withProgram(name, body) {
    const directory = mkdtempSync(join(options.in, "dure-throughput-"));
    const port = await freePort();
    const began = performance.now();
    const [file, words] = programs[name](port, directory);
    const child = spawn(file, words, { stdio: "ignore" });
    try {
        let start;
        while (start === undefined) {
            const answer = await ask(`http://127.0.0.1:${port}`, "eth_chainId").catch(() => undefined);
            if (answer) start = { ms: performance.now() - began, processor: processorTime(child.pid) / 1000 };
            else await new Promise((resolve) => setTimeout(resolve, 2));
        }
        await body(port, child.pid);
        const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
        return { start, rss };
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
const data = (name, ...values) => abi.encodeFunctionData(name, values);
const hex = (number) => "0x" + number.toString(16);
const firstNonce = (i) => (i === 0 ? senders : 0);

/** The token, everybody's share of it, then the transfers, each sender's next in turn. Signed by a node: ethers
    takes longer than all the rest. */
async function sign() {
    const common = { maxFeePerGas: "0x0", maxPriorityFeePerGas: "0x0" };
    const shared = [{ ...common, from: wallets[0].address, nonce: "0x0", gas: hex(2000000),
        data: token.bytecode + (10n ** 30n).toString(16).padStart(64, "0") }];
    for (let i = 1; i < senders; ++i) {
        shared.push({ ...common, from: wallets[0].address, nonce: hex(i), gas: hex(100000), to: address,
            data: data("transfer", wallets[i].address, 10n ** 20n) });
    }
    const transfers = [];
    for (let n = 0; n < each; ++n) {
        for (let i = 0; i < senders; ++i) {
            transfers.push({ ...common, from: wallets[i].address, nonce: hex(firstNonce(i) + n), gas: hex(100000),
                to: address, data: data("transfer", wallets[(i + 1) % senders].address, 1n) });
        }
    }
    const node = await startNode(program);
    const response = await fetch(node.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify([...shared, ...transfers].map((transaction, id) =>
            ({ jsonrpc: "2.0", id, method: "eth_signTransaction", params: [transaction] }))),
    });
    const raws = (await response.json()).map(({ result, error }) => result ?? check(JSON.stringify({ error })));
    await node.end();
    return { shared: raws.slice(0, shared.length), transfers: raws.slice(shared.length) };
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

const question = (method, params) => JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
const asked = {
    eth_blockNumber: () => question("eth_blockNumber", []),
    eth_getBalance: (i) => question("eth_getBalance", [wallets[i % senders].address, "latest"]),
    "eth_call (balanceOf)": (i) => question("eth_call",
        [{ to: address, data: data("balanceOf", wallets[i % senders].address) }, "latest"]),
};

/** Of all threads, user and system, in microseconds; the kernel counts in hundredths of a second. */
function processorTime(pid) {
    const words = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(words[11]) + Number(words[12])) * 10000;
}

const rates = {}, processor = {}, starts = {}, memory = {};
async function measure(what, name, pid, count, body) {
    const began = performance.now(), before = processorTime(pid);
    await body();
    const used = (processorTime(pid) - before) / count;
    const rate = count * 1000 / (performance.now() - began);
    ((rates[what] ??= {})[name] ??= []).push(rate);
    ((processor[what] ??= {})[name] ??= []).push(used);
    console.error(`${what}: ${name} ${rate.toFixed(0)}/s, ${used.toFixed(0)} us of the processor each`);
}

const { shared, transfers } = await sign();
for (let round = 0; round < Number(options.rounds); ++round) {
    for (const [what, run] of Object.entries(sends)) {
        if (!what.includes(options.only)) continue;
        for (const name of Object.keys(programs)) {
            const { start, rss } = await withProgram(name, async (port, pid) => {
                await send(port, shared.map(request), 1);
                while (await ask(`http://127.0.0.1:${port}`, "eth_getTransactionCount",
                    [wallets[0].address, "latest"]) !== hex(senders)) { /* waits */ }
                await measure(what, name, pid, total, async () => {
                    await run(port, transfers);
                    await allIn(port);
                });
                if (what !== "sends, 1 connection") return;
                // On the same chain, full of transfers.
                for (const [method, ofNumber] of Object.entries(asked)) {
                    const bodies = Array.from({ length: reads }, (_, i) => ofNumber(i));
                    for (const connections of [1, 10])
                        await measure(`${method}, ${connections} at a time`, name, pid, reads,
                            () => send(port, bodies, connections));
                }
            });
            (starts[name] ??= []).push(start);
            (memory[name] ??= []).push(rss);
        }
    }
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
for (const [what, by] of Object.entries(rates)) {
    for (const [name, values] of Object.entries(by)) {
        const ratio = (of) => (median(of[name]) / median(of.anvil)).toFixed(2);
        console.log(`${what}: ${name} ${median(values).toFixed(0)}/s, ` +
            `${median(processor[what][name]).toFixed(0)} us of the processor each` +
            (name === "anvil" ? "" : ` (of anvil ${ratio(by)} and ${ratio(processor[what])})`));
    }
}
for (const name of Object.keys(programs)) {
    const of = (part) => median(starts[name].map((start) => start[part])).toFixed(0);
    console.log(`${name}: start to first answer ${of("ms")} ms, of it ${of("processor")} of the processor, ` +
        `RSS after ${total} transfers at most ${Math.max(...memory[name]).toFixed(0)} MiB`);
}
