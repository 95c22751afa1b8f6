#include "chain/consensus/messages.hpp"

#include <algorithm>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"

namespace dure::chain {

namespace {

template <class Payload>
void append_place(rlp::Encoder& out, const Payload& payload) {
    out.integer(payload.height).integer(payload.round);
}

void append(rlp::Encoder& out, const ProposalPayload& payload) {
    out.list([&](rlp::Encoder& e) {
        append_place(e, payload);
        e.raw(encode(payload.block));
    });
}

void append(rlp::Encoder& out, const PreparePayload& payload) {
    out.list([&](rlp::Encoder& e) {
        append_place(e, payload);
        e.string(payload.digest);
    });
}

void append(rlp::Encoder& out, const CommitPayload& payload) {
    out.list([&](rlp::Encoder& e) {
        append_place(e, payload);
        e.string(payload.digest).string(payload.seal);
    });
}

void append(rlp::Encoder& out, const RoundChangePayload& payload) {
    out.list([&](rlp::Encoder& e) {
        append_place(e, payload);
        e.list([&](rlp::Encoder& prepared) {
            if (payload.prepared)
                prepared.integer(payload.prepared->round).string(payload.prepared->digest);
        });
    });
}

template <class Payload>
void append(rlp::Encoder& out, const Signed<Payload>& part) {
    out.list([&](rlp::Encoder& e) {
        append(e, part.payload);
        e.string(part.signature);
    });
}

template <class Payload>
void append(rlp::Encoder& out, const std::vector<Signed<Payload>>& parts) {
    out.list([&](rlp::Encoder& e) {
        for (const auto& part : parts) append(e, part);
    });
}

template <class Payload>
Hash256 hash_with_code(MessageCode code, const Payload& payload) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.integer(static_cast<std::uint64_t>(code));
        append(e, payload);
    });
    return keccak256(out.bytes());
}

/// Reads parts of messages; the first thing that is wrong beyond RLP is kept here.
class PartReader {
 public:
    std::optional<MessageError> error;

    void refuse(rlp::Reader& in, MessageError why) {
        if (!in.error() && !error) error = why;
        in.fail(rlp::Error::overflow);
    }

    std::uint32_t round(rlp::Reader& in) {
        const auto value = in.integer64();
        if (value > kMaxRound) {
            refuse(in, MessageError::out_of_range);
            return 0;
        }
        return static_cast<std::uint32_t>(value);
    }

    template <class Payload>
    void place(rlp::Reader& in, Payload& payload) {
        payload.height = in.integer64();
        if (payload.height > kMaxHeight) refuse(in, MessageError::out_of_range);
        payload.round = round(in);
    }

    Seal seal(rlp::Reader& in) {
        Seal out{};
        const auto bytes = in.string();
        if (in.error()) return out;
        if (bytes.size() != out.size()) {
            in.fail(rlp::Error::unexpected_length);
            return out;
        }
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return out;
    }

    Block block(rlp::Reader& in) {
        const auto item = in.raw_item();
        if (in.error()) return {};
        auto decoded = decode_block(item);
        if (decoded) return *std::move(decoded);
        refuse(in, MessageError::bad_block);
        return {};
    }

    void read(rlp::Reader& in, ProposalPayload& payload) {
        in.list([&](rlp::Reader& r) {
            place(r, payload);
            payload.block = block(r);
        });
    }

    void read(rlp::Reader& in, PreparePayload& payload) {
        in.list([&](rlp::Reader& r) {
            place(r, payload);
            payload.digest = r.fixed<Hash256>();
        });
    }

    void read(rlp::Reader& in, CommitPayload& payload) {
        in.list([&](rlp::Reader& r) {
            place(r, payload);
            payload.digest = r.fixed<Hash256>();
            payload.seal = seal(r);
        });
    }

    void read(rlp::Reader& in, RoundChangePayload& payload) {
        in.list([&](rlp::Reader& r) {
            place(r, payload);
            r.list([&](rlp::Reader& prepared) {
                if (!prepared.more()) return;
                payload.prepared.emplace();
                payload.prepared->round = round(prepared);
                payload.prepared->digest = prepared.fixed<Hash256>();
            });
        });
    }

    template <class Payload>
    void read(rlp::Reader& in, Signed<Payload>& part) {
        in.list([&](rlp::Reader& r) {
            read(r, part.payload);
            part.signature = seal(r);
        });
    }

    template <class Payload>
    void read(rlp::Reader& in, std::vector<Signed<Payload>>& parts) {
        in.list([&](rlp::Reader& r) {
            while (r.more()) {
                if (parts.size() == kMaxJustifications)
                    return refuse(r, MessageError::too_many_parts);
                read(r, parts.emplace_back());
            }
        });
    }

    void read(rlp::Reader& in, Proposal& proposal) {
        in.list([&](rlp::Reader& r) {
            read(r, proposal.proposed);
            r.list([&](rlp::Reader& justification) {
                read(justification, proposal.round_changes);
                read(justification, proposal.prepares);
            });
        });
    }

    void read(rlp::Reader& in, RoundChange& change) {
        in.list([&](rlp::Reader& r) {
            read(r, change.asked);
            const auto item = r.raw_item();
            constexpr Byte kEmptyList = 0xc0;
            if (item.size() != 1 || item[0] != kEmptyList) {
                auto decoded = decode_block(item);
                if (!decoded) return refuse(r, MessageError::bad_block);
                change.prepared_block = *std::move(decoded);
            }
            read(r, change.prepares);
        });
    }

