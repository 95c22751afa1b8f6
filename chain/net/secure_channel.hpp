// An encrypted, authenticated channel over any stream of bytes: bytes in, bytes out. The same class
// runs on TCP, through a relay and in simulations; time and randomness are handed in, and errors
// are values after which the channel is over.
//
// On the wire: 2 bytes of length (big-endian), then a Noise message. First the three of the
// handshake, of exact lengths, whose encrypted payload is one byte of services. Then records, whose
// first byte says what they are; a message is cut into full records and a last one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "chain/net/noise.hpp"

namespace dure::chain {

constexpr std::size_t kMessageBytes = 1024 * 1024;
/// The first message of each side: whether the sender is a member is known after it.
constexpr std::size_t kFirstMessageBytes = 4 * 1024;
/// Of a packet for a relay.
constexpr std::size_t kPacketBytes = kNoiseMessage - kNoiseTag - 1;

/// What a node does for its peers; a bit each.
enum class Services : Byte {
    kNothing = 0,
    kChain = 1,  ///< speaks of blocks
    kRelay = 2,  ///< passes packets on
    kBoth = 3,
};
constexpr bool offers(Services all, Services one) {
    return (static_cast<Byte>(all) & static_cast<Byte>(one)) != 0;
}

/// Both sides must mean the same network, or their handshake fails.
Bytes channel_prologue(std::uint64_t chain_id, const Hash256& genesis_hash);

struct ChannelLimits {
    std::int64_t handshake_ms = 5'000;
    std::size_t handshake_bytes = 4 * 1024;  ///< held before the other side is known
    std::uint64_t rekey_records = 1ULL << 16;
    std::int64_t rekey_ms = 10 * 60'000;
    std::int64_t renew_ms = 24 * 60 * 60'000;  ///< a new handshake, inside the channel
    std::int64_t idle_ms = 15'000;             ///< a sign of life after so long without sending
    std::int64_t silent_ms = 45'000;           ///< the other side is gone
};

enum class ChannelError : std::uint8_t {
    kHandshake,  ///< not the same network, not the protocol, or an attacker
    kWrongKey,   ///< somebody else than the one we called
    kTimeout,    ///< a handshake took too long
    kSilent,     ///< no sign of life
    kForged,     ///< a record that was not sent by the other side, or not in this order
    kProtocol,   ///< a record that makes no sense
    kTooLong,    ///< a message beyond the limit
    kWornKey,    ///< the other side does not change its keys
    kNotReady,   ///< sending before the handshake is through
};
std::string_view to_string(ChannelError);

struct ChannelConfig {
    NoiseRole role{};
    std::shared_ptr<const NodeIdentity> identity;
    Bytes prologue;
    std::optional<NodeKey> expected;  ///< whom we call; an accepted channel may be anybody's
    Services services = Services::kChain;
    std::function<SecretBytes()> fresh_key;  ///< 32 random bytes, new ones at every call
    ChannelLimits limits{};
};

class SecureChannel {
 public:
    struct Delivery {
        enum class Kind : std::uint8_t { kMessage, kPacket } kind{};
        Bytes bytes;
    };

    /// The initiator's first bytes are in the output at once.
    SecureChannel(ChannelConfig config, std::int64_t now_ms);

    std::optional<ChannelError> receive(ByteView bytes, std::int64_t now_ms);
    std::optional<ChannelError> send(ByteView message, std::int64_t now_ms);
    std::optional<ChannelError> send_packet(ByteView packet, std::int64_t now_ms);
    /// Deadlines, signs of life and new keys. To be called at `next_tick_ms`, or a little later.
    std::optional<ChannelError> tick(std::int64_t now_ms);
    std::int64_t next_tick_ms() const;

    bool established() const { return session_.has_value(); }
    const std::optional<ChannelError>& error() const { return error_; }
    // When established:
    const NodeKey& remote() const { return session_->remote; }
    Services remote_services() const { return remote_services_; }
    std::uint64_t handshakes() const { return handshakes_; }

    /// What is to be written to the other side.
    Bytes take_output() { return std::exchange(output_, {}); }
    std::vector<Delivery> take_deliveries() { return std::exchange(deliveries_, {}); }

 private:
    enum class Record : Byte;
    using Outcome = std::optional<ChannelError>;

    Outcome fail(ChannelError error);
    void append_framed(ByteView noise_message);
    void start_handshake();
    Outcome write_handshake();
    Outcome on_handshake_message(ByteView message, std::int64_t now_ms);
    void finish_handshake(std::int64_t now_ms);
    std::size_t expected_handshake_length() const;

    Outcome write_record(Record kind, ByteView body, std::int64_t now_ms);
    Outcome write_sealed(Record kind, ByteView body, std::int64_t now_ms);
    Outcome on_record(ByteView message, std::int64_t now_ms);
    Outcome on_part(Record kind, ByteView body);
    void start_renewal(std::int64_t now_ms);
    Outcome on_renewal(ByteView message, std::int64_t now_ms);
    void use_new_send_key(NoiseCipher cipher, std::int64_t now_ms);
    void use_new_receive_key(NoiseCipher cipher, std::int64_t now_ms);

    ChannelConfig config_;
    std::optional<NoiseHandshake> handshake_;
    int handshake_messages_ = 0;
    std::optional<NoiseSession> session_;
    std::optional<NoiseHandshake> renewal_;
    std::optional<NoiseCipher> next_receive_;  ///< until the other side has switched too
    Services remote_services_ = Services::kNothing;
    std::optional<ChannelError> error_;

    Bytes input_;
    Bytes output_;
    Bytes message_;  ///< the parts so far
    std::vector<Delivery> deliveries_;
    bool first_sent_ = false;
    bool first_received_ = false;

    std::int64_t opened_ms_;
    std::int64_t last_sent_ms_;
    std::int64_t last_received_ms_;
    std::int64_t send_key_ms_ = 0;
    std::int64_t receive_key_ms_ = 0;
    std::int64_t renewed_ms_ = 0;
    std::int64_t renewal_ms_ = 0;
    std::uint64_t records_sent_ = 0;      ///< under the present key
    std::uint64_t records_received_ = 0;  ///< under the present key
    std::uint64_t handshakes_ = 0;
};

}  // namespace dure::chain
