// dure_fuzz_seeds FOLDER: writes a few good inputs for each target, for the fuzzers to start from.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "chain/base/rlp.hpp"
#include "chain/block/block.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/crypto/web3_keystore.hpp"
#include "chain/evm/opcodes.hpp"
#include "chain/net/noise.hpp"
#include "chain/net/relay.hpp"
#include "chain/net/secure_channel.hpp"
#include "chain/net/wire.hpp"
#include "chain/node/genesis.hpp"
#include "chain/node/invite.hpp"
#include "chain/store/block_record.hpp"
#include "chain/trie/trie.hpp"
#include "tests/fuzz/targets.hpp"

namespace {

using namespace dure::chain;
namespace op = evm::op;

std::filesystem::path g_root;

void write(const std::string& target, const std::string& name, ByteView bytes) {
    std::filesystem::create_directories(g_root / target);
    std::ofstream(g_root / target / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}
void write(const std::string& target, const std::string& name, std::string_view text) {
    write(target, name, ByteView{reinterpret_cast<const Byte*>(text.data()), text.size()});
}

SecretKey key() { return *SecretKey::from_bytes(to_hash(uint256{7})); }

Transaction transaction(TransactionType type) {
    Transaction tx;
    tx.type = type;
    tx.chain_id = 20'350;
    tx.nonce = 3;
    tx.set_gas_price(uint256{1});
    tx.gas_limit = 60'000;
    tx.to = address_of(key());
    tx.value = uint256{1'000};
    tx.data = {0xa9, 0x05, 0x9c, 0xbb, 0x00};
    if (type != TransactionType::legacy) {
        tx.access_list = {{.address = address_of(key()), .storage_keys = {to_hash(uint256{1})}}};
    }
    return sign(tx, key());
}

Genesis small_genesis() {
    Genesis genesis;
    genesis.chain_id = 20'350;
    genesis.timestamp = 1'700'000'000;
    genesis.validators = {address_of(key())};
    genesis.alloc[address_of(key())].balance = uint256{1'000'000};
    return genesis;
}

Block small_block() {
    auto block = genesis_block(small_genesis());
    block.transactions = {transaction(TransactionType::legacy),
                          transaction(TransactionType::dynamic_fee)};
    block.header.transactions_root = transactions_root(block.transactions);
    return block;
}

void encodings() {
    write("rlp", "nested",
          rlp::Encoder()
              .list([](rlp::Encoder& e) {
                  e.integer(1'000'000).string(Bytes(60, Byte{5}));
                  e.list([](rlp::Encoder& inner) { inner.integer(0); });
              })
              .bytes());
    write("transaction", "legacy", encode(transaction(TransactionType::legacy)));
    write("transaction", "access_list", encode(transaction(TransactionType::access_list)));
    write("transaction", "dynamic_fee", encode(transaction(TransactionType::dynamic_fee)));
    const auto block = small_block();
    write("block", "small", encode(block));
    write("extra_data", "genesis", block.header.extra_data);
    BlockRecord record;
    record.block = block;
    record.hash = block_hash(block.header);
    write("block_record", "small", encode(record));

    Trie trie;
    for (Byte i = 1; i < 40; ++i) trie.put(Bytes{i, 0x12, Byte(i * 3)}, Bytes(i, i));
    for (const auto& [name, path] :
         {std::pair{"present", Bytes{7, 0x12, 21}}, std::pair{"absent", Bytes{7, 0x13, 21}}}) {
        write("trie_proof", name,
              rlp::Encoder()
                  .list([&, &key_path = path](rlp::Encoder& e) {
                      e.string(key_path);
                      for (const auto& node : trie.prove(key_path)) e.string(node);
                  })
                  .bytes());
    }
}

template <class Payload>
Signed<Payload> signed_part(Payload payload) {
    Signed<Payload> out{.payload = std::move(payload), .signature = {}};
    out.signature.fill(8);
    return out;
}

void consensus() {
    const auto digest = to_hash(uint256{77});
    CommitPayload commit{.height = 3, .round = 1, .digest = digest, .seal = {}};
    commit.seal.fill(9);
    const auto prepare = signed_part(PreparePayload{.height = 3, .round = 1, .digest = digest});
    const auto change = signed_part(RoundChangePayload{
        .height = 3, .round = 2, .prepared = PreparedRound{.round = 1, .digest = digest}});
    const auto block = small_block();
    write("qbft_message", "prepare", encode(QbftMessage{prepare}));
    write("qbft_message", "commit", encode(QbftMessage{signed_part(commit)}));
    write("qbft_message", "round_change",
          encode(QbftMessage{
              RoundChange{.asked = change, .prepared_block = block, .prepares = {prepare}}}));
    write("qbft_message", "proposal",
          encode(QbftMessage{Proposal{
              .proposed = signed_part(ProposalPayload{.height = 3, .round = 2, .block = block}),
              .round_changes = {change},
              .prepares = {prepare, prepare}}}));
    write("qbft_message", "certificate",
          encode(PreparedCertificate{.round = 1, .block = block, .prepares = {prepare}}));
}

void wire_frames() {
    const auto block = small_block();
    const auto some = to_hash(uint256{5});
    wire::Hello hello;
    hello.chain_id = 20'350;
    hello.role = wire::Role::kRelay;
    hello.signer.emplace().fill(8);
    hello.invite = Bytes(40, Byte{6});
    hello.program = "dure 0.1.0";
    const wire::Message all[] = {
        hello,
        wire::Status{.head = block.header, .links = {address_of(key())}},
        wire::NewBlock{block},
        wire::Transactions{{encode(block.transactions[0]), Bytes{1}}},
        wire::TransactionHashes{{some, some}},
        wire::GetTransactions{{some}},
        wire::Consensus{{0x12, 0, 255}},
        wire::GetHeaders{.id = 1, .from = 2, .count = wire::kMostHeaders},
        wire::Headers{.id = 1, .headers = {block.header}},
        wire::GetBlocks{.id = UINT64_MAX, .from = 0, .count = 1},
        wire::Blocks{.id = 9, .bodies = {block.transactions, {}}},
        wire::GetGenesis{.offset = 70'000},
        wire::GenesisPart{.total = 10, .offset = 6, .bytes = {'a', 'b', 'c', 'd'}},
        wire::Ping{.id = 3},
        wire::Pong{.id = 3},
        wire::Refusal{},
        wire::Letters{{Bytes(74, Byte{1}), Bytes{2}}},
    };
    for (const auto& message : all) {
        const auto frame = encode(message);
        write("wire_message", "kind_" + std::to_string(frame[0]), frame);
    }
    const NodeKey peer{{3}};
    const RelayPacket packets[] = {RelayEnrol{},
                                   RelayTo{.key = peer, .payload = {1, 2, 3}},
                                   RelayPresent{{peer, NodeKey{{1}}}},
                                   RelayAbsent{peer},
                                   RelayFrom{.key = peer, .payload = {4}},
                                   RelayLost{peer}};
    for (const auto& packet : packets) {
        const auto bytes = encode(packet);
        write("relay_packet", "kind_" + std::to_string(bytes[0]), bytes);
    }
}

void invites() {
    Invite invite;
    invite.chain_id = 20'350;
    invite.expiry = 1'800'000'000;
    invite.unit = 1203;
    invite.addresses = {
        {.host = "192.168.0.10", .port = 30'400, .key = NodeKey{{1}}},
        {.host = "fe80::1", .port = 1, .key = NodeKey{{2}}, .role = NodeRole::kRelay}};
    const auto open = *sign_invite(invite, key());
    invite.bound = InviteBinding{.key = NodeKey{{7}}, .owner = address_of(key())};
    const auto bound = *sign_invite(invite, key());
    write("invite", "open", encode(open));
    write("invite", "bound", encode(bound));
    write("invite", "open_text", to_text(open));
    write("invite", "bound_text", to_text(bound));
}

void texts() {
    write("json_rpc", "single",
          R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x00"},"latest"]})");
    write(
        "json_rpc", "batch",
        R"([{"jsonrpc":"2.0","id":"a","method":"eth_blockNumber"},{"jsonrpc":"2.0","method":"x"}])");
    write(
        "json_rpc", "logs",
        R"({"jsonrpc":"2.0","id":2,"method":"eth_getLogs","params":[{"fromBlock":"0x1","toBlock":)"
        R"("latest","address":["0x00000000000000000000000000000000000000c0"],"topics":[null,[)"
        R"("0x00000000000000000000000000000000000000000000000000000000000000aa"]]}]})");
    write("json_rpc", "call",
          R"({"jsonrpc":"2.0","id":3,"method":"eth_call","params":[{"from":)"
          R"("0x00000000000000000000000000000000000000ca","to":)"
          R"("0x00000000000000000000000000000000000000c0","gas":"0x5208","gasPrice":"0x0",)"
          R"("value":"0x1","data":"0xa9059cbb","accessList":[{"address":)"
          R"("0x00000000000000000000000000000000000000c0","storageKeys":[)"
          R"("0x0000000000000000000000000000000000000000000000000000000000000001"]}]},)"
          R"({"blockNumber":"0x7"}]})");
    write(
        "json_rpc", "fees",
        R"({"jsonrpc":"2.0","id":4,"method":"eth_feeHistory","params":["0xa","pending",[1,25.5,99]]})");
    write("json_rpc", "proof",
          R"({"jsonrpc":"2.0","id":5,"method":"eth_getProof","params":[)"
          R"("0x00000000000000000000000000000000000000c0",["0x0","0x1"],"earliest"]})");
    write("genesis", "small", to_json(small_genesis()));
    const auto password = SecretBytes::copy_of(Bytes{'t', 'e', 's', 't'});
    write("web3_keystore", "scrypt", *export_web3(key(), password, {.n = 2, .r = 1, .p = 1}));
    write(
        "web3_keystore", "pbkdf2",
        R"({"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},)"
        R"("ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",)"
        R"("kdf":"pbkdf2","kdfparams":{"c":16,"dklen":32,"prf":"hmac-sha256",)"
        R"("salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},)"
        R"("mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},)"
        R"("id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3})");
    write("key_store", "empty", Bytes{0});
    write("http_request", "post",
          "POST / HTTP/1.1\r\nHost: 127.0.0.1:8545\r\nAuthorization: Bearer secret\r\n"
          "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]");
    write("http_request", "websocket",
          "GET /?token=secret HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:3000\r\n"
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    write("http_request", "chunked",
          "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
          "2\r\n[]\r\n0\r\n\r\n");
}

