#include "chain/net/secure_channel.hpp"

#include <algorithm>
#include <array>

namespace dure::chain {

/// The first byte of a record.
enum class SecureChannel::Record : Byte {
    kPart = 0,     ///< a full piece of a message; more follow
    kLast = 1,     ///< the message's last or only piece
    kPacket = 2,   ///< to or from a relay
    kRekey = 3,    ///< the sender's next record is under the next key
    kRenew = 4,    ///< a message of a new handshake
    kRenewed = 5,  ///< the responder's next record is under the new session
    kIdle = 6,     ///< a sign of life
};

namespace {

constexpr std::size_t kLengthBytes = 2;
constexpr std::size_t kPieceBytes = kPacketBytes;
constexpr std::uint16_t kVersion = 1;

// Handshake messages by their number: keys, tags and the services byte.
constexpr std::array<std::size_t, 3> kHandshakeLengths{32, 32 + 32 + kNoiseTag + 1 + kNoiseTag,
                                                       32 + kNoiseTag + 1 + kNoiseTag};

/// How late the other side may be with its keys: it changes them by its own clock.
constexpr std::int64_t kKeyPatience = 2;
constexpr std::int64_t kRenewPatienceMs = 60 * 60'000;

std::size_t length_at(ByteView bytes) {
    return static_cast<std::size_t>(bytes[0]) << 8 | static_cast<std::size_t>(bytes[1]);
}

std::optional<Services> services_from(ByteView payload) {
    if (payload.size() != 1 || payload[0] > static_cast<Byte>(Services::kBoth)) return std::nullopt;
    return static_cast<Services>(payload[0]);
}

}  // namespace

std::string_view to_string(ChannelError error) {
    switch (error) {
        case ChannelError::kHandshake:
            return "handshake failed";
        case ChannelError::kWrongKey:
            return "another node than the one called";
        case ChannelError::kTimeout:
            return "handshake took too long";
        case ChannelError::kSilent:
            return "no sign of life";
        case ChannelError::kForged:
            return "forged record";
        case ChannelError::kProtocol:
            return "senseless record";
        case ChannelError::kTooLong:
            return "message too long";
        case ChannelError::kWornKey:
            return "keys are not changed";
        case ChannelError::kNotReady:
            return "not connected yet";
    }
    return "unknown";
}

Bytes channel_prologue(std::uint64_t chain_id, const Hash256& genesis_hash) {
    constexpr std::string_view kName = "dure/1";
    Bytes out(kName.begin(), kName.end());
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<Byte>(chain_id >> shift));
    out.insert(out.end(), genesis_hash.bytes.begin(), genesis_hash.bytes.end());
    out.push_back(static_cast<Byte>(kVersion >> 8));
    out.push_back(static_cast<Byte>(kVersion & 0xff));
    return out;
}

SecureChannel::SecureChannel(ChannelConfig config, std::int64_t now_ms)
    : config_(std::move(config)),
      opened_ms_(now_ms),
      last_sent_ms_(now_ms),
      last_received_ms_(now_ms) {
    // A responder spends nothing, not even a key, before it has heard a whole first message.
    if (config_.role == NoiseRole::kResponder) return;
    start_handshake();
    (void)write_handshake();
}

SecureChannel::Outcome SecureChannel::fail(ChannelError error) {
    error_ = error;
    handshake_.reset();
    renewal_.reset();
    input_ = {};
    message_ = {};
    return error_;
}

void SecureChannel::append_framed(ByteView noise_message) {
    output_.push_back(static_cast<Byte>(noise_message.size() >> 8));
    output_.push_back(static_cast<Byte>(noise_message.size() & 0xff));
    output_.insert(output_.end(), noise_message.begin(), noise_message.end());
}

void SecureChannel::start_handshake() {
    handshake_.emplace(config_.role, config_.identity, config_.fresh_key(), config_.prologue);
}

SecureChannel::Outcome SecureChannel::write_handshake() {
    const auto services = static_cast<Byte>(config_.services);
    const bool first = handshake_messages_ == 0;  // it is not encrypted: it says nothing
    const auto message = handshake_->write(first ? ByteView{} : ByteView{&services, 1});
    if (!message) return fail(ChannelError::kHandshake);
    append_framed(*message);
    ++handshake_messages_;
    return std::nullopt;
}

std::size_t SecureChannel::expected_handshake_length() const {
    return kHandshakeLengths.at(static_cast<std::size_t>(handshake_messages_));
}

SecureChannel::Outcome SecureChannel::on_handshake_message(ByteView message, std::int64_t now_ms) {
    if (!handshake_) start_handshake();
    const auto payload = handshake_->read(message);
    if (!payload) return fail(ChannelError::kHandshake);
    const bool first = handshake_messages_ == 0;
    ++handshake_messages_;
    if (!first) {
        const auto services = services_from(*payload);
        if (!services) return fail(ChannelError::kHandshake);
        remote_services_ = *services;
    }
    if (!handshake_->finished()) {
        // The caller tells nobody who it is before it knows whom it has reached.
        if (config_.expected && !first && handshake_->remote() != *config_.expected)
            return fail(ChannelError::kWrongKey);
        if (const auto error = write_handshake()) return error;
    }
    if (handshake_->finished()) finish_handshake(now_ms);
    return std::nullopt;
}

