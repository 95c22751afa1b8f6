// Encodings: what decodes is canonical, so encoding it again gives the same bytes.
#include <algorithm>

#include "chain/base/rlp.hpp"
#include "chain/block/block.hpp"
#include "chain/block/transaction.hpp"
#include "chain/consensus/extra_data.hpp"
#include "chain/consensus/messages.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/net/relay.hpp"
#include "chain/net/wire.hpp"
#include "chain/store/block_record.hpp"
#include "chain/trie/trie.hpp"
#include "tests/fuzz/targets.hpp"

namespace dure::fuzz {

using namespace chain;

namespace {

bool same(ByteView a, ByteView b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

/// Reads any item and writes it again.
void copy(rlp::Reader& from, rlp::Encoder& to) {
    if (!from.at_list()) {
        to.string(from.string());
        return;
    }
    to.list([&](rlp::Encoder& inner) {
        from.list([&](rlp::Reader& items) {
            while (items.more()) copy(items, inner);
        });
    });
}

}  // namespace

void rlp(ByteView input) {
    rlp::Encoder again;
    const auto error = rlp::decode(input, [&](rlp::Reader& reader) { copy(reader, again); });
    const auto checked = rlp::check(input);
    require(error.has_value() == checked.has_value(), "check accepts what can be read");
    if (!error) require(same(again.bytes(), input), "RLP has one encoding");
}

void transaction(ByteView input) {
    const auto decoded = decode_transaction(input);
    if (!decoded) return;
    require(same(chain::encode(*decoded), input), "a transaction has one encoding");
    require(chain::hash(*decoded) == keccak256(input), "its hash is its encoding's");
    static_cast<void>(check_stateless(*decoded));
    static_cast<void>(sender(*decoded));
}

void block(ByteView input) {
    const auto decoded = decode_block(input);
    if (!decoded) return;
    require(same(chain::encode(*decoded), input), "a block has one encoding");
    static_cast<void>(transactions_root(decoded->transactions));
    static_cast<void>(withdrawals_root(decoded->withdrawals));
}

void block_record(ByteView input) {
    const auto header = decode_record_header(input);
    const auto decoded = decode_block_record(input);
    if (!decoded) return;
    require(header.has_value() && *header == decoded->header(), "a record's header is its block's");
    require(same(chain::encode(*decoded), input), "a record has one encoding");
}

void extra_data(ByteView input) {
    const auto decoded = decode_extra_data(input);
    if (decoded) require(same(chain::encode(*decoded), input), "extra data has one encoding");
}

void qbft_message(ByteView input) {
    const auto decoded = decode_message(input);
    if (decoded) require(same(chain::encode(*decoded), input), "a message has one encoding");
    const auto certificate = decode_prepared_certificate(input);
    if (certificate) {
        require(same(chain::encode(*certificate), input), "a certificate has one encoding");
    }
}

void wire_message(ByteView input) {
    const auto kind = wire::kind_of(input);
    const auto decoded = wire::decode(input);
    if (!decoded) return;
    require(kind.has_value(), "what decodes has a kind");
    require(input.size() <= wire::most_bytes(*kind), "what decodes is within its kind's size");
    require(same(wire::encode(*decoded), input), "a frame has one encoding");
}

void relay_packet(ByteView input) {
    const auto decoded = decode_relay_packet(input);
    if (decoded) require(same(chain::encode(*decoded), input), "a packet has one encoding");
    // What a relay makes of it, from a client it knows and from a stranger.
    Relay relay({.clients = 2}, [](const NodeKey&, std::size_t) { return true; });
    static_cast<void>(relay.on_packet(NodeKey{{1}}, chain::encode(RelayPacket{RelayEnrol{}}), 0));
    for (const Byte who : {Byte{1}, Byte{2}}) {
        const auto out = relay.on_packet(NodeKey{{who}}, input, 1);
        if (!out) continue;
        for (const auto& [to, packet] : *out) {
            require(decode_relay_packet(chain::encode(packet)).has_value(), "it can be read");
        }
        require(relay.clients() <= 2, "clients are within their limit");
    }
}

/// The input is a list: the key, then the proof's nodes; it is proven against its own first node.
void trie_proof(ByteView input) {
    Bytes key;
    TrieProof proof;
    const auto error = rlp::decode(input, [&](rlp::Reader& reader) {
        reader.list([&](rlp::Reader& items) {
            const auto wanted = items.string();
            key.assign(wanted.begin(), wanted.end());
            while (items.more()) {
                const auto node = items.string();
                proof.emplace_back(node.begin(), node.end());
            }
        });
    });
    if (error || proof.empty()) return;
    const auto root = keccak256(proof[0]);
    const auto found = verify_proof(root, key, proof);
    if (found.verdict == ProofVerdict::invalid) return;
    require((found.verdict == ProofVerdict::present) == !found.value.empty(),
            "what is there has a value");
    require(verify_proof(keccak256(key), key, proof).verdict == ProofVerdict::invalid,
            "a proof proves nothing under another root");
}

}  // namespace dure::fuzz
