#!/usr/bin/env bash
# readme_test.sh README BIN: follows the README's "Start a community" to the letter, in a directory and on ports
# of its own, and looks whether four validators and two homes run.
set -euo pipefail
readme=$1 bin=$2
home=$(mktemp -d /tmp/dure-readme-XXXXXX)
finish() {
    local code=$?
    # Only what this script started; the directory is unique to it.
    pids=$(pgrep -f "dured run --data-dir $home/" || true)
    [ -z "$pids" ] || kill -9 $pids
    if [ $code -ne 0 ]; then cat "$home/log" || true; fi
    rm -rf "$home"
    exit $code
}
trap finish EXIT

commands=$(awk '/^## /{on = ($0 == "## Start a community")} on && /^    /{print substr($0, 5)}' "$readme")
[ "$(grep -c dured <<<"$commands")" -ge 12 ] || { echo "the README's commands are not found"; exit 1; }
# Ports of our own below the system's range of temporary ones: 30401 becomes for example 23451; JSON-RPC any free one.
base=$((2000 + RANDOM % 1000))
commands=$(sed -e "s#127\.0\.0\.1:3040\([1-9]\|\$n\)#127.0.0.1:$base\1#g" -e 's#--rpc-port 8[^ ]*#--rpc-port 0#g' \
    -e "s#^export PATH=.*#export PATH=\"$bin:\$PATH\"#" <<<"$commands")

export HOME=$home
cd "$home"
if ! timeout 300 bash -euo pipefail -c "$commands" >"$home/log" 2>&1; then
    echo "a command of the README failed"
    exit 1
fi

status() { "$bin/dured" status --json --data-dir "$home/dure/$1"; }
check() { node -e '
    const nodes = JSON.parse(require("fs").readFileSync(0, "utf8")).map((s) => JSON.parse(s));
    const fail = (why) => { console.error(why); process.exit(1); };
    for (const n of nodes) {
        if (n.validators.length !== 4) fail(`${n.validators.length} validators`);
        if (n.node.standing !== "active") fail(`${n.node.role} is ${n.node.standing}`);
        if (n.phase !== "live") fail(`${n.node.role} is ${n.phase}`);
    }
    if (nodes.slice(0, 4).some((n) => n.validators.some((v) => !v.connected))) fail("validators are not connected");
    if (nodes.filter((n) => n.node.role === "follower").length !== 2) fail("not two homes");
    const heights = nodes.map((n) => n.height);
    if (Math.max(...heights) - Math.min(...heights) > 2) fail(`heights ${heights}`);
    console.log(`four validators and two homes at block ${Math.max(...heights)}`);
'; }
for try in $(seq 1 30); do
    all=$(for n in v1 v2 v3 v4 home101 home102; do status $n; done | node -e '
        console.log(JSON.stringify(require("fs").readFileSync(0, "utf8").trim().split("\n")))')
    if result=$(check <<<"$all" 2>&1); then break; fi
    [ "$try" -lt 30 ] || { echo "$result"; exit 1; }
    sleep 1
done
echo "$result"

# An integrator at a home's node: the community's market, with the token that stands beside the port.
node --input-type=module -e '
    import { readFileSync } from "node:fs";
    const read = (name) => readFileSync(`${process.argv[1]}/${name}`, "utf8").trim();
    const answer = await fetch(`http://127.0.0.1:${read("rpc.port")}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${read("rpc.token")}` },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "dure_status", params: [] }),
    });
    const { result, error } = await answer.json();
    if (!result?.marketRuns) throw new Error(error?.message ?? "the market does not run");
    console.log(`the market runs in slots of ${result.slotSeconds} s, as home 102 tells`);
' "$home/dure/home102"