void SecureChannel::finish_handshake(std::int64_t now_ms) {
    session_ = handshake_->split();
    handshake_.reset();
    handshakes_ = 1;
    send_key_ms_ = receive_key_ms_ = renewed_ms_ = now_ms;
    last_sent_ms_ = last_received_ms_ = now_ms;
}

std::optional<ChannelError> SecureChannel::receive(ByteView bytes, std::int64_t now_ms) {
    if (error_) return error_;
    input_.insert(input_.end(), bytes.begin(), bytes.end());
    std::size_t used = 0;
    while (input_.size() - used >= kLengthBytes) {
        const auto rest = ByteView{input_}.subspan(used);
        const auto length = length_at(rest);
        if (!established() && length != expected_handshake_length())
            return fail(ChannelError::kHandshake);
        if (rest.size() < kLengthBytes + length) break;
        const auto message = rest.subspan(kLengthBytes, length);
        const auto failed =
            established() ? on_record(message, now_ms) : on_handshake_message(message, now_ms);
        if (failed) return failed;
        used += kLengthBytes + length;
    }
    input_.erase(input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(used));
    if (!established() && input_.size() > config_.limits.handshake_bytes)
        return fail(ChannelError::kHandshake);
    return std::nullopt;
}

std::optional<ChannelError> SecureChannel::send(ByteView message, std::int64_t now_ms) {
    if (error_) return error_;
    if (!established()) return ChannelError::kNotReady;
    if (message.size() > (first_sent_ ? kMessageBytes : kFirstMessageBytes))
        return ChannelError::kTooLong;
    first_sent_ = true;
    while (message.size() > kPieceBytes) {
        if (const auto error = write_record(Record::kPart, message.first(kPieceBytes), now_ms))
            return error;
        message = message.subspan(kPieceBytes);
    }
    return write_record(Record::kLast, message, now_ms);
}

std::optional<ChannelError> SecureChannel::send_packet(ByteView packet, std::int64_t now_ms) {
    if (error_) return error_;
    if (!established()) return ChannelError::kNotReady;
    if (packet.size() > kPacketBytes) return ChannelError::kTooLong;
    return write_record(Record::kPacket, packet, now_ms);
}

SecureChannel::Outcome SecureChannel::write_record(Record kind, ByteView body,
                                                   std::int64_t now_ms) {
    const bool worn = records_sent_ + 1 >= config_.limits.rekey_records ||
                      now_ms - send_key_ms_ >= config_.limits.rekey_ms;
    if (worn) {
        if (const auto error = write_sealed(Record::kRekey, {}, now_ms)) return error;
        session_->send.rekey();
        records_sent_ = 0;
        send_key_ms_ = now_ms;
    }
    return write_sealed(kind, body, now_ms);
}

SecureChannel::Outcome SecureChannel::write_sealed(Record kind, ByteView body,
                                                   std::int64_t now_ms) {
    Bytes plain;
    plain.reserve(1 + body.size());
    plain.push_back(static_cast<Byte>(kind));
    plain.insert(plain.end(), body.begin(), body.end());
    const auto sealed = session_->send.encrypt(plain);
    if (!sealed) return fail(ChannelError::kWornKey);
    append_framed(*sealed);
    ++records_sent_;
    last_sent_ms_ = now_ms;
    return std::nullopt;
}

SecureChannel::Outcome SecureChannel::on_record(ByteView message, std::int64_t now_ms) {
    const auto plain = session_->receive.decrypt(message);
    if (!plain) return fail(ChannelError::kForged);
    last_received_ms_ = now_ms;
    if (++records_received_ > config_.limits.rekey_records) return fail(ChannelError::kWornKey);
    if (plain->empty()) return fail(ChannelError::kProtocol);
    const auto body = ByteView{*plain}.subspan(1);
    const auto kind = static_cast<Record>(plain->front());
    switch (kind) {
        case Record::kPart:
        case Record::kLast:
            return on_part(kind, body);
        case Record::kPacket:
            deliveries_.push_back({Delivery::Kind::kPacket, Bytes(body.begin(), body.end())});
            return std::nullopt;
        case Record::kRekey:
            if (!body.empty()) break;
            session_->receive.rekey();
            records_received_ = 0;
            receive_key_ms_ = now_ms;
            return std::nullopt;
        case Record::kRenew:
            return on_renewal(body, now_ms);
        case Record::kRenewed:
            if (!body.empty() || !next_receive_) break;
            use_new_receive_key(*std::exchange(next_receive_, std::nullopt), now_ms);
            renewed_ms_ = now_ms;
            ++handshakes_;
            return std::nullopt;
        case Record::kIdle:
            if (!body.empty()) break;
            return std::nullopt;
    }
    return fail(ChannelError::kProtocol);
}

