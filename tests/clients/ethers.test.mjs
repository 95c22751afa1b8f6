// ethers 6, which batches its requests, as wallets and dashboards use it.
import assert from "node:assert/strict";
import { Contract, ContractFactory, HDNodeWallet, JsonRpcProvider } from "ethers";
import { chainId, compileToken, mnemonic, withNode } from "./fixture.mjs";

await withNode(async (url) => {
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
});
console.log("ethers: all as expected");