void code() {
    write("bytecode", "loop",
          Bytes{2,         1,          2,          op::PUSH1,    9,         op::JUMPDEST,
                op::PUSH1, 1,          op::SWAP1,  op::SUB,      op::DUP1,  op::DUP1,
                op::PUSH0, op::MSTORE, op::ISZERO, op::PUSH1,    20,        op::JUMPI,
                op::PUSH1, 2,          op::JUMP,   op::JUMPDEST, op::MSIZE, op::PUSH0,
                op::RETURN});
    write("bytecode", "storage",
          Bytes{0, op::PUSH1, 1, op::SLOAD, op::DUP1, op::PUSH1, 2, op::SSTORE, op::GAS, op::PUSH0,
                op::TSTORE, op::PUSH0, op::TLOAD, op::PUSH1, 5, op::MULMOD, op::LOG0});
    write("bytecode", "call",
          Bytes{0, op::PUSH0, op::PUSH0, op::PUSH0, op::PUSH0, op::PUSH1, 0xc1, op::PUSH1, 0x98,
                op::SHL, op::GAS, op::STATICCALL, op::PUSH0, op::DUP2, op::SWAP1, op::CREATE});
}

void cut(Bytes& to, const Bytes& message) {
    to.push_back(static_cast<Byte>(message.size()));
    to.insert(to.end(), message.begin(), message.end());
}