SecureChannel::Outcome SecureChannel::on_part(Record kind, ByteView body) {
    // Parts are full, so that many of them are no cheap way to keep us busy.
    if (kind == Record::kPart && body.size() != kPieceBytes) return fail(ChannelError::kProtocol);
    const auto limit = first_received_ ? kMessageBytes : kFirstMessageBytes;
    if (message_.size() + body.size() > limit) return fail(ChannelError::kTooLong);
    message_.insert(message_.end(), body.begin(), body.end());
    if (kind == Record::kPart) return std::nullopt;
    first_received_ = true;
    deliveries_.push_back({Delivery::Kind::kMessage, std::exchange(message_, {})});
    return std::nullopt;
}

void SecureChannel::start_renewal(std::int64_t now_ms) {
    // Bound to the session it replaces.
    Bytes prologue = config_.prologue;
    const auto& hash = session_->handshake_hash.bytes;
    prologue.insert(prologue.end(), hash.begin(), hash.end());
    renewal_.emplace(config_.role, config_.identity, config_.fresh_key(), prologue);
    renewal_ms_ = now_ms;
}

SecureChannel::Outcome SecureChannel::on_renewal(ByteView message, std::int64_t now_ms) {
    if (!renewal_) {
        // Only the caller begins, and not more often than it has to: a handshake costs something.
        if (config_.role == NoiseRole::kInitiator ||
            now_ms - renewed_ms_ < config_.limits.renew_ms / kKeyPatience)
            return fail(ChannelError::kProtocol);
        start_renewal(now_ms);
    }
    if (!renewal_->read(message)) return fail(ChannelError::kForged);
    if (!renewal_->finished()) {
        const auto answer = renewal_->write({});
        if (!answer) return fail(ChannelError::kForged);
        if (const auto error = write_record(Record::kRenew, *answer, now_ms)) return error;
        if (!renewal_->finished()) return std::nullopt;
    }
    auto next = renewal_->split();
    renewal_.reset();
    if (next.remote != session_->remote) return fail(ChannelError::kWrongKey);
    session_->handshake_hash = next.handshake_hash;
    if (config_.role == NoiseRole::kInitiator) {
        use_new_send_key(std::move(next.send), now_ms);
        next_receive_ = std::move(next.receive);
        renewal_ms_ = now_ms;
        return std::nullopt;
    }
    use_new_receive_key(std::move(next.receive), now_ms);
    if (const auto error = write_record(Record::kRenewed, {}, now_ms)) return error;
    use_new_send_key(std::move(next.send), now_ms);
    renewed_ms_ = now_ms;
    ++handshakes_;
    return std::nullopt;
}

void SecureChannel::use_new_send_key(NoiseCipher cipher, std::int64_t now_ms) {
    session_->send = std::move(cipher);
    records_sent_ = 0;
    send_key_ms_ = now_ms;
}

void SecureChannel::use_new_receive_key(NoiseCipher cipher, std::int64_t now_ms) {
    session_->receive = std::move(cipher);
    records_received_ = 0;
    receive_key_ms_ = now_ms;
}

std::optional<ChannelError> SecureChannel::tick(std::int64_t now_ms) {
    if (error_) return error_;
    const auto& limits = config_.limits;
    if (!established()) {
        if (now_ms - opened_ms_ >= limits.handshake_ms) return fail(ChannelError::kTimeout);
        return std::nullopt;
    }
    if (now_ms - last_received_ms_ >= limits.silent_ms) return fail(ChannelError::kSilent);
    const bool renewing = renewal_ || next_receive_;
    if (renewing && now_ms - renewal_ms_ >= limits.silent_ms) return fail(ChannelError::kTimeout);
    if (now_ms - receive_key_ms_ >= kKeyPatience * limits.rekey_ms + limits.silent_ms ||
        now_ms - renewed_ms_ >= limits.renew_ms + kRenewPatienceMs)
        return fail(ChannelError::kWornKey);
    if (config_.role == NoiseRole::kInitiator && !renewing &&
        now_ms - renewed_ms_ >= limits.renew_ms) {
        start_renewal(now_ms);
        const auto first = renewal_->write({});
        if (!first) return fail(ChannelError::kHandshake);
        if (const auto error = write_record(Record::kRenew, *first, now_ms)) return error;
    }
    if (now_ms - last_sent_ms_ >= limits.idle_ms) return write_record(Record::kIdle, {}, now_ms);
    return std::nullopt;
}

std::int64_t SecureChannel::next_tick_ms() const {
    const auto& limits = config_.limits;
    if (!established()) return opened_ms_ + limits.handshake_ms;
    return std::min(last_sent_ms_ + limits.idle_ms, last_received_ms_ + limits.silent_ms);
}

}  // namespace dure::chain