    void read(rlp::Reader& in, PreparedCertificate& certificate) {
        in.list([&](rlp::Reader& r) {
            certificate.round = round(r);
            certificate.block = block(r);
            read(r, certificate.prepares);
        });
    }
};

template <class Value>
Result<Value, MessageError> read_whole(ByteView rlp) {
    Value value;
    PartReader parts;
    const auto error = rlp::decode(rlp, [&](rlp::Reader& in) { parts.read(in, value); });
    if (parts.error) return Failure{*parts.error};
    if (error) return Failure{MessageError::bad_encoding};
    return value;
}

template <class Body>
Result<QbftMessage, MessageError> read_message(ByteView rlp) {
    auto body = read_whole<Body>(rlp);
    if (!body) return Failure{body.error()};
    return QbftMessage{*std::move(body)};
}

template <class Payload>
const Signed<Payload>& signed_part(const Signed<Payload>& part) {
    return part;
}
const Signed<ProposalPayload>& signed_part(const Proposal& proposal) { return proposal.proposed; }
const Signed<RoundChangePayload>& signed_part(const RoundChange& change) { return change.asked; }

}  // namespace

Hash256 signing_hash(const ProposalPayload& p) { return hash_with_code(MessageCode::kProposal, p); }
Hash256 signing_hash(const PreparePayload& p) { return hash_with_code(MessageCode::kPrepare, p); }
Hash256 signing_hash(const CommitPayload& p) { return hash_with_code(MessageCode::kCommit, p); }
Hash256 signing_hash(const RoundChangePayload& p) {
    return hash_with_code(MessageCode::kRoundChange, p);
}

std::optional<Address> author_of(const QbftMessage& message, const Signer& signer) {
    return std::visit([&](const auto& m) { return author_of(signed_part(m), signer); }, message);
}

MessageCode code_of(const QbftMessage& message) {
    constexpr MessageCode kCodes[] = {MessageCode::kProposal, MessageCode::kPrepare,
                                      MessageCode::kCommit, MessageCode::kRoundChange};
    return kCodes[message.index()];
}

std::uint64_t height_of(const QbftMessage& message) {
    return std::visit([](const auto& m) { return signed_part(m).payload.height; }, message);
}

std::uint32_t round_of(const QbftMessage& message) {
    return std::visit([](const auto& m) { return signed_part(m).payload.round; }, message);
}

std::string_view to_string(MessageError error) {
    switch (error) {
        case MessageError::too_large:
            return "larger than such a message may be";
        case MessageError::unknown_code:
            return "unknown message code";
        case MessageError::bad_encoding:
            return "not a message's RLP";
        case MessageError::bad_block:
            return "its block does not decode";
        case MessageError::too_many_parts:
            return "too many signed parts";
        case MessageError::out_of_range:
            return "height or round out of range";
    }
    return "unknown";
}

Bytes encode(const QbftMessage& message) {
    rlp::Encoder out;
    if (const auto* proposal = std::get_if<Proposal>(&message)) {
        out.list([&](rlp::Encoder& e) {
            append(e, proposal->proposed);
            e.list([&](rlp::Encoder& justification) {
                append(justification, proposal->round_changes);
                append(justification, proposal->prepares);
            });
        });
    } else if (const auto* prepare = std::get_if<Prepare>(&message)) {
        append(out, *prepare);
    } else if (const auto* commit = std::get_if<Commit>(&message)) {
        append(out, *commit);
    } else {
        const auto& change = std::get<RoundChange>(message);
        out.list([&](rlp::Encoder& e) {
            append(e, change.asked);
            if (change.prepared_block) {
                e.raw(encode(*change.prepared_block));
            } else {
                e.list([](rlp::Encoder&) {});
            }
            append(e, change.prepares);
        });
    }
    auto bytes = out.take();
    bytes.insert(bytes.begin(), static_cast<Byte>(code_of(message)));
    return bytes;
}

Result<QbftMessage, MessageError> decode_message(ByteView bytes) {
    if (bytes.empty()) return Failure{MessageError::bad_encoding};
    if (bytes.size() > kMaxConsensusBytes) return Failure{MessageError::too_large};
    const auto rlp = bytes.subspan(1);
    switch (static_cast<MessageCode>(bytes[0])) {
        case MessageCode::kProposal:
            return read_message<Proposal>(rlp);
        case MessageCode::kPrepare:
            if (bytes.size() > kMaxVoteBytes) return Failure{MessageError::too_large};
            return read_message<Prepare>(rlp);
        case MessageCode::kCommit:
            if (bytes.size() > kMaxVoteBytes) return Failure{MessageError::too_large};
            return read_message<Commit>(rlp);
        case MessageCode::kRoundChange:
            return read_message<RoundChange>(rlp);
    }
    return Failure{MessageError::unknown_code};
}

Bytes encode(const PreparedCertificate& certificate) {
    rlp::Encoder out;
    out.list([&](rlp::Encoder& e) {
        e.integer(certificate.round).raw(encode(certificate.block));
        append(e, certificate.prepares);
    });
    return out.take();
}

Result<PreparedCertificate, MessageError> decode_prepared_certificate(ByteView bytes) {
    return read_whole<PreparedCertificate>(bytes);
}

}  // namespace dure::chain
