#include "tests/fuzz/targets.hpp"

#include <cstdio>
#include <cstdlib>

namespace dure::fuzz {

std::span<const Target> targets() {
    static constexpr Target kTargets[] = {
        {"rlp", rlp},
        {"transaction", transaction},
        {"block", block},
        {"block_record", block_record},
        {"extra_data", extra_data},
        {"qbft_message", qbft_message},
        {"wire_message", wire_message},
        {"relay_packet", relay_packet},
        {"trie_proof", trie_proof},
        {"http_request", http_request},
        {"json_rpc", json_rpc},
        {"genesis", genesis},
        {"web3_keystore", web3_keystore},
        {"key_store", key_store},
        {"invite", invite},
        {"bytecode", bytecode},
        {"noise_handshake", noise_handshake},
        {"secure_channel", secure_channel},
    };
    return kTargets;
}

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

}  // namespace dure::fuzz
