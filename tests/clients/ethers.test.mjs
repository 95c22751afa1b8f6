// ethers 6, which batches its requests, as wallets and dashboards use it; over WebSocket it subscribes.
import assert from "node:assert/strict";
import { Contract, ContractFactory, HDNodeWallet, JsonRpcProvider, WebSocketProvider } from "ethers";
import { ask, compileToken, mnemonic, until, withNode } from "./fixture.mjs";

await withNode(async (url, ws) => {
    const chainId = Number(await ask(url, "eth_chainId"));
    const provider = new JsonRpcProvider(url, undefined, {
        pollingInterval: 50,
        cacheTimeout: -1, // balances are asked again within 250 ms
    });
    const account = (i) =>
        HDNodeWallet.fromPhrase(mnemonic, undefined, `m/44'/60'/0'/0/${i}`).connect(provider);
    const alice = account(0);
    const bob = account(1);

    assert.equal((await provider.getNetwork()).chainId, BigInt(chainId));
    const genesis = await provider.getBlock(0);
    assert.equal(genesis.number, 0);
    assert.equal(genesis.hash.length, 66);
    assert.equal((await provider.getBlock(genesis.hash)).number, 0);

    // A transfer of each kind; gas is free, so coins move exactly.
    const fees = [
        { type: 0, gasPrice: 0n },
        { type: 1, gasPrice: 0n, accessList: [{ address: bob.address, storageKeys: [] }] },
        { type: 2, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
    ];
    for (const fee of fees) {
        const before = await provider.getBalance(bob.address);
        const sent = await alice.sendTransaction({ to: bob.address, value: 1000n, ...fee });
        const receipt = await sent.wait();
        assert.equal(receipt.status, 1);
        assert.equal(receipt.type, fee.type);
        assert.equal((await provider.getBalance(bob.address)) - before, 1000n);
        const found = await provider.getTransaction(sent.hash);
        assert.equal(found.from, alice.address);
        assert.equal(found.blockNumber, receipt.blockNumber);
    }
    assert.equal(await provider.getTransactionCount(alice.address), 3);

    // What the wallet fills in by itself: nonce, fees, gas.
    const plain = await (await alice.sendTransaction({ to: bob.address, value: 1n })).wait();
    assert.equal(plain.status, 1);

    const { abi, bytecode } = compileToken();
    const token = await (await new ContractFactory(abi, bytecode, alice).deploy(5000n))
        .waitForDeployment();
    assert.equal(await token.balanceOf(alice.address), 5000n);
    assert.notEqual(await provider.getCode(token.target), "0x");

    const moved = await (await token.transfer(bob.address, 1200n)).wait();
    assert.equal(moved.logs.length, 1);
    assert.equal(await token.balanceOf(bob.address), 1200n);
    const logs = await token.queryFilter(token.filters.Transfer(null, bob.address), 0, "latest");
    assert.equal(logs.length, 1);
    assert.equal(logs[0].args.value, 1200n);
    assert.equal(logs[0].transactionHash, moved.hash);

    await assert.rejects(token.refuse(), /not today/);
    const asBob = new Contract(token.target, abi, bob);
    await assert.rejects(asBob.transfer.staticCall(alice.address, 9999n), (error) => {
        assert.equal(error.revert.name, "NotEnough");
        assert.deepEqual([...error.revert.args], [1200n, 9999n]);
        return true;
    });

    const history = await provider.send("eth_feeHistory", ["0x3", "latest", [50]]);
    assert.equal(history.baseFeePerGas.length, 4);
    const proof = await provider.send("eth_getProof", [alice.address, ["0x0"], "latest"]);
    assert.equal(BigInt(proof.balance), await provider.getBalance(alice.address));
    await assert.rejects(provider.send("eth_noSuchMethod", []), (error) => {
        assert.equal(error.error?.code ?? error.info?.error?.code, -32601);
        return true;
    });
    provider.destroy();

    const live = new WebSocketProvider(ws, undefined, { cacheTimeout: -1 });
    const seen = { blocks: [], transfers: [], pending: [] };
    const watched = new Contract(token.target, abi, live);
    await live.on("block", (number) => seen.blocks.push(number));
    await live.on("pending", (hash) => seen.pending.push(hash));
    await watched.on("Transfer", (from, to, value, event) => seen.transfers.push([to, value, event.log]));
    const again = await (await token.connect(account(0).connect(live)).transfer(bob.address, 7n)).wait();
    await until(() => seen.transfers.length === 1, "the transfer's log");
    assert.deepEqual(seen.transfers[0].slice(0, 2), [bob.address, 7n]);
    assert.equal(seen.transfers[0][2].transactionHash, again.hash);
    await until(() => seen.blocks.includes(again.blockNumber), "its block");
    await until(() => seen.pending.includes(again.hash), "the pending transaction");
    await watched.removeAllListeners();
    await live.removeAllListeners();
    await (await token.connect(account(0).connect(live)).transfer(bob.address, 1n)).wait();
    assert.equal(seen.transfers.length, 1, "nothing is told after the end of a subscription");
    await assert.rejects(live.send("eth_subscribe", ["newWeather"]));
    await live.destroy();
});
console.log("ethers: all as expected");
