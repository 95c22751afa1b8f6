// Compiles src with the pinned solc-js and writes artifacts/<Contract>.json (abi, bytecode, deployedBytecode).
// --check compares instead and fails when a committed artifact does not come from the sources.
import solc from "solc";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const wanted = {
    "src/Governance.sol": "Governance",
    "src/Registry.sol": "Registry",
    "src/Coin.sol": "Coin",
    "src/AgentPolicy.sol": "AgentPolicy",
    "src/Market.sol": "Market",
    "@openzeppelin/contracts/access/manager/AccessManager.sol": "AccessManager",
};

const read = (path) => {
    const file = path.startsWith("@") ? join(root, "node_modules", path) : join(root, path);
    return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `${path} is not there` };
};

const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.keys(wanted).map((path) => [path, { content: read(path).contents }])),
    settings: {
        evmVersion: "cancun",
        viaIR: true,
        optimizer: { enabled: true, runs: 20000 },
        metadata: { appendCBOR: false, bytecodeHash: "none" },
        outputSelection: Object.fromEntries(
            Object.entries(wanted).map(([path, name]) => [
                path,
                { [name]: ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] },
            ]),
        ),
    },
};

const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
const problems = output.errors ?? [];
for (const problem of problems) console.error(problem.formattedMessage);
if (problems.length > 0) process.exit(1);

const kLargestCode = 24576; // EIP-170
let stale = 0;
for (const [path, name] of Object.entries(wanted)) {
    const { abi, evm } = output.contracts[path][name];
    const size = evm.deployedBytecode.object.length / 2;
    if (size > kLargestCode) {
        console.error(`${name} has ${size} bytes of code, more than ${kLargestCode}`);
        process.exit(1);
    }
    const artifact = JSON.stringify(
        {
            contractName: name,
            abi,
            bytecode: `0x${evm.bytecode.object}`,
            deployedBytecode: `0x${evm.deployedBytecode.object}`,
        },
        null,
        1,
    );
    const file = join(root, "artifacts", `${name}.json`);
    if (process.argv.includes("--check")) {
        if (!existsSync(file) || readFileSync(file, "utf8") !== `${artifact}\n`) {
            console.error(`artifacts/${name}.json does not come from the sources: run npm run build`);
            stale += 1;
        }
    } else {
        writeFileSync(file, `${artifact}\n`);
        console.log(`${name}: ${size} bytes`);
    }
}
for (const file of readdirSync(join(root, "artifacts"))) {
    if (!Object.values(wanted).some((name) => file === `${name}.json`)) {
        console.error(`artifacts/${file} belongs to no contract`);
        stale += 1;
    }
}
process.exit(stale === 0 ? 0 : 1);
