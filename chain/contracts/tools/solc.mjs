// forge asks for a compiler program; this is the pinned solc-js of the lock file behind that interface.
import solc from "solc";
import { readFileSync } from "node:fs";

if (process.argv.includes("--version")) {
    console.log(`solc, the solidity compiler\nVersion: ${solc.version()}`);
} else {
    process.stdout.write(solc.compile(readFileSync(0, "utf8")));
}