/// The other side of what the target does as the responder.
void handshake() {
    const auto secret = [](Byte fill) { return SecretBytes::copy_of(Bytes(32, fill)); };
    const Bytes prologue{'d', 'u', 'r', 'e'};
    NoiseHandshake theirs(NoiseRole::kInitiator, NodeIdentity::from_secret(secret(9)), secret(11),
                          prologue);
    NoiseHandshake ours(NoiseRole::kResponder, NodeIdentity::from_secret(secret(3)), secret(5),
                        prologue);
    Bytes input;
    const auto first = *theirs.write({});
    cut(input, first);
    if (!ours.read(first) || !theirs.read(*ours.write({}))) return;
    cut(input, *theirs.write({}));
    write("noise_handshake", "whole", input);
    write("noise_handshake", "first", ByteView{input}.first(first.size() + 1));

    // How far the handshake comes by itself, then a member's messages and a stranger's bytes.
    write("secure_channel", "stranger", Bytes{4, 0, 32, 1, 2, 3, 0, 0, 0});
    write("secure_channel", "halfway", Bytes{4, 0, 64, 1, 2, 1, 9, 1});
    write("secure_channel", "member", Bytes{4, 'd', 'u', 'r', 'e', 2, 1, 2, 0, 3, 0, 1, 2, 2});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: dure_fuzz_seeds FOLDER\n";
        return 2;
    }
    g_root = argv[1];
    encodings();
    consensus();
    wire_frames();
    invites();
    texts();
    code();
    handshake();
    // Everything is good: no target may mind.
    for (const auto& target : dure::fuzz::targets()) target.run({});
    return 0;
}
