// A stranger at the other end of a connection. The input is cut into pieces by a length byte each.
#include <algorithm>
#include <memory>

#include "chain/net/noise.hpp"
#include "chain/net/secure_channel.hpp"
#include "tests/fuzz/targets.hpp"

namespace dure::fuzz {

using namespace chain;

namespace {

SecretBytes secret(Byte fill) { return SecretBytes::copy_of(Bytes(32, fill)); }

Bytes next_piece(ByteView& input) {
    const auto length = std::min<std::size_t>(input[0], input.size() - 1);
    const auto piece = input.subspan(1, length);
    input = input.subspan(1 + length);
    return {piece.begin(), piece.end()};
}

void run(NoiseRole role, ByteView input) {
    const Bytes prologue{'d', 'u', 'r', 'e'};
    NoiseHandshake ours(role, NodeIdentity::from_secret(secret(3)), secret(5), prologue);
    if (role == NoiseRole::kInitiator) require(ours.write({}).has_value(), "we may begin");
    while (!input.empty()) {
        const auto read = ours.read(next_piece(input));
        if (!read) {
            // Over for good, whatever follows.
            require(!ours.read(input).has_value(), "a failed handshake stays failed");
            return;
        }
        if (ours.finished()) break;
        if (!ours.write({}).has_value()) return;
    }
    if (!ours.finished()) return;
    require(ours.remote() != NodeKey{}, "whoever finished has shown a key");
}

SecureChannel channel(NoiseRole role, Byte fill) {
    const auto fresh = std::make_shared<Byte>(static_cast<Byte>(fill + 1));
    return {{.role = role,
             .identity = NodeIdentity::from_secret(secret(fill)),
             .prologue = {'d', 'u', 'r', 'e'},
             .expected = {},
             .fresh_key = [fresh] { return secret((*fresh)++); }},
            0};
}

}  // namespace

/// Bytes from the network, then records that a member sealed: the last byte of the input tells how
/// far the handshake has come when the stranger's bytes begin, and its rest is sent as messages.
void secure_channel(ByteView input) {
    if (input.empty()) return;
    auto ours = channel(NoiseRole::kResponder, 40);
    auto theirs = channel(NoiseRole::kInitiator, 80);
    std::int64_t now = 1;
    for (auto steps = input.back() % 4; steps > 0; --steps) {
        static_cast<void>(ours.receive(theirs.take_output(), ++now));
        static_cast<void>(theirs.receive(ours.take_output(), ++now));
    }
    input = input.first(input.size() - 1);
    std::size_t received = 0;
    while (!input.empty()) {
        const auto piece = next_piece(input);
        if (ours.established() && !ours.error() && theirs.established() && piece.size() % 2 == 0) {
            // An honest member's message arrives whole.
            require(!theirs.send(piece, ++now), "a member can send");
            const auto sent = theirs.take_output();
            if (ours.receive(sent, ++now)) continue;  // garbage before it spoiled the stream
            for (const auto& delivery : ours.take_deliveries()) {
                require(delivery.bytes == piece, "nobody else's words are delivered");
                ++received;
            }
            continue;
        }
        const auto error = ours.receive(piece, ++now);
        require(!error || ours.error() == error, "an error stays");
        require(ours.take_deliveries().empty(), "a stranger delivers nothing");
    }
    static_cast<void>(ours.tick(ours.next_tick_ms()));
    require(received == 0 || ours.established(), "only a whole handshake delivers");
}

void noise_handshake(ByteView input) {
    run(NoiseRole::kResponder, input);
    run(NoiseRole::kInitiator, input);
}

}  // namespace dure::fuzz
