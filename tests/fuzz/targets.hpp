// One function for each surface that strangers can write to. It must return, whatever the bytes;
// what it accepts must also hold its promise (decode and encode are inverse, caches change
// nothing), else it aborts. libFuzzer drives one of them (driver.cpp, tests/fuzz/run);
// replay_test.cpp runs all of them over the small corpora in corpus/ in every test run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "chain/base/types.hpp"

namespace dure::fuzz {

using chain::Byte;
using chain::Bytes;
using chain::ByteView;

struct Target {
    const char* name;  ///< of its folder in corpus/, too
    void (*run)(ByteView);
};
std::span<const Target> targets();

/// Aborts, which is what a fuzzer sees.
void require(bool holds, const char* what);

// Encodings (codecs.cpp)
void rlp(ByteView);
void transaction(ByteView);
void block(ByteView);
void block_record(ByteView);
void extra_data(ByteView);
void qbft_message(ByteView);
void wire_message(ByteView);
void relay_packet(ByteView);
void trie_proof(ByteView);

// Text and files (texts.cpp)
void http_request(ByteView);
void json_rpc(ByteView);
void genesis(ByteView);
void web3_keystore(ByteView);
void key_store(ByteView);
void invite(ByteView);

// Code (bytecode.cpp): with caches and without, the same
void bytecode(ByteView);

// Strangers at the door (channel.cpp)
void noise_handshake(ByteView);
void secure_channel(ByteView);

}  // namespace dure::fuzz
