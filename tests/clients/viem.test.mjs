// viem, over HTTP and over WebSocket.
import assert from "node:assert/strict";
import { createPublicClient, createWalletClient, defineChain, http, parseAbiItem, webSocket } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { ask, compileToken, mnemonic, until, withNode } from "./fixture.mjs";

await withNode(async (url, ws) => {
    const id = Number(await ask(url, "eth_chainId"));
    const chain = defineChain({
        id,
        name: "Dure",
        nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
        rpcUrls: { default: { http: [url], webSocket: [ws] } },
    });
    const alice = mnemonicToAccount(mnemonic, { addressIndex: 0 });
    const bob = mnemonicToAccount(mnemonic, { addressIndex: 1 });
    const { abi, bytecode } = compileToken();

    for (const transport of [http(url, { batch: true }), webSocket(ws)]) {
        const client = createPublicClient({ chain, transport, pollingInterval: 50, cacheTime: 0 });
        const wallet = createWalletClient({ chain, transport, account: alice });
        assert.equal(await client.getChainId(), id);

        const seen = { blocks: [], transfers: [], pending: [] };
        const stops = [
            client.watchBlocks({ onBlock: (block) => seen.blocks.push(block) }),
            client.watchEvent({
                event: parseAbiItem("event Transfer(address indexed from, address indexed to, uint256 value)"),
                onLogs: (logs) => seen.transfers.push(...logs),
            }),
            client.watchPendingTransactions({ onTransactions: (hashes) => seen.pending.push(...hashes) }),
        ];
        await new Promise((resolve) => setTimeout(resolve, 300)); // the filters stand

        // EIP-1559: what viem fills in is free, what a sender offers is kept.
        const fees = await client.estimateFeesPerGas();
        assert.equal(fees.maxFeePerGas, 0n);
        assert.equal((await client.getFeeHistory({ blockCount: 1, rewardPercentiles: [50] })).baseFeePerGas.length, 2);
        const before = await client.getBalance({ address: bob.address });
        const sent = await wallet.sendTransaction({
            to: bob.address, value: 1000n, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n,
        });
        const receipt = await client.waitForTransactionReceipt({ hash: sent });
        assert.equal(receipt.status, "success");
        assert.equal(receipt.type, "eip1559");
        assert.equal(receipt.effectiveGasPrice, 0n);
        assert.equal((await client.getBalance({ address: bob.address })) - before, 1000n);
        const found = await client.getTransaction({ hash: sent });
        assert.equal(found.typeHex, "0x2");
        assert.equal(found.maxFeePerGas, 0n);
        assert.equal(found.from, alice.address.toLowerCase());

        const deployed = await client.waitForTransactionReceipt({
            hash: await wallet.deployContract({ abi, bytecode, args: [5000n] }),
        });
        const address = deployed.contractAddress;
        const balanceOf = (who) =>
            client.readContract({ address, abi, functionName: "balanceOf", args: [who] });
        assert.equal(await balanceOf(alice.address), 5000n);
        const { request } = await client.simulateContract({
            address, abi, functionName: "transfer", args: [bob.address, 1200n], account: alice,
        });
        const moved = await client.waitForTransactionReceipt({ hash: await wallet.writeContract(request) });
        assert.equal(await balanceOf(bob.address), 1200n);
        const logs = await client.getContractEvents({
            address, abi, eventName: "Transfer", args: { to: bob.address }, fromBlock: 0n,
        });
        assert.equal(logs.length, 1);
        assert.equal(logs[0].args.value, 1200n);
        assert.equal(logs[0].transactionHash, moved.transactionHash);

        await assert.rejects(
            client.simulateContract({ address, abi, functionName: "refuse" }), /not today/);
        await assert.rejects(
            client.simulateContract({
                address, abi, functionName: "transfer", args: [alice.address, 9999n], account: bob,
            }),
            (error) => {
                const cause = error.walk((e) => e.data?.errorName === "NotEnough");
                assert.deepEqual(cause.data.args, [1200n, 9999n]);
                return true;
            });

        await until(() => seen.transfers.some((log) => log.transactionHash === moved.transactionHash),
            "the transfer's log");
        await until(() => seen.blocks.some((block) => block.number >= moved.blockNumber), "its block");
        await until(() => seen.pending.includes(sent), "the pending transaction");
        for (const stop of stops) stop();
    }
});
console.log("viem: all as expected");
process.exit(0); // viem keeps its socket open
